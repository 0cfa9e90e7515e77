//! What is asked of the corpus when claims are made: who is who, and what comes from where.

use crate::statement::Sketch;

/// What is known when all documents are there.
pub trait Corpus: Sync {
    /// The key that stands for all that are one with `key`.
    fn settle(&self, key: u64) -> u64;

    /// The name of a settled key, if it has one.
    fn name(&self, key: u64) -> Option<&str>;

    /// The number of the origin of a document, by its key: near-duplicates have one.
    fn origin(&self, document: u64) -> Option<u32>;

    /// What a document is mostly about, by its key.
    fn sketch(&self, document: u64) -> Option<&Sketch>;
}
