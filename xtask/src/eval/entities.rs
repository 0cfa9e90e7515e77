//! Entities within a document, against the coreference of GUM.
//!
//! *Pronouns*: those of the third person singular for people (he, she and their forms) whose gold entity has
//! a mention that is no pronoun; right where most of the names and descriptions of the found entity are of that
//! gold entity. *Names joined*: over all pairs of names that stand in gold and were found (a name being the
//! proper nouns around the head of a gold mention, found with the same range): the F1 of being in one entity.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Result;
use sayso_entities::{Entities, EntityId, EntityKind, MentionForm, Value};
use sayso_eval::Score;
use sayso_text::TextRange;

use crate::data::entities::{GoldMention, mentions};
use crate::data::treebank;
use crate::train::{bytes_of_chars, name_in, read_re3d};

const HUMAN: [&str; 8] = ["he", "him", "his", "himself", "she", "her", "hers", "herself"];
const THING: [&str; 3] = ["it", "its", "itself"];

pub(super) fn coreference(gold: &Path) -> Result<Vec<(&'static str, f64)>> {
    let (mut pronouns, mut things) = ((0, 0), (0, 0));
    let (mut right, mut found, mut all) = (0, 0, 0);
    for document in treebank::read(gold)? {
        let gold = mentions(&document);
        let range = |m: &GoldMention| {
            let words = &document.sentences[m.sentence].words;
            words[m.first].range.cover(words[m.last].range)
        };
        let entities = Entities::of(&document.text);
        // The gold entity of each found name or description: that of the smallest mention with the same head.
        let group_of = |tokens: TextRange| {
            let with_head = gold.iter().filter(|m| {
                let words = &document.sentences[m.sentence].words;
                let head = m.first + m.head.first().copied().unwrap_or(0);
                tokens.contains(words[head.min(m.last)].range) && range(m).overlaps(tokens)
            });
            with_head.max_by_key(|m| range(m).len()).map(|m| m.group)
        };
        let mut votes: HashMap<EntityId, HashMap<u32, usize>> = HashMap::new();
        for mention in entities.mentions() {
            let refers = matches!(mention.form, MentionForm::Name | MentionForm::Description);
            if let (true, Some(id), Some(group)) = (refers, mention.entity, group_of(mention.range))
            {
                *votes.entry(id).or_default().entry(group).or_default() += 1;
            }
        }
        let is_pronoun = |m: &GoldMention| {
            m.first == m.last && document.sentences[m.sentence].words[m.first].upos == "PRON"
        };
        for mention in gold.iter().filter(|m| is_pronoun(m)) {
            let form =
                document.sentences[mention.sentence].words[mention.first].form.to_lowercase();
            let tally = if HUMAN.contains(&form.as_str()) {
                &mut pronouns
            } else if THING.contains(&form.as_str()) {
                &mut things
            } else {
                continue;
            };
            if !gold.iter().any(|m| m.group == mention.group && !is_pronoun(m)) {
                continue;
            }
            tally.1 += 1;
            let chosen = entities.within(range(mention)).first().and_then(|m| m.entity);
            let best = chosen.and_then(|id| {
                let votes = votes.get(&id)?;
                votes
                    .iter()
                    .max_by_key(|(group, count)| (**count, **group))
                    .map(|(group, _)| *group)
            });
            tally.0 += usize::from(best == Some(mention.group));
        }
        let names: Vec<(u32, EntityId, TextRange)> = gold
            .iter()
            .filter_map(|m| {
                let words = &document.sentences[m.sentence].words;
                let (first, last) = name_in(words, m)?;
                let name = words[first].range.cover(words[last].range);
                let same = entities
                    .within(name)
                    .iter()
                    .find(|found| found.form == MentionForm::Name && found.range == name)?;
                Some((m.group, same.entity?, name))
            })
            .collect();
        for (i, a) in names.iter().enumerate() {
            for b in &names[..i] {
                right += usize::from(a.0 == b.0 && a.1 == b.1);
                found += usize::from(a.1 == b.1);
                all += usize::from(a.0 == b.0);
            }
        }
    }
    let share = |(right, all): (usize, usize)| 100.0 * right as f64 / (all as f64).max(1.0);
    let joined = Score::from_counts(right, found, all);
    Ok(vec![
        ("he and she", share(pronouns)),
        ("it", share(things)),
        ("names joined P", 100.0 * joined.precision),
        ("names joined R", 100.0 * joined.recall),
        ("names joined F1", 100.0 * joined.f1),
    ])
}

/// Mentions of re3d that are no names of people, bodies and places, strict but for an article before them.
/// Durations are quantities for us and times for re3d.
pub(super) fn re3d(gold: &Path) -> Result<Vec<(&'static str, f64)>> {
    let rows: [(&str, &[&str]); 6] = [
        ("weapon", &["Weapon"]),
        ("platform", &["MilitaryPlatform", "Vehicle"]),
        ("nationality", &["Nationality"]),
        ("temporal", &["Temporal"]),
        ("quantity", &["Quantity"]),
        ("money", &["Money"]),
    ];
    let mut tallies = [(0, 0, 0); 7];
    for document in read_re3d(gold)? {
        let text = &document.text;
        let offsets = bytes_of_chars(text);
        let entities = Entities::of(text);
        let found: Vec<(&str, TextRange)> = entities
            .mentions()
            .iter()
            .filter_map(|mention| {
                let periods = [
                    "second", "minute", "hour", "day", "week", "month", "year", "decade", "century",
                ];
                let row = match (mention.kind, mention.value) {
                    (EntityKind::Weapon, _) => "weapon",
                    (EntityKind::Platform, _) => "platform",
                    (EntityKind::Nationality, _) => "nationality",
                    (EntityKind::Date | EntityKind::Time, _) => "temporal",
                    (_, Some(Value::Quantity { unit: Some(unit), .. }))
                        if periods.contains(&unit) =>
                    {
                        "temporal"
                    }
                    (
                        EntityKind::Quantity
                        | EntityKind::Number
                        | EntityKind::Percent
                        | EntityKind::Age,
                        _,
                    ) => "quantity",
                    (EntityKind::Money, _) => "money",
                    _ => return None,
                };
                Some((row, without_article(text, mention.range)))
            })
            .collect();
        for (i, (row, labels)) in rows.iter().enumerate() {
            let gold = document.entities.iter().filter(|e| labels.contains(&e.2.as_str()));
            let gold: Vec<TextRange> = gold
                .map(|e| TextRange::new(offsets[e.0 as usize], offsets[e.1 as usize]))
                .map(|range| without_article(text, range))
                .collect();
            let found: Vec<TextRange> = found.iter().filter(|f| f.0 == *row).map(|f| f.1).collect();
            let right = found.iter().filter(|f| gold.contains(f)).count();
            for i in [i, if i < 2 { 6 } else { 7 }] {
                if let Some(tally) = tallies.get_mut(i) {
                    *tally = (tally.0 + right, tally.1 + found.len(), tally.2 + gold.len());
                }
            }
        }
    }
    let names = rows.iter().map(|row| row.0).chain(["weapon+platform"]);
    let score = |(right, found, gold)| 100.0 * Score::from_counts(right, found, gold).f1;
    Ok(names.zip(tallies).map(|(name, tally)| (name, score(tally))).collect())
}

fn without_article(text: &str, range: TextRange) -> TextRange {
    let first = text[range].split(' ').next().unwrap_or_default();
    let article = ["the", "a", "an"].iter().any(|a| first.eq_ignore_ascii_case(a));
    let skip = if article { first.len() as u32 + 1 } else { 0 };
    TextRange::new((range.start() + skip).min(range.end()), range.end())
}
