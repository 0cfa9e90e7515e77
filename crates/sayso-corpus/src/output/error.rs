//! What can go wrong while writing, with file, cause and remedy on one line.

use std::io;
use std::path::Path;

use crate::error::one_line;

/// An output that could not be written. One line when displayed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// An error of the operating system.
    #[error(
        "{path}: cannot be {action} ({source}); check the folder, its permissions and the free space"
    )]
    Io {
        /// The file.
        path: String,
        /// The action that failed, as in "cannot be created".
        action: &'static str,
        /// The cause.
        source: io::Error,
    },
    /// The file is of a kind that cannot be continued.
    #[error("{path}: cannot be continued in the middle; write a plain file")]
    NotResumable {
        /// The file.
        path: String,
    },
    /// An earlier run was not finished.
    #[error("{path}: was begun and not finished; --resume goes on, --force starts over")]
    Unfinished {
        /// The file.
        path: String,
    },
    /// Another process has the output open.
    #[error("{path}: another run is writing to it; wait until it ends or choose another name")]
    Busy {
        /// The file.
        path: String,
    },
    /// The interrupted run had other settings, so its results do not match those of this one.
    #[error("{path}: was started with other settings; use them again, or start over with --force")]
    SettingsChanged {
        /// The file.
        path: String,
    },
    /// The interrupted run had other documents up to this point.
    #[error("{path}: input {index} has changed; start over with --force")]
    InputChanged {
        /// The file.
        path: String,
        /// The number of the input, from 1.
        index: u64,
    },
}

impl WriteError {
    pub(super) fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = one_line(&path.to_string_lossy());
        move |source| WriteError::Io { path, action, source }
    }
}
