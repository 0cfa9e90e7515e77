//! From the paths a user names to the bytes of each document: finding files, opening them,
//! telling what they are.

pub(crate) mod argument;
pub(crate) mod content;
pub(crate) mod inputs;
pub(crate) mod name;
pub(crate) mod open;
pub(crate) mod walk;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Cause, ReadError};
use crate::{Origin, Place};

/// One file to read.
pub(crate) struct Source {
    pub(crate) location: Location,
    /// The path for people.
    pub(crate) shown: Arc<str>,
    /// What ids of records in it start with.
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
    pub(crate) fn origin(&self) -> Origin {
        Origin::new(Arc::clone(&self.shown), Place::Whole)
    }

    /// Binary files lie about in folders; one that was named on purpose is a mistake to tell.
    pub(crate) fn error(&self, cause: Cause) -> ReadError {
        let skip = self.walked && matches!(cause, Cause::Binary { .. });
        let error = ReadError::new(self.origin(), cause);
        if skip { error.skipped() } else { error }
    }
}

/// A path for people and for ids: UTF-8, slashes, no leading `./`.
fn show(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() };
    match path.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => path,
    }
}
