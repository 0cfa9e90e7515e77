//! A word list whose values are parsed once.

use std::sync::OnceLock;

use crate::list::{WordList, key_of};

/// A word list with values of a type of the crate that uses it, such as the stances of cue verbs.
///
/// ```
/// use sayso_lexicon::{WordMap, lists};
///
/// static SINGULAR: WordMap<bool> =
///     WordMap::new(&lists::PRONOUN_FEATURES, |features| Some(features.contains("Number=Sing")));
///
/// // "He denied it, they did not."
/// assert_eq!(SINGULAR.get("he"), Some(true));
/// assert_eq!(SINGULAR.get("they"), Some(false));
/// ```
#[derive(Debug)]
pub struct WordMap<T: 'static> {
    list: &'static WordList,
    parse: fn(&'static str) -> Option<T>,
    values: OnceLock<Vec<T>>,
}

impl<T: Copy> WordMap<T> {
    /// A map over `list`, whose values `parse` reads.
    pub const fn new(list: &'static WordList, parse: fn(&'static str) -> Option<T>) -> Self {
        Self { list, parse, values: OnceLock::new() }
    }

    /// The value of a word or phrase, given in lower case.
    pub fn get(&self, lower: &str) -> Option<T> {
        self.get_hash(key_of(lower))
    }

    /// The value of the word with that [`Lexeme::word`](crate::Lexeme::word).
    #[inline]
    pub fn get_hash(&self, word: u64) -> Option<T> {
        self.list.position(word).map(|at| self.values()[at])
    }

    /// The longest entry that begins with the first of `words`, hashes of successive tokens: how many tokens it
    /// has, and its value.
    pub fn longest(&self, words: impl IntoIterator<Item = u64>) -> Option<(usize, T)> {
        let (length, at) = self.list.longest_position(words)?;
        Some((length, self.values()[at]))
    }

    /// Every word or phrase with its value, in the order of the file.
    ///
    /// # Panics
    /// Like every lookup, if a value of the file cannot be parsed: the file is compiled in, and a test of the
    /// crate that uses it should call this.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, T)> {
        self.list.entries().map(|(word, _)| word).zip(self.values().iter().copied())
    }

    fn values(&self) -> &[T] {
        self.values.get_or_init(|| {
            let parse = |(word, value)| {
                (self.parse)(value)
                    .unwrap_or_else(|| panic!("{}.tsv: {word}: value {value:?}", self.list.name()))
            };
            self.list.entries().map(parse).collect()
        })
    }
}
