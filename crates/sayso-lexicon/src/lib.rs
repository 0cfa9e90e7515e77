//! English words: which are like which, what each looks like, and all word lists.
//!
//! A tagger that never saw "howitzers" in training knows that it is like "mortars": that is what [`Lexicon`]
//! tells. It knows no parts of speech and no meanings. The word lists, which do, are in [`lists`], whose
//! documentation says how to add one.

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
pub use table::{Grain, Lexicon, WordClass, build};
