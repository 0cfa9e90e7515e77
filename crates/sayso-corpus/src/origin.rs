//! Where a document came from: the file and, for record formats, the line or row.
//!
//! An origin lets people find the place again (`articles.jsonl:17`). It is not a key: two runs may
//! name one file by two paths.

use std::fmt;
use std::sync::Arc;

/// A file and the place in it. Cheap to clone: the path is shared by all documents of a file.
///
/// ```
/// use sayso_corpus::{Origin, Place};
///
/// let origin = Origin::new("articles.jsonl", Place::Line(17));
/// assert_eq!(origin.to_string(), "articles.jsonl:17");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The path as the user named it, or `<stdin>`. Bytes that are not UTF-8 become U+FFFD.
    pub path: Arc<str>,
    /// The place in that file.
    pub place: Place,
}

/// The part of a file that holds one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// All of it.
    Whole,
    /// The record that starts on this line, counted from 1.
    Line(u64),
    /// This row of a format without lines, counted from 1.
    Row(u64),
    /// This record of a container, counted from 1: a page of a web archive, a message of a mailbox.
    Record(u64),
}

impl Origin {
    /// An origin in `path`.
    pub fn new(path: impl Into<Arc<str>>, place: Place) -> Self {
        Self { path: path.into(), place }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match self.place {
            Place::Whole => f.write_str(path),
            Place::Line(line) => write!(f, "{path}:{line}"),
            Place::Row(row) => write!(f, "{path}: row {row}"),
            Place::Record(record) => write!(f, "{path}: record {record}"),
        }
    }
}
