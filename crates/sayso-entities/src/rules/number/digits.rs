//! The value of digits.

use sayso_text::TokenId;

use crate::rules::class::Class;
use crate::rules::view::Words;

impl Words<'_> {
    /// The value of digits: `12,000`, `10,00,000`, `3.5`, `1/2`, `2½`; not of dates, times and decades.
    pub(crate) fn digits(&self, at: u32) -> Option<f64> {
        if self.class(at) != Class::Digits {
            return None;
        }
        let word = self.word(at);
        if let Some((over, under)) = word.split_once('/') {
            let (over, under): (f64, f64) = (over.parse().ok()?, under.parse().ok()?);
            return (under != 0.0 && over < under && under <= 16.0).then(|| over / under);
        }
        if let Some((start, sign)) = word.char_indices().next_back()
            && let Some(part) = vulgar(sign)
        {
            return Some(word[..start].parse::<f64>().ok()? + part);
        }
        let mut plain = [0; 24];
        let mut len = 0;
        let mut dots = 0;
        for &byte in word.as_bytes() {
            match byte {
                b',' => continue,
                b'.' => dots += 1,
                b'0'..=b'9' => {}
                _ => return None,
            }
            if len == plain.len() || dots > 1 {
                return None;
            }
            plain[len] = byte;
            len += 1;
        }
        std::str::from_utf8(&plain[..len]).ok()?.parse().ok()
    }

    /// Groups of three with one space between them: `1 234 567`.
    pub(super) fn grouped(&self, at: u32) -> Option<(u32, f64)> {
        let all_digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
        let first = self.word(at);
        if !(1..=3).contains(&first.len()) || !all_digits(first) || first.starts_with('0') {
            return None;
        }
        // "1995 120 000" begins with a year: digits before make it a list or a telephone number.
        if at > self.floor && self.class(at - 1) == Class::Digits {
            return None;
        }
        let mut value: f64 = first.parse().ok()?;
        let mut end = at + 1;
        while self.class(end) == Class::Digits && self.is_one_space_before(end) {
            let word = self.word(end);
            if word.len() != 3 || !all_digits(word) || end > at + 5 {
                return None;
            }
            value = value * 1000.0 + word.parse::<f64>().ok()?;
            end += 1;
        }
        // "111 82-2100"
        let goes_on = self.class(end) == Class::Digits
            || self.class(end) == Class::Dash
                && self.glued(end)
                && self.class(end + 1) == Class::Digits;
        (end > at + 1 && !goes_on).then_some((end, value))
    }

    fn is_one_space_before(&self, at: u32) -> bool {
        let before = self.tokens.range(TokenId::new(at - 1)).end();
        let gap = &self.text[before as usize..self.tokens.range(TokenId::new(at)).start() as usize];
        matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
    }

    /// The whole number in plain digits, without commas.
    pub(crate) fn integer(&self, at: u32) -> Option<u32> {
        let word = self.word(at);
        let plain = self.class(at) == Class::Digits && word.bytes().all(|b| b.is_ascii_digit());
        if plain && word.len() <= 6 { word.parse().ok() } else { None }
    }
}

/// The value of a fraction that is one sign.
pub(super) fn vulgar(sign: char) -> Option<f64> {
    let (over, under) = match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some(f64::from(over) / f64::from(under))
}
