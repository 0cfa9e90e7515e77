//! A document as every reader delivers it: an id, a text, and metadata.
//!
//! The text is exactly what was stored wherever the format allows it: line ends, white space and
//! odd characters stay, so offsets into the text are offsets into the file. Any change is recorded
//! in the notes.

use serde_json::{Map, Value};

use crate::{Note, Origin, Place};

/// A text with its name, its metadata and where it came from.
///
/// ```
/// use sayso_corpus::Document;
///
/// let document = Document::new("wire-1", "Pyongyang denied arms supplies.");
/// assert_eq!(document.id, "wire-1");
/// assert!(document.notes.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The name of the document; see [`Inputs`](crate::Inputs) for how it is chosen.
    pub id: String,
    /// The text to analyse, UTF-8.
    pub text: String,
    /// What the file says about the document.
    pub meta: Metadata,
    /// The file and place.
    pub origin: Origin,
    /// What the reader did to the bytes.
    pub notes: Vec<Note>,
    /// Whether the text is not an article but a whole JSON object, as
    /// [asked for](crate::ReadOptions::whole).
    pub whole: bool,
}

/// What a file says about a document. Values are kept as written: a date is not parsed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The path of the file.
    pub path: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The date of publication.
    pub date: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// All other fields of the record, in input order.
    pub extra: Map<String, Value>,
}

impl Document {
    /// A document from text that is already in memory, for callers that do not read files.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let id = id.into();
        let origin = Origin::new(id.as_str(), Place::Whole);
        let meta = Metadata::default();
        Self { id, text: text.into(), meta, origin, notes: Vec::new(), whole: false }
    }

    /// A 64-bit check value of id and text, the same on every machine: by which a resumed run
    /// checks that its documents are the same. It guards against accident, not against forgery.
    pub fn fingerprint(&self) -> u64 {
        fingerprint(self.id.as_bytes(), self.text.as_bytes())
    }
}

/// Two CRC-32 values side by side.
pub(crate) fn fingerprint(name: &[u8], content: &[u8]) -> u64 {
    u64::from(crc32fast::hash(name)) << 32 | u64::from(crc32fast::hash(content))
}
