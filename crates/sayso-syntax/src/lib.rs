//! Parts of speech, lemmas and dependency trees of English, after the Universal Dependencies.
//!
//! [`Grammar`] holds the models inside the binary; [`Grammar::tag`] gives every token of a document its part
//! of speech and lemma, [`Grammar::parse`] a tree to the sentences that are asked for.

mod grammar;
mod index;
mod labels;
mod lemma;
mod morphology;
mod network;
mod parser;
mod syntax;
mod tagger;
#[cfg(feature = "train")]
pub mod train;
mod words;

pub use grammar::{Grammar, Scratch};
pub use labels::{Relation, Upos, Xpos};
pub use morphology::Morphology;
pub use syntax::Syntax;
pub use words::{Word, Words};
