//! One stretch of text between white space, and the signs in it.

use super::{CLASS, COMMA, DIGIT, HIGH, LETTER, char_at, is_apostrophe, is_word_char};
use crate::tokens::{TokenKind, Tokens};

pub(super) struct Chunk<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) tokens: &'t mut Tokens,
}

impl Chunk<'_> {
    /// Pushes the chunk's tokens; `seen` is the union of its bytes' classes.
    #[inline]
    pub(super) fn lex(&mut self, seen: u8) {
        if seen == LETTER {
            return self.plain_word(self.start, self.end);
        }
        if seen == LETTER | COMMA
            && self.byte(self.end - 1) == b','
            && self.letters_until(self.end - 1)
        {
            self.plain_word(self.start, self.end - 1);
            return self.push(self.end - 1, self.end, TokenKind::Punctuation);
        }
        if seen == DIGIT {
            return self.push(self.start, self.end, TokenKind::Number);
        }
        self.lex_slowly();
    }

    fn letters_until(&self, end: usize) -> bool {
        self.text.as_bytes()[self.start..end].iter().all(u8::is_ascii_alphabetic)
            && self.start < end
    }

    fn lex_slowly(&mut self) {
        let mut at = self.start;
        while at < self.end {
            let next = self.lex_one(at);
            debug_assert!(next > at && next <= self.end);
            at = next;
        }
    }

    /// Pushes what begins at `at`, and says where that ends.
    fn lex_one(&mut self, at: usize) -> usize {
        let c = char_at(self.text, at);
        if let Some((end, kind)) = self.web(at, c) {
            self.push(at, end, kind);
            return end;
        }
        if is_word_char(c) {
            return self.word(at);
        }
        if let Some(end) = self.emoticon(at) {
            self.push(at, end, TokenKind::Emoji);
            return end;
        }
        let one = at + c.len_utf8();
        let (end, kind) = match c {
            '.' if self.digit_at(one) && at == self.start => return self.word(at),
            '.' => {
                let dots = self.run(at, &['.']);
                // "Really.?" ends in one sign, "Really...?" in two.
                (
                    if dots == one { self.run(at, &['.', '!', '?']).max(one) } else { dots },
                    TokenKind::Punctuation,
                )
            }
            '!' | '?' => (self.run(at, &['!', '?']), TokenKind::Punctuation),
            '-' | '–' | '—' | '―' => (self.run(at, &[c]), TokenKind::Punctuation),
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '…' | '·' | '•' | '‐' | '‑'
            | '‒' | '/' | '¿' | '¡' | '、' | '。' => (one, TokenKind::Punctuation),
            '\'' | '’' => return self.apostrophe(at, one),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '‛' | '″' | '＂' => {
                (one, TokenKind::Quote)
            }
            // Two single marks are one double mark: ``these'', ‘‘and these’’.
            '`' | '‘' => (self.run(at, &[c]), TokenKind::Quote),
            '*' | '=' | '_' | '~' | '+' | '|' | '<' | '>' | '^' | '\\' | '#' | '$' => {
                (self.run(at, &[c]), TokenKind::Symbol)
            }
            _ if is_emoji(c) => (self.emoji(at), TokenKind::Emoji),
            _ => (one, TokenKind::Symbol),
        };
        self.push(at, end, kind);
        end
    }

    /// `'n'`, `'90s`, `'em` and a stranded clitic (`" 's`) are words; every other mark is a token of its own.
    fn apostrophe(&mut self, at: usize, one: usize) -> usize {
        if at == self.start {
            let word = self.word_end(one);
            let rest = &self.text[one..word];
            let decade = rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit);
            let elided = ["em", "tis", "twas", "til", "n", "s", "re", "ve", "ll", "m", "d"];
            if rest.eq_ignore_ascii_case("n")
                && let Some(len) = self.apostrophe_at(word)
            {
                self.push(at, word + len, TokenKind::Word);
                return word + len;
            }
            if (decade && rest.len() <= 3) || elided.iter().any(|e| rest.eq_ignore_ascii_case(e)) {
                let kind = if decade { TokenKind::Number } else { TokenKind::Word };
                self.push(at, word, kind);
                return word;
            }
        }
        // Two apostrophes close what two backticks opened.
        let mark = char_at(self.text, at);
        let doubled = one < self.end && char_at(self.text, one) == mark;
        let end = if doubled { one + mark.len_utf8() } else { one };
        self.push(at, end, TokenKind::Quote);
        end
    }

    /// Where the run of characters out of `set` that begins at `at` ends.
    fn run(&self, at: usize, set: &[char]) -> usize {
        let rest = &self.text[at..self.end];
        at + rest.find(|c| !set.contains(&c)).unwrap_or(rest.len())
    }

    /// `:)`, `;-)`, `<3`: only as a whole chunk, or `:/` would eat into addresses and `8)` into lists.
    fn emoticon(&self, at: usize) -> Option<usize> {
        let chunk = &self.text[at..self.end];
        // Looked at first: a chunk of nothing but commas would be trimmed at each of them.
        if !chunk.starts_with([':', ';', '=', '<']) {
            return None;
        }
        let chunk = chunk.trim_end_matches(['.', ',']);
        let mut rest = chunk.strip_prefix([':', ';', '=', '<'])?;
        if chunk == "<3" {
            return Some(at + 2);
        }
        rest = rest.strip_prefix(['-', '\'', 'o']).unwrap_or(rest);
        let face = rest.strip_prefix([')', '(', 'D', 'P', 'p', '/', 'O', '|', ']', '['])?;
        let repeats = face.trim_matches([')', '(', 'D']).is_empty();
        (repeats && !chunk.starts_with('<')).then_some(at + chunk.len())
    }

    /// Where the emoji that begins at `at` ends, with its modifiers and joined parts.
    fn emoji(&self, at: usize) -> usize {
        let mut end = at;
        let mut joined = true;
        let mut flags = 0;
        for c in self.text[at..self.end].chars() {
            let part = match c as u32 {
                0x200d => {
                    joined = true;
                    true
                }
                0xfe0f | 0x20e3 | 0x1f3fb..=0x1f3ff | 0xe0020..=0xe007f => true,
                0x1f1e6..=0x1f1ff => {
                    flags += 1;
                    let fits = flags <= 2 && (joined || flags == 2);
                    joined = false;
                    fits
                }
                _ => {
                    joined && is_emoji(c) && {
                        joined = false;
                        true
                    }
                }
            };
            if !part {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    #[inline]
    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.tokens.push(start, end, kind);
    }

    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes()[at]
    }

    /// Whether there is an ASCII digit at `at`, inside the chunk.
    #[inline]
    pub(super) fn digit_at(&self, at: usize) -> bool {
        at < self.end && self.byte(at).is_ascii_digit()
    }

    /// Whether there is a letter at `at`, inside the chunk.
    #[inline]
    pub(super) fn letter_at(&self, at: usize) -> bool {
        at < self.end && {
            let class = CLASS[self.byte(at) as usize];
            class == LETTER || class == HIGH && char_at(self.text, at).is_alphabetic()
        }
    }

    /// The length in bytes of the apostrophe at `at`, if there is one.
    #[inline]
    pub(super) fn apostrophe_at(&self, at: usize) -> Option<usize> {
        if at >= self.end {
            return None;
        }
        let c = char_at(self.text, at);
        is_apostrophe(c).then_some(c.len_utf8())
    }
}

/// Pictographs and the signs that only join or colour them.
fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x1f000..=0x1faff | 0x2600..=0x27bf | 0x2b00..=0x2bff | 0x2300..=0x23ff
        | 0x200d | 0xfe0f | 0x20e3 | 0xe0020..=0xe007f)
}
