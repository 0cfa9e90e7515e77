//! The classifier of neighbouring sentences, learned around gold cues.

use sayso_linear::{Examples, Interner, Logistic, LogisticConfig, TableBuilder};
use sayso_text::TokenRange;

use super::gold::{Gold, GoldDocument};
use super::{Progress, fold, numbered, tables};
use crate::document::graph::DependencyGraph;
use crate::finders::linear::extent::{Extent, ExtentFeatures};
use crate::finders::linear::labels::{LabelFeatures, SpanLabel};

pub(super) fn train(
    documents: &[GoldDocument],
    takes: impl Fn(usize) -> bool,
    note: Progress<'_>,
) -> TableBuilder {
    let mut interner = Interner::default();
    let mut raw = Examples::default();
    let mut counts = [0; Extent::COUNT];
    let mut labels_around = LabelFeatures::default();
    let (mut hashes, mut ids) = (Vec::new(), Vec::new());
    for (_, document) in numbered(documents).filter(|(d, _)| takes(fold(*d))) {
        let GoldDocument { graph, probabilities, .. } = document;
        for gold in &document.gold {
            let Some(head) = gold.head else { continue };
            labels_around.turn_to(graph, head, probabilities);
            let window = labels_around.window();
            let labels: Vec<SpanLabel> =
                (window.start()..window.end()).map(|t| gold.label(t)).collect();
            let around = ExtentFeatures::new(graph, head, window, &labels);
            for forward in [true, false] {
                let mut last = Extent::None;
                for distance in 1..=Extent::FARTHEST {
                    let Some(next) = around.sentence(graph, forward, distance) else { break };
                    let right = extent(graph, graph.sentence(next), gold);
                    if !around.is_open(graph, next, last) {
                        break;
                    }
                    around.features(graph, next, last, probabilities, &mut hashes);
                    ids.clear();
                    ids.extend(hashes.iter().map(|&h| interner.count(h)));
                    raw.push(&ids, right as u16);
                    counts[right as usize] += 1;
                    last = right;
                    if right == Extent::None {
                        break;
                    }
                }
            }
        }
    }
    note(&format!("extent: {counts:?}"));
    let (interner, renumbered) = interner.keep_frequent(3);
    let mut examples = Examples::default();
    for (features, class) in raw.iter() {
        ids.clear();
        ids.extend(features.iter().filter_map(|&id| renumbered[id as usize]));
        examples.push(&ids, class);
    }
    let config = LogisticConfig {
        features: interner.len(),
        classes: Extent::COUNT,
        epochs: 10,
        rate: 0.012,
        l2: 1e-3,
        seed: 1,
    };
    let model = Logistic::train(&examples, &config);
    let rows = interner.hashes().iter().zip(model.weights().chunks_exact(Extent::COUNT));
    let rows = rows.zip(interner.counts());
    let rows = rows.map(|((&hash, weights), &count)| (hash, 0, weights.to_vec(), count)).collect();
    let [builder] = tables([Extent::COUNT], rows, usize::MAX, note);
    builder
}

/// How much of the sentence of `tokens` is content in `gold`.
fn extent(graph: &DependencyGraph, tokens: TokenRange, gold: &Gold) -> Extent {
    let (mut all, mut content, mut quoted, mut both) = (0f32, 0f32, 0f32, 0f32);
    for token in tokens.start()..tokens.end() {
        if graph.is_punctuation(token) {
            continue;
        }
        let is_content = gold.label(token) == SpanLabel::Content;
        let is_quoted = graph.is_quoted(token);
        all += 1.0;
        content += f32::from(is_content);
        quoted += f32::from(is_quoted);
        both += f32::from(is_content && is_quoted);
    }
    let whole = content / all.max(1.0);
    let part = both / (content + quoted - both).max(1.0);
    match (whole, part) {
        (w, p) if w >= 0.5 && w >= p => Extent::Whole,
        (_, p) if p >= 0.5 => Extent::Quoted,
        _ => Extent::None,
    }
}
