//! A record read as text: its spans, in whatever unit they count, as stretches of the text.

use std::ops::Range;

use sayso::OffsetUnit;

use super::error::FoldError;
use crate::{AttributionRecord, EntityRecord, Record, SpanRecord};

/// The layers of a record that tables are made of.
pub(crate) struct Reader<'r> {
    pub(crate) text: &'r str,
    pub(crate) sentences: &'r [SpanRecord],
    pub(crate) entities: &'r [EntityRecord],
    pub(crate) attributions: &'r [AttributionRecord],
    /// Where in the text each unit starts; empty where units are bytes.
    starts: Vec<u32>,
}

impl<'r> Reader<'r> {
    /// Checks that `record` has what is needed, and that it says what it means.
    pub(crate) fn new(record: &'r Record) -> Result<Self, FoldError> {
        let id = || record.id.clone();
        if record.format != crate::FORMAT {
            return Err(FoldError::Format { id: id(), found: record.format });
        }
        let absent = |layer| FoldError::Layer { id: id(), layer };
        let text = record.text.as_deref().ok_or_else(|| absent("text"))?;
        let reader = Self {
            text,
            sentences: record.sentences.as_deref().ok_or_else(|| absent("sentences"))?,
            entities: record.entities.as_deref().ok_or_else(|| absent("entities"))?,
            attributions: record.attributions.as_deref().ok_or_else(|| absent("attributions"))?,
            starts: starts(text, record.offsets),
        };
        let outside = reader.all_spans().find(|&span| reader.range_of(span).is_none());
        match outside {
            Some(SpanRecord(start, end)) => Err(FoldError::Span { id: id(), start, end }),
            None => Ok(reader),
        }
    }

    /// The stretch of bytes.
    pub(crate) fn range(&self, span: SpanRecord) -> Range<usize> {
        self.range_of(span).unwrap_or_default()
    }

    pub(crate) fn at(&self, span: SpanRecord) -> &'r str {
        &self.text[self.range(span)]
    }

    /// The words of a broken stretch, in one line.
    pub(crate) fn words(&self, spans: &[SpanRecord]) -> String {
        let mut line = String::new();
        for word in spans.iter().flat_map(|&span| self.at(span).split_whitespace()) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }

    fn range_of(&self, SpanRecord(start, end): SpanRecord) -> Option<Range<usize>> {
        let byte = |at: u32| match self.starts.is_empty() {
            true => Some(at as usize),
            false => match self.starts.get(at as usize) {
                Some(&u32::MAX) | None => None,
                Some(&byte) => Some(byte as usize),
            },
        };
        let range = byte(start)?..byte(end)?;
        self.text.get(range.clone()).is_some().then_some(range)
    }

    fn all_spans(&self) -> impl Iterator<Item = SpanRecord> + '_ {
        let entities = self.entities.iter().flat_map(|entity| {
            let mentions = entity.mentions.iter().chain(&entity.references);
            mentions.map(|m| SpanRecord(m.start, m.end)).chain(entity.thing)
        });
        let attributions = self.attributions.iter().flat_map(|a| {
            let spans = a.source.spans.iter().chain(&a.cue.spans).chain(&a.content.spans);
            let anonymity = a.source.anonymity.iter().flat_map(|a| [Some(a.span), a.reason]);
            let others = [a.source.role, a.source.affiliation].into_iter().chain(anonymity);
            spans.copied().chain(others.flatten())
        });
        self.sentences.iter().copied().chain(entities).chain(attributions)
    }
}

/// For each unit, the byte at which it starts, and the end; `u32::MAX` within a character. Nothing where
/// units and bytes are the same.
fn starts(text: &str, unit: OffsetUnit) -> Vec<u32> {
    if unit == OffsetUnit::Byte || text.is_ascii() {
        return Vec::new();
    }
    let mut starts = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        starts.push(at as u32);
        if unit == OffsetUnit::Utf16 && c.len_utf16() == 2 {
            starts.push(u32::MAX);
        }
    }
    starts.push(text.len() as u32);
    starts
}
