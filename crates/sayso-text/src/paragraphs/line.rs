//! What a line shows of whether its sentence goes on in the next one.

use std::sync::LazyLock;

use crate::abbreviations::{self, Abbreviation};
use crate::packed::PackedMap;

/// What a word at the end of a line tells; see the head of the data file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Dangling {
    Small,
    Saying,
}

static DANGLING: LazyLock<PackedMap<Dangling>> = LazyLock::new(|| {
    PackedMap::read(include_str!("../../data/dangling-words.tsv"), |word, kind| match kind {
        "" => Dangling::Small,
        "saying" => Dangling::Saying,
        _ => panic!("dangling-words.tsv: {word}: {kind:?} is no kind of word"),
    })
});

const CLOSING: [char; 8] = ['"', '”', '’', '\'', ')', ']', '»', '*'];
const OPENING: [char; 6] = ['"', '“', '‘', '\'', '(', '['];

/// Whether a sentence may end with the line: after a stop, a colon, or either within quotation marks.
pub(super) fn is_ended(line: &str) -> bool {
    let line = line.trim_end();
    let bare = line.trim_end_matches(CLOSING);
    match bare.chars().next_back() {
        Some('.') => !is_abbreviation(last_word(bare)),
        Some('!' | '?' | '…' | ':') => true,
        // "It rained.” [Reuters]"
        _ if line.ends_with([')', ']']) => {
            let before = line.rfind(['(', '[']).map(|open| line[..open].trim_end());
            before.is_some_and(|before| {
                before.trim_end_matches(CLOSING).ends_with(['.', '!', '?', '…', ':'])
                    || before.is_empty()
            })
        }
        _ => false,
    }
}

/// "Mr.", "J.", "Gen.": a name follows.
fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(OPENING);
    let Some(body) = word.strip_suffix('.') else { return false };
    let initial = body.len() == 1 && body.as_bytes()[0].is_ascii_uppercase() && body != "I";
    initial || abbreviations::lookup(body) == Some(Abbreviation::Title)
}

/// Whether a line goes on with a small letter.
pub(super) fn begins_small(line: &str) -> bool {
    line.trim_start().trim_start_matches(OPENING).starts_with(char::is_lowercase)
}

/// Whether a line begins with a capital.
pub(super) fn begins_capital(line: &str) -> bool {
    line.trim_start().starts_with(char::is_uppercase)
}

/// Whether a line has small letters after a name and a comma: "Rosa Lind, told us."
pub(super) fn goes_on_after_name(line: &str) -> bool {
    let Some((name, rest)) = line.trim_start().split_once(", ") else { return false };
    name.split(' ').all(|word| word.starts_with(char::is_uppercase)) && begins_small(rest)
}

/// Whether a line begins with an opening quotation mark.
pub(super) fn opens_quotation(line: &str) -> bool {
    line.trim_start().starts_with(['"', '“', '‘', '\''])
}

/// Whether no sentence can end with the line, whatever follows: "said", "of the", a comma, a hyphen.
pub(super) fn dangles(line: &str) -> bool {
    /// Shorter lines with a comma are salutations and addresses.
    const SHORTEST: usize = 30;
    /// Shorter lines with a small word are headings: "Present were".
    const SHORTEST_SMALL: usize = 20;
    let line = line.trim_end();
    let bare = line.trim_end_matches(CLOSING);
    let quoted = bare.len() < line.len();
    match bare.chars().next_back() {
        // "“We won,”"
        Some(',') => quoted || line.len() >= SHORTEST,
        Some('-' | '–' | '—') => !quoted && bare.len() >= SHORTEST,
        Some('(' | '“') => true,
        Some('.') => is_abbreviation(last_word(bare)),
        Some(c) if c.is_alphabetic() => {
            let word = last_word(bare);
            // "UNITED STATES OF" shouts; "The Who" is a name.
            let known = match DANGLING.get(word) {
                Some(Dangling::Small) => !quoted && bare.len() >= SHORTEST_SMALL,
                Some(Dangling::Saying) => !quoted && bare.len() > word.len(),
                None => false,
            };
            let shouts = || !bare.bytes().any(|b| b.is_ascii_lowercase());
            known && (word.starts_with(char::is_lowercase) || shouts())
        }
        _ => false,
    }
}

/// Whether the line ends with a verb of saying and the beginning of a name: "”said ADA Amy".
pub(super) fn ends_in_name(line: &str) -> bool {
    const MOST_WORDS: usize = 5;
    for (names, word) in line.trim_end().rsplit(' ').take(MOST_WORDS).enumerate() {
        if DANGLING.get(word) == Some(Dangling::Saying) {
            return names > 0;
        }
        if !word.starts_with(char::is_uppercase) || word.ends_with([',', ';']) {
            return false;
        }
    }
    false
}

/// Whether the line has sentences: a stop within it or at its end.
pub(super) fn is_prose(line: &str) -> bool {
    is_ended(line) || line.contains(". ") || line.contains(".” ") || line.contains(".\" ")
}

/// Whether a quotation that was open before the line is closed in it before another is opened, and its speaker follows.
pub(super) fn closes_quotation(line: &str) -> bool {
    let Some(at) = line.find(['"', '“', '”']) else { return false };
    // "Ben Lund, a rider."" is a signature.
    let after = line[at..].trim_start_matches(['"', '”', ' ']);
    !after.is_empty()
        && match line[at..].chars().next() {
            Some('”') => true,
            Some('"') => at > 0 && !line[..at].ends_with([' ', '(', '\u{a0}']),
            _ => false,
        }
}

/// Whether a line is an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    let Some(word) = line.split_whitespace().next() else { return false };
    if matches!(word.as_bytes()[0], b'-' | b'*' | b'>')
        || word.starts_with(['•', '–', '—', '▪', '●', '◦'])
    {
        return true;
    }
    // "1.", "(a)", "iv)"
    let body = word.trim_start_matches('(').trim_end_matches(['.', ')']);
    let short = matches!(body.len(), 1..=2) && body.len() < word.len();
    let letter = body.len() == 1 && body.as_bytes()[0].is_ascii_lowercase() && word.ends_with(')');
    short && (body.bytes().all(|b| b.is_ascii_digit()) || letter)
}

/// Whether a line holds the number of a page and nothing else: "3", "- 3 -", "Page 3 of 7".
pub(crate) fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_matches(['-', '–', '—', ' ', '|', '[', ']']);
    let bare = ["Page ", "page ", "PAGE ", "p. "]
        .iter()
        .find_map(|p| bare.strip_prefix(p))
        .unwrap_or(bare);
    let mut numbers = bare.split(" of ").flat_map(|part| part.split('/'));
    let number = |n: &str| matches!(n.len(), 1..=4) && n.bytes().all(|b| b.is_ascii_digit());
    numbers.clone().count() <= 2 && numbers.all(number)
}

/// The quotation that is open where a line ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Open(bool);

impl Open {
    /// Goes on with a line of the same paragraph.
    pub(super) fn read(self, line: &str) -> Self {
        let mut open = self.0;
        for mark in line.chars().filter(|c| matches!(c, '"' | '“' | '”')) {
            open = match mark {
                '“' => true,
                '”' => false,
                _ => !open,
            };
        }
        Self(open)
    }

    pub(super) fn is_open(self) -> bool {
        self.0
    }
}

fn last_word(line: &str) -> &str {
    line.rsplit(char::is_whitespace).next().unwrap_or(line)
}
