//! Which English words are like which, from clusters of word vectors.
//!
//! A tagger that never saw "howitzers" in training knows that it is like "mortars". That is all this crate
//! tells: it knows no parts of speech and no meanings.

mod lower;
mod table;

pub use lower::lower_into;
pub use table::{Grain, Lexicon, WordClass, build};
