//! Which words of a text mean the same: the cases of `coreference.txt`, which says how they are written.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sayso_entities::{Entities, EntityId, Gender};
use sayso_text::TextRange;

#[test]
fn cases() {
    let mut wrong = String::new();
    for (number, line) in include_str!("coreference.txt").lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (case, fails) = line.strip_prefix("! ").map_or((line, false), |case| (case, true));
        let why = match Case::parse(case).check() {
            Err(why) if !fails => why,
            Ok(()) if fails => "is found now: take the ! away".to_owned(),
            _ => continue,
        };
        let _ = writeln!(wrong, "line {}: {line}\n    {why}", number + 1);
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A text, its brackets, and what is said of entities: which, what, and the value.
struct Case<'a> {
    text: String,
    brackets: Vec<(&'a str, TextRange)>,
    claims: Vec<(&'a str, &'a str, &'a str)>,
}

impl<'a> Case<'a> {
    fn parse(line: &'a str) -> Self {
        let mut fields = line.split(" | ");
        let (mut text, mut brackets) = (String::new(), Vec::new());
        for part in fields.next().expect("a text").split_inclusive(['[', ']']) {
            let plain = part.trim_end_matches(['[', ']']);
            if part.ends_with(']') {
                let (entity, words) = plain.split_once(' ').expect("a number and words");
                let start = text.len() as u32;
                text.push_str(words);
                brackets.push((entity, TextRange::new(start, text.len() as u32)));
            } else {
                text.push_str(&plain.replace("\\n", "\n\n"));
            }
        }
        let claims = fields.map(|claim| {
            let (key, value) = claim.split_once('=').expect("a claim");
            let (entity, what) = key.split_once('.').expect("an entity and a property");
            (entity, what, value)
        });
        Self { text, brackets, claims: claims.collect() }
    }

    fn check(&self) -> Result<(), String> {
        let entities = Entities::of(&self.text);
        let mut ids: BTreeMap<&str, EntityId> = BTreeMap::new();
        for &(entity, range) in &self.brackets {
            let words = &self.text[range];
            let Some(mention) = entities.best_in(range) else {
                // A description that nobody is found for is no mention: it stays open.
                if entity == "-" {
                    continue;
                }
                return Err(format!("no mention: {words}"));
            };
            match (entity, mention.entity) {
                ("-", None) => {}
                ("-", Some(_)) => return Err(format!("{words} has an entity")),
                (_, None) => return Err(format!("{words} has no entity")),
                (_, Some(id)) if *ids.entry(entity).or_insert(id) != id => {
                    return Err(format!("{words} is not {entity}"));
                }
                _ => {}
            }
        }
        for (a, id) in &ids {
            if let Some((b, _)) = ids.iter().find(|(b, other)| *b > a && *other == id) {
                return Err(format!("{a} and {b} are one"));
            }
        }
        for &(entity, what, expected) in &self.claims {
            let found = self.property(&entities, entity, ids[entity], what);
            if found != expected {
                return Err(format!("{entity}.{what} is {found:?}"));
            }
        }
        Ok(())
    }

    fn property(&self, entities: &Entities, number: &str, id: EntityId, what: &str) -> String {
        let entity = entities.get(id);
        let words = |range: TextRange| self.text[range].to_owned();
        let none = || "none".to_owned();
        let brackets = self.brackets.iter().filter(|(of, _)| *of == number);
        let mut mentions = brackets.filter_map(|&(_, range)| entities.best_in(range));
        let yes = |is| if is { "yes" } else { "no" };
        match what {
            "name" => words(entity.name),
            "kind" => entity.kind.as_str().to_owned(),
            "role" => entity.role.map_or_else(none, words),
            "of" => entity.affiliation.map_or_else(none, |id| words(entities.get(id).name)),
            "country" => entity.country.map_or_else(none, |code| code.to_string()),
            "acts" => mentions.map(|mention| yes(mention.acts)).collect::<Vec<_>>().join(" "),
            "sure" => yes(mentions.all(|mention| mention.link > 0.7)).to_owned(),
            "gender" => match entity.gender {
                Gender::Male => "male".to_owned(),
                Gender::Female => "female".to_owned(),
                Gender::Unknown => none(),
            },
            other => panic!("no property {other}"),
        }
    }
}
