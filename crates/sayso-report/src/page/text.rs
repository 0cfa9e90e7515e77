//! As much of an article's text as a page carries, and where in it sources, cues and contents are, with offsets in the unit of
//! the browser.

use std::borrow::Cow;
use std::ops::Range;

use sayso::{OffsetMap, OffsetUnit};
use sayso_record::{AttributionRecord, SpanRecord};
use serde::Serialize;

use crate::reader::Reader;

/// How much of an article's text the page carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    Whole,
    /// The sentences in which attributions stand.
    Sentences,
}

/// A text with the places of its attributions, in bytes.
#[derive(Debug)]
pub(super) struct Text {
    text: Box<str>,
    places: Vec<Places>,
}

/// The sentences around an attribution, and the pieces of its source, cue, content and hedges.
#[derive(Debug)]
struct Places {
    window: Range<usize>,
    roles: [Box<[Range<usize>]>; 4],
}

/// A text as the page holds it: the number of its article, whether it is all of it, the text, and the places: see
/// `page/texts.js`.
#[derive(Debug, Serialize)]
pub(super) struct PackedText<'t>(u32, bool, Cow<'t, str>, Vec<i64>);

impl Text {
    pub(super) fn new(reader: &Reader<'_>) -> Self {
        let ranges = |spans: &[SpanRecord]| spans.iter().map(|&span| reader.range(span)).collect();
        let places = reader.attributions.iter().map(|a| Places {
            window: window(reader, a),
            roles: [&a.source.spans, &a.cue.spans, &a.content.spans, &a.hedges].map(|s| ranges(s)),
        });
        Self { text: reader.text.into(), places: places.collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn packed(&self, article: u32, keep: Keep) -> PackedText<'_> {
        let carried = Carried::new(&self.text, self.places.iter().map(|p| &p.window), keep);
        let map = OffsetMap::new(&carried.text, OffsetUnit::Utf16);
        let at = |byte: usize| i64::from(map.get(carried.offset(byte) as u32));
        // Small numbers take less room: each window begins from the last, and what is in it from its start.
        let mut flat = Vec::new();
        let mut last = 0;
        for Places { window, roles } in &self.places {
            let start = at(window.start);
            flat.extend([start - last, at(window.end) - start]);
            last = start;
            for spans in roles {
                flat.push(spans.len() as i64);
                for span in spans {
                    flat.extend([at(span.start) - start, at(span.end) - at(span.start)]);
                }
            }
        }
        PackedText(article, keep == Keep::Whole, carried.text, flat)
    }
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
    fn new<'w>(text: &'t str, windows: impl Iterator<Item = &'w Range<usize>>, keep: Keep) -> Self {
        if keep == Keep::Whole {
            return Self { text: Cow::Borrowed(text), pieces: Vec::new() };
        }
        let mut sorted: Vec<Range<usize>> = windows.cloned().collect();
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
        let carried = Carried::new(text, windows.iter(), Keep::Sentences);
        assert_eq!(carried.text, "One said so.\n…\nThree said so. Four said so.");
        for window in windows {
            let (start, end) = (carried.offset(window.start), carried.offset(window.end));
            assert_eq!(carried.text[start..end], text[window]);
        }
    }

    #[test]
    fn whole_texts_stay_where_they_are() {
        let carried = Carried::new("One said so.", [0..3, 4..8].iter(), Keep::Whole);
        assert_eq!((carried.offset(4), &*carried.text), (4, "One said so."));
    }
}
