//! A document that has been fetched but not yet parsed.
//!
//! Fetching (disk, decompression, finding the next line) must happen in order; parsing need not.
//! HTML pages in particular take as long to parse as to analyse, so the two are separate steps and
//! the driver's workers do the parsing.

use std::fmt;

use crate::error::{Cause, ReadError};
use crate::language::is_foreign;
use crate::panic::catch;
use crate::{Document, Note, Origin};

type Parse = Box<dyn FnOnce() -> Result<Document, ReadError> + Send>;

/// The bytes of a document that are yet to be parsed, or the reason why they could not be read.
///
/// ```
/// use sayso_corpus::{Document, Pending};
///
/// let pending = Pending::from(Document::new("wire-1", "Pyongyang denied arms supplies."));
/// assert_eq!(pending.read()?.id, "wire-1");
/// # Ok::<(), sayso_corpus::ReadError>(())
/// ```
pub struct Pending {
    origin: Origin,
    bytes: usize,
    parse: Parse,
}

impl Pending {
    /// A document that `parse` will make from `bytes` bytes held in memory.
    pub fn new(
        origin: Origin,
        bytes: usize,
        parse: impl FnOnce() -> Result<Document, ReadError> + Send + 'static,
    ) -> Self {
        Self { origin, bytes, parse: Box::new(parse) }
    }

    /// The same, but for an error if the document is not in English.
    pub(crate) fn in_english(self) -> Self {
        Self::new(self.origin.clone(), self.bytes, || {
            let document = self.read()?;
            if document.notes.contains(&Note::Foreign) {
                return Err(ReadError::new(document.origin, Cause::Foreign).skipped());
            }
            Ok(document)
        })
    }

    /// The file and place it comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Roughly the memory it holds, in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Decodes and parses the document.
    ///
    /// # Errors
    /// If nothing could be fetched, or what was fetched is not a document. A panic of the parser,
    /// which may be a foreign library, is such an error too.
    pub fn read(self) -> Result<Document, ReadError> {
        let Self { origin, parse, .. } = self;
        let read = catch(parse);
        let mut document =
            read.unwrap_or_else(|message| Err(ReadError::new(origin, Cause::Panicked(message))))?;
        if !document.whole && is_foreign(&document.text) {
            document.notes.push(Note::Foreign);
        }
        Ok(document)
    }
}

impl From<Document> for Pending {
    fn from(document: Document) -> Self {
        Self::new(document.origin.clone(), document.text.len(), move || Ok(document))
    }
}

impl From<ReadError> for Pending {
    fn from(error: ReadError) -> Self {
        Self::new(error.origin().clone(), 0, move || Err(error))
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pending({}, {} bytes)", self.origin, self.bytes)
    }
}
