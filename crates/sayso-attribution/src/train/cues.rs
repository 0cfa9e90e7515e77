//! The two classifiers of cue heads.

use std::collections::{BTreeMap, BTreeSet};

use sayso_linear::{
    Examples, Interner, Logistic, LogisticConfig, TableBuilder, WeightTable, softmax,
};
use sayso_text::TokenId;

use super::gold::{Gold, GoldDocument};
use super::{FOLDS, FeatureRow, MOST_FEATURES, Progress, copies, fold, numbered, tables};
use crate::finders::linear::cues::{CueFeatures, CueStage};
use crate::finders::linear::labels::SpanLabel;

/// Features seen less often are left out.
const LEAST_COUNT: u32 = 10;
const EPOCHS: usize = 8;

/// One classifier's examples, with the token that each is about.
struct Set {
    interner: Interner,
    examples: Examples,
    about: Vec<(u32, u32)>,
    /// How often each document is learned from.
    copies: Vec<usize>,
}

/// Learns both, and leaves in every document what models of the other folds say.
pub(super) fn train(
    documents: &mut [GoldDocument],
    hints: &WeightTable,
    note: Progress<'_>,
) -> TableBuilder {
    let first = collect(documents, hints, |d, token, out| {
        CueFeatures::first(&documents[d].graph, token, out);
    });
    note(&format!("{} tokens, {} features", first.examples.len(), first.interner.len()));
    cross(documents, &first);
    let verdicts: Vec<Vec<f32>> = documents.iter().map(|d| d.probabilities.clone()).collect();
    measure(documents, note);
    let second = collect(documents, hints, |d, token, out| {
        CueFeatures::second(&documents[d].graph, token, &verdicts[d], out);
    });
    cross(documents, &second);
    measure(documents, note);
    let first_model = logistic(&first, |_| true);
    let second_model = logistic(&second, |_| true);
    let mut rows = Vec::new();
    // Gold marks no cues within contents; a third classifier never looks there.
    let mut within: Vec<Vec<bool>> = documents.iter().map(|d| vec![false; d.graph.len()]).collect();
    for (d, document) in numbered(documents) {
        for (token, role) in document.gold.iter().flat_map(Gold::labels) {
            within[d][*token as usize] |= *role == SpanLabel::Content;
        }
    }
    let outside = Set {
        interner: first.interner.clone(),
        examples: subset(&first, |d, t| !within[d][t as usize]),
        about: Vec::new(),
        copies: Vec::new(),
    };
    let outside_model = Logistic::train(&outside.examples, &config(&outside));
    for (set, model, class) in
        [(first, first_model, 0), (second, second_model, 1), (outside, outside_model, 2)]
    {
        let weights = model.weights().chunks_exact(2);
        for ((&hash, weights), &count) in
            set.interner.hashes().iter().zip(weights).zip(set.interner.counts())
        {
            rows.push((hash, class, vec![weights[1] - weights[0]], count));
        }
    }
    let [builder] = tables([CueStage::COUNT], merged(rows), MOST_FEATURES, note);
    builder
}

fn collect(
    documents: &[GoldDocument],
    hints: &WeightTable,
    features: impl Fn(usize, u32, &mut Vec<u64>),
) -> Set {
    let mut interner = Interner::default();
    let mut raw = Examples::default();
    let mut about = Vec::new();
    let (mut hashes, mut ids) = (Vec::new(), Vec::new());
    for (d, document) in numbered(documents) {
        let heads: BTreeSet<u32> = document.gold.iter().filter_map(|g| g.head).collect();
        for token in 0..document.graph.len() as u32 {
            if CueFeatures::is_candidate(&document.graph, token, hints) {
                hashes.clear();
                features(d, token, &mut hashes);
                ids.clear();
                ids.extend(hashes.iter().map(|&h| interner.count(h)));
                raw.push(&ids, u16::from(heads.contains(&token)));
                about.push((d as u32, token));
            }
        }
    }
    let (interner, renumbered) = interner.keep_frequent(LEAST_COUNT);
    let mut examples = Examples::default();
    for (features, class) in raw.iter() {
        ids.clear();
        ids.extend(features.iter().filter_map(|&id| renumbered[id as usize]));
        examples.push(&ids, class);
    }
    let copies = documents.iter().map(copies).collect();
    Set { interner, examples, about, copies }
}

fn config(set: &Set) -> LogisticConfig {
    LogisticConfig {
        features: set.interner.len(),
        classes: 2,
        epochs: EPOCHS,
        rate: 0.012,
        l2: 1e-4,
        seed: 1,
    }
}

fn logistic(set: &Set, takes: impl Fn(usize) -> bool) -> Logistic {
    Logistic::train(&subset(set, |document, _| takes(document)), &config(set))
}

/// The examples about those tokens of documents that `takes` takes.
fn subset(set: &Set, takes: impl Fn(usize, u32) -> bool) -> Examples {
    let mut examples = Examples::default();
    for ((features, class), &(document, token)) in set.examples.iter().zip(&set.about) {
        if takes(document as usize, token) {
            for _ in 0..set.copies[document as usize] {
                examples.push(features, class);
            }
        }
    }
    examples
}

/// The lemmas that head cues in at least two places, and not just once in a few hundred.
pub(super) fn hints(documents: &[GoldDocument], note: Progress<'_>) -> TableBuilder {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for document in documents {
        for head in document.gold.iter().filter_map(|gold| gold.head) {
            *counts.entry(document.syntax.lemma(TokenId::new(head))).or_default() += 1;
        }
    }
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for document in documents {
        for token in 0..document.graph.len() as u32 {
            if CueFeatures::can_head(&document.graph, token) {
                *seen.entry(document.syntax.lemma(TokenId::new(token))).or_default() += 1;
            }
        }
    }
    counts.retain(|lemma, count| *count >= 2 && *count as f32 >= seen[lemma] as f32 * 0.004);
    let rows = counts.iter().map(|(lemma, &n)| (CueFeatures::hint(lemma), 0, vec![1.0], n));
    let [builder] = tables([1], rows.collect(), usize::MAX, note);
    builder
}

/// Judges each fold by a model of the others.
fn cross(documents: &mut [GoldDocument], set: &Set) {
    for document in documents.iter_mut() {
        document.probabilities.clear();
        document.probabilities.resize(document.graph.len(), 0.0);
    }
    let mut scores = Vec::new();
    for out in 0..FOLDS {
        let model = logistic(set, |document| fold(document) != out);
        for ((features, _), &(document, token)) in set.examples.iter().zip(&set.about) {
            if fold(document as usize) == out {
                model.scores(features, &mut scores);
                softmax(&mut scores);
                documents[document as usize].probabilities[token as usize] = scores[1];
            }
        }
    }
}

/// One row for each feature.
fn merged(rows: Vec<FeatureRow>) -> Vec<FeatureRow> {
    let mut all: BTreeMap<u64, FeatureRow> = BTreeMap::new();
    for (hash, class, weights, count) in rows {
        let row = all.entry(hash).or_insert((hash, 0, vec![0.0; CueStage::COUNT], 0));
        row.2[class] = weights[0];
        row.3 = row.3.max(count);
    }
    all.into_values().collect()
}

/// Tells how well the documents' probabilities find the heads of cues.
fn measure(documents: &[GoldDocument], note: Progress<'_>) {
    for threshold in [0.3, 0.4, 0.5] {
        let (mut right, mut predicted, mut all) = (0, 0, 0);
        for document in documents.iter().filter(|document| !document.silver) {
            let heads: BTreeSet<u32> = document.gold.iter().filter_map(|g| g.head).collect();
            let found = document.probabilities.iter().enumerate();
            let found: BTreeSet<u32> =
                found.filter(|(_, p)| **p >= threshold).map(|(t, _)| t as u32).collect();
            right += heads.intersection(&found).count();
            predicted += found.len();
            all += heads.len();
        }
        note(&format!("cues from {threshold}: {right} right of {predicted} found, {all} gold"));
    }
}
