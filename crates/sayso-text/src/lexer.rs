//! Cuts text into tokens from left to right, as the English Universal Dependencies treebanks do:
//! clitics and hyphenated parts are words of their own, abbreviations keep their stop.
//!
//! It works on chunks between white space. Seven of ten chunks are plain ASCII letters and are
//! pushed whole without looking at them twice.

mod chunk;
mod number;
mod web;
mod word;

use crate::tokens::Tokens;
use chunk::Chunk;

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const SPACE: u8 = 4;
const COMMA: u8 = 8;
const OTHER: u8 = 16;
const HIGH: u8 = 32;

/// The class of every byte; bytes of longer characters are `HIGH`.
static CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b',' => COMMA,
            // Control characters carry nothing to read and count as white space.
            0..=b' ' | 0x7f => SPACE,
            0x80.. => HIGH,
            _ => OTHER,
        };
        byte += 1;
    }
    table
};

/// Characters between tokens: white space, control and invisible format characters.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Appends the tokens of `text` to `tokens`.
pub(crate) fn tokenize(text: &str, tokens: &mut Tokens) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let first = CLASS[bytes[at] as usize];
        if first == SPACE {
            at += 1;
            continue;
        }
        let mut seen = 0;
        let mut end = at;
        while end < bytes.len() {
            let class = CLASS[bytes[end] as usize];
            if class == SPACE {
                break;
            }
            if class == HIGH {
                let c = char_at(text, end);
                if is_space(c) {
                    break;
                }
                end += c.len_utf8();
            } else {
                end += 1;
            }
            seen |= class;
        }
        if end == at {
            // White space of more than one byte.
            at += char_at(text, at).len_utf8();
            continue;
        }
        Chunk { text, start: at, end, tokens }.lex(seen);
        at = end;
    }
}

/// The character at byte `at`, which must be a character boundary inside the text.
#[inline]
fn char_at(text: &str, at: usize) -> char {
    let byte = text.as_bytes()[at];
    if byte < 0x80 { byte as char } else { text[at..].chars().next().unwrap_or('\0') }
}

/// Apostrophes, in the forms that word processors and keyboards make of them.
#[inline]
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Letters, digits, underscores and the marks that combine with them.
#[inline]
fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || c == '_'
    } else {
        c.is_alphanumeric() || is_mark(c)
    }
}

/// Combining marks and joiners that never begin a token of their own.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f
        | 0x6d6..=0x6dc | 0x900..=0x903 | 0x93a..=0x94f | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff
        | 0xfe20..=0xfe2f | 0xad | 0x200c | 0x200d)
}

#[cfg(test)]
mod tests;
