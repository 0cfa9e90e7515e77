//! The words at a span, whatever its offsets count.

use sayso::OffsetUnit;
use sayso_report::SpanRecord;

/// Goes between the pieces of what is broken in pieces.
const GAP: &str = " … ";

/// A text that can be cut at the offsets of its record.
#[derive(Clone, Debug)]
pub(crate) struct Words<'t> {
    text: &'t str,
    /// The byte at each offset; empty where offsets are bytes.
    bytes: Vec<u32>,
}

/// For an offset amid a character.
const NOWHERE: u32 = u32::MAX;

impl<'t> Words<'t> {
    pub(crate) fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut bytes = Vec::new();
        if unit != OffsetUnit::Byte && !text.is_ascii() {
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

    /// The byte at an offset.
    pub(crate) fn byte(&self, offset: u32) -> Option<usize> {
        if self.bytes.is_empty() {
            return Some(offset as usize);
        }
        self.bytes.get(offset as usize).filter(|byte| **byte != NOWHERE).map(|byte| *byte as usize)
    }

    /// The words at a span; nothing if the text has no such span.
    pub(crate) fn at(&self, span: SpanRecord) -> Option<&'t str> {
        self.text.get(self.byte(span.0)?..self.byte(span.1)?)
    }

    /// The pieces at some spans; nothing if there are none.
    pub(crate) fn pieces(&self, spans: &[SpanRecord]) -> Option<String> {
        let pieces: Option<Vec<&str>> = spans.iter().map(|&span| self.at(span)).collect();
        pieces.filter(|pieces| !pieces.is_empty()).map(|pieces| pieces.join(GAP))
    }
}

/// How offsets are called in a record.
pub(crate) const fn unit_name(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::Byte => "byte",
        OffsetUnit::Char => "char",
        OffsetUnit::Utf16 => "utf16",
    }
}

/// The unit that is called so.
pub(crate) fn unit_from_name(name: &str) -> Option<OffsetUnit> {
    let units = [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16];
    units.into_iter().find(|&unit| unit_name(unit) == name)
}

#[cfg(test)]
mod tests {
    use sayso::OffsetUnit::{Byte, Char, Utf16};
    use sayso_report::SpanRecord;

    use super::Words;

    #[test]
    fn spans_are_cut_in_every_unit() {
        #[track_caller]
        fn check(unit: sayso::OffsetUnit, span: (u32, u32), expected: Option<&str>) {
            let words = Words::new("“Kyiv 🇺🇦,” he said.", unit);
            assert_eq!(words.at(SpanRecord(span.0, span.1)), expected);
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
