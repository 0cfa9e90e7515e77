//! The documents of all inputs, one file open at a time.

use std::path::PathBuf;
use std::sync::Arc;

use super::walk::Sources;
use crate::error::{Cause, ReadError};
use crate::file::stream::Meter;
use crate::panic::catch;
use crate::readers::{self, Documents};
use crate::{Cancel, Document, Origin, Pending, ReadOptions};

/// The documents of files, folders, patterns and standard input, in a fixed order.
///
/// A path may name a file, a folder (read recursively, sorted by name), a pattern such as
/// `data/**/*.txt`, or `-` for standard input. An input that cannot be read is an error in its
/// place, and the rest follows.
///
/// The id of a document that is a file is the file's path relative to the folder that was named,
/// without extension; files of one folder never share one. The id of a record is its id field, or
/// `name:line` where it has none. Where several arguments could give the same ids, all ids start
/// with the path as given. Ids inside records are kept as they are, even if repeated.
///
/// ```
/// use sayso_corpus::{Inputs, ReadOptions};
///
/// # let folder = tempfile::tempdir()?;
/// let path = folder.path().join("wire.jsonl");
/// std::fs::write(&path, r#"{"id": "a1", "text": "He denied it.", "desk": "world"}"#)?;
/// let inputs = Inputs::new([path], ReadOptions::default())?;
/// for document in inputs.documents() {
///     let document = document?;
///     assert_eq!(document.id, "a1");
///     assert_eq!(document.text, "He denied it.");
///     assert_eq!(document.meta.extra["desk"], "world");
///     assert!(document.origin.to_string().ends_with("wire.jsonl:1"));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Inputs {
    paths: Vec<PathBuf>,
    options: Arc<ReadOptions>,
    sources: Sources,
    current: Option<(Origin, Documents)>,
    meter: Meter,
    cancel: Cancel,
}

impl Inputs {
    /// Prepares to read `paths`. Nothing is opened yet.
    ///
    /// # Errors
    /// If one of [`ReadOptions::globs`] is malformed.
    pub fn new(
        paths: impl IntoIterator<Item = impl Into<PathBuf>>,
        options: ReadOptions,
    ) -> Result<Self, ReadError> {
        let paths: Vec<PathBuf> = paths.into_iter().map(Into::into).collect();
        let options = Arc::new(options);
        let sources = Sources::new(&paths, Arc::clone(&options))?;
        Ok(Self {
            paths,
            options,
            sources,
            current: None,
            meter: Meter::default(),
            cancel: Cancel::default(),
        })
    }

    /// Ends inputs that keep a reader waiting, such as a pipe, when `cancel` is turned.
    ///
    /// ```
    /// use sayso_corpus::{Cancel, Inputs, ReadOptions};
    ///
    /// let cancel = Cancel::default();
    /// let inputs = Inputs::new(["-"], ReadOptions::default())?.until(&cancel);
    /// // In a signal handler: cancel.cancel();
    /// # Ok::<(), sayso_corpus::ReadError>(())
    /// ```
    #[must_use]
    pub fn until(self, cancel: &Cancel) -> Self {
        Self { cancel: cancel.clone(), ..self }
    }

    /// Parses the documents one by one on the calling thread. [`run`](crate::run) uses all cores.
    pub fn documents(self) -> impl Iterator<Item = Result<Document, ReadError>> + Send {
        self.map(Pending::read)
    }

    /// A counter of what has been read, for a progress bar.
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// The value of the [meter](Self::meter) at the end, in bytes as stored; `None` if it cannot be
    /// known, as with standard input. Walks through all folders, which takes time.
    pub fn total_bytes(&self) -> Option<u64> {
        Sources::new(&self.paths, Arc::clone(&self.options)).ok()?.total_bytes()
    }
}

impl Iterator for Inputs {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        loop {
            if let Some((origin, documents)) = &mut self.current {
                match catch(|| documents.next()) {
                    Ok(Some(document)) if self.options.english => {
                        return Some(document.in_english());
                    }
                    Ok(Some(document)) => return Some(document),
                    Ok(None) => self.current = None,
                    Err(message) => {
                        let error = ReadError::new(origin.clone(), Cause::Panicked(message));
                        self.current = None;
                        return Some(error.into());
                    }
                }
            }
            let source = match self.sources.next()? {
                Ok(source) => source,
                Err(error) => return Some(error.into()),
            };
            let origin = source.origin();
            // Libraries for foreign formats are known to panic on damaged files.
            match catch(|| readers::documents(&source, &self.options, &self.meter, &self.cancel)) {
                Ok(Ok(documents)) => self.current = Some((origin, documents)),
                Ok(Err(error)) => return Some(error.into()),
                Err(message) => {
                    return Some(ReadError::new(origin, Cause::Panicked(message)).into());
                }
            }
        }
    }
}
