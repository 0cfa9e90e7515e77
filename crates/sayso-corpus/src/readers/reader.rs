//! The parts of a reader: each format provides one.

use super::open_file::OpenFile;
use crate::error::Cause;
use crate::{Format, Pending};

/// The documents of one file, in order.
pub(crate) type Documents = Box<dyn Iterator<Item = Pending> + Send>;

/// A format and how files of it are recognised and read.
pub(super) struct Reader {
    pub(super) format: Format,
    /// Whether its files are binary. If not, files that look binary are refused.
    pub(super) binary: bool,
    /// Whether the first bytes of a file, decompressed, show that it is of this format.
    pub(super) sniff: fn(&[u8]) -> bool,
    /// Whether `sniff` is so sure that the extension does not count.
    pub(super) is_signature: bool,
    pub(super) open: fn(OpenFile<'_>) -> Result<Documents, Cause>,
}

impl Reader {
    pub(super) fn claims(&self, extension: &str) -> bool {
        self.format.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension))
    }
}
