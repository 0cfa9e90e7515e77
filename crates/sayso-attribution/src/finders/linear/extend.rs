//! Extends a content into the sentences around that of its cue.

use sayso_linear::{WeightTable, softmax};
use sayso_text::TokenRange;

use super::extent::{Extent, ExtentFeatures};
use super::labels::SpanLabel;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::{DependencyGraph, PunctuationClass};

/// What is known around a cue.
#[derive(Clone, Copy)]
pub(super) struct Around<'s> {
    pub(super) document: Document<'s>,
    pub(super) window: TokenRange,
    pub(super) labels: &'s [u8],
    pub(super) probabilities: &'s [f32],
}

/// Adds what belongs to the content of `candidate` in the sentences around, sentence by sentence in both directions.
pub(super) fn extend(
    table: &WeightTable,
    around: Around<'_>,
    features: &mut Vec<u64>,
    candidate: &mut Candidate,
) {
    let Around { document, window, labels, probabilities } = around;
    let graph = document.graph;
    const LABELS: [SpanLabel; 4] =
        [SpanLabel::Other, SpanLabel::Source, SpanLabel::Cue, SpanLabel::Content];
    let labels: Vec<SpanLabel> = labels.iter().map(|&label| LABELS[label as usize & 3]).collect();
    let neighbours = ExtentFeatures::new(graph, candidate.head, window, &labels);
    let mut confidence = 1f32;
    for forward in [true, false] {
        let mut last = Extent::None;
        for distance in 1..=Extent::FARTHEST {
            let Some(next) = neighbours.sentence(graph, forward, distance) else { break };
            let open = neighbours.is_open(graph, next, last);
            if !open || document.is_boilerplate(graph.sentence(next).start()) {
                break;
            }
            neighbours.features(graph, next, last, probabilities, features);
            let mut scores = [0; Extent::COUNT];
            table.add_all(features, &mut scores);
            let mut shares = scores.map(|s| s as f32 * table.unit());
            softmax(&mut shares);
            let class = (0..Extent::COUNT).max_by(|&a, &b| shares[a].total_cmp(&shares[b]));
            let class = class.unwrap_or(0);
            confidence = confidence.min(shares[class]);
            last = Extent::from_class(class);
            let tokens = graph.sentence(next);
            let other = is_own_quotation(graph, tokens, candidate) || is_heading(graph, tokens);
            if forward && last != Extent::None && other {
                break;
            }
            match last {
                Extent::None => break,
                Extent::Whole => candidate.content.push(tokens),
                Extent::Quoted => match quoted_part(graph, tokens, forward) {
                    Some(part) => candidate.content.push(part),
                    None => break,
                },
            }
        }
    }
    candidate.features.extent = confidence;
    candidate.features.in_pieces = f32::from(candidate.content.len() > 1);
    tidy(graph, &mut candidate.content);
}

/// Whether the sentence of `tokens`, after that of the cue, is a quotation and `candidate` quotes nothing so far: a
/// quotation of its own, which [`continuations`](crate::continuations) give to the speaker.
fn is_own_quotation(graph: &DependencyGraph, tokens: TokenRange, candidate: &Candidate) -> bool {
    let is_quoted = |t: u32| graph.is_quoted(t) || graph.is_punctuation(t);
    let quotes = candidate.content.iter().any(|p| (p.start()..p.end()).any(|t| graph.is_quoted(t)));
    !quotes && (tokens.start()..tokens.end()).all(is_quoted)
}

/// Whether the sentence of `tokens` is a paragraph of its own without a sentence's end: “Long Night”.
fn is_heading(graph: &DependencyGraph, tokens: TokenRange) -> bool {
    let ends = |t| {
        let class = graph.node(t).punctuation;
        matches!(class, PunctuationClass::Stop | PunctuationClass::QuestionMark)
    };
    graph.begins_paragraph(tokens.start())
        && (tokens.end() as usize >= graph.len() || graph.begins_paragraph(tokens.end()))
        && !(tokens.start()..tokens.end()).any(ends)
}

/// Puts pieces in order, joins those side by side in one paragraph, cuts punctuation off the edges.
pub(crate) fn tidy(graph: &DependencyGraph, pieces: &mut Vec<TokenRange>) {
    pieces.sort_unstable();
    pieces.dedup_by(|next, last| {
        let paragraph = |t: u32| graph.paragraph_of(t);
        // People mark what goes on in another paragraph as a piece of its own.
        let joins = next.start() < last.end()
            || next.start() == last.end() && paragraph(next.start()) == paragraph(last.end() - 1);
        if joins {
            *last = TokenRange::new(last.start(), last.end().max(next.end()));
        }
        joins
    });
    for piece in &mut *pieces {
        let (mut start, mut end) = (piece.start(), piece.end());
        let trims = |t: u32| {
            let node = graph.node(t);
            node.quotation == 0
                && matches!(
                    node.punctuation,
                    PunctuationClass::Comma
                        | PunctuationClass::Colon
                        | PunctuationClass::Semicolon
                        | PunctuationClass::Stop
                        | PunctuationClass::Dash
                )
        };
        while end > start + 1 && trims(end - 1) {
            end -= 1;
        }
        while start + 1 < end && trims(start) {
            start += 1;
        }
        *piece = TokenRange::new(start, end);
    }
}

/// The stretch in quotation marks that is nearest to the cue's sentence.
fn quoted_part(graph: &DependencyGraph, tokens: TokenRange, forward: bool) -> Option<TokenRange> {
    let quotation = |t: u32| graph.node(t).quotation;
    let mut ids = tokens.start()..tokens.end();
    let at =
        if forward { ids.find(|&t| quotation(t) > 0) } else { ids.rfind(|&t| quotation(t) > 0) }?;
    let same = |t: &u32| quotation(*t) == quotation(at);
    let first = (tokens.start()..=at).rev().take_while(same).last().unwrap_or(at);
    let last = (at..tokens.end()).take_while(same).last().unwrap_or(at);
    Some(TokenRange::new(first, last + 1))
}
