//! Labels: what may name the speaker of a turn.

use std::sync::LazyLock;

use super::{Source, TurnRole};
use crate::abbreviations::{self, Abbreviation};
use crate::packed::PackedMap;
use crate::range::{TokenId, TokenRange};
use crate::tokens::TokenKind;

/// Longer labels are headings.
const MOST_TOKENS: u32 = 12;
const LONGEST: u32 = 60;
/// How much of a turn is looked at to tell how it reads.
const LOOKED_AT: u32 = 160;

/// What a word of a label tells; see the head of the data file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Word {
    Alone,
    Role,
    Title,
    Topic,
}

static WORDS: LazyLock<PackedMap<Word>> = LazyLock::new(|| {
    PackedMap::read(include_str!("../../data/turn-labels.tsv"), |word, tells| match tells {
        "alone" => Word::Alone,
        "role" => Word::Role,
        "title" => Word::Title,
        "topic" => Word::Topic,
        _ => panic!("turn-labels.tsv: {word}: {tells:?} tells nothing"),
    })
});

/// How a label is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// "Q", "QUESTION".
    Question,
    /// "A", "ANSWER".
    Answer,
    /// Capitals with a title or article: "MR. LUND:", "THE COURT:".
    Formal,
    /// Any other with a colon: "Leila Haddad:", "LH:", "REPORTER:".
    Plain,
    /// A title and a name with a stop, as the Congressional Record has them: "Senator Lund. Thank you."
    Stopped,
}

/// What may be the label of a turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub(super) start: u32,
    pub(super) speaker: TokenRange,
    pub(super) cue: TokenRange,
    pub(super) role: TurnRole,
    pub(super) class: Class,
    /// The same for all labels of one speaker.
    pub(super) key: u64,
    /// The initials that a label is, or that a longer name has.
    pub(super) initials: Initials,
    pub(super) paragraph: u32,
    /// How the text behind it reads.
    pub(super) voiced: bool,
    pub(super) ended: bool,
    pub(super) quoted: bool,
    pub(super) accepted: bool,
}

/// Up to four initials.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Initials {
    letters: [u8; 4],
    /// Whether they are all that there is of the name.
    pub(super) alone: bool,
}

impl Initials {
    /// "NB" of "NB" and "Nils Berg"; none of other single words.
    fn of(source: Source<'_>, speaker: TokenRange) -> Self {
        let mut initials = Self::default();
        let words = speaker.ids().map(|t| source.word(t.raw()));
        if speaker.len() == 1 {
            let word = source.word(speaker.start());
            initials.alone =
                matches!(word.len(), 2..=3) && word.bytes().all(|b| b.is_ascii_uppercase());
            if initials.alone {
                initials.letters[..word.len()].copy_from_slice(word.as_bytes());
            }
            return initials;
        }
        for (letter, word) in initials.letters.iter_mut().zip(words.filter(|w| !is_title(w))) {
            *letter = word.as_bytes()[0].to_ascii_uppercase();
        }
        initials
    }

    /// Whether these initials abbreviate a name that has the others.
    pub(super) fn abbreviate(self, name: Self) -> bool {
        self.alone && !name.alone && self.letters == name.letters
    }
}

/// Fills `labels` with what may be labels: at the beginning of paragraphs, and those in capitals after a sentence.
pub(super) fn collect(source: Source<'_>, labels: &mut Vec<Label>) {
    labels.clear();
    for (number, &paragraph) in source.paragraphs.iter().enumerate() {
        let after_question = labels.last().is_some_and(|last: &Label| {
            last.class == Class::Question && last.paragraph as usize + 1 == number
        });
        let bare = bare(source, paragraph, after_question).or_else(|| stopped(source, paragraph));
        let push = |mut label: Label, labels: &mut Vec<Label>| {
            label.paragraph = number as u32;
            label.initials = Initials::of(source, label.speaker);
            let end = paragraph.end().min(label.cue.end() + LOOKED_AT);
            let speech = TokenRange::new(label.cue.end(), end);
            if speech.is_empty() {
                return;
            }
            label.voiced = source.converses(speech);
            label.ended = source.is_ended(TokenRange::new(label.cue.end(), paragraph.end()));
            label.quoted = source.is_quote(speech.start());
            labels.push(label);
        };
        if let Some(label) = bare {
            push(label, labels);
        }
        for token in paragraph.ids().map(TokenId::raw) {
            let found = match source.word(token) {
                ":" => {
                    let free = labels.last().map_or(paragraph.start(), |last| last.cue.end());
                    before_colon(source, paragraph, free.max(paragraph.start()), token)
                }
                "Q." | "A." if token > paragraph.start() => within(source, paragraph, token),
                _ => None,
            };
            if let Some(label) = found {
                push(label, labels);
            }
        }
    }
}

/// Whether a line begins with a label that begins a paragraph even among wrapped lines: "MR. LUND:", "Q.", "Q  Is it".
pub(crate) fn begins_turn(line: &str) -> bool {
    let line = line.trim_start();
    let mut rest = line.chars();
    if matches!(rest.next(), Some('Q' | 'A')) {
        let rest = rest.as_str();
        let spaced = rest.starts_with("  ") || rest.starts_with('\t');
        if rest.starts_with(". ") || rest.starts_with(": ") || spaced {
            return true;
        }
        if line.starts_with('Q') && rest.starts_with(' ') {
            return rest.trim_start().starts_with(char::is_uppercase);
        }
    }
    let Some((label, rest)) = line.split_once(':') else { return false };
    label.len() <= LONGEST as usize
        && label.bytes().filter(u8::is_ascii_uppercase).count() >= 2
        && label.starts_with(|c: char| c.is_ascii_uppercase())
        && !label.bytes().any(|b| b.is_ascii_lowercase())
        && rest.starts_with([' ', '\t'])
}

/// Whether a line begins with what may be the name of a speaker and a colon: "Leila Haddad: It was".
pub(crate) fn names_speaker(line: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let Some((name, rest)) = line.trim_start().split_once(": ") else { return false };
    name.len() <= LONGEST as usize
        && name.split(' ').count() <= MOST_WORDS
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
        && rest.starts_with(|c: char| c.is_uppercase())
}

/// "Q Thank you", "Q. What?", "A. Yes": a paragraph that begins with such a letter.
fn bare(source: Source<'_>, paragraph: TokenRange, after_question: bool) -> Option<Label> {
    let start = paragraph.start();
    let next = start + 1;
    if paragraph.len() < 2 {
        return None;
    }
    let word = source.word(start);
    let capital =
        source.word(next).starts_with(|c: char| c.is_uppercase() || "“\"‘'[(".contains(c));
    let (class, role) = match word.trim_end_matches('.') {
        "Q" => (Class::Question, TurnRole::Question),
        "A" => (Class::Answer, TurnRole::Answer),
        _ => return None,
    };
    let cue = match (word.ends_with('.'), source.word(next)) {
        (true, ":") | (false, ":") => return None,
        (false, ".") => TokenRange::new(next, next + 1),
        (true, _) => TokenRange::new(start, next),
        // "A Ministry of Defence spokesman".
        (false, _) if class == Class::Answer && !after_question && !gap(source, start) => {
            return None;
        }
        (false, _) if !capital => return None,
        (false, _) => TokenRange::new(start, next),
    };
    Some(label(TokenRange::new(start, next), start, cue, role, class, key(word)))
}

/// "What did you do? A. I slowed the ship. Q. And then?" in one paragraph.
fn within(source: Source<'_>, paragraph: TokenRange, token: u32) -> Option<Label> {
    let before = source.word(token - 1);
    let (class, role, ends) = match source.word(token) {
        "Q." => (Class::Question, TurnRole::Question, before.ends_with(['.', '?', '!', '”', '"'])),
        _ => (Class::Answer, TurnRole::Answer, before.ends_with('?')),
    };
    let capital = || source.word(token + 1).starts_with(char::is_uppercase);
    let here = TokenRange::new(token, token + 1);
    (ends && token + 1 < paragraph.end() && capital())
        .then(|| label(here, token, here, role, class, key(source.word(token))))
}

/// Whether more than a blank follows a token.
fn gap(source: Source<'_>, token: u32) -> bool {
    let end = source.tokens.range(TokenId::new(token)).end();
    let next = source.tokens.range(TokenId::new(token + 1)).start();
    next - end > 1 || source.text.as_bytes()[end as usize] == b'\t'
}

/// "Senator Lund. Thank you.": a title, at most three capitalised words and a stop.
fn stopped(source: Source<'_>, paragraph: TokenRange) -> Option<Label> {
    let start = paragraph.start();
    let titled = is_title(source.word(start)) || source.word(start) == "The";
    let limit = paragraph.end().min(start + 5);
    if !titled || start + 1 >= limit {
        return None;
    }
    let stop = (start + 1..limit).find(|&t| source.word(t) == ".")?;
    let name = start + 1..stop;
    let capital = |t: u32| source.word(t).starts_with(char::is_uppercase);
    let article = source.word(start) == "The";
    if name.is_empty()
        || !name.clone().all(capital)
        || article && !name.into_iter().all(|t| is_title(source.word(t)) || is_role(source.word(t)))
        || stop + 1 >= paragraph.end()
        || !capital(stop + 1)
    {
        return None;
    }
    let speaker = TokenRange::new(start, stop);
    let cue = TokenRange::new(stop, stop + 1);
    let key = key(source.word(stop - 1));
    let role = if article { TurnRole::Unnamed } else { TurnRole::Named };
    Some(label(speaker, start, cue, role, Class::Stopped, key))
}

/// The label that ends before a colon; it begins the paragraph, or is in capitals and begins a sentence.
fn before_colon(source: Source<'_>, paragraph: TokenRange, from: u32, colon: u32) -> Option<Label> {
    let begins = colon - paragraph.start() <= MOST_TOKENS && from == paragraph.start();
    let start = if begins {
        paragraph.start()
    } else {
        let low = from.max(colon.saturating_sub(MOST_TOKENS));
        let in_label = |t: u32| {
            let word = source.word(t);
            !word.bytes().any(|b| b.is_ascii_lowercase())
                && !word.ends_with(['?', '!', ']'])
                && (word != "." || t + 1 == colon)
                || title_word(word)
        };
        let start = (low..colon).rev().take_while(|&t| in_label(t)).last()?;
        let ended = start.checked_sub(1).is_some_and(|t| {
            t >= paragraph.start()
                && source.word(t).ends_with(['.', '?', '!', ')', ']', '”', '"', '-', '—'])
        });
        if !ended {
            return None;
        }
        start
    };
    if colon <= start {
        return None;
    }
    let whole = source.tokens.cover(TokenRange::new(start, colon));
    let first = source.word(start);
    if whole.len() > LONGEST || !first.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    // "MR. LUND (continuing):"
    let mut end = colon;
    // "Mr Lund (Leith) (Lab):"
    while end > start && matches!(source.word(end - 1), ")" | "]") {
        end = (start..end).rev().find(|&t| matches!(source.word(t), "(" | "["))?;
    }
    if end == start {
        return None;
    }
    let shape = Shape::of(source, start, end)?;
    let (class, role) = match first.trim_end_matches('.').to_ascii_uppercase().as_str() {
        "Q" | "QUESTION" if end == start + 1 => (Class::Question, TurnRole::Question),
        "A" | "ANSWER" if end == start + 1 => (Class::Answer, TurnRole::Answer),
        _ if shape.topic => return None,
        _ if shape.capitals && shape.titled && end > start + 1 => (Class::Formal, shape.role()),
        _ if !begins && !shape.capitals => return None,
        _ => (Class::Plain, shape.role()),
    };
    let cue = TokenRange::new(colon, colon + 1);
    let speaker = TokenRange::new(start, end);
    Some(label(speaker, start, cue, role, class, key(source.word(shape.name))))
}

fn label(
    speaker: TokenRange,
    start: u32,
    cue: TokenRange,
    role: TurnRole,
    class: Class,
    key: u64,
) -> Label {
    Label {
        start,
        speaker,
        cue,
        role,
        class,
        key,
        initials: Initials::default(),
        paragraph: 0,
        voiced: false,
        ended: false,
        quoted: false,
        accepted: false,
    }
}

/// What the words of a label are.
struct Shape {
    /// Without small letters, but for a title's.
    capitals: bool,
    /// Begins with a title or article.
    titled: bool,
    /// Has a word that no speaker's label has.
    topic: bool,
    /// Begins with an article, or has a word for somebody without a name.
    unnamed: bool,
    /// The last word of the name.
    name: u32,
}

impl Shape {
    fn role(&self) -> TurnRole {
        if self.unnamed { TurnRole::Unnamed } else { TurnRole::Named }
    }

    fn of(source: Source<'_>, start: u32, end: u32) -> Option<Self> {
        const SMALL: &[&str] =
            &["of", "the", "and", "de", "van", "von", "der", "la", "al", "bin", "for", "del"];
        let first = source.word(start);
        let titled = is_title(first) || first.eq_ignore_ascii_case("the");
        let unnamed = first.eq_ignore_ascii_case("the");
        let mut shape = Shape { capitals: true, titled, topic: false, unnamed, name: start };
        let (mut letters, mut comma) = (0, false);
        for token in start..end {
            let (word, kind) = (source.word(token), source.tokens.kind(TokenId::new(token)));
            match kind {
                TokenKind::Word if word.starts_with(char::is_uppercase) => {
                    // "ANA RUIZ, HOST:" has a name.
                    shape.topic |= !comma
                        && match WORDS.get(word) {
                            Some(Word::Topic) => true,
                            Some(Word::Alone) => end == start + 1,
                            _ => false,
                        };
                    shape.unnamed |= !comma && !titled && is_role(word);
                    let small = word.bytes().any(|b| b.is_ascii_lowercase());
                    shape.capitals &= !small || title_word(word);
                    letters += word.chars().filter(|c| c.is_alphabetic()).count();
                }
                TokenKind::Word if SMALL.contains(&word) || word.starts_with(['’', '\'']) => {
                    shape.capitals &= word.starts_with(['’', '\'']);
                }
                TokenKind::Word if is_role(word) => {
                    shape.capitals = false;
                    shape.unnamed |= !comma;
                }
                TokenKind::Number if token > start => {}
                TokenKind::Quote if matches!(word, "’" | "'") => {}
                TokenKind::Punctuation if word == "," => comma = true,
                TokenKind::Punctuation if matches!(word, "." | "-" | "/") => {}
                TokenKind::Symbol if word == "&" => {}
                _ => return None,
            }
            if matches!(kind, TokenKind::Word | TokenKind::Number) && !comma {
                shape.name = token;
            }
        }
        (letters >= 1).then_some(shape)
    }
}

/// "Mr.", "MS.": an abbreviation after which a name follows.
fn title_word(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|w| abbreviations::lookup(w) == Some(Abbreviation::Title))
}

fn is_title(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    title_word(word)
        || matches!(bare, "Mr" | "Mrs" | "Ms" | "MR" | "MRS" | "MS" | "Dr" | "DR")
        || WORDS.get(bare) == Some(Word::Title)
}

fn is_role(word: &str) -> bool {
    WORDS.get(word) == Some(Word::Role)
}

/// The same for a name in capitals and in small letters.
fn key(word: &str) -> u64 {
    let letters = word.bytes().filter(|&b| b != b'.').map(|b| b.to_ascii_lowercase());
    letters
        .fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
