//! What users bring along: a table of names, compiled to find all of them in one pass over a text, and one of
//! patterns.
//!
//! A name or match is found where it stands as whole tokens. Of those that overlap, the one that begins first
//! is taken, of those the longest, and of those a name. A name with a capital in it is found as it is written;
//! one that is all in lower case is found in any case; a pattern says its own mind. Each space of a name or
//! pattern stands for one white space character in the text.

mod entry;
mod error;
mod patterns;
mod table;

use std::fmt;
use std::io::Read;

use aho_corasick::{AhoCorasick, MatchKind};
use sayso_text::{Segmentation, TextRange};

use entry::{Listed, Row, Things};
use patterns::Patterns;

pub use entry::GazetteerEntry;
pub(crate) use entry::Hit;
pub use error::GazetteerError;
pub use table::{ListRow, ListTable, TableError};

/// A list of names, ready to be found.
///
/// ```
/// use sayso_entities::{Entities, EntityKind, Gazetteer};
///
/// let table = "name,kind,canonical,link\nKursk group,organisation,Kursk Grouping,x-7\nkn-25,weapon,,\n";
/// let gazetteer = Gazetteer::read(table.as_bytes()).unwrap();
/// let text = "The Kursk group fired a KN-25.";
/// let entities = Entities::with(text, Some(&gazetteer), None);
/// let mention = &entities.mentions()[0];
/// assert_eq!((&text[mention.range], mention.kind), ("Kursk group", EntityKind::Organisation));
/// let entry = entities.gazetteer_entry(mention.entity.unwrap()).unwrap();
/// assert_eq!((entry.canonical.as_str(), entry.link.as_str()), ("Kursk Grouping", "x-7"));
/// ```
#[derive(Clone, Default)]
pub struct Gazetteer {
    /// Names with capitals, and names without.
    exact: Option<AhoCorasick>,
    folded: Option<AhoCorasick>,
    /// The thing that each name means.
    exact_things: Vec<u32>,
    folded_things: Vec<u32>,
    patterns: Patterns,
    things: Vec<GazetteerEntry>,
}

impl Gazetteer {
    /// Reads a table in CSV whose first line names the columns `name` and `kind`, and if wanted `canonical` and
    /// `link`, in any order. `kind` is one of the kinds of names. Rows with the same link, or without one the
    /// same canonical name, mean the same thing.
    ///
    /// # Errors
    /// If the table is broken, a column or name is missing, a kind is unknown, a name is listed twice, or two rows
    /// contradict each other.
    pub fn read(table: impl Read) -> Result<Self, GazetteerError> {
        let mut table = ListTable::open(table, &["name", "kind", "canonical", "link"], 2)?;
        let (mut exact, mut folded) = (Vec::new(), Vec::new());
        let (mut exact_things, mut folded_things) = (Vec::new(), Vec::new());
        let (mut listed, mut things) = (Listed::default(), Things::default());
        for row in table.rows() {
            let row = row?;
            let row = Row::of(&row)?;
            listed.add(&row)?;
            let name = row.name;
            let shown = if row.canonical.is_empty() { name } else { row.canonical };
            let thing = things.number(&row, shown)?;
            if name.chars().any(char::is_uppercase) {
                exact.push(name.to_owned());
                exact_things.push(thing);
            } else {
                folded.push(fold(name));
                folded_things.push(thing);
            }
        }
        let (exact, folded) = (compile(&exact)?, compile(&folded)?);
        let patterns = Patterns::default();
        Ok(Self { exact, folded, exact_things, folded_things, patterns, things: things.list })
    }

    /// Adds the patterns of a table in CSV whose first line names the columns `pattern` and `kind`, and if wanted
    /// `canonical` and `link`, in any order. A pattern is a regular expression in the syntax of the crate `regex`.
    /// What it finds is known by its canonical name or link, or without both by its own words.
    ///
    /// ```
    /// use sayso_entities::{Entities, EntityKind, Gazetteer};
    ///
    /// let table = "pattern,kind\nProject \\w+,work\n";
    /// let gazetteer = Gazetteer::default().with_patterns(table.as_bytes()).unwrap();
    /// let text = "Project Azorian failed.";
    /// let entities = Entities::with(text, Some(&gazetteer), None);
    /// let mention = &entities.mentions()[0];
    /// assert_eq!((&text[mention.range], mention.kind), ("Project Azorian", EntityKind::Work));
    /// ```
    ///
    /// # Errors
    /// If the table is broken, a column is missing, a kind is unknown, a pattern is none, matches nothing at all
    /// or is listed twice, or two rows contradict each other.
    pub fn with_patterns(mut self, table: impl Read) -> Result<Self, GazetteerError> {
        let mut things = Things::from(self.things);
        self.patterns = Patterns::read(table, &mut things)?;
        self.things = things.list;
        Ok(self)
    }

    /// What the thing is that a name means.
    pub(crate) fn entry(&self, entry: u32) -> &GazetteerEntry {
        &self.things[entry as usize]
    }

    /// Writes what is listed of a text, in order; nothing overlaps another.
    pub(crate) fn find(&self, text: &str, segmentation: &Segmentation, found: &mut Vec<Hit>) {
        found.clear();
        let tokens = segmentation.tokens();
        let whole = |start: usize, end: usize| {
            let range = TextRange::new(start as u32, end as u32);
            let within = tokens.within(range);
            (tokens.cover(within) == range && !within.is_empty()).then_some(within)
        };
        let mut search = |names: &AhoCorasick, things: &[u32], text: &str| {
            // All of them, since the longest may end within a token and a shorter one not.
            for hit in names.find_overlapping_iter(text) {
                let thing = things[hit.pattern().as_usize()];
                let kind = self.things[thing as usize].kind;
                let hit = whole(hit.start(), hit.end());
                found.extend(hit.map(|tokens| Hit { tokens, kind, thing: Some(thing) }));
            }
        };
        let even = if self.exact.is_some() || !self.patterns.is_empty() {
            even(text)
        } else {
            String::new()
        };
        if let Some(names) = &self.exact {
            search(names, &self.exact_things, &even);
        }
        if let Some(names) = &self.folded {
            search(names, &self.folded_things, &fold(text));
        }
        self.patterns.find(&even, |start, end, kind, thing| {
            found.extend(whole(start, end).map(|tokens| Hit { tokens, kind, thing }));
        });
        // A name as it is written comes before the same name in any case and a match: the sort keeps their order.
        found.sort_by_key(|hit| (hit.tokens.start(), std::cmp::Reverse(hit.tokens.end())));
        let mut end = 0;
        found.retain(|hit| {
            let free = hit.tokens.start() >= end;
            end = if free { hit.tokens.end() } else { end };
            free
        });
    }
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.exact_things.len() + self.folded_things.len();
        f.debug_struct("Gazetteer")
            .field("names", &names)
            .field("patterns", &self.patterns.len())
            .finish_non_exhaustive()
    }
}

fn compile(names: &[String]) -> Result<Option<AhoCorasick>, GazetteerError> {
    if names.is_empty() {
        return Ok(None);
    }
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(names)
        .map(Some)
        .map_err(|error| GazetteerError::TooLarge { problem: error.to_string() })
}

/// The text with a space for every white space character of one byte: offsets stay as they are.
fn even(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }).collect()
}

/// The same in lower case, where that is as long.
fn fold(text: &str) -> String {
    let lower = |c: char| {
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(lower), None) if lower.len_utf8() == c.len_utf8() => lower,
            _ => c,
        }
    };
    text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { lower(c) }).collect()
}
