//! An article as the page carries it: its attributions as rows of numbers, and as much of its text as is
//! wanted, with offsets in the unit of the browser.

use std::borrow::Cow;
use std::ops::Range;

use sayso::{OffsetMap, OffsetUnit, QuotationType, SourceKind, Stance};
use sayso_record::{AttributionRecord, Record, SpanRecord};
use serde::Serialize;

use super::names::Names;
use crate::reader::Reader;
use crate::statistics::DocumentStatistics;

/// How much of an article's text the page carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    Whole,
    /// The sentences in which attributions stand.
    Sentences,
    Nothing,
}

/// One article. The page's script knows these names.
#[derive(Debug, Serialize)]
pub(super) struct Article<'r> {
    id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'r str>,
    /// As the file has it, if it cannot be read as a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'r str>,
    /// Whether `text` is all of it.
    whole: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'r, str>>,
    said: Vec<Attribution>,
}

/// One attribution, as a list: see `page/data.js`.
#[derive(Debug, Serialize)]
struct Attribution(
    /// Source, in the list of sources.
    u32,
    /// Kind, in the list of kinds.
    usize,
    /// Stance, in the list of stances, which ends with what was not said.
    usize,
    /// Quotation, in the list of quotations.
    usize,
    /// Cue, in the list of cues.
    u32,
    /// Parent, or -1.
    i64,
    /// Words of content.
    u64,
    /// Confidence in percent.
    u32,
    /// Entities named in the content, in the list of entities.
    Vec<u32>,
    /// Why the name is withheld, in the list of reasons; -1 where nothing is said of it.
    i64,
    /// The sentences around it, then the pieces of source, cue, content and hedges; nothing without a text.
    Vec<Vec<u32>>,
);

/// Puts an article together.
pub(super) fn article<'r>(
    record: &'r Record,
    statistics: &DocumentStatistics,
    reader: &Reader<'r>,
    names: &mut Names,
    keep: Keep,
) -> Article<'r> {
    let windows: Vec<Range<usize>> =
        reader.attributions.iter().map(|a| window(reader, a)).collect();
    let carried = Carried::new(reader.text, &windows, keep);
    let map = OffsetMap::new(&carried.text, OffsetUnit::Utf16);
    let place = |range: Range<usize>| {
        let at = |byte: usize| map.get(carried.offset(byte) as u32);
        [at(range.start), at(range.end)]
    };
    let spans = |spans: &[SpanRecord]| -> Vec<u32> {
        spans.iter().flat_map(|&span| place(reader.range(span))).collect()
    };
    let attributions = reader.attributions.iter().zip(&statistics.said).zip(&windows);
    let said = attributions.map(|((a, counted), window)| {
        let pieces = match keep {
            Keep::Nothing => Vec::new(),
            _ => vec![
                place(window.clone()).to_vec(),
                spans(&a.source.spans),
                spans(&a.cue.spans),
                spans(&a.content.spans),
                spans(&a.hedges),
            ],
        };
        Attribution(
            names.source(counted),
            index(SourceKind::ALL, &a.source.kind),
            counted.stance.map_or(Stance::ALL.len(), |stance| index(Stance::ALL, &stance)),
            index(QuotationType::ALL, &a.content.quotation),
            names.cue(&a.cue.lemma),
            a.parent.map_or(-1, i64::from),
            counted.words,
            (a.confidence * 100.0).round() as u32,
            names.about(counted),
            names.reason(counted),
            pieces,
        )
    });
    let said = said.collect();
    let meta = &record.meta;
    let day = meta.date.as_deref().and_then(sayso::Date::parse);
    Article {
        id: &record.id,
        title: meta.title.as_deref(),
        date: meta.date.as_deref().filter(|_| day.is_none()),
        day: day.map(|day| day.to_string()),
        publisher: statistics.publisher.as_deref().map(|name| names.publisher(name)),
        path: meta.path.as_deref(),
        whole: keep == Keep::Whole,
        text: (keep != Keep::Nothing).then_some(carried.text),
        said,
    }
}

fn index<T: PartialEq>(all: &[T], value: &T) -> usize {
    all.iter().position(|other| other == value).unwrap_or_default()
}

/// The sentences that an attribution touches.
fn window(reader: &Reader<'_>, attribution: &AttributionRecord) -> Range<usize> {
    let spans = [&attribution.source.spans, &attribution.cue.spans, &attribution.content.spans];
    let ranges = || spans.into_iter().flatten().map(|&span| reader.range(span));
    let start = ranges().map(|r| r.start).min().unwrap_or_default();
    let end = ranges().map(|r| r.end).max().unwrap_or_default();
    let sentences = reader.sentences;
    let first = sentences.partition_point(|&s| reader.range(s).end <= start);
    let behind = sentences.partition_point(|&s| reader.range(s).start < end);
    match sentences.get(first..behind) {
        Some(&[first, .., last]) => {
            start.min(reader.range(first).start)..end.max(reader.range(last).end)
        }
        Some(&[only]) => start.min(reader.range(only).start)..end.max(reader.range(only).end),
        _ => start..end,
    }
}

/// The text that the page carries, and where in it each kept stretch begins.
struct Carried<'t> {
    text: Cow<'t, str>,
    /// Stretches of the article, in order, with their new places; empty if all is kept.
    pieces: Vec<(Range<usize>, usize)>,
}

/// What stands for sentences that are left out.
const GAP: &str = "\n…\n";

impl<'t> Carried<'t> {
    fn new(text: &'t str, windows: &[Range<usize>], keep: Keep) -> Self {
        if keep != Keep::Sentences {
            let text = if keep == Keep::Whole { text } else { "" };
            return Self { text: Cow::Borrowed(text), pieces: Vec::new() };
        }
        let mut sorted: Vec<Range<usize>> = windows.to_vec();
        sorted.sort_by_key(|window| (window.start, window.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for window in sorted {
            match merged.last_mut() {
                Some(last) if text[..window.start].trim_end().len() <= last.end => {
                    last.end = last.end.max(window.end);
                }
                _ => merged.push(window),
            }
        }
        let mut short = String::new();
        let mut pieces = Vec::new();
        for piece in merged {
            if !short.is_empty() {
                short.push_str(GAP);
            }
            pieces.push((piece.clone(), short.len()));
            short.push_str(&text[piece]);
        }
        Self { text: Cow::Owned(short), pieces }
    }

    /// Where a byte of the article is now.
    fn offset(&self, byte: usize) -> usize {
        let behind = self.pieces.partition_point(|(piece, _)| piece.start <= byte);
        match behind.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some((piece, at)) => at + byte.min(piece.end) - piece.start,
            None => byte,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_are_kept_keep_their_words() {
        let text = "One said so. Two. Three said so. Four said so.";
        let windows = [18..32, 0..12, 33..46];
        let carried = Carried::new(text, &windows, Keep::Sentences);
        assert_eq!(carried.text, "One said so.\n…\nThree said so. Four said so.");
        for window in windows {
            let (start, end) = (carried.offset(window.start), carried.offset(window.end));
            assert_eq!(carried.text[start..end], text[window]);
        }
    }

    #[test]
    fn whole_texts_stay_where_they_are() {
        let carried = Carried::new("One said so.", &[0..3, 4..8], Keep::Whole);
        assert_eq!((carried.offset(4), &*carried.text), (4, "One said so."));
        assert_eq!(Carried::new("One said so.", &[0..3, 4..8], Keep::Nothing).text, "");
    }
}
