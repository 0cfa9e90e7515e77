//! Plain text: a file is a document.

use std::sync::Arc;

use crate::error::Cause;
use crate::input::Source;
use crate::input::open::Stream;
use crate::{Document, Metadata, Note, Origin, Pending, ReadOptions, encoding, limit};

/// Fetches the file up to the limit.
pub(super) fn read(
    mut stream: Stream,
    source: &Source,
    options: &Arc<ReadOptions>,
) -> Result<Pending, Cause> {
    let limit = options.limit;
    let (bytes, cut) = stream.read_up_to(limit)?;
    let file = SingleFile { id: source.id.clone(), origin: source.origin(), size: stream.size };
    let held = bytes.len();
    Ok(Pending::new(source.origin(), held, move || {
        let (text, notes) = encoding::decode(bytes, cut, None);
        Ok(file.document(text, notes, cut, limit))
    }))
}

/// What is known of a file with one document before its text is.
pub(super) struct SingleFile {
    pub(super) id: String,
    pub(super) origin: Origin,
    /// Bytes stored, where known.
    pub(super) size: Option<u64>,
}

impl SingleFile {
    /// `cut` says that the file went on behind the text.
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
        encoding::note_contents(&text, &mut notes);
        let meta = Metadata { path: Some(self.origin.path.to_string()), ..Metadata::default() };
        Document { id: self.id, text, meta, origin: self.origin, notes, whole: false }
    }
}
