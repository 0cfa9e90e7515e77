//! Calibration: how probable it is that a candidate is right, learned on articles that the labels have not been
//! learned from.

use sayso_text::{TokenId, TokenRange};

use super::gold::{Gold, GoldDocument};
use super::{Progress, fold, numbered};
use crate::candidate::{Candidate, ConfidenceFeatures};
use crate::finders::linear::labels::SpanLabel;
use crate::finders::linear::{LinearFinder, LinearScratch};

pub(super) const COUNT: usize = ConfidenceFeatures::COUNT;

/// Weights with a bias at the end, and the confidence below which a candidate is dropped.
pub(super) struct Calibration {
    pub(super) weights: Vec<f32>,
    pub(super) min_confidence: f32,
}

impl Default for Calibration {
    fn default() -> Self {
        Self { weights: vec![0.0; COUNT + 1], min_confidence: 0.0 }
    }
}

/// What finders that have not seen an article find in it.
#[derive(Default)]
pub(super) struct Candidates {
    examples: Vec<([f32; COUNT], bool)>,
    gold: usize,
}

impl Candidates {
    /// Adds what `finder`, which has not seen fold `own`, finds in its annotated articles.
    pub(super) fn collect(
        &mut self,
        documents: &[GoldDocument],
        own: usize,
        finder: &LinearFinder,
    ) {
        let mut scratch = LinearScratch::default();
        let unseen =
            numbered(documents).filter(|(d, document)| fold(*d) == own && !document.silver);
        for (_, document) in unseen {
            scratch.set_probabilities(&document.probabilities);
            for candidate in finder.candidates(document.view(), &mut scratch, None) {
                self.examples.push((candidate.features.to_array(), is_right(document, &candidate)));
            }
            self.gold += document.gold.len();
        }
    }

    pub(super) fn calibrate(&self, note: Progress<'_>) -> Calibration {
        calibrate(&self.examples, self.gold, note)
    }
}

/// Learns the weights and sets the least confidence.
pub(super) fn calibrate(
    examples: &[([f32; COUNT], bool)],
    gold_count: usize,
    note: Progress<'_>,
) -> Calibration {
    let weights = fit(examples);
    let (rated, right, best, least) = threshold(&weights, examples, gold_count);
    note(&format!(
        "{rated} candidates, {right} right, {gold_count} gold; F1 {best:.4} from confidence {least:.3}"
    ));
    // The best threshold is half the best F1 where confidences are probabilities; the one observed is noisy. A
    // little less keeps those of known cues at the edge; more is asked of others. Users who want only confident
    // ones set a higher threshold.
    Calibration { weights, min_confidence: best as f32 * 0.45 }
}

/// How many candidates there are, how many are right, the best F1, and from which confidence it is reached.
fn threshold(
    weights: &[f32],
    examples: &[([f32; COUNT], bool)],
    gold_count: usize,
) -> (usize, usize, f64, f32) {
    let mut rated: Vec<(f32, bool)> =
        examples.iter().map(|(features, right)| (rate(weights, features), *right)).collect();
    rated.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut best, mut least) = (0, 0.0, 0.0);
    for (i, (confidence, is_right)) in rated.iter().enumerate() {
        right += usize::from(*is_right);
        let f1 = 2.0 * right as f64 / (i + 1 + gold_count) as f64;
        if f1 > best {
            (best, least) = (f1, *confidence);
        }
    }
    (rated.len(), right, best, least)
}

pub(super) fn rate(weights: &[f32], features: &[f32; COUNT]) -> f32 {
    let sum: f32 = weights.iter().zip(features.iter().chain(&[1.0])).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Logistic regression by full gradients.
pub(super) fn fit(examples: &[([f32; COUNT], bool)]) -> Vec<f32> {
    let mut weights = vec![0f32; COUNT + 1];
    let mut squares = vec![1e-6f32; COUNT + 1];
    for _ in 0..1500 {
        let mut gradient = vec![0f32; COUNT + 1];
        for (features, right) in examples {
            let error = rate(&weights, features) - f32::from(*right);
            for (g, x) in gradient.iter_mut().zip(features.iter().chain(&[1.0])) {
                *g += error * x / examples.len() as f32;
            }
        }
        for ((w, s), g) in weights.iter_mut().zip(&mut squares).zip(&gradient) {
            let g = g + 1e-4 * *w;
            *s = 0.99 * *s + 0.01 * g * g;
            *w -= 0.02 * g / s.sqrt().max(1e-4);
        }
    }
    weights
}

/// Whether source and content are at least half right, as the scorer has it, in tokens.
pub(super) fn is_right(document: &GoldDocument, candidate: &Candidate) -> bool {
    document.gold.iter().any(|gold| {
        overlap(document, gold, &candidate.content, SpanLabel::Content) >= 0.5
            && overlap(document, gold, &candidate.source, SpanLabel::Source) >= 0.5
    })
}

/// The Jaccard indices of content and source.
pub(super) fn overlaps(document: &GoldDocument, gold: &Gold, candidate: &Candidate) -> (f32, f32) {
    (
        overlap(document, gold, &candidate.content, SpanLabel::Content),
        overlap(document, gold, &candidate.source, SpanLabel::Source),
    )
}

/// The Jaccard index of `pieces` and the tokens with `role` in `gold`, marks left out.
fn overlap(document: &GoldDocument, gold: &Gold, pieces: &[TokenRange], role: SpanLabel) -> f32 {
    let weight = |token: u32| {
        if document.graph.is_punctuation(token) {
            0
        } else {
            document.segmentation.tokens().range(TokenId::new(token)).len()
        }
    };
    let all: u32 = gold.labels().iter().filter(|(_, r)| *r == role).map(|(t, _)| weight(*t)).sum();
    let (mut own, mut shared) = (0, 0);
    for token in pieces.iter().flat_map(|p| p.start()..p.end()) {
        own += weight(token);
        if gold.label(token) == role {
            shared += weight(token);
        }
    }
    match (all, own) {
        (0, 0) => 1.0,
        _ => shared as f32 / (all + own - shared).max(1) as f32,
    }
}
