//! Patterns that users bring along: regular expressions with the kind of what they find.

use std::io::Read;

use regex::{Regex, RegexSet};

use super::entry::{Listed, Row, Things};
use super::error::GazetteerError;
use super::table::ListTable;
use crate::kind::EntityKind;

/// Patterns, compiled.
#[derive(Clone, Default)]
pub(super) struct Patterns {
    /// Tells in one pass which of them match at all.
    set: RegexSet,
    patterns: Vec<Pattern>,
}

#[derive(Clone)]
struct Pattern {
    regex: Regex,
    kind: EntityKind,
    thing: Option<u32>,
}

impl Patterns {
    /// Reads a table; what its rows mean is added to `things`.
    pub(super) fn read(table: impl Read, things: &mut Things) -> Result<Self, GazetteerError> {
        let mut table = ListTable::open(table, &["pattern", "kind", "canonical", "link"], 2)?;
        let (mut listed, mut patterns) = (Listed::default(), Vec::new());
        for row in table.rows() {
            let row = row?;
            let row = Row::of(&row)?;
            listed.add(&row)?;
            let Row { line, name, kind, canonical, link } = row;
            let wrong = |problem: String| GazetteerError::Pattern { line, problem };
            let regex = Regex::new(name).map_err(|error| wrong(in_one_line(&error)))?;
            if regex.is_match("") {
                return Err(wrong("it matches where there is nothing".to_owned()));
            }
            let thing = (!canonical.is_empty() || !link.is_empty())
                .then(|| things.number(&row, canonical))
                .transpose()?;
            patterns.push(Pattern { regex, kind, thing });
        }
        let set = RegexSet::new(patterns.iter().map(|pattern| pattern.regex.as_str()))
            .map_err(|error| GazetteerError::TooLarge { problem: in_one_line(&error) })?;
        Ok(Self { set, patterns })
    }

    pub(super) fn len(&self) -> usize {
        self.patterns.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Calls `each` with the start, end, kind and meaning of every match.
    pub(super) fn find(
        &self,
        text: &str,
        mut each: impl FnMut(usize, usize, EntityKind, Option<u32>),
    ) {
        if self.is_empty() {
            return;
        }
        for i in self.set.matches(text) {
            let Pattern { regex, kind, thing } = &self.patterns[i];
            for hit in regex.find_iter(text) {
                each(hit.start(), hit.end(), *kind, *thing);
            }
        }
    }
}

/// The compiler of patterns draws a picture; its last line says what is wrong.
fn in_one_line(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim().trim_start_matches("error: ").to_owned()
}
