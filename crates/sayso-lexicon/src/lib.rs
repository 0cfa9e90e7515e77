//! English words: classes of similar words, a description of every token, and the word lists.
//!
//! [`Lexicon`] knows that "howitzers" is similar to "mortars", so a tagger can handle a word that it never saw in
//! training. [`Lexemes`] describes every token of a document once, for all models. Word lists with grammar or
//! meaning are in [`lists`], whose documentation says how to add one.

mod casing;
mod lexeme;
mod lexemes;
mod list;
pub mod lists;
mod lower;
mod map;
mod table;

pub use lexeme::{Lexeme, LexemeScratch, Look};
pub use lexemes::Lexemes;
pub use list::WordList;
pub use lower::lower_into;
pub use map::WordMap;
#[cfg(feature = "train")]
pub use table::build;
pub use table::{Grain, Lexicon, WordClass};

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
