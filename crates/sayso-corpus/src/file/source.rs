//! A file to read, and how it and its documents are called.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Cause, ReadError};
use crate::{Origin, Place};

/// One file to read.
pub(crate) struct Source {
    pub(crate) location: Location,
    /// The path for people.
    pub(crate) shown: Arc<str>,
    /// The start of the ids of its records.
    pub(crate) name: Arc<str>,
    /// The id of the document, if the file is one.
    pub(crate) id: String,
    /// Whether a folder walk found it, rather than the user.
    pub(crate) walked: bool,
}

pub(crate) enum Location {
    Stdin,
    File(PathBuf),
}

impl Source {
    /// A file that the user names.
    pub(crate) fn named(path: PathBuf, name: String, id: String) -> Self {
        let shown = show(&path).into();
        Self { shown, location: Location::File(path), name: name.into(), id, walked: false }
    }

    pub(crate) fn origin(&self) -> Origin {
        Origin::new(Arc::clone(&self.shown), Place::Whole)
    }

    /// Binary files and links are usual in folders; one that the user names is a mistake to report.
    pub(crate) fn error(&self, cause: Cause) -> ReadError {
        let absent = matches!(&cause, Cause::Io(error) if error.kind() == ErrorKind::NotFound);
        let expected = matches!(cause, Cause::Binary { .. } | Cause::UnknownXml(_) | Cause::Link);
        let own = matches!(cause, Cause::Own | Cause::Beside);
        let error = ReadError::new(self.origin(), cause);
        match self.walked {
            _ if own => error.skipped(),
            true if expected => error.skipped(),
            false if absent => error.named_nothing(),
            _ => error,
        }
    }
}

/// A path for people and for ids: UTF-8, slashes, no leading `./`.
pub(crate) fn show(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() };
    match path.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => path,
    }
}
