//! Records why a word heads a cue or not: its probabilities, the features that counted most, and what else could
//! have been source and content.

use sayso_text::{TextRange, TokenId, TokenRange};

use super::cues::{CueFeatures, CueStage};
use super::labels::SpanLabel;
use super::templates::{cue, label};
use super::{LinearFinder, LinearScratch, MIN_CUE_PROBABILITY, MIN_EMBEDDED_LISTED};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::finders::least_confidence;
use crate::trace::{Alternative, CueTrace, Decision, FeatureContribution};

/// So many features of each decision are recorded.
const MOST_FEATURES: usize = 6;
/// So many other sources or contents are recorded, and the least probability of one.
const MOST_ALTERNATIVES: usize = 3;
const MIN_ALTERNATIVE: f32 = 0.02;

impl LinearFinder {
    /// What is known of `candidate`, whose labels were decoded last.
    pub(super) fn explain(
        &self,
        document: Document<'_>,
        candidate: &Candidate,
        decision: Decision,
        scratch: &LinearScratch,
    ) -> CueTrace {
        let token = candidate.head;
        let embedded = decision == Decision::Embedded;
        let head = document.segmentation.tokens().range(TokenId::new(token));
        CueTrace {
            cue: document.cover(candidate.cue),
            first_probability: scratch.first[token as usize],
            probability: match embedded {
                true => scratch.embedded[token as usize],
                false => scratch.probabilities[token as usize],
            },
            min_probability: match embedded {
                true => MIN_EMBEDDED_LISTED,
                false => MIN_CUE_PROBABILITY,
            },
            listed: document.is_listed(token),
            contributions: self.cue_contributions(document, token, embedded, scratch),
            sources: self.alternatives(document, candidate, SpanLabel::Source, scratch),
            contents: self.alternatives(document, candidate, SpanLabel::Content, scratch),
            labelling: scratch.labelling,
            labelling_probability: candidate.features.labelling,
            confidence: candidate.confidence,
            min_confidence: least_confidence(document, token, self.model.min_confidence),
            ..CueTrace::new(token, head, decision)
        }
    }

    fn cue_contributions(
        &self,
        document: Document<'_>,
        token: u32,
        embedded: bool,
        scratch: &LinearScratch,
    ) -> Vec<FeatureContribution> {
        let mut features: Vec<(u32, u64)> = Vec::new();
        let weight = |feature: u64, stage: CueStage| {
            let mut scores = [0; CueStage::COUNT];
            self.model.cues.add(feature, &mut scores);
            scores[stage as usize] as f32 * self.model.cues.unit()
        };
        let mut weights = Vec::new();
        let first = if embedded { CueStage::Embedded } else { CueStage::First };
        CueFeatures::first(document.graph, token, &mut features);
        for (template, feature) in features.drain(..) {
            weights.push((template, weight(feature, first)));
        }
        if !embedded {
            CueFeatures::second(document.graph, token, &scratch.first, &mut features);
            for (template, feature) in features {
                weights.push((template, weight(feature, CueStage::Second)));
            }
        }
        largest(weights, cue::describe)
    }

    /// What was chosen for `label`, then others: runs of words that have a share of the probability.
    fn alternatives(
        &self,
        document: Document<'_>,
        candidate: &Candidate,
        label: SpanLabel,
        scratch: &LinearScratch,
    ) -> Vec<Alternative> {
        let chosen = match label {
            SpanLabel::Source => &candidate.source,
            _ => &candidate.content,
        };
        let window = scratch.labels.window();
        let share = |t: u32| match window.contains(TokenId::new(t)) {
            true => scratch.lattice.marginal((t - window.start()) as usize)[label as usize],
            false => 0.0,
        };
        let mean = |piece: &TokenRange| {
            (piece.start()..piece.end()).map(share).sum::<f32>() / piece.len().max(1) as f32
        };
        let mut runs: Vec<TokenRange> = Vec::new();
        for t in window.start()..window.end() {
            let taken = chosen.iter().any(|piece| piece.contains(TokenId::new(t)));
            if taken || t == candidate.head || share(t) < MIN_ALTERNATIVE {
                continue;
            }
            // A run goes on while the shares are alike.
            match runs.last_mut() {
                Some(run) if run.end() == t && share(t) >= share(run.start()) * 0.5 => {
                    *run = TokenRange::new(run.start(), t + 1);
                }
                _ => runs.push(TokenRange::new(t, t + 1)),
            }
        }
        runs.retain(|run| run.ids().any(|t| !document.graph.is_punctuation(t.raw())));
        runs.sort_by(|a, b| mean(b).total_cmp(&mean(a)));
        runs.truncate(MOST_ALTERNATIVES);
        let spans = |pieces: &[TokenRange]| -> Vec<TextRange> {
            pieces.iter().map(|&piece| document.cover(piece)).collect()
        };
        // What was added from other sentences was not weighed word by word.
        let inside = |piece: &&TokenRange| window.contains(TokenId::new(piece.start()));
        let main = chosen.iter().find(inside).or_else(|| chosen.first()).copied();
        let mut alternatives = Vec::new();
        if let Some(main) = main {
            alternatives.push(Alternative {
                spans: spans(chosen),
                probability: mean(&main),
                chosen: true,
                contributions: self.label_contributions(document, main, label, scratch),
            });
        }
        alternatives.extend(runs.into_iter().map(|run| Alternative {
            spans: spans(&[run]),
            probability: mean(&run),
            chosen: false,
            contributions: self.label_contributions(document, run, label, scratch),
        }));
        alternatives
    }

    fn label_contributions(
        &self,
        document: Document<'_>,
        piece: TokenRange,
        label: SpanLabel,
        scratch: &LinearScratch,
    ) -> Vec<FeatureContribution> {
        let graph = document.graph;
        let head = graph.head_of(piece.start()..piece.end()).unwrap_or(piece.start());
        if !scratch.labels.window().contains(TokenId::new(head)) {
            return Vec::new();
        }
        let mut features: Vec<(u32, u64)> = Vec::new();
        scratch.labels.token(graph, head, &scratch.probabilities, &mut features);
        let weight = |(template, feature): (u32, u64)| {
            let mut scores = [0; SpanLabel::COUNT];
            self.model.labels.add(feature, &mut scores);
            let difference = scores[label as usize] - scores[SpanLabel::Other as usize];
            (template, difference as f32 * self.model.labels.unit())
        };
        largest(features.into_iter().map(weight).collect(), label::describe)
    }
}

/// The largest contributions, each template once.
fn largest(
    weights: Vec<(u32, f32)>,
    describe: fn(u32) -> Option<&'static str>,
) -> Vec<FeatureContribution> {
    let mut sums: Vec<(u32, f32)> = Vec::new();
    for (template, weight) in weights {
        match sums.iter_mut().find(|(t, _)| *t == template) {
            Some((_, sum)) => *sum += weight,
            None => sums.push((template, weight)),
        }
    }
    sums.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let largest = sums.into_iter().filter(|(_, w)| w.abs() >= 0.01).take(MOST_FEATURES);
    largest
        .map(|(template, weight)| FeatureContribution {
            what: describe(template).unwrap_or_default(),
            weight,
        })
        .collect()
}
