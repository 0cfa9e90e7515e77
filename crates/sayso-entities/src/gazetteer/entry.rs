//! The entries of a gazetteer: what names and patterns mean.

use std::collections::HashMap;

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

/// What the rows of tables mean: those with the same link, or without one the same canonical name, mean the same.
#[derive(Default)]
pub(super) struct Things {
    pub(super) list: Vec<GazetteerEntry>,
    numbers: HashMap<(EntityKind, bool, String), u32>,
}

impl Things {
    pub(super) fn number(&mut self, kind: EntityKind, canonical: &str, link: &str) -> u32 {
        let key = if link.is_empty() { canonical } else { link };
        *self.numbers.entry((kind, link.is_empty(), key.to_owned())).or_insert_with(|| {
            self.list.push(GazetteerEntry { kind, canonical: canonical.into(), link: link.into() });
            self.list.len() as u32 - 1
        })
    }
}

impl From<Vec<GazetteerEntry>> for Things {
    fn from(list: Vec<GazetteerEntry>) -> Self {
        let mut things = Self::default();
        for GazetteerEntry { kind, canonical, link } in &list {
            things.number(*kind, canonical, link);
        }
        things
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
