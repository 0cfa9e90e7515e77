//! Files that are one document each.

use crate::file::source::Source;
use crate::file::stream::Stream;
use crate::{Document, Metadata, Note, Origin, limit};

/// Data of a file with one document that is known before the text.
pub(super) struct SingleFile {
    pub(super) id: String,
    pub(super) origin: Origin,
    /// Bytes stored, where known.
    pub(super) size: Option<u64>,
}

impl SingleFile {
    pub(super) fn new(source: &Source, stream: &Stream) -> Self {
        Self { id: source.id.clone(), origin: source.origin(), size: stream.size }
    }

    /// The document with this text. `cut` says that the file continues after it.
    pub(super) fn document(
        self,
        mut text: String,
        mut notes: Vec<Note>,
        cut: bool,
        limit: usize,
    ) -> Document {
        if limit::cut(&mut text, limit, cut) {
            notes.push(Note::Truncated { kept: text.len() as u64, of: self.size });
        }
        notes.extend(Note::of_text(&text));
        let meta = Metadata { path: Some(self.origin.path.to_string()), ..Metadata::default() };
        Document { id: self.id, text, meta, origin: self.origin, notes, whole: false }
    }
}
