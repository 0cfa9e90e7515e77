//! A sentence as the rules see it.

use sayso_lexicon::Lexeme;
use sayso_text::{Date, Days, TokenId, TokenRange, Tokens};

use super::class::Class;

/// One sentence as the rules see it. Positions are token indices of the document; outside the sentence
/// there is nothing.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a Tokens,
    pub(crate) lexemes: &'a [Lexeme],
    pub(crate) classes: &'a [Class],
    pub(crate) sentence: TokenRange,
    /// Nothing before this token may be taken: an expression ends there.
    pub(crate) floor: u32,
    /// The document's date.
    pub(crate) today: Option<Date>,
    /// The days that the text named last, if that is not long ago.
    pub(crate) anchor: Option<Days>,
}

impl<'a> Words<'a> {
    #[inline]
    pub(crate) fn class(&self, at: u32) -> Class {
        if self.has(at) { self.classes[at as usize] } else { Class::None }
    }

    pub(crate) fn has(&self, at: u32) -> bool {
        self.sentence.contains(TokenId::new(at))
    }

    /// The class of the token before `at`, if it is still free.
    pub(crate) fn class_before(&self, at: u32) -> Class {
        if at > self.floor { self.class(at - 1) } else { Class::None }
    }

    pub(crate) fn word(&self, at: u32) -> &'a str {
        if self.has(at) { &self.text[self.tokens.range(TokenId::new(at))] } else { "" }
    }

    pub(crate) fn is(&self, at: u32, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_any(&self, at: u32, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// Whether the token before `at` is one of `words`, taken or not.
    pub(crate) fn follows(&self, at: u32, words: &[&str]) -> bool {
        at > 0 && self.is_any(at - 1, words)
    }

    pub(crate) fn capital(&self, at: u32) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether no white space parts `at` from the token before.
    pub(crate) fn glued(&self, at: u32) -> bool {
        self.has(at) && !self.tokens.space_before(TokenId::new(at))
    }
}
