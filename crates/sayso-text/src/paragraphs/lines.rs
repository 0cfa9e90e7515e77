//! The lines of a text.

use std::ops::Range;

/// The byte ranges of lines, without their line breaks (`\n`, `\r\n`, `\r`, U+2028, U+2029, form feed).
#[derive(Clone)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        let mut from = 0;
        // 0xe2 leads U+2028 and U+2029, and also dashes and curly quotation marks.
        while let Some(found) =
            rest[from..].iter().position(|b| matches!(b, b'\n' | b'\r' | 0x0c | 0xe2))
        {
            let at = from + found;
            let len = match rest[at] {
                b'\r' if rest.get(at + 1) == Some(&b'\n') => 2,
                0xe2 if rest[at..].starts_with(&[0xe2, 0x80, 0xa8])
                    || rest[at..].starts_with(&[0xe2, 0x80, 0xa9]) =>
                {
                    3
                }
                0xe2 => {
                    from = at + 3;
                    continue;
                }
                _ => 1,
            };
            self.at = start + at + len;
            return Some(start..start + at);
        }
        self.at = self.text.len();
        Some(start..self.text.len())
    }
}
