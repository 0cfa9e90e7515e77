//! Around one cue: the best labellings of the random field, the choice among them, and the candidate it gives.

use sayso_linear::{AHEAD, WeightTable, softmax};
use sayso_text::{TokenId, TokenRange};

use super::labels::SpanLabel;
use super::model::LinearModel;
use super::rerank::RerankFeatures;
use super::{LinearFinder, LinearScratch, decode, extend};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::{DependencyGraph, PunctuationClass};

/// So many labellings around a cue are chosen from, none of them worse than the best by more than this.
const BEST: usize = 8;
const WITHIN: f32 = 4.0;

impl LinearFinder {
    /// Hands every labelling that is chosen from around the cue at `token`, of the tokens of `pieces` or, if there
    /// are none, of all, to `each`: the candidate it gives, its score in the random field against the best, and its
    /// features for reranking; a single labelling has none.
    pub(crate) fn each_labelling(
        &self,
        document: Document<'_>,
        token: u32,
        pieces: &[TokenRange],
        scratch: &mut LinearScratch,
        each: &mut dyn FnMut(Candidate, f32, &[u64]),
    ) {
        self.label(document, token, pieces, scratch);
        let graph = document.graph;
        let LinearScratch { probabilities, features, labels, lattice, labellings, scores, .. } =
            scratch;
        let window = labels.window();
        let rerank = RerankFeatures::new(graph, token, window, probabilities);
        features.clear();
        for (labels, score) in labellings.chunks_exact_mut(window.len() as usize).zip(&*scores) {
            let mut candidate = Candidate::default();
            decode::spans(graph, token, window, lattice, labels, &mut candidate);
            if scores.len() > 1 {
                rerank.fill(labels, features);
            }
            each(candidate, score - scores[0], features);
        }
    }

    /// The best labellings around the cue at `token`, with nothing but `pieces` labelled, if there are any.
    fn label(
        &self,
        document: Document<'_>,
        token: u32,
        pieces: &[TokenRange],
        scratch: &mut LinearScratch,
    ) {
        let graph = document.graph;
        let LinearScratch {
            probabilities,
            ahead,
            labels,
            lattice,
            labellings,
            scores,
            allowed,
            ..
        } = scratch;
        let LinearModel { labels: of_tokens, gaps: of_gaps, transitions, .. } = &self.model;
        labels.turn_to(graph, token, probabilities);
        if !pieces.is_empty() {
            labels.ignore_quotation();
        }
        let window = labels.window();
        lattice.clear(transitions);
        allowed.clear();
        for first in (window.start()..window.end()).step_by(AHEAD) {
            let tokens = first..window.end().min(first + AHEAD as u32);
            for (t, (of_token, of_gap)) in tokens.clone().zip(&mut *ahead) {
                labels.token(graph, t, probabilities, of_token);
                of_tokens.fetch(of_token);
                of_gap.clear();
                if t > window.start() {
                    labels.gap(graph, t, of_gap);
                    of_gaps.fetch(of_gap);
                }
            }
            for (t, (of_token, of_gap)) in tokens.zip(&*ahead) {
                let inside =
                    pieces.is_empty() || pieces.iter().any(|p| p.contains(TokenId::new(t)));
                allowed.push(match inside && !document.is_boilerplate(t) {
                    _ if t == token => 1 << SpanLabel::Cue as u8,
                    true => u64::MAX,
                    false => 1 << SpanLabel::Other as u8,
                });
                lattice.push(transitions);
                let (nodes, edges) = lattice.rows(transitions);
                add::<{ SpanLabel::COUNT }>(of_tokens, of_token, nodes);
                add::<{ SpanLabel::COUNT * SpanLabel::COUNT }>(of_gaps, of_gap, edges);
            }
        }
        lattice.k_best(transitions, Some(allowed), (BEST, WITHIN), labellings, scores);
        lattice.forward_backward(transitions, Some(allowed));
    }

    /// The candidate of the best labelling around the cue at `token`, of the tokens of `pieces`; of all, if there are
    /// none.
    pub(super) fn label_best(
        &self,
        document: Document<'_>,
        token: u32,
        pieces: &[TokenRange],
        scratch: &mut LinearScratch,
    ) -> Candidate {
        let graph = document.graph;
        let mut shares = [f32::NEG_INFINITY; BEST];
        let (mut found, mut best, mut candidate) = (0, 0, Candidate::default());
        self.each_labelling(document, token, pieces, scratch, &mut |other, score, features| {
            shares[found] = score;
            add::<1>(&self.model.rerank, features, &mut shares[found..=found]);
            if found == 0 || shares[found] > shares[best] {
                (best, candidate) = (found, other);
            }
            found += 1;
        });
        if found == 0 {
            return candidate;
        }
        softmax(&mut shares);
        candidate.features.labelling = shares[best];
        candidate.stance = document.listed_stance(token);
        scratch.labelling = best;
        let LinearScratch { probabilities, features, labels, labellings, .. } = scratch;
        let window = labels.window();
        let labels = &mut labellings[best * window.len() as usize..][..window.len() as usize];
        if let Some(quotation) = led_in(graph, &candidate, probabilities) {
            for (label, _) in labels.iter_mut().zip(window.start()..quotation) {
                if *label == SpanLabel::Content as u8 {
                    *label = SpanLabel::Other as u8;
                }
            }
            candidate.content.retain(|piece| piece.end() > quotation);
            if let Some(first) = candidate.content.first_mut() {
                *first = TokenRange::new(first.start().max(quotation), first.end());
            }
        }
        if pieces.is_empty() {
            let around = extend::Around { document, window, labels, probabilities };
            extend::extend(&self.model.extent, around, features, &mut candidate);
        }
        candidate
    }
}

/// Adds the weights of `features` to `scores`.
pub(crate) fn add<const CLASSES: usize>(table: &WeightTable, features: &[u64], scores: &mut [f32]) {
    let mut sums = [0; CLASSES];
    table.add_all(features, &mut sums);
    scores.iter_mut().zip(sums).for_each(|(score, sum)| *score += sum as f32 * table.unit());
}

/// Where the quotation before the cue begins, if a colon introduces it: "She seemed irritated: “It's
/// public,” she wrote." The words before the colon are the writer's, unless they hold a cue of their own.
fn led_in(graph: &DependencyGraph, candidate: &Candidate, probabilities: &[f32]) -> Option<u32> {
    let first = *candidate.content.first()?;
    let colon = (first.start()..first.end().min(candidate.head)).find(|&t| {
        graph.node(t).punctuation == PunctuationClass::Colon && graph.node(t).quotation == 0
    })?;
    let opens = graph.near(colon, 1).is_some_and(|node| node.quotation > 0);
    let own = |t: u32| probabilities[t as usize] > 0.5;
    (opens && !(first.start()..colon).any(own)).then_some(colon + 1)
}
