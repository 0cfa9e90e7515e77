//! Counts of a run, which can be added up.

use std::ops::AddAssign;

/// Counts of a run. The summaries of its parts add up to that of the whole.
///
/// ```
/// use sayso_corpus::Summary;
///
/// let mut total = Summary { documents: 2, ..Summary::default() };
/// total += Summary { documents: 1, failed: 1, ..Summary::default() };
/// assert_eq!((total.documents, total.failed), (3, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents worked on and delivered.
    pub documents: u64,
    /// Documents skipped because an earlier run had delivered them.
    pub replayed: u64,
    /// Bytes of text in both.
    pub bytes: u64,
    /// Inputs, records and documents without a result, each reported.
    pub failed: u64,
    /// Files in folders, and responses in web archives, that are not text by their nature.
    pub skipped: u64,
    /// Documents with the text or the address of an earlier one, whether they were
    /// [left out](crate::RunOptions::dedupe) or not.
    pub duplicates: u64,
    /// Documents cut at the size limit.
    pub truncated: u64,
    /// Documents whose bytes were not clean UTF-8.
    pub recoded: u64,
    /// True if the run was stopped before the end of its input.
    pub cancelled: bool,
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.replayed += other.replayed;
        self.bytes += other.bytes;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.duplicates += other.duplicates;
        self.truncated += other.truncated;
        self.recoded += other.recoded;
        self.cancelled |= other.cancelled;
    }
}
