//! Hints at names: the lists of known names, and what a token is in its sentence.

use sayso_lexicon::{Lexeme, Look, lists};
use sayso_linear::text_hash;
use sayso_text::{Segmentation, TokenId, TokenRange};

use super::speech;
use crate::known_names::{self, KnownNames, NameClass};

/// Every kind of place.
pub(crate) const PLACES: u32 = COUNTRY
    | 1 << NameClass::Capital as u32
    | 1 << NameClass::City as u32
    | 1 << NameClass::State as u32
    | 1 << NameClass::Region as u32;
pub(crate) const COUNTRY: u32 = 1 << NameClass::Country as u32;

/// What a token tells the name model beyond its lexeme.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints {
    /// Hash for the lists of known names: of the word in lower case, or as it is spelled where case matters.
    pub(crate) key: u64,
    /// The classes of the longest known name here, one bit a [`NameClass`].
    pub(crate) listed: u32,
    /// Position in that name: 0 none, 1 alone, 2 first, 3 inside or last.
    pub(crate) place: u8,
    /// Whether nearly all words of the sentence are capitals.
    pub(crate) shouted: bool,
    /// Whether a sentence begins here.
    pub(crate) initial: bool,
    /// Whether the word often begins sentences and hardly ever names.
    pub(crate) opener: bool,
    /// Whether the word describes weapons and vehicles: "heavy", "lone".
    pub(crate) attribute: bool,
    /// Whether the word is too long for a small word inside a name: "described", not "of".
    pub(crate) long: bool,
    /// Whether it is a dash with a blank before it, which parts what is before from what is after: "PARIS — Ann Reck".
    pub(crate) parts: bool,
    /// Whether it is a comma, which no name of a person or event has.
    pub(crate) comma: bool,
    /// Whether somebody who speaks is named here: before "said", after "according to".
    pub(crate) speaks: bool,
    /// The kind of sentence: how many numbers it has, and whether it is short.
    pub(crate) setting: u8,
}

impl Hints {
    /// Whether the token, or the known name that it is part of, may be such a thing.
    #[inline]
    pub(crate) fn is(&self, listed: NameClass) -> bool {
        self.listed >> listed as u32 & 1 == 1
    }
}

/// The length in bytes of small words that may be inside names: "with", "from".
const LONGEST_SMALL: usize = 4;

/// Fills `hints`, one entry a token.
pub(crate) fn collect(
    text: &str,
    segmentation: &Segmentation,
    lexemes: &[Lexeme],
    hints: &mut Vec<Hints>,
) {
    hints.clear();
    let words = segmentation.tokens().iter().map(|range| &text[range]);
    hints.extend(words.zip(lexemes).map(|(word, lexeme)| of_token(word, lexeme)));
    let known_names = KnownNames::builtin();
    for sentence in segmentation.sentences() {
        let (lexemes, hints) = (&lexemes[sentence.indices()], &mut hints[sentence.indices()]);
        mark_sentence(lexemes, hints);
        mark_dashes(text, segmentation, *sentence, hints);
        speech::mark(text, segmentation, *sentence, lexemes, hints);
        match_known_names(known_names, lexemes, hints);
    }
}

fn of_token(word: &str, lexeme: &Lexeme) -> Hints {
    let small = lexeme.look == Look::Lower;
    Hints {
        key: if known_names::is_cased(word) { text_hash(word) } else { lexeme.word },
        attribute: small && lists::WEAPON_ATTRIBUTES.contains_hash(lexeme.word),
        opener: lists::SENTENCE_OPENERS.contains_hash(lexeme.word),
        long: small && word.len() > LONGEST_SMALL,
        comma: word == ",",
        ..Hints::default()
    }
}

fn mark_sentence(lexemes: &[Lexeme], hints: &mut [Hints]) {
    let count = |look| lexemes.iter().filter(|lexeme| lexeme.look == look).count();
    let (small, large, numbers) = (count(Look::Lower), count(Look::Capitals), count(Look::Number));
    let setting = (numbers.min(3) * 2 + usize::from(lexemes.len() < 8)) as u8;
    let shouted = large >= 3 && large > small * 3;
    let mut initial = true;
    for (hints, lexeme) in hints.iter_mut().zip(lexemes) {
        hints.shouted = shouted;
        hints.setting = setting;
        hints.initial = initial;
        // After opening punctuation, a word is still the first.
        initial = initial && lexeme.look == Look::Punctuation;
    }
}

fn mark_dashes(text: &str, segmentation: &Segmentation, sentence: TokenRange, hints: &mut [Hints]) {
    let tokens = segmentation.tokens();
    for (token, hints) in sentence.ids().zip(hints).skip(1) {
        let range = tokens.range(token);
        hints.parts = matches!(&text[range], "--" | "–" | "—")
            && tokens.range(TokenId::new(token.raw() - 1)).end() < range.start();
    }
}

/// Known names that are written in small letters.
pub(crate) const THINGS: u32 = 1 << NameClass::Weapon as u32
    | 1 << NameClass::Platform as u32
    | 1 << NameClass::MaybeWeapon as u32
    | 1 << NameClass::MaybePlatform as u32;

/// Marks the longest known names, from left to right.
fn match_known_names(known_names: &KnownNames, lexemes: &[Lexeme], hints: &mut [Hints]) {
    let mut at = 0;
    while at < hints.len() {
        let (lexeme, key) = (&lexemes[at], hints[at].key);
        if matches!(lexeme.look, Look::Punctuation | Look::Web) {
            at += 1;
            continue;
        }
        let mut hash = known_names::extend(known_names::START, key);
        let mut entry = known_names.get(hash);
        if entry.is_empty() && !entry.goes_on() && key != lexeme.word {
            // "IRAQ" in a headline.
            hash = known_names::extend(known_names::START, lexeme.word);
            entry = known_names.get(hash);
        }
        // Names other than those of weapons and vehicles begin with a capital.
        let small = lexeme.look == Look::Lower;
        let bits = |classes: u32| if small { classes & THINGS } else { classes };
        let (mut best, mut length) = (bits(entry.classes()), 1);
        let mut end = at + 1;
        while entry.goes_on() && end < hints.len() {
            hash = known_names::extend(hash, hints[end].key);
            entry = known_names.get(hash);
            end += 1;
            // A longer name that is no thing, such as "think tank", hides the thing in it.
            if !entry.is_empty() {
                (best, length) = (bits(entry.classes()), end - at);
            }
        }
        if best != 0 {
            for (i, hints) in hints[at..at + length].iter_mut().enumerate() {
                hints.listed = best;
                hints.place = if length == 1 { 1 } else { 2 + u8::from(i > 0) };
            }
        }
        at += length;
    }
}
