//! The best labelling around a cue, and the candidate that it gives.

use sayso_encoder::CueReading;
use sayso_linear::{Transitions, softmax};
use sayso_text::{TokenId, TokenRange};

use super::{EncoderFinder, EncoderFinderScratch};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::DependencyGraph;
use crate::finders::linear::labelling::add;
use crate::finders::linear::labels::SpanLabel;
use crate::finders::linear::model::LinearModel;
use crate::finders::linear::rerank::RerankFeatures;
use crate::finders::linear::{LinearScratch, decode, extend};

/// So many labellings around a cue are chosen from, none of them worse than the best by more than this.
const BEST: usize = 8;
const WITHIN: f32 = 4.0;
/// What a change of label costs, whatever the words.
const CHANGE: f32 = 0.8;
/// How much the fast finder's scores count beside those of the encoder: of single words, and of whole spans.
const BESIDE: f32 = 0.6;
const BESIDE_OF_SPANS: f32 = 0.6;
const LABELS: usize = SpanLabel::COUNT;
const PAIRS: usize = LABELS * LABELS;

/// The same cost for every change.
pub(super) fn transitions() -> Transitions {
    let cost = |at: usize| match at < PAIRS && at / LABELS != at % LABELS {
        true => -CHANGE,
        false => 0.0,
    };
    Transitions::from_scores(
        LABELS,
        &std::array::from_fn::<f32, { LABELS * (LABELS + 2) }, _>(cost),
    )
}

impl EncoderFinder {
    /// The candidate of the best labelling around a cue.
    pub(super) fn label(
        &self,
        document: Document<'_>,
        (tokens, head): (TokenRange, u32),
        cue: &CueReading<'_>,
        linear: &mut LinearScratch,
        scratch: &mut EncoderFinderScratch,
    ) -> Candidate {
        let graph = document.graph;
        self.fill(document, (tokens, head), cue, linear, scratch);
        let transitions = &self.transitions;
        let EncoderFinderScratch { window, lattice, allowed, labels, scores, .. } = scratch;
        let window = *window;
        lattice.k_best(transitions, Some(allowed), (BEST, WITHIN), labels, scores);
        lattice.forward_backward(transitions, Some(allowed));
        // The features of whole spans see the sentence of the cue.
        let near = linear.labels.window();
        let rerank = RerankFeatures::new(graph, head, near, &linear.probabilities);
        let mut shares = [f32::NEG_INFINITY; BEST];
        let (mut best, mut candidate) = (0, Candidate::default());
        let mut in_sentence = Vec::new();
        for (at, labels) in labels.chunks_exact_mut(window.len() as usize).enumerate() {
            let mut other = Candidate::default();
            decode::spans(graph, head, window, lattice, labels, &mut other);
            shares[at] = scores[at] - scores[0];
            if scores.len() > 1 {
                in_sentence.clear();
                in_sentence.extend((near.start()..near.end()).map(|t| {
                    let inside = window.contains(TokenId::new(t));
                    if inside { labels[(t - window.start()) as usize] } else { 0 }
                }));
                rerank.fill(&in_sentence, &mut linear.features);
                let mut score = [0.0];
                add::<1>(&self.linear.model.rerank, &linear.features, &mut score);
                shares[at] += BESIDE_OF_SPANS * score[0];
            }
            if at == 0 || shares[at] > shares[best] {
                (best, candidate) = (at, other);
            }
        }
        softmax(&mut shares);
        candidate.features.labelling = shares[best];
        candidate.features.in_pieces = f32::from(candidate.content.len() > 1);
        candidate.stance = document.listed_stance(head);
        scratch.labelling = best;
        finish_quotations(graph, window, &mut candidate.content);
        extend::tidy(graph, &mut candidate.content);
        candidate.content = part(graph, &candidate.content);
        candidate
    }

    /// Scores the labels of the tokens around a cue: as the encoder has it, and in its sentence as the fast finder has
    /// it as well.
    fn fill(
        &self,
        document: Document<'_>,
        (tokens, head): (TokenRange, u32),
        cue: &CueReading<'_>,
        linear: &mut LinearScratch,
        scratch: &mut EncoderFinderScratch,
    ) {
        let graph = document.graph;
        let EncoderFinderScratch { tokens: pieces, window, lattice, allowed, .. } = scratch;
        let around = pieces.tokens(cue.from, cue.from + cue.labels.len());
        let start = around.start().min(tokens.start());
        *window = TokenRange::new(start, around.end().max(tokens.end()));
        let LinearModel { labels: of_tokens, gaps: of_gaps, transitions: of_pairs, .. } =
            &self.linear.model;
        let mut pairs = [0.0; PAIRS];
        pairs.iter_mut().zip(of_pairs.scores()).for_each(|(pair, score)| *pair = score);
        let LinearScratch { labels, probabilities, features, .. } = linear;
        labels.turn_to(graph, head, probabilities);
        let near = labels.window();
        let transitions = &self.transitions;
        lattice.clear(transitions);
        allowed.clear();
        for t in start..window.end() {
            allowed.push(match () {
                () if tokens.contains(TokenId::new(t)) => 1 << SpanLabel::Cue as u8,
                () if document.is_boilerplate(t) => 1 << SpanLabel::Other as u8,
                () => !(1 << SpanLabel::Cue as u8),
            });
            lattice.push(transitions);
            let (nodes, edges) = lattice.rows(transitions);
            let [other, source, content] = pieces.labels(t, cue);
            nodes[SpanLabel::Other as usize] = other;
            nodes[SpanLabel::Source as usize] = source;
            nodes[SpanLabel::Content as usize] = content;
            if near.contains(TokenId::new(t)) {
                let mut scores = [0.0; LABELS];
                labels.token(graph, t, probabilities, features);
                add::<LABELS>(of_tokens, features, &mut scores);
                nodes.iter_mut().zip(scores).for_each(|(node, score)| *node += BESIDE * score);
                if t > near.start().max(start) {
                    let mut scores = pairs;
                    labels.gap(graph, t, features);
                    add::<PAIRS>(of_gaps, features, &mut scores);
                    edges.iter_mut().zip(scores).for_each(|(edge, score)| *edge += BESIDE * score);
                }
            }
        }
    }
}

/// A content that reaches the edge of what was read, within quotation marks, goes on up to their end.
fn finish_quotations(graph: &DependencyGraph, window: TokenRange, content: &mut [TokenRange]) {
    let goes_on = |a: u32, b: u32| {
        let quotation = |t: u32| graph.nodes.get(t as usize).map_or(0, |node| node.quotation);
        quotation(a) > 0 && quotation(a) == quotation(b)
    };
    if let Some(first) = content.first_mut().filter(|first| first.start() == window.start()) {
        let mut start = first.start();
        while start > 0 && goes_on(start, start - 1) {
            start -= 1;
        }
        *first = TokenRange::new(start, first.end());
    }
    if let Some(last) = content.last_mut().filter(|last| last.end() == window.end()) {
        let mut end = last.end();
        while goes_on(end - 1, end) {
            end += 1;
        }
        *last = TokenRange::new(last.start(), end);
    }
}

/// Parts pieces where a paragraph ends: people mark what goes on in another as a piece of its own.
fn part(graph: &DependencyGraph, pieces: &[TokenRange]) -> Vec<TokenRange> {
    let mut parts = Vec::new();
    for piece in pieces {
        let mut start = piece.start();
        for t in piece.start() + 1..piece.end() {
            if graph.paragraph_of(t) != graph.paragraph_of(t - 1) {
                parts.push(TokenRange::new(start, t));
                start = t;
            }
        }
        parts.push(TokenRange::new(start, piece.end()));
    }
    parts
}
