//! Words: clitics, hyphens, acronyms, abbreviations, designations.

use std::sync::LazyLock;

use super::chunk::Chunk;
use super::number::is_unit;
use super::{char_at, is_space, is_word_char};
use crate::abbreviations::{self, Abbreviation};
use crate::packed::PackedMap;
use crate::tokens::TokenKind;

/// Prefixes that a hyphen does not part from the word after it.
static PREFIXES: LazyLock<PackedMap<()>> =
    LazyLock::new(|| PackedMap::read(include_str!("../../data/prefixes.tsv"), |_, _| ()));

/// Two words written as one, and where the second begins.
static CONTRACTIONS: LazyLock<PackedMap<usize>> = LazyLock::new(|| {
    PackedMap::read(include_str!("../../data/contractions.tsv"), |_, first| first.len())
});

/// Whether a sign is half of a letter that was read in another encoding: "FranÃ§ois".
fn is_misread(before: &str, sign: char) -> bool {
    matches!(sign, '\u{80}'..='\u{bf}') && (before.ends_with('Ã') || before.ends_with("ÃÂ"))
}

impl Chunk<'_> {
    /// Pushes letters that are certainly one word, or two words of those in `CONTRACTIONS`.
    #[inline]
    pub(super) fn plain_word(&mut self, start: usize, end: usize) {
        if matches!(end - start, 2..=8)
            && matches!(
                self.byte(start) | 0x20,
                b'c' | b'g' | b'w' | b'd' | b't' | b'i' | b's' | b'y' | b'l'
            )
            && let Some(second) = contraction(&self.text[start..end])
        {
            self.push(start, start + second, TokenKind::Word);
            return self.push(start + second, end, TokenKind::Word);
        }
        self.push(start, end, TokenKind::Word);
    }

    /// Pushes the word or number that begins at `at` with its clitics, and says where they end.
    pub(super) fn word(&mut self, at: usize) -> usize {
        if self.digit_at(at) || self.byte(at) == b'.' {
            return self.numeral(at);
        }
        let mut end = self.word_end(at);
        // Signs inside a word.
        while end < self.end {
            let next = match self.byte(end) {
                b'.' => self.acronym_end(at, end),
                b'-' => self.hyphenated_end(at, end),
                b'&' if end - at <= 3 && self.upper_at(end - 1) && self.upper_at(end + 1) => {
                    self.word_end(end + 1)
                }
                b'$' if end - at <= 2
                    && self.text[at..end].bytes().all(|b| b.is_ascii_uppercase()) =>
                {
                    end + 1
                }
                _ => match self.apostrophe_at(end) {
                    Some(len) if self.letter_at(end + len) => self.word_end(end + len),
                    _ => end,
                },
            };
            if next == end {
                break;
            }
            end = next;
        }
        end = self.with_stop(at, end);
        self.push_with_clitic(at, end);
        end
    }

    /// Where the run of word characters that begins at `at` ends.
    pub(super) fn word_end(&self, at: usize) -> usize {
        let mut end = at;
        while end < self.end {
            let c = char_at(self.text, end);
            let number_sign = c == '°' && matches!(&self.text[at..end], "N" | "n");
            if !is_word_char(c) && !number_sign && !is_misread(&self.text[at..end], c) {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    fn numeral(&mut self, at: usize) -> usize {
        let from = if self.byte(at) == b'.' { at + 1 } else { at };
        let digits = self.number_end(from);
        let end = self.word_end(digits);
        if end > digits && is_unit(&self.text[digits..end]) {
            self.push(at, digits, TokenKind::Number);
            self.push(digits, end, TokenKind::Word);
            return end;
        }
        let decade = &self.text[at..end];
        if matches!(decade.len(), 2 | 4)
            && decade.ends_with('0')
            && let Some(after) = self.s_behind(end)
        {
            self.push(at, after, TokenKind::Number);
            return after;
        }
        // "1.", "2)": the stop of a list item is its own token, as is every other sign here.
        self.push(at, end, TokenKind::Number);
        self.apostrophe_s(end)
    }

    /// Pushes `'s` after a number ("2003's"; but "1980's" is one token).
    fn apostrophe_s(&mut self, at: usize) -> usize {
        let Some(end) = self.s_behind(at) else { return at };
        self.push(at, end, TokenKind::Word);
        end
    }

    /// Where the `'s` that begins at `at` ends.
    fn s_behind(&self, at: usize) -> Option<usize> {
        let letters = at + self.apostrophe_at(at)?;
        let end = self.word_end(letters);
        self.text[letters..end].eq_ignore_ascii_case("s").then_some(end)
    }

    /// From the stop at `stop`, where an acronym that began at `at` goes on: `U.S`, `p.m`, `Ph.D`.
    fn acronym_end(&self, at: usize, stop: usize) -> usize {
        let last_part = self.text[at..stop].rsplit('.').next().unwrap_or("");
        let short = last_part.chars().count() == 1 || matches!(last_part, "Ph" | "Lt");
        let next = self.word_end(stop + 1);
        let next_short = self.letter_at(stop + 1) && self.text[stop + 1..next].chars().count() <= 2;
        if short && next_short { next } else { stop }
    }

    /// From the hyphen at `hyphen`, where the word that began at `at` goes on, if it does.
    fn hyphenated_end(&self, at: usize, hyphen: usize) -> usize {
        let first = &self.text[at..hyphen];
        let next = self.word_end(hyphen + 1);
        let second = &self.text[hyphen + 1..next];
        let prefixed = PREFIXES.get(first).is_some();
        let joined = !second.is_empty() && (prefixed || is_designation(first, second));
        if joined { next } else { hyphen }
    }

    fn upper_at(&self, at: usize) -> bool {
        at < self.end && self.byte(at).is_ascii_uppercase()
    }

    /// `end`, or one more where the stop there belongs to the word.
    fn with_stop(&self, at: usize, end: usize) -> usize {
        if end >= self.end
            || self.byte(end) != b'.'
            || end + 1 < self.end && self.byte(end + 1) == b'.'
        {
            return end;
        }
        let word = &self.text[at..end];
        let listed = abbreviations::lookup(word);
        let lower_follows = || self.next_char(end + 1).is_some_and(char::is_lowercase);
        let owns_stop = if word.contains('.') || listed.is_some() && lower_follows() {
            true
        } else if word.chars().count() == 1 {
            listed == Some(Abbreviation::Number) && self.number_follows(end + 1)
                || self.is_initial(word, end + 1)
        } else {
            match listed {
                Some(Abbreviation::Number) => {
                    word.starts_with(char::is_uppercase)
                        && is_month_or_day(word)
                        && end + 1 == self.end
                        || self.number_follows(end + 1)
                }
                // "the old m." ends a sentence, "M. Macron" does not: case decides for real words.
                Some(Abbreviation::Title) => word.starts_with(char::is_uppercase),
                // At a sentence's end the stop is the sentence's: "etc|.", "Acme Inc|."
                Some(Abbreviation::End) => match self.next_char(end + 1) {
                    None => false,
                    Some(next) => !(next.is_uppercase() && word.starts_with(char::is_lowercase)),
                },
                Some(Abbreviation::Inside) => true,
                None => false,
            }
        };
        if owns_stop { end + 1 } else { end }
    }

    /// Whether the single letter before `after` is an initial, not the pronoun or the label of a list item.
    fn is_initial(&self, letter: &str, after: usize) -> bool {
        if !letter.starts_with(char::is_uppercase) {
            return false;
        }
        let next_is_name = self.next_char(after).is_some_and(char::is_uppercase);
        if letter != "I" {
            return next_is_name || after < self.end;
        }
        // "Albert I. Jones" against "you and I. Did you": the word before it must have a capital too.
        let before = self.text[..self.start].trim_end().rsplit(is_space).next().unwrap_or("");
        next_is_name && before.starts_with(char::is_uppercase) && !before.ends_with(['.', '?', '!'])
    }

    fn number_follows(&self, after: usize) -> bool {
        self.next_char(after).is_some_and(|c| c.is_ascii_digit() || matches!(c, '#' | '§'))
    }

    /// The first character from `after` on that is not white space.
    fn next_char(&self, after: usize) -> Option<char> {
        self.text[after..].chars().find(|&c| !is_space(c))
    }

    /// Pushes the word, parted from a clitic: `did|n't`, `Russia|'s`, `we|'ll`.
    fn push_with_clitic(&mut self, at: usize, end: usize) {
        let word = &self.text[at..end];
        let Some((mark, c)) = word.char_indices().rfind(|&(_, c)| super::is_apostrophe(c)) else {
            return self.plain_word(at, end);
        };
        let after = &word[mark + c.len_utf8()..];
        let cut =
            if after.eq_ignore_ascii_case("t") && word[..mark].ends_with(['n', 'N']) && mark > 1 {
                at + mark - 1
            } else if ["s", "re", "ve", "ll", "d", "m"]
                .iter()
                .any(|clitic| after.eq_ignore_ascii_case(clitic))
            {
                at + mark
            } else {
                return self.push(at, end, TokenKind::Word);
            };
        self.push_with_clitic(at, cut);
        self.push(cut, end, TokenKind::Word);
    }
}

fn contraction(word: &str) -> Option<usize> {
    let second = CONTRACTIONS.get(word)?;
    // "IM" and "CANT" in capitals are more often names than careless writing.
    let lower = word.as_bytes()[1..].iter().all(u8::is_ascii_lowercase);
    lower.then_some(second)
}

/// Weapon, vehicle and case designations: `KN-25`, `T-14`, `Su-35S`, `AK-47`.
fn is_designation(first: &str, second: &str) -> bool {
    let letters = first.len() <= 5 && first.starts_with(|c: char| c.is_ascii_uppercase());
    let caps = first.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let short_name =
        first.len() <= 3 && first.bytes().skip(1).all(|b| b.is_ascii_lowercase() || b == b'G');
    letters
        && (caps || short_name)
        && second.starts_with(|c: char| c.is_ascii_digit())
        && second.len() <= 5
}

fn is_month_or_day(word: &str) -> bool {
    let first = &word[..3.min(word.len())];
    [
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue",
        "wed", "thu", "fri",
    ]
    .iter()
    .any(|name| first.eq_ignore_ascii_case(name))
}
