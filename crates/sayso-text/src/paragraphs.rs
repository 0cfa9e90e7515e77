//! Where paragraphs end: at an empty line, and at a single line break unless the text is wrapped.

use crate::range::TextRange;

/// Wrapped lines are no longer than this, in bytes; mail and Usenet break at 60 to 80.
const LONGEST_WRAPPED: usize = 110;
/// Fewer single line breaks than this say nothing about wrapping.
const FEWEST_BREAKS: usize = 3;

/// Writes the paragraphs of `text` to `paragraphs`, in order and without their line breaks.
///
/// A single line break is only a wrap where the next line's first word would not have fitted: in
/// "A long line that was filled up\nbefore it broke", but not after a headline or in a list.
pub(crate) fn split(text: &str, paragraphs: &mut Vec<TextRange>) {
    let width = wrap_width(text);
    let mut start = 0;
    let mut lines = Lines::new(text).peekable();
    let mut last_end = 0;
    while let Some(line) = lines.next() {
        let content = &text[line.clone()];
        if content.trim().is_empty() {
            push(text, start, last_end, paragraphs);
            start = line.end;
            last_end = line.end;
            continue;
        }
        last_end = line.end;
        let goes_on = match (width, lines.peek()) {
            (Some(width), Some(next)) => is_wrap(content, &text[next.clone()], width),
            _ => false,
        };
        if !goes_on {
            push(text, start, last_end, paragraphs);
            start = last_end;
        }
    }
    push(text, start, last_end, paragraphs);
}

fn push(text: &str, start: usize, end: usize, paragraphs: &mut Vec<TextRange>) {
    let piece = &text[start..end.max(start)];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let from = start + (piece.len() - piece.trim_start().len());
        paragraphs.push(TextRange::new(from as u32, (from + trimmed.len()) as u32));
    }
}

/// The width at which the text's lines were filled, if they were.
fn wrap_width(text: &str) -> Option<usize> {
    let mut width = 0;
    for line in Lines::new(text) {
        if line.len() > LONGEST_WRAPPED {
            return None;
        }
        width = width.max(text[line].trim_end().len());
    }
    // A break counts as filled where the next word would have gone past the longest line. Lists and
    // verse break early almost everywhere.
    let (mut breaks, mut filled) = (0, 0);
    let mut before: Option<&str> = None;
    for line in Lines::new(text) {
        let line = &text[line];
        if line.trim().is_empty() {
            before = None;
            continue;
        }
        if let Some(before) = before {
            breaks += 1;
            filled += usize::from(is_wrap(before, line, width));
        }
        before = Some(line);
    }
    (breaks >= FEWEST_BREAKS && width >= 40 && filled * 2 > breaks).then_some(width)
}

/// Whether `next` goes on with the sentence of `line` because its first word no longer fitted.
fn is_wrap(line: &str, next: &str, width: usize) -> bool {
    let Some(word) = next.split_whitespace().next() else { return false };
    let indented = next.starts_with([' ', '\t']) && !line.starts_with([' ', '\t']);
    let item = matches!(word.as_bytes()[0], b'-' | b'*' | b'>') || word.starts_with('•');
    // Hand-made wraps leave a few columns free.
    !indented && !item && line.trim_end().len() + 1 + word.len() > width.saturating_sub(6)
}

/// The byte ranges of lines, without their line breaks (`\n`, `\r\n`, `\r`, U+2028, U+2029, form feed).
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Lines<'_> {
    type Item = std::ops::Range<usize>;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut paragraphs = Vec::new();
        split(text, &mut paragraphs);
        let found: Vec<_> = paragraphs.iter().map(|&p| &text[p]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn empty_lines_and_single_breaks_part_paragraphs() {
        check("A headline\n\nThe lead.\n \nMore.\n", &["A headline", "The lead.", "More."]);
        check(
            "A headline\nThe lead.\r\nMore.\u{2029}End",
            &["A headline", "The lead.", "More.", "End"],
        );
        check("", &[]);
        check("\n \n\u{a0}\n", &[]);
        check("Kyiv — “quoted”\rnext", &["Kyiv — “quoted”", "next"]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let mail = "The ministry said on Tuesday that the two governments had agreed to\n\
                    meet again within the month, though neither side would say where\n\
                    the talks would be held or who would take part in them this time.\n\
                    \n\
                    A spokesman for the embassy declined to comment on the report, and\n\
                    the ministry did not return calls.\n\
                    Regards,\n\
                    The press office";
        check(mail, &[&mail[..198], &mail[200..301], "Regards,", "The press office"]);
    }

    #[test]
    fn lists_are_not_wrapped_text() {
        check(
            "Present were\nthe minister\nthe envoy\nthe general",
            &["Present were", "the minister", "the envoy", "the general"],
        );
    }
}
