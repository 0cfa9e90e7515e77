//! What can be wrong with a gazetteer.

use super::table::TableError;
use crate::kind::EntityKind;

/// A list that cannot be used, with the line where it goes wrong.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The table itself cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A kind that names do not have.
    #[error("line {line}: {}", no_kind(kind))]
    Kind {
        /// Counted from 1.
        line: u64,
        /// What is there.
        kind: String,
    },
    /// A name or pattern that is listed a second time.
    #[error("line {line}: `{name}` is listed in line {first} already; keep one of the two")]
    Twice {
        /// Counted from 1.
        line: u64,
        /// The name or pattern.
        name: String,
        /// The line where it is listed first.
        first: u64,
    },
    /// What is said of a name or link is not what an earlier row says.
    #[error("line {line}: `{what}` is {here} here but {there} in {place}; correct one of the two")]
    Contradiction {
        /// Counted from 1.
        line: u64,
        /// The name, pattern or link.
        what: String,
        /// What it is here: a kind, or a canonical name.
        here: String,
        /// What it is there.
        there: String,
        /// Where: an earlier line, or the list of names.
        place: String,
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

fn no_kind(given: &str) -> String {
    let names = EntityKind::ALL.into_iter().filter(|kind| kind.is_name());
    let kinds = names.map(EntityKind::as_str).collect::<Vec<_>>().join(", ");
    if given.is_empty() {
        return format!("has no kind; it is one of {kinds}");
    }
    format!("kind `{given}` is none of {kinds}")
}
