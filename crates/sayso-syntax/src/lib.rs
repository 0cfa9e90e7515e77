//! Parts of speech, lemmas and dependency trees of English, after the Universal Dependencies.
//!
//! [`SyntaxModel`] holds the models inside the binary; [`SyntaxModel::tag`] gives every token of a document its part
//! of speech and lemma, [`SyntaxModel::parse`] a tree to the sentences that are asked for.

mod index;
mod labels;
mod lemma;
mod model;
mod morphology;
mod network;
mod parser;
mod syntax;
mod tagger;
#[cfg(feature = "train")]
pub mod train;

pub use labels::{Relation, Upos, Xpos};
pub use model::{SyntaxModel, SyntaxScratch};
pub use morphology::Morphology;
pub use syntax::Syntax;

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
