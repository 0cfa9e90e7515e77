//! How right names are: people, organisations and places in text whose gold is in IOB2 columns.
//!
//! The file has one `token<TAB>tag` a line (`B-person`, `I-person`, `O`), an empty line after each
//! sentence. Every sentence is a document: its id is its number in the file, from 1, and its text is its
//! tokens joined by single spaces.
//!
//! A name is right when start, end and type are; a leading "the", "a" or "an" is ignored on both sides.
//! Types that gold schemes do not share (miscellaneous, events, products, elections) are left out on both
//! sides: see [`NameKind::from_label`].

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use sayso_text::{OffsetMap, OffsetUnit, TextRange};
use serde::Serialize;

use crate::articles::Span;
use crate::score::Tally;
use crate::{EvalError, Prediction, Score};

/// The types of names that are scored.
///
/// ```
/// use sayso_eval::NameKind;
///
/// assert_eq!(NameKind::from_label("politicalparty"), Some(NameKind::Organisation));
/// assert_eq!(NameKind::from_label("GPE"), Some(NameKind::Place));
/// assert_eq!(NameKind::from_label("election"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// One human being.
    Person,
    /// Companies, parties, ministries, governments, outlets, teams.
    Organisation,
    /// Countries, cities, rivers, buildings.
    Place,
}

impl NameKind {
    /// Every type, in the order of the definition.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];

    /// The type that a label of any gold scheme or of our records stands for, in any case; nothing for a
    /// label that is not scored.
    pub fn from_label(label: &str) -> Option<Self> {
        Some(match label.to_ascii_lowercase().as_str() {
            "person" | "per" | "politician" => Self::Person,
            "organisation" | "organization" | "org" | "politicalparty" | "group"
            | "corporation" | "government" | "outlet" => Self::Organisation,
            "place" | "location" | "loc" | "country" | "gpe" | "facility" => Self::Place,
            _ => return None,
        })
    }

    /// The name that is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

/// A sentence with the names that people marked in it.
///
/// ```
/// let bio = "Andrey\tB-person\nKovalenko\tI-person\nleft\tO\nKyiv\tB-location\n";
/// let gold = sayso_eval::read_names(bio.as_bytes())?;
/// assert_eq!(gold[0].id, "1");
/// assert_eq!(gold[0].text, "Andrey Kovalenko left Kyiv");
/// assert_eq!(&gold[0].text[gold[0].names[0].0], "Andrey Kovalenko");
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedText {
    /// The sentence's number in the file, from 1.
    pub id: String,
    /// Its tokens, joined by single spaces.
    pub text: String,
    /// Bytes of the text with their label, in order.
    pub names: Vec<(TextRange, String)>,
}

/// Reads a whole file of IOB2 columns. A tag that goes on where nothing of its type began, begins.
///
/// # Errors
/// If a line has no tab, or a tag is not of IOB2.
pub fn read_names(reader: impl BufRead) -> Result<Vec<NamedText>, EvalError> {
    let mut texts: Vec<NamedText> = Vec::new();
    let mut open = false;
    for (i, text) in reader.lines().enumerate() {
        let line = i + 1;
        let text = text.map_err(|source| EvalError::Read { line, source })?;
        if text.trim().is_empty() {
            open = false;
            continue;
        }
        if !open {
            open = true;
            texts.push(NamedText { id: (texts.len() + 1).to_string(), ..NamedText::default() });
        }
        let sentence = texts.last_mut().expect("one was just pushed");
        sentence.push(&text).map_err(|problem| EvalError::Columns { line, problem })?;
    }
    Ok(texts)
}

impl NamedText {
    fn push(&mut self, line: &str) -> Result<(), String> {
        let (token, tag) = line.split_once('\t').ok_or("no tab between token and tag")?;
        // Whether a name may go on: only one that ended at the token before.
        let previous_end = self.text.len() as u32;
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len() as u32;
        self.text.push_str(token);
        let range = TextRange::new(start, self.text.len() as u32);
        let tag = tag.trim();
        if tag == "O" {
            return Ok(());
        }
        let (mark, label) = tag
            .split_once('-')
            .ok_or_else(|| format!("`{tag}` is no tag: write O, B-type or I-type"))?;
        match self.names.last_mut() {
            Some(last) if mark == "I" && last.1 == label && last.0.end() == previous_end => {
                last.0 = last.0.cover(range);
            }
            _ => self.names.push((range, label.to_owned())),
        }
        Ok(())
    }
}

/// Scores by type and over all of them.
///
/// ```
/// use sayso_eval::{read_names, read_predictions, score_names};
///
/// let gold = read_names("The\tB-location\nHague\tI-location\nagreed\tO\n".as_bytes())?;
/// let found = r#"{"id": "1", "entities": [{"kind": "place", "mentions": [{"start": 4, "end": 9}]}]}"#;
/// let scores = score_names(&gold, &read_predictions(found.as_bytes())?);
/// assert_eq!(scores.all.f1, 1.0);
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct NameScores {
    /// People.
    pub person: Score,
    /// Organisations.
    pub organisation: Score,
    /// Places.
    pub place: Score,
    /// All names together.
    pub all: Score,
}

impl NameScores {
    /// Every figure under its name, in the order in which they are printed.
    pub fn rows(&self) -> [(&'static str, Score); 4] {
        [
            (NameKind::Person.as_str(), self.person),
            (NameKind::Organisation.as_str(), self.organisation),
            (NameKind::Place.as_str(), self.place),
            ("all", self.all),
        ]
    }
}

/// Scores predictions, by id, against gold. A text without prediction counts as nothing found.
pub fn score_names(gold: &[NamedText], predictions: &HashMap<String, Prediction>) -> NameScores {
    let mut tallies = [Tally::default(); 3];
    let mut all = Tally::default();
    for text in gold {
        let chars: Vec<char> = text.text.chars().collect();
        let offsets = OffsetMap::new(&text.text, OffsetUnit::Char);
        let gold = text.names.iter().map(|(range, label)| {
            ((offsets.get(range.start()), offsets.get(range.end())), label.as_str())
        });
        let entities = predictions.get(&text.id).map_or(&[][..], |p| &p.entities);
        let found = entities.iter().flat_map(|entity| {
            entity.mentions.iter().map(|m| ((m.start, m.end), entity.kind.as_str()))
        });
        let (gold, found) = (name_set(&chars, gold), name_set(&chars, found));
        for kind in NameKind::ALL {
            let of_kind = |(_, k): &&(Span, NameKind)| *k == kind;
            let right = gold.intersection(&found).filter(of_kind).count();
            let counts =
                (found.iter().filter(of_kind).count(), gold.iter().filter(of_kind).count());
            tallies[kind as usize].add(right, counts.0, counts.1);
            all.add(right, counts.0, counts.1);
        }
    }
    let [person, organisation, place] = tallies.map(|tally| tally.score());
    NameScores { person, organisation, place, all: all.score() }
}

/// The names that are scored, without their articles.
fn name_set<'l>(
    text: &[char],
    names: impl Iterator<Item = (Span, &'l str)>,
) -> HashSet<(Span, NameKind)> {
    names
        .filter_map(|(span, label)| {
            Some((without_article(text, span), NameKind::from_label(label)?))
        })
        .collect()
}

fn without_article(text: &[char], (start, end): Span) -> Span {
    let name = text.get(start as usize..end as usize).unwrap_or_default();
    let word = name.iter().position(|&c| c == ' ').unwrap_or(0);
    let first: String = name[..word].iter().map(char::to_ascii_lowercase).collect();
    match first.as_str() {
        "the" | "a" | "an" => (start + word as u32 + 1, end),
        _ => (start, end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_touch_are_two() {
        let bio = "Kyiv\tB-LOC\nMoscow\tB-LOC\nRed\tI-ORG\nCross\tI-ORG\nof\tO\nOslo\tI-LOC\n";
        let gold = read_names(bio.as_bytes()).expect("columns");
        let names: Vec<&str> = gold[0].names.iter().map(|(r, _)| &gold[0].text[*r]).collect();
        assert_eq!(names, ["Kyiv", "Moscow", "Red Cross", "Oslo"]);
    }

    #[test]
    fn spans_out_of_the_text_are_wrong_and_harmless() {
        let gold = read_names("Kyiv\tB-LOC\n".as_bytes()).expect("columns");
        let line = r#"{"id": "1", "entities": [{"kind": "place", "mentions": [{"start": 2, "end": 99}, {"start": 3, "end": 1}]}]}"#;
        let found = crate::read_predictions(line.as_bytes()).expect("a record");
        assert_eq!(score_names(&gold, &found).all, Score::from_counts(0, 2, 1));
    }
}
