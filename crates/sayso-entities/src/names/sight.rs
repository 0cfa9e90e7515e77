//! What a token looks like to the name model, worked out once a token.

use sayso_lexicon::{Grain, Lexicon, lower_into};
use sayso_linear::{feature, text_hash};
use sayso_text::{Segmentation, TokenKind, TokenRange};

use crate::known_names::{self, KnownNames, NameClass};

/// Every kind of place.
pub(crate) const PLACES: u32 = COUNTRY
    | 1 << NameClass::Capital as u32
    | 1 << NameClass::City as u32
    | 1 << NameClass::State as u32
    | 1 << NameClass::Region as u32;
pub(crate) const COUNTRY: u32 = 1 << NameClass::Country as u32;

/// Everything that features are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sight {
    /// Hash of the word in lower case.
    pub(crate) word: u64,
    /// Hash for the gazetteer.
    pub(crate) key: u64,
    pub(crate) shape: u64,
    pub(crate) prefixes: [u64; 3],
    pub(crate) suffixes: [u64; 3],
    /// Class of the lexicon plus one, or 0.
    pub(crate) class: u16,
    pub(crate) fine: u16,
    pub(crate) middle: u8,
    pub(crate) coarse: u8,
    pub(crate) look: Look,
    /// What the gazetteer holds of the longest name here: one bit a thing.
    pub(crate) listed: u32,
    /// Position in that name: 0 none, 1 alone, 2 first, 3 inside or last.
    pub(crate) place: u8,
    /// Whether nearly all words of the sentence are capitals.
    pub(crate) shouted: bool,
    /// Whether a sentence or what is quoted begins here.
    pub(crate) initial: bool,
    /// Whether it is a word that begins sentences and hardly ever names.
    pub(crate) opener: bool,
    /// Whether it is a word that goes with weapons and vehicles: "heavy", "lone".
    pub(crate) attribute: bool,
    /// Whether it is too long for a small word inside a name: "described", not "of".
    pub(crate) long: bool,
    /// What kind of sentence it stands in: how many numbers there are, and whether it is short.
    pub(crate) setting: u8,
}

impl Sight {
    /// Whether the gazetteer holds it, or the name that it is part of, as such a thing.
    #[inline]
    pub(crate) fn is(&self, listed: NameClass) -> bool {
        self.listed >> listed as u32 & 1 == 1
    }
}

/// What case and digits say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub(crate) enum Look {
    #[default]
    Other,
    Lower,
    /// First letter a capital.
    Capital,
    /// All letters capitals, more than one.
    Capitals,
    /// Letters and digits: KN-25.
    Mixed,
    Number,
    Punctuation,
    /// Addresses, emoji: never part of a name.
    Web,
}

/// In bytes: "with", "from" may stand inside names.
const LONGEST_SMALL: usize = 4;
/// "according", "yesterday".
const LONGEST_OPENER: usize = 9;

const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "these",
    "those",
    "there",
    "but",
    "and",
    "or",
    "so",
    "if",
    "when",
    "while",
    "as",
    "for",
    "from",
    "to",
    "with",
    "by",
    "after",
    "before",
    "since",
    "his",
    "her",
    "their",
    "our",
    "my",
    "its",
    "not",
    "no",
    "what",
    "who",
    "how",
    "why",
    "where",
    "many",
    "some",
    "most",
    "one",
    "all",
    "both",
    "each",
    "of",
    "also",
    "however",
    "then",
    "now",
    "is",
    "are",
    "was",
    "has",
    "have",
    "do",
    "does",
    "did",
    "will",
    "would",
    "can",
    "could",
    "may",
    "because",
    "although",
    "though",
    "about",
    "according",
    "more",
    "two",
    "three",
    "yes",
    "well",
    "such",
    "other",
    "another",
    "under",
    "over",
    "during",
    "despite",
    "only",
    "even",
    "still",
    "yet",
    "here",
    "your",
    "him",
    "them",
    "us",
    "me",
    "mr",
    "yesterday",
];

const ATTRIBUTES: &[&str] = &[
    "single",
    "lone",
    "heavy",
    "light",
    "advanced",
    "modern",
    "armed",
    "unmanned",
    "improvised",
    "anti-aircraft",
    "military",
    "automatic",
    "deadly",
    "lethal",
    "guided",
    "homemade",
    "ballistic",
    "tactical",
    "strategic",
];

/// Fills `sights` for a document.
pub(crate) fn look(
    text: &str,
    segmentation: &Segmentation,
    sights: &mut Vec<Sight>,
    lower: &mut String,
) {
    let lexicon = Lexicon::builtin();
    sights.clear();
    let tokens = segmentation.tokens();
    for id in tokens.all().ids() {
        let word = &text[tokens.range(id)];
        sights.push(one(word, tokens.kind(id), lexicon, lower));
    }
    for &sentence in segmentation.sentences() {
        mark_sentence(sights, sentence);
    }
    let gazetteer = KnownNames::builtin();
    for &sentence in segmentation.sentences() {
        match_gazetteer(gazetteer, sights, sentence);
    }
}

fn one(word: &str, kind: TokenKind, lexicon: &Lexicon, lower: &mut String) -> Sight {
    lower_into(word, lower);
    let hash = text_hash(lower);
    let mut sight = Sight {
        word: hash,
        key: if known_names::is_cased(word) { text_hash(word) } else { hash },
        ..Sight::default()
    };
    sight.look = match kind {
        TokenKind::Word => look_of(word),
        TokenKind::Number => {
            if word.bytes().any(|b| b.is_ascii_uppercase()) {
                Look::Mixed
            } else {
                Look::Number
            }
        }
        TokenKind::Punctuation | TokenKind::Quote | TokenKind::Symbol => Look::Punctuation,
        _ => Look::Web,
    };
    if let Some(class) = lexicon.class(lower) {
        sight.class = class.index() as u16 + 1;
        sight.fine = lexicon.cluster(class, Grain::Fine) + 1;
        sight.middle = lexicon.cluster(class, Grain::Middle) as u8;
        sight.coarse = lexicon.cluster(class, Grain::Coarse) as u8 + 1;
    }
    sight.shape = shape(word);
    sight.attribute = sight.look == Look::Lower && ATTRIBUTES.contains(&lower.as_str());
    sight.opener = lower.len() <= LONGEST_OPENER && OPENERS.contains(&lower.as_str());
    sight.long = sight.look == Look::Lower && word.len() > LONGEST_SMALL;
    let ends = |n: usize| lower.char_indices().nth(n).map_or(lower.len(), |(at, _)| at);
    for (i, n) in [2, 3, 4].into_iter().enumerate() {
        sight.prefixes[i] = text_hash(&lower[..ends(n)]);
    }
    let count = if lower.is_ascii() { lower.len() } else { lower.chars().count() };
    for (i, n) in [2, 3, 4].into_iter().enumerate() {
        sight.suffixes[i] = text_hash(&lower[ends(count.saturating_sub(n))..]);
    }
    sight
}

fn look_of(word: &str) -> Look {
    let (mut upper, mut lower, mut digit) = (0, 0, 0);
    for c in word.chars() {
        upper += u32::from(c.is_uppercase());
        lower += u32::from(c.is_lowercase());
        digit += u32::from(c.is_numeric());
    }
    match (upper, lower, digit) {
        (1.., _, 1..) => Look::Mixed,
        (2.., 0, _) => Look::Capitals,
        (1.., ..) => Look::Capital,
        (0, 1.., _) => Look::Lower,
        (0, 0, 1..) => Look::Number,
        _ if word.chars().any(char::is_alphabetic) => Look::Capital,
        _ => Look::Punctuation,
    }
}

/// Capitals, small letters and digits, runs cut to two.
fn shape(word: &str) -> u64 {
    let mut shape = [0u8; 16];
    let mut len = 0;
    for c in word.chars() {
        let class = match c {
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'd',
            _ if c.is_ascii() => c as u8,
            '’' => b'\'',
            _ => b'?',
        };
        let run = len >= 2 && shape[len - 1] == class && shape[len - 2] == class;
        if !run {
            if len == shape.len() {
                break;
            }
            shape[len] = class;
            len += 1;
        }
    }
    feature(
        0,
        &[
            u64::from_le_bytes(shape[..8].try_into().unwrap_or_default()),
            u64::from_le_bytes(shape[8..].try_into().unwrap_or_default()),
        ],
    )
}

fn mark_sentence(sights: &mut [Sight], sentence: TokenRange) {
    let sights = &mut sights[sentence.indices()];
    let (mut small, mut large, mut numbers) = (0, 0, 0u32);
    for sight in &*sights {
        small += u32::from(sight.look == Look::Lower);
        large += u32::from(matches!(sight.look, Look::Capitals));
        numbers += u32::from(sight.look == Look::Number);
    }
    let setting = (numbers.min(3) * 2 + u32::from(sights.len() < 8)) as u8;
    let shouted = large >= 3 && large > small * 3;
    let mut initial = true;
    for sight in sights {
        sight.shouted = shouted;
        sight.setting = setting;
        sight.initial = initial;
        // What stands before a first word leaves it the first.
        initial = initial && sight.look == Look::Punctuation;
    }
}

/// Bits of what is written small.
pub(crate) const THINGS: u32 = 1 << NameClass::Weapon as u32
    | 1 << NameClass::Platform as u32
    | 1 << NameClass::MaybeWeapon as u32
    | 1 << NameClass::MaybePlatform as u32;

/// Marks the longest known names, from left to right; single words of longer ones keep their own bits too.
fn match_gazetteer(gazetteer: &KnownNames, sights: &mut [Sight], sentence: TokenRange) {
    let sights = &mut sights[sentence.indices()];
    let things = THINGS;
    let mut at = 0;
    while at < sights.len() {
        let first = &sights[at];
        if matches!(first.look, Look::Punctuation | Look::Web) {
            at += 1;
            continue;
        }
        let mut hash = known_names::extend(known_names::START, first.key);
        let mut entry = gazetteer.get(hash);
        if entry.is_empty() && !entry.goes_on() && first.key != first.word {
            // "IRAQ" in a headline.
            hash = known_names::extend(known_names::START, first.word);
            entry = gazetteer.get(hash);
        }
        // Names but for weapons and vehicles begin with a capital.
        let small = matches!(first.look, Look::Lower);
        let bits = |classes: u32| if small { classes & things } else { classes };
        let (mut best, mut length) = (bits(entry.classes()), 1);
        let mut end = at + 1;
        while entry.goes_on() && end < sights.len() {
            hash = known_names::extend(hash, sights[end].key);
            entry = gazetteer.get(hash);
            end += 1;
            // A longer name that is no thing, as "think tank" is, hides the thing in it.
            if !entry.is_empty() {
                (best, length) = (bits(entry.classes()), end - at);
            }
        }
        if best != 0 {
            for (i, sight) in sights[at..at + length].iter_mut().enumerate() {
                sight.listed = best;
                sight.place = if length == 1 { 1 } else { 2 + u8::from(i > 0) };
            }
        }
        at += length;
    }
}
