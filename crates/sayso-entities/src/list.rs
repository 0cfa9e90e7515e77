//! Names that users bring along: a table of names, compiled to find all of them in one pass over a text.
//!
//! A name is found where it stands as whole tokens. Of names that overlap, the one that begins first is taken, and
//! of those the longest. A name with a capital in it is found as it is written; one that is all in lower case
//! is found in any case. Each space of a name stands for one white space character in the text.

use std::collections::HashMap;
use std::fmt;
use std::io::Read;

use aho_corasick::{AhoCorasick, MatchKind};
use sayso_text::{Layout, TextRange, TokenRange};

use crate::kind::EntityKind;

/// What a list says of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What it is.
    pub kind: EntityKind,
    /// The name by which it is to be known.
    pub canonical: String,
    /// Its id elsewhere; empty if there is none.
    pub link: String,
}

/// A list of names, ready to be found.
///
/// ```
/// use sayso_entities::{EntityFinder, EntityKind, UserList};
/// use sayso_text::Segmenter;
///
/// let table = "name,kind,canonical,link\nKursk group,organisation,Kursk Grouping,x-7\nkn-25,weapon,,\n";
/// let (list, conflicts) = UserList::read(table.as_bytes()).unwrap();
/// assert!(conflicts.is_empty());
/// let text = "The Kursk group fired a KN-25.";
/// let layout = Segmenter::new().segment(text);
/// let entities = EntityFinder::default().find_listed(text, &layout, Some(&list), None);
/// let mention = &entities.mentions()[0];
/// assert_eq!((&text[mention.range], mention.kind), ("Kursk group", EntityKind::Organisation));
/// let listing = entities.listing(mention.entity.unwrap()).unwrap();
/// assert_eq!((listing.canonical.as_str(), listing.link.as_str()), ("Kursk Grouping", "x-7"));
/// ```
#[derive(Clone)]
pub struct UserList {
    /// Names with capitals, and names without.
    exact: AhoCorasick,
    folded: AhoCorasick,
    /// The thing that each name means.
    exact_things: Vec<u32>,
    folded_things: Vec<u32>,
    things: Vec<Listing>,
}

/// A list that cannot be used, with the line where it goes wrong.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The table is broken, or no UTF-8.
    #[error("line {line}: cannot be read ({problem})")]
    Table {
        /// Counted from 1.
        line: u64,
        /// What the reader said.
        problem: String,
    },
    /// The first line does not name the columns.
    #[error("line 1: has no column `{column}`; begin with the line name,kind,canonical,link")]
    Column {
        /// The one that is missing.
        column: &'static str,
    },
    /// A row without a name.
    #[error("line {line}: has no name")]
    NoName {
        /// Counted from 1.
        line: u64,
    },
    /// A kind that names do not have.
    #[error("line {line}: kind `{kind}` is none of {}", kinds())]
    Kind {
        /// Counted from 1.
        line: u64,
        /// What is there.
        kind: String,
    },
    /// More names than fit.
    #[error("holds too many names ({problem})")]
    TooLarge {
        /// What the compiler of names said.
        problem: String,
    },
}

/// A name that is listed a second time as something else. The first one counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The line of the second, counted from 1.
    pub line: u64,
    /// The name.
    pub name: String,
    /// What it was first, and where.
    pub first: (EntityKind, u64),
    /// What it would be now.
    pub second: EntityKind,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, name, first: (kind, before), second } = self;
        let [kind, second] = [kind, second].map(|kind| kind.as_str());
        write!(
            f,
            "line {line}: `{name}` is of kind {second} here but {kind} in line {before}, which counts"
        )
    }
}

impl UserList {
    /// Reads a table in CSV whose first line names the columns `name` and `kind`, and if wanted `canonical` and
    /// `link`, in any order. `kind` is one of the kinds of names. Rows with the same link, or without one the
    /// same canonical name, mean the same thing.
    ///
    /// # Errors
    /// If the table is broken, a column or name is missing or a kind is unknown.
    pub fn read(table: impl Read) -> Result<(Self, Vec<Conflict>), ListError> {
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(table);
        let headers = reader.headers().map_err(|error| broken(&error))?.clone();
        let column = |name: &str| {
            headers.iter().position(|header| header.trim_start_matches('\u{feff}') == name)
        };
        let name_column = column("name").ok_or(ListError::Column { column: "name" })?;
        let kind_column = column("kind").ok_or(ListError::Column { column: "kind" })?;
        let (canonical_column, link_column) = (column("canonical"), column("link"));
        let mut names: HashMap<String, (EntityKind, u64)> = HashMap::new();
        let mut known: HashMap<(EntityKind, bool, String), u32> = HashMap::new();
        let mut conflicts = Vec::new();
        let (mut exact, mut folded) = (Vec::new(), Vec::new());
        let (mut exact_things, mut folded_things) = (Vec::new(), Vec::new());
        let mut things: Vec<Listing> = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|error| broken(&error))?;
            let line = row.position().map_or(0, csv::Position::line);
            let field = |column: Option<usize>| column.and_then(|i| row.get(i)).unwrap_or("");
            let name = field(Some(name_column)).split_whitespace().collect::<Vec<_>>().join(" ");
            if name.is_empty() {
                return Err(ListError::NoName { line });
            }
            let kind = EntityKind::from_name(field(Some(kind_column)))
                .filter(|kind| kind.is_name())
                .ok_or_else(|| ListError::Kind { line, kind: field(Some(kind_column)).into() })?;
            if let Some(&first) = names.get(&name) {
                if first.0 != kind {
                    conflicts.push(Conflict { line, name, first, second: kind });
                }
                continue;
            }
            let link = field(link_column);
            let canonical = match field(canonical_column) {
                "" => name.as_str(),
                canonical => canonical,
            };
            let key = if link.is_empty() { canonical } else { link };
            let thing =
                *known.entry((kind, link.is_empty(), key.to_owned())).or_insert_with(|| {
                    things.push(Listing { kind, canonical: canonical.into(), link: link.into() });
                    things.len() as u32 - 1
                });
            if name.chars().any(char::is_uppercase) {
                exact.push(name.clone());
                exact_things.push(thing);
            } else {
                folded.push(fold(&name));
                folded_things.push(thing);
            }
            names.insert(name, (kind, line));
        }
        let (exact, folded) = (compile(&exact)?, compile(&folded)?);
        Ok((Self { exact, folded, exact_things, folded_things, things }, conflicts))
    }

    /// What the thing is that a name means.
    pub(crate) fn thing(&self, thing: u32) -> &Listing {
        &self.things[thing as usize]
    }

    /// Writes the names of a text, in order, each with what it means; none overlaps another.
    pub(crate) fn find(&self, text: &str, layout: &Layout, found: &mut Vec<(TokenRange, u32)>) {
        found.clear();
        if self.things.is_empty() {
            return;
        }
        let tokens = layout.tokens();
        let mut search = |names: &AhoCorasick, things: &[u32], text: &str| {
            // All of them, since the longest may end within a token and a shorter one not.
            for hit in names.find_overlapping_iter(text) {
                let range = TextRange::new(hit.start() as u32, hit.end() as u32);
                let within = tokens.within(range);
                if tokens.cover(within) == range {
                    found.push((within, things[hit.pattern().as_usize()]));
                }
            }
        };
        if !self.exact_things.is_empty() {
            search(&self.exact, &self.exact_things, &even(text));
        }
        if !self.folded_things.is_empty() {
            search(&self.folded, &self.folded_things, &fold(text));
        }
        // A name as it is written comes before the same name in any case: the sort keeps their order.
        found.sort_by_key(|(tokens, _)| (tokens.start(), std::cmp::Reverse(tokens.end())));
        let mut end = 0;
        found.retain(|(tokens, _)| {
            let free = tokens.start() >= end;
            end = if free { tokens.end() } else { end };
            free
        });
    }
}

impl fmt::Debug for UserList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.exact_things.len() + self.folded_things.len();
        f.debug_struct("UserList").field("names", &names).finish_non_exhaustive()
    }
}

fn compile(names: &[String]) -> Result<AhoCorasick, ListError> {
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(names)
        .map_err(|error| ListError::TooLarge { problem: error.to_string() })
}

fn broken(error: &csv::Error) -> ListError {
    let line = error.position().map_or(1, csv::Position::line);
    let problem = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "no UTF-8".to_owned(),
        csv::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string().replace('\n', " "),
    };
    ListError::Table { line, problem }
}

fn kinds() -> String {
    let names = EntityKind::ALL.into_iter().filter(|kind| kind.is_name());
    names.map(EntityKind::as_str).collect::<Vec<_>>().join(", ")
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
