//! What is known of a document besides its text: its name, its origin, what happened while it was read.
//!
//! It is plain data that whoever reads documents fills in; this crate does not know how they are read.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The head of a record.
///
/// ```
/// use sayso_report::{Header, Meta};
///
/// let meta = Meta { publisher: Some("The Wire".into()), ..Meta::default() };
/// let header = Header { id: "wire-1".into(), meta, notes: Vec::new() };
/// assert_eq!(header.meta.title, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The name of the document.
    pub id: String,
    /// What its file says about it.
    pub meta: Meta,
    /// What the reader did to it or found odd; usually nothing.
    pub notes: Vec<Note>,
}

/// What the file of a document says about it. Values are carried as they stand: a date is not parsed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// The path of the file.
    pub path: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The date of publication.
    pub date: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// All other fields. They stand apart so that a column called `path` takes nothing away.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
}

/// One thing that a reader of the record should know about how the text came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// A word for programs: `truncated`, `recoded`.
    pub kind: String,
    /// A sentence for people.
    pub detail: String,
}
