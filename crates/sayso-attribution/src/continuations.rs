//! Floating quotations: paragraphs that hold a quotation and nothing else, with no cue near. They go to the
//! speaker in play.

use sayso_text::{Quotation, QuoteStyle, TextRange, TokenRange};

use crate::attribution::{Attribution, Content, QuotationType, SourceKind};
use crate::attributions::Attributions;
use crate::document::Document;

/// Shorter quotations are captions, titles and slogans.
const FEWEST_WORDS: u32 = 4;
/// The share of an attribution's confidence that is left for a paragraph that continues it: chosen, not
/// fitted. On polnear-train 42 of 53 had the right source.
const SURE: f32 = 0.8;

/// Adds the floating quotations of a document to its attributions, each at its place, and gives the new index of every
/// attribution that was there before.
pub(crate) fn add(document: Document<'_>, found: &mut Attributions) -> Vec<u32> {
    let floating = find(document, found);
    // An attribution is placed by its cue; one that continues another, by its content.
    found.insert_by(floating, |a| match a.continues {
        Some(_) => a.content.spans[0].start(),
        None => a.cue.spans[0].start(),
    })
}

/// The speech of one attribution: where its quoted content ends.
#[derive(Clone, Copy)]
struct Speech {
    attribution: u32,
    paragraph: usize,
    confidence: f32,
}

fn find(document: Document<'_>, found: &[Attribution]) -> Vec<Attribution> {
    let (segmentation, tokens) = (document.segmentation, document.segmentation.tokens());
    let paragraphs = segmentation.paragraphs();
    let paragraph_of = |token: u32| paragraphs.partition_point(|p| p.end() <= token);
    // What attributions cover, and the last speech in each paragraph.
    let mut covered: Vec<TokenRange> = Vec::new();
    let mut speeches: Vec<Speech> = Vec::new();
    for (at, attribution) in (0..).zip(found) {
        let Attribution { source, cue, content, .. } = attribution;
        for &span in source.spans.iter().chain(&cue.spans).chain(&content.spans) {
            covered.push(tokens.within(span));
        }
        let speaks = content.quotation != QuotationType::Indirect
            && attribution.parent.is_none()
            && matches!(
                source.kind,
                SourceKind::Person
                    | SourceKind::Role
                    | SourceKind::Group
                    | SourceKind::Organisation
            );
        let end = content.spans.last().map(|span| tokens.within(*span)).filter(|r| !r.is_empty());
        if let Some(end) = end.filter(|_| speaks) {
            let paragraph = paragraph_of(end.end() - 1);
            speeches.push(Speech {
                attribution: at,
                paragraph,
                confidence: attribution.confidence,
            });
        }
    }
    covered.sort_unstable();
    let mut end = 0;
    let ends: Vec<u32> = covered
        .iter()
        .map(|range| {
            end = end.max(range.end());
            end
        })
        .collect();
    // Whether anything that is covered has a token of a range: of what begins before its end, the farthest end.
    let touches = |range: TokenRange| {
        let behind = covered.partition_point(|c| c.start() < range.end());
        behind > 0 && ends[behind - 1] > range.start()
    };
    speeches.sort_by_key(|speech| (speech.paragraph, speech.attribution));
    let mut floating: Vec<Attribution> = Vec::new();
    // Single quotation marks are left out: subheadings use them.
    let is_speech =
        |q: &&Quotation| q.depth == 0 && q.speech && q.complete && q.style == QuoteStyle::Double;
    for quotation in segmentation.quotations().iter().filter(is_speech) {
        let first = paragraph_of(quotation.tokens.start());
        let last = paragraph_of(quotation.tokens.end() - 1);
        let whole = TokenRange::new(paragraphs[first].start(), paragraphs[last].end());
        let words =
            quotation.tokens.ids().filter(|t| !document.graph.is_punctuation(t.raw())).count();
        let embedded = whole
            .ids()
            .all(|t| quotation.tokens.contains(t) || document.graph.is_punctuation(t.raw()));
        if first == 0 || !embedded || (words as u32) < FEWEST_WORDS || touches(whole) {
            continue;
        }
        let before = speeches.partition_point(|speech| speech.paragraph < first);
        let Some(&speech) = before.checked_sub(1).and_then(|at| speeches.get(at)) else { continue };
        if speech.paragraph + 1 < first || document.is_boilerplate(quotation.tokens.start()) {
            continue;
        }
        let confidence = speech.confidence * SURE;
        floating.push(continued(
            found,
            speech.attribution,
            tokens.cover(quotation.tokens),
            confidence,
        ));
        let goes_on = Speech { paragraph: last, confidence, ..speech };
        let at = speeches.partition_point(|s| s.paragraph <= last);
        speeches.insert(at, goes_on);
    }
    floating
}

fn continued(found: &[Attribution], at: u32, content: TextRange, confidence: f32) -> Attribution {
    let speech = &found[at as usize];
    Attribution {
        content: Content { spans: vec![content], quotation: QuotationType::Direct },
        hedges: Vec::new(),
        parent: None,
        continues: Some(at),
        confidence,
        ..speech.clone()
    }
}
