//! The conditional random field of labels, learned around gold cues.

use sayso_linear::{Crf, CrfConfig, Sequences, Transitions};

use super::gold::GoldDocument;
use super::{FeatureRow, MOST_FEATURES, Progress, copies, fold, numbered, tables};
use crate::finders::linear::labels::{LabelFeatures, SpanLabel};

/// What is learned.
pub(super) struct Labels {
    pub(super) tokens: Vec<u8>,
    pub(super) gaps: Vec<u8>,
    pub(super) transitions: Transitions,
}

pub(super) fn train(
    documents: &[GoldDocument],
    takes: impl Fn(usize) -> bool,
    note: Progress<'_>,
) -> Labels {
    let mut sequences = Sequences::default();
    let mut labels = LabelFeatures::default();
    let (mut features, mut gaps) = (Vec::new(), Vec::new());
    for (_, document) in numbered(documents).filter(|(d, _)| takes(fold(*d))) {
        let GoldDocument { graph, probabilities, .. } = document;
        let again = std::iter::repeat_n(&document.gold, copies(document));
        for gold in again.flatten() {
            let Some(head) = gold.head else { continue };
            labels.turn_to(graph, head, probabilities);
            let window = labels.window();
            for token in window.start()..window.end() {
                labels.token(graph, token, probabilities, &mut features);
                gaps.clear();
                if token > window.start() {
                    labels.gap(graph, token, &mut gaps);
                }
                let label = gold.label(token);
                sequences.push_with_edges(&features, &gaps, 1 << label as u8);
            }
            sequences.end_sequence();
        }
    }
    note(&format!("{} cues, {} tokens around them", sequences.len(), sequences.tokens()));
    let config = CrfConfig {
        transitions: Transitions::new(SpanLabel::COUNT),
        least_count: 12,
        epochs: 8,
        rate: 0.007,
        l2: 1e-4,
        seed: 1,
    };
    let crf = Crf::train(sequences, &config);
    let mut rows: Vec<FeatureRow> = Vec::new();
    for ((hash, weights), &count) in crf.rows().zip(crf.counts()) {
        rows.push((hash, 0, weights.to_vec(), count));
    }
    for ((hash, weights), &count) in crf.edge_rows().zip(crf.edge_counts()) {
        rows.push((hash, 1, weights.to_vec(), count));
    }
    let [tokens, gaps] =
        tables([SpanLabel::COUNT, SpanLabel::COUNT * SpanLabel::COUNT], rows, MOST_FEATURES, note);
    let transitions = crf.transitions().clone();
    Labels { tokens: tokens.build(), gaps: gaps.build(), transitions }
}
