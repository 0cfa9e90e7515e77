//! The network that reads a sentence: one vector for each word, from which tags and arcs are predicted.
//!
//! ```text
//! word ─▶ sum of embeddings of the word, its affixes, shape and cluster
//!      ─▶ layer 1: a window of three words, gated recurrence in both directions ─▶ tag (sees the window too)
//!      ─▶ layer 2: sees the word too, gated recurrence in both directions ─▶ parser
//! ```
//!
//! The recurrence is that of quasi-recurrent networks (Bradbury et al. 2017): gates look at the input alone,
//! so that all products of matrices can be made beforehand, and those of layer 1 are remembered for each
//! word. The parser reads the vectors of a few words around its stack, as Kiperwasser and Goldberg (2016)
//! do with the states of a long short-term memory.
//!
//! It is trained in floating point and runs in 16-bit integers.

mod encoder;
mod fixed;
mod math;
mod memory;
mod product;
mod weights;

pub(crate) use encoder::Encoder;
pub(crate) use fixed::{Fixed, HIDDEN_LIMIT};
#[cfg(feature = "train")]
pub(crate) use fixed::{STATE_BITS, SUM_BITS, write_rows};
pub(crate) use math::{add, first_best, gate, softsign};
pub(crate) use product::{product, products, wide};
pub(crate) use weights::Weights;

use sayso_linear::feature;

use sayso_lexicon::Lexeme;

/// The size of an embedding.
pub(crate) const EMBEDDING: usize = 64;
/// The size of the state of each direction of layer 1 and layer 2.
pub(crate) const STATE1: usize = 64;
pub(crate) const STATE2: usize = 64;
/// The outputs of a layer for each word: candidate and gate, forwards and backwards.
pub(crate) const GATES1: usize = 4 * STATE1;
pub(crate) const GATES2: usize = 4 * STATE2;
/// The direct contribution of the words around a word: its share of layer 1, and of the scores of its tags.
pub(crate) const WIDE1: usize = GATES1 + TAGS;
/// The size of the vector that each layer outputs for a word.
pub(crate) const OUT1: usize = 2 * STATE1;
pub(crate) const OUT2: usize = 2 * STATE2;
/// Room for tags; a few are not used.
pub(crate) const TAGS: usize = 96;
/// The hidden layer of the parser.
pub(crate) const HIDDEN: usize = 96;
/// The words that the parser looks at: three of the stack, one to come.
pub(crate) const POSITIONS: usize = 4;
pub(crate) const PROJECTIONS: usize = POSITIONS * HIDDEN;
/// Room for the kinds of step, and for relations.
#[cfg(feature = "train")]
pub(crate) const MOVES: usize = 4;
pub(crate) const RELATIONS: usize = 56;
/// The same in whole registers.
pub(crate) const WIDE_MOVES: usize = 16;
pub(crate) const WIDE_RELATIONS: usize = 64;

/// The number of keys of a word: spelling, affixes, shape, cluster.
pub(crate) const KEYS: usize = 13;

/// The keys of a word's embeddings.
#[inline]
pub(crate) fn keys(word: &Lexeme) -> [u64; KEYS] {
    [
        feature(1, &[word.lower]),
        feature(2, &[word.suffixes[1]]),
        feature(3, &[word.suffixes[2]]),
        feature(4, &[word.suffixes[3]]),
        feature(5, &[word.prefixes[1]]),
        feature(6, &[word.shape]),
        feature(7, &[u64::from(word.clusters[0])]),
        feature(8, &[u64::from(word.class)]),
        feature(9, &[word.exact]),
        feature(10, &[word.suffixes[0]]),
        feature(11, &[word.prefixes[0]]),
        feature(12, &[u64::from(word.clusters[1])]),
        feature(13, &[word.shape, word.suffixes[1]]),
    ]
}
