//! The classifier of neighbouring sentences, learned around gold cues.

use sayso_attribution::learned::{Graph, Reach, ReachFeatures, Role, RoleFeatures};
use sayso_linear::{Examples, Interner, Logistic, LogisticConfig, TableBuilder};
use sayso_text::TokenRange;

use super::gold::{Document, Gold};
use super::{fold, numbered, tables};

pub(super) fn train(documents: &[Document], takes: impl Fn(usize) -> bool) -> TableBuilder {
    let mut interner = Interner::default();
    let mut raw = Examples::default();
    let mut counts = [0; Reach::COUNT];
    let mut roles = RoleFeatures::default();
    let (mut hashes, mut ids) = (Vec::new(), Vec::new());
    for (_, document) in numbered(documents).filter(|(d, _)| takes(fold(*d))) {
        let Document { graph, probabilities, .. } = document;
        for gold in &document.gold {
            let Some(head) = gold.head else { continue };
            roles.turn_to(graph, head, probabilities);
            let window = roles.window();
            let labels: Vec<Role> = (window.start()..window.end()).map(|t| gold.role(t)).collect();
            let around = ReachFeatures::new(graph, head, window, &labels);
            for forward in [true, false] {
                let mut last = Reach::None;
                for distance in 1..=Reach::FARTHEST {
                    let Some(next) = around.sentence(graph, forward, distance) else { break };
                    let right = reach(graph, graph.sentence(next), gold);
                    if !around.is_open(graph, next, last) {
                        break;
                    }
                    around.features(graph, next, last, probabilities, &mut hashes);
                    ids.clear();
                    ids.extend(hashes.iter().map(|&h| interner.count(h)));
                    raw.push(&ids, right as u16);
                    counts[right as usize] += 1;
                    last = right;
                    if right == Reach::None {
                        break;
                    }
                }
            }
        }
    }
    super::note(&format!("reach: {counts:?}"));
    let (interner, renumbered) = interner.keep_frequent(3);
    let mut examples = Examples::default();
    for (features, class) in raw.iter() {
        ids.clear();
        ids.extend(features.iter().filter_map(|&id| renumbered[id as usize]));
        examples.push(&ids, class);
    }
    let config = LogisticConfig {
        features: interner.len(),
        classes: Reach::COUNT,
        epochs: 10,
        rate: 0.012,
        l2: 1e-3,
        seed: 1,
    };
    let model = Logistic::train(&examples, &config);
    let rows = interner.hashes().iter().zip(model.weights().chunks_exact(Reach::COUNT));
    let rows = rows.zip(interner.counts());
    let rows = rows.map(|((&hash, weights), &count)| (hash, 0, weights.to_vec(), count)).collect();
    let [builder] = tables([Reach::COUNT], rows, usize::MAX);
    builder
}

/// How much of the sentence of `tokens` is content in `gold`.
fn reach(graph: &Graph, tokens: TokenRange, gold: &Gold) -> Reach {
    let (mut all, mut content, mut quoted, mut both) = (0f32, 0f32, 0f32, 0f32);
    for token in tokens.start()..tokens.end() {
        if graph.is_sign(token) {
            continue;
        }
        let is_content = gold.role(token) == Role::Content;
        let is_quoted = graph.is_quoted(token);
        all += 1.0;
        content += f32::from(is_content);
        quoted += f32::from(is_quoted);
        both += f32::from(is_content && is_quoted);
    }
    let whole = content / all.max(1.0);
    let part = both / (content + quoted - both).max(1.0);
    match (whole, part) {
        (w, p) if w >= 0.5 && w >= p => Reach::Whole,
        (_, p) if p >= 0.5 => Reach::Quoted,
        _ => Reach::None,
    }
}
