//! The entries of a gazetteer: what names and patterns mean.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use sayso_text::TokenRange;

use super::error::GazetteerError;
use super::table::ListRow;
use crate::kind::EntityKind;

/// What a list says of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GazetteerEntry {
    /// What it is.
    pub kind: EntityKind,
    /// The name by which it is to be known; empty if it goes by the words in the text.
    pub canonical: String,
    /// Its id elsewhere; empty if there is none.
    pub link: String,
}

/// Something of a list in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) tokens: TokenRange,
    pub(crate) kind: EntityKind,
    /// What it means; nothing where a pattern tells the kind alone.
    pub(crate) thing: Option<u32>,
}

/// What the rows of tables mean: those with the same link, or without one the same kind and canonical name, mean
/// the same.
#[derive(Default)]
pub(super) struct Things {
    pub(super) list: Vec<GazetteerEntry>,
    by_name: HashMap<(EntityKind, String), u32>,
    by_link: HashMap<String, Linked>,
}

/// What a link means.
struct Linked {
    thing: u32,
    /// The row that says so; nothing for one of another table.
    line: Option<u64>,
    /// Whether a row gives the canonical name, which otherwise is the first name with the link.
    is_named: bool,
}

impl Things {
    /// The number of what a row means, which is called `shown` unless another row has the canonical name.
    pub(super) fn number(&mut self, row: &Row<'_>, shown: &str) -> Result<u32, GazetteerError> {
        let &Row { line, kind, canonical, link, .. } = row;
        let list = &mut self.list;
        let mut add = || {
            list.push(GazetteerEntry { kind, canonical: shown.into(), link: link.into() });
            list.len() as u32 - 1
        };
        if link.is_empty() {
            return Ok(*self.by_name.entry((kind, shown.to_owned())).or_insert_with(add));
        }
        let mut known = match self.by_link.entry(link.to_owned()) {
            Entry::Occupied(known) => known,
            Entry::Vacant(free) => {
                let (thing, line, is_named) = (add(), Some(line), !canonical.is_empty());
                free.insert(Linked { thing, line, is_named });
                return Ok(thing);
            }
        };
        let known = known.get_mut();
        let thing = &mut self.list[known.thing as usize];
        let contradiction = |here: &str, there: &str| GazetteerError::Contradiction {
            line,
            what: link.to_owned(),
            here: here.to_owned(),
            there: there.to_owned(),
            place: known.line.map_or("the list of names".to_owned(), |line| format!("line {line}")),
        };
        if thing.kind != kind {
            return Err(contradiction(kind.as_str(), thing.kind.as_str()));
        }
        if !canonical.is_empty() && thing.canonical != canonical {
            if known.is_named {
                return Err(contradiction(canonical, &thing.canonical));
            }
            canonical.clone_into(&mut thing.canonical);
        }
        if !canonical.is_empty() && !known.is_named {
            (known.line, known.is_named) = (Some(line), true);
        }
        Ok(known.thing)
    }
}

impl From<Vec<GazetteerEntry>> for Things {
    fn from(list: Vec<GazetteerEntry>) -> Self {
        let (mut by_name, mut by_link) = (HashMap::new(), HashMap::new());
        for (thing, GazetteerEntry { kind, canonical, link }) in (0..).zip(&list) {
            if link.is_empty() {
                by_name.insert((*kind, canonical.clone()), thing);
            } else {
                by_link.insert(link.clone(), Linked { thing, line: None, is_named: true });
            }
        }
        Self { list, by_name, by_link }
    }
}

/// The names or patterns of a table with their kinds and lines: each is listed once.
#[derive(Default)]
pub(super) struct Listed(HashMap<String, (EntityKind, u64)>);

impl Listed {
    pub(super) fn add(&mut self, row: &Row<'_>) -> Result<(), GazetteerError> {
        let &Row { line, name, kind, .. } = row;
        match self.0.insert(name.to_owned(), (kind, line)) {
            None => Ok(()),
            Some((before, first)) if before == kind => {
                Err(GazetteerError::Twice { line, name: name.to_owned(), first })
            }
            Some((before, first)) => Err(GazetteerError::Contradiction {
                line,
                what: name.to_owned(),
                here: kind.as_str().to_owned(),
                there: before.as_str().to_owned(),
                place: format!("line {first}"),
            }),
        }
    }
}

/// A row: a name or pattern, and what it means.
pub(super) struct Row<'r> {
    pub(super) line: u64,
    pub(super) name: &'r str,
    pub(super) kind: EntityKind,
    pub(super) canonical: &'r str,
    pub(super) link: &'r str,
}

impl<'r> Row<'r> {
    pub(super) fn of(row: &'r ListRow) -> Result<Self, GazetteerError> {
        let (line, kind) = (row.line(), row.field(1));
        let kind = EntityKind::from_name(kind)
            .filter(|kind| kind.is_name())
            .ok_or_else(|| GazetteerError::Kind { line, kind: kind.into() })?;
        Ok(Self { line, name: row.key(), kind, canonical: row.field(2), link: row.field(3) })
    }
}
