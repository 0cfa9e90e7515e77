//! What can go wrong while writing, with file, cause and remedy on one line.

use std::io;
use std::path::Path;

use crate::error::one_line;

/// An output that could not be written. One line when displayed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The system refused.
    #[error("{path}: cannot be {action} ({source}); check the folder, its rights and free space")]
    Io {
        /// The file.
        path: String,
        /// What was tried, as in "cannot be created".
        action: &'static str,
        /// Why not.
        source: io::Error,
    },
    /// The file is of a kind that cannot be continued.
    #[error("{path}: a compressed file or device cannot be resumed; write a plain file")]
    NotResumable {
        /// The file.
        path: String,
    },
    /// Another process has the output open.
    #[error("{path}: another run is writing it; wait for its end or choose another name")]
    Busy {
        /// The file.
        path: String,
    },
    /// The interrupted run had other settings, so its results do not fit this one's.
    #[error("{path}: was begun with other settings; repeat them, or start anew without resuming")]
    SettingsChanged {
        /// The file.
        path: String,
    },
    /// The interrupted run had other documents before it came to this point.
    #[error("{path}: input {index} is not what it was; start anew without resuming")]
    InputChanged {
        /// The file.
        path: String,
        /// Which input, counted from 1.
        index: u64,
    },
}

impl WriteError {
    pub(super) fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = one_line(&path.to_string_lossy());
        move |source| WriteError::Io { path, action, source }
    }
}
