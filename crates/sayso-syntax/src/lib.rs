//! Parts of speech, lemmas and dependency trees of English, following Universal Dependencies.
//!
//! [`Syntax::of`] analyses one text; for many, keep a [`SyntaxScratch`] and call [`SyntaxModel::annotate`], which
//! parses only the sentences that you ask for.

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
pub use model::{SyntaxInput, SyntaxModel, SyntaxScratch};
pub use morphology::Morphology;
pub use syntax::Syntax;

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
