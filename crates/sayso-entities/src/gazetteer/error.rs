//! What can be wrong with a gazetteer.

use std::fmt;

use super::table::TableError;
use crate::kind::EntityKind;

/// A list that cannot be used, with the line where it goes wrong.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The table itself cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A kind that names do not have.
    #[error("line {line}: kind `{kind}` is none of {}", kinds())]
    Kind {
        /// Counted from 1.
        line: u64,
        /// What is there.
        kind: String,
    },
    /// A pattern that is none, or that matches no words.
    #[error("line {line}: pattern cannot be used ({problem})")]
    Pattern {
        /// Counted from 1.
        line: u64,
        /// What the compiler of patterns said.
        problem: String,
    },
    /// More names than fit.
    #[error("holds too many names ({problem})")]
    TooLarge {
        /// What the compiler of names said.
        problem: String,
    },
}

/// A name or pattern that is listed a second time as something else. The first one counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GazetteerConflict {
    /// The line of the second, counted from 1.
    pub line: u64,
    /// The name or pattern.
    pub name: String,
    /// What it was first, and where.
    pub first: (EntityKind, u64),
    /// What it would be now.
    pub second: EntityKind,
}

impl fmt::Display for GazetteerConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, name, first: (kind, before), second } = self;
        let [kind, second] = [kind, second].map(|kind| kind.as_str());
        write!(
            f,
            "line {line}: `{name}` is of kind {second} here but {kind} in line {before}, which counts"
        )
    }
}

fn kinds() -> String {
    let names = EntityKind::ALL.into_iter().filter(|kind| kind.is_name());
    names.map(EntityKind::as_str).collect::<Vec<_>>().join(", ")
}
