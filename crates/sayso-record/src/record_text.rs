//! The text of a record, cut at the record's offsets, whatever unit they count.

use std::ops::Range;

use sayso::OffsetUnit;

use crate::SpanRecord;

/// A text that can be cut at the spans of its record.
///
/// ```
/// use sayso::OffsetUnit;
/// use sayso_record::{RecordText, SpanRecord};
///
/// let text = RecordText::new("“Kyiv 🇺🇦,” he said.", OffsetUnit::Utf16);
/// assert_eq!(text.get(SpanRecord(13, 15)), Some("he"));
/// assert_eq!(text.get(SpanRecord(7, 8)), None, "in the middle of a character");
/// ```
#[derive(Clone, Debug)]
pub struct RecordText<'t> {
    text: &'t str,
    /// The byte at each offset; empty where offsets are bytes.
    bytes: Vec<u32>,
}

/// The byte of an offset in the middle of a character.
const NOWHERE: u32 = u32::MAX;

impl<'t> RecordText<'t> {
    /// Prepares `text`, in one pass, for offsets that count `unit`.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut bytes = Vec::new();
        if unit != OffsetUnit::Byte && !text.is_ascii() {
            bytes.reserve(text.len());
            for (byte, c) in text.char_indices() {
                bytes.push(byte as u32);
                if unit == OffsetUnit::Utf16 && c.len_utf16() == 2 {
                    bytes.push(NOWHERE);
                }
            }
            bytes.push(text.len() as u32);
        }
        Self { text, bytes }
    }

    /// The whole text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The bytes at a span; nothing if the text has no such span.
    pub fn range(&self, SpanRecord(start, end): SpanRecord) -> Option<Range<usize>> {
        let range = self.byte(start)?..self.byte(end)?;
        self.text.get(range.clone()).is_some().then_some(range)
    }

    /// The words at a span; nothing if the text has no such span.
    pub fn get(&self, span: SpanRecord) -> Option<&'t str> {
        self.range(span).and_then(|range| self.text.get(range))
    }

    fn byte(&self, offset: u32) -> Option<usize> {
        if self.bytes.is_empty() {
            return Some(offset as usize);
        }
        self.bytes.get(offset as usize).filter(|byte| **byte != NOWHERE).map(|byte| *byte as usize)
    }
}

#[cfg(test)]
mod tests {
    use sayso::OffsetUnit::{Byte, Char, Utf16};

    use super::*;

    #[test]
    fn spans_are_cut_in_every_unit() {
        #[track_caller]
        fn check(unit: OffsetUnit, span: (u32, u32), expected: Option<&str>) {
            let text = RecordText::new("“Kyiv 🇺🇦,” he said.", unit);
            assert_eq!(text.get(SpanRecord(span.0, span.1)), expected);
        }
        check(Char, (11, 13), Some("he"));
        check(Byte, (21, 23), Some("he"));
        check(Utf16, (13, 15), Some("he"));
        check(Utf16, (7, 8), None);
        check(Byte, (0, 1), None);
        check(Char, (11, 99), None);
        check(Char, (13, 11), None);
    }
}
