//! How the program ends.

/// The exit codes, a contract with scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All went well.
    Success,
    /// The command line or an option file is wrong.
    Usage,
    /// A document, a file or the run failed.
    Failure,
    /// Stopped by the signal with this number: Ctrl-C is 2.
    Stopped(u8),
}

impl Exit {
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Usage => 1,
            Self::Failure => 2,
            // As shells report a process that a signal ended.
            Self::Stopped(signal) => 128 + signal,
        }
    }
}
