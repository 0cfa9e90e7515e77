//! The conditional random field of roles, learned around gold cues.

use sayso_attribution::learned::{Role, RoleFeatures};
use sayso_linear::{Crf, CrfConfig, Sequences, Transitions};

use super::gold::Document;
use super::{FeatureRow, fold, numbered, tables};

/// What is learned.
pub(super) struct Roles {
    pub(super) tokens: Vec<u8>,
    pub(super) gaps: Vec<u8>,
    pub(super) transitions: Transitions,
}

pub(super) fn train(documents: &[Document], takes: impl Fn(usize) -> bool) -> Roles {
    let mut sequences = Sequences::default();
    let mut roles = RoleFeatures::default();
    let (mut features, mut gaps) = (Vec::new(), Vec::new());
    for (_, document) in numbered(documents).filter(|(d, _)| takes(fold(*d))) {
        let Document { graph, probabilities, .. } = document;
        for gold in &document.gold {
            let Some(head) = gold.head else { continue };
            roles.turn_to(graph, head, probabilities);
            let window = roles.window();
            for token in window.start()..window.end() {
                roles.token(graph, token, probabilities, &mut features);
                gaps.clear();
                if token > window.start() {
                    roles.gap(graph, token, &mut gaps);
                }
                let role = gold.role(token);
                sequences.push_with_edges(&features, &gaps, 1 << role as u8);
            }
            sequences.end_sequence();
        }
    }
    super::note(&format!("{} cues, {} tokens around them", sequences.len(), sequences.tokens()));
    let config = CrfConfig {
        transitions: Transitions::new(Role::COUNT),
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
    let most = 98_000;
    let [tokens, gaps] = tables([Role::COUNT, Role::COUNT * Role::COUNT], rows, most);
    let transitions = crf.transitions().clone();
    Roles { tokens: tokens.build(), gaps: gaps.build(), transitions }
}
