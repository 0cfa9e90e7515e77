//! All word lists of the workspace: one file in `data/`, one line here.
//!
//! A file holds one entry a line, in the order of the alphabet and in lower case: the word, or the words of a
//! phrase with single spaces between its tokens, then, where the list has values, a tab and the value. Lines that
//! begin with `#` are comments. Two of them mean something to the tests:
//!
//! - `# lemmas: VERB` (or `NOUN`, `ADJ`): every entry is the lemma that `sayso-syntax` gives it.
//! - `# rivals: other-list`: no word has another value in that list.
//!
//! To add a list, write the file, add its line below, and look words up with [`WordList::contains`] or
//! [`WordList::get`]. Values that are names of an enum are parsed once by a [`WordMap`](crate::WordMap).

use crate::list::WordList;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub static $name: WordList =
                WordList::new($file, include_str!(concat!("../data/", $file, ".tsv")));
        )*

        /// Every list.
        pub static ALL: &[&WordList] = &[$(&$name),*];
    };
}

lists! {
    /// Adverbs that have morphological features, with them.
    ADVERB_FEATURES = "adverb-features";
    /// "first" to "tenth".
    ORDINALS = "ordinals";
    /// Pronouns and determiners that have the same morphological features everywhere, with them.
    PRONOUN_FEATURES = "pronoun-features";
    /// Words that ask, or begin a relative clause.
    QUESTION_WORDS = "question-words";
}
