//! Splits one row of CSV into fields, strictly by RFC 4180.
//!
//! A quotation mark opens a field only at its very start; inside, two mean one; after the closing
//! one, only a delimiter or the end of the row may follow. Rows end in LF, CRLF or CR. A row that
//! breaks these rules is faulty, and its end is guessed.

use std::borrow::Cow;
use std::ops::Range;

/// The fields of a row, as places in the bytes it was split from.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) fields: Vec<Field>,
    /// Bytes up to the start of the next row.
    pub(super) length: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    range: Range<usize>,
    /// Whether it contains doubled quotation marks, which mean one.
    doubled: bool,
}

impl Field {
    pub(super) fn value<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        let raw = &bytes[self.range.clone()];
        if !self.doubled {
            return Cow::Borrowed(raw);
        }
        let mut value = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(mark) = memchr::memchr(b'"', &raw[at..]) {
            value.extend_from_slice(&raw[at..=at + mark]);
            at += mark + 2;
        }
        value.extend_from_slice(&raw[at..]);
        Cow::Owned(value)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Split {
    Row,
    /// A row with a quotation mark inside a quoted field that is not doubled.
    Faulty,
    /// The row is not complete in these bytes.
    NeedMore,
    /// The input ends inside a quoted field.
    Open,
    /// There is no row.
    End,
}

/// Splits the row at the start of `bytes`. `at_end` says that no bytes follow.
pub(super) fn split(bytes: &[u8], delimiter: u8, at_end: bool, row: &mut Row) -> Split {
    row.fields.clear();
    if bytes.is_empty() {
        return if at_end { Split::End } else { Split::NeedMore };
    }
    let mut split = Split::Row;
    let mut at = 0;
    loop {
        let start = at;
        let mut quoted = None;
        if bytes.get(at) == Some(&b'"') {
            let Some(found) = quoted_field(bytes, at + 1, delimiter, at_end) else {
                return if at_end { Split::Open } else { Split::NeedMore };
            };
            at = found.end;
            if found.stray {
                split = Split::Faulty;
            }
            quoted = Some(found.field);
        }
        let end = memchr::memchr3(delimiter, b'\n', b'\r', &bytes[at..]).map(|end| at + end);
        let length = match end {
            None if at_end => Some(bytes.len()),
            None => return Split::NeedMore,
            Some(end) if bytes[end] == delimiter => None,
            Some(end) if bytes[end] == b'\n' => Some(end + 1),
            Some(end) => match bytes.get(end + 1) {
                Some(b'\n') => Some(end + 2),
                None if !at_end => return Split::NeedMore,
                _ => Some(end + 1),
            },
        };
        let end = end.unwrap_or(bytes.len());
        row.fields.push(quoted.unwrap_or(Field { range: start..end, doubled: false }));
        if let Some(length) = length {
            row.length = length;
            return split;
        }
        at = end + 1;
    }
}

struct Quoted {
    field: Field,
    /// The position after the closing quotation mark.
    end: usize,
    /// Whether there is a quotation mark inside that is neither doubled nor the closing one.
    stray: bool,
}

/// The field whose opening quotation mark is before `start`; `None` if these bytes do not contain
/// its end.
///
/// Only a quotation mark before a delimiter or the end of a line closes it. Lenient readers accept
/// any other, and make rows of the paragraphs after it.
fn quoted_field(bytes: &[u8], start: usize, delimiter: u8, at_end: bool) -> Option<Quoted> {
    let (mut doubled, mut stray) = (false, false);
    let mut at = start;
    loop {
        at += memchr::memchr(b'"', &bytes[at..])?;
        match bytes.get(at + 1) {
            Some(b'"') => {
                doubled = true;
                at += 2;
            }
            // Another quotation mark may follow.
            None if !at_end => return None,
            Some(&next) if next != delimiter && next != b'\n' && next != b'\r' => {
                stray = true;
                at += 1;
            }
            _ => {
                let field = Field { range: start..at, doubled };
                return Some(Quoted { field, end: at + 1, stray });
            }
        }
    }
}

/// The length of the first line, with what ends it.
pub(super) fn line_length(bytes: &[u8]) -> usize {
    match memchr::memchr2(b'\n', b'\r', bytes) {
        Some(end) if bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n') => end + 2,
        Some(end) => end + 1,
        None => bytes.len(),
    }
}

/// How many lines end in `bytes`.
pub(super) fn count_lines(bytes: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    // Old Macintosh files have carriage returns alone.
    let returns =
        memchr::memchr_iter(b'\r', bytes).filter(|&at| bytes.get(at + 1) != Some(&b'\n')).count();
    (feeds + returns) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(bytes: &[u8], row: &Row) -> Vec<String> {
        let value = |field: &Field| String::from_utf8_lossy(&field.value(bytes)).into_owned();
        row.fields.iter().map(value).collect()
    }

    #[test]
    fn rows_split_by_the_letter() {
        #[track_caller]
        fn check(line: &str, expected: &[&str], rest: &str) {
            let mut row = Row::default();
            assert_eq!(split(line.as_bytes(), b',', true, &mut row), Split::Row);
            assert_eq!(fields(line.as_bytes(), &row), expected);
            assert_eq!(&line[row.length..], rest);
        }
        check("a,b\nc", &["a", "b"], "c");
        check("a,b\r\nc", &["a", "b"], "c");
        check("a\rc", &["a"], "c");
        check(",\n", &["", ""], "");
        check("\"\",\"\"\n", &["", ""], "");
        check("\"a,\n\"\"b\"\"\",c", &["a,\n\"b\"", "c"], "");
        check("a \"quoted\" word,5\" gun", &["a \"quoted\" word", "5\" gun"], "");
    }

    #[test]
    fn misplaced_marks_are_told() {
        #[track_caller]
        fn check(line: &str, expected: Split) {
            assert_eq!(split(line.as_bytes(), b',', true, &mut Row::default()), expected);
        }
        check("\"he said \"hi\" there\",x\n", Split::Faulty);
        check("\"open,x\n1,\"y\"\n", Split::Faulty);
        check("\"open,x\n", Split::Open);
        check("\"a\"\"", Split::Open);
        check("", Split::End);
    }

    proptest! {
        /// A row that arrives in pieces is split as if it came whole.
        #[test]
        fn an_incomplete_row_asks_for_more(line in "[ab,\"\r\n]{0,12}", cut in 0usize..12) {
            let bytes = line.as_bytes();
            let part = &bytes[..cut.min(bytes.len())];
            let (mut early, mut whole) = (Row::default(), Row::default());
            let from_part = split(part, b',', false, &mut early);
            if from_part != Split::NeedMore {
                prop_assert_eq!(from_part, split(bytes, b',', true, &mut whole));
                prop_assert_eq!(early.length, whole.length);
                prop_assert_eq!(fields(bytes, &early), fields(bytes, &whole));
            }
        }

        /// Sound input reads the same as with the `csv` crate.
        #[test]
        fn sound_rows_read_as_elsewhere(line in "[ab,\"\r\n]{0,24}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(line.as_bytes());
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let (mut ours, mut row, mut bytes) = (Vec::new(), Row::default(), line.as_bytes());
            loop {
                let blank = bytes.iter().take_while(|byte| b"\r\n".contains(byte)).count();
                bytes = &bytes[blank..];
                match split(bytes, b',', true, &mut row) {
                    Split::Row => ours.push(fields(bytes, &row)),
                    Split::End => break,
                    _ => return Ok(()),
                }
                bytes = &bytes[row.length..];
            }
            prop_assert_eq!(ours, theirs);
        }
    }
}
