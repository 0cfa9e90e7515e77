//! Training by stochastic gradient descent.

use super::{Lattice, Sequences, Transitions};
use crate::{Interner, Rng};

/// How to train a [`Crf`].
#[derive(Clone, Debug)]
pub struct CrfConfig {
    /// The labels, with what is ruled out; its other scores are where training begins.
    pub transitions: Transitions,
    /// Features seen less often are left out.
    pub least_count: u32,
    /// Passes over the sequences.
    pub epochs: usize,
    /// The step size of AdaGrad.
    pub rate: f32,
    /// The weight decay applied to a weight whenever its feature is seen.
    pub l2: f32,
    /// Fixes the order of the sequences.
    pub seed: u64,
}

/// A trained model, in full precision.
///
/// ```
/// use sayso_linear::{Crf, CrfConfig, Lattice, Sequences, Transitions};
///
/// // Label 1 for a speaker and what follows up to a full stop.
/// let (word, name, stop) = (1, 2, 3);
/// let mut sequences = Sequences::default();
/// for _ in 0..20 {
///     for (feature, label) in [(word, 0), (stop, 0), (name, 1), (word, 1), (stop, 0), (word, 0)] {
///         sequences.push(&[feature], label);
///     }
///     sequences.end_sequence();
/// }
/// let config = CrfConfig {
///     transitions: Transitions::new(2), least_count: 1, epochs: 20, rate: 0.2, l2: 0.0, seed: 1,
/// };
/// let crf = Crf::train(sequences, &config);
/// let mut lattice = Lattice::default();
/// lattice.clear(crf.transitions());
/// for feature in [word, name, word, word, stop] {
///     crf.add_scores(&[feature], lattice.push(crf.transitions()));
/// }
/// let mut labels = Vec::new();
/// lattice.viterbi(crf.transitions(), None, &mut labels);
/// assert_eq!(labels, [0, 1, 1, 1, 0]);
/// ```
#[derive(Clone, Debug)]
pub struct Crf {
    transitions: Transitions,
    features: Interner,
    /// A row of one weight a label for every feature.
    weights: Vec<f32>,
    edge_features: Interner,
    /// A row of one weight a label pair for every feature of edges.
    edge_weights: Vec<f32>,
}

impl Crf {
    /// Trains by stochastic gradient descent with AdaGrad steps on the conditional likelihood; the weights
    /// are the mean over the later passes.
    pub fn train(mut sequences: Sequences, config: &CrfConfig) -> Self {
        sequences.cut_off(config.least_count);
        let mut trainer = Trainer::new(&sequences, config);
        let mut order: Vec<u32> = (0..sequences.len() as u32).collect();
        let mut rng = Rng::new(config.seed);
        let averaged_from = config.epochs / 2;
        for epoch in 0..config.epochs {
            rng.shuffle(&mut order);
            for &i in &order {
                trainer.step(i as usize);
            }
            if epoch >= averaged_from {
                trainer.blocks().into_iter().for_each(Block::add_to_sum);
            }
        }
        let passes = (config.epochs - averaged_from).max(1) as f32;
        let Trainer { nodes, edges, pairs, ends, .. } = trainer;
        let ends = ends.mean(passes);
        let (start, end) = ends.split_at(config.transitions.labels);
        let mut transitions = config.transitions.clone();
        let add = |to: &mut [f32], from: &[f32]| to.iter_mut().zip(from).for_each(|(a, b)| *a += b);
        add(&mut transitions.pairs, &pairs.mean(passes));
        add(&mut transitions.start, start);
        add(&mut transitions.end, end);
        Self {
            transitions,
            weights: nodes.mean(passes),
            edge_weights: edges.mean(passes),
            features: sequences.interner,
            edge_features: sequences.edge_interner,
        }
    }

    /// What labels side by side score.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// Adds the weights of `features` to a token's row of scores.
    pub fn add_scores(&self, features: &[u64], scores: &mut [f32]) {
        add_rows(&self.features, &self.weights, features, scores);
    }

    /// Adds the weights of `features`, of the gap before a token, to its row of pair scores.
    pub fn add_edge_scores(&self, features: &[u64], scores: &mut [f32]) {
        add_rows(&self.edge_features, &self.edge_weights, features, scores);
    }

    /// Every feature with its weights, one a label.
    pub fn rows(&self) -> impl Iterator<Item = (u64, &[f32])> {
        let k = self.transitions.labels;
        self.features.hashes().iter().copied().zip(self.weights.chunks_exact(k))
    }

    /// How often each of [`rows`](Self::rows) was seen in training.
    pub fn counts(&self) -> &[u32] {
        self.features.counts()
    }

    /// How often each of [`edge_rows`](Self::edge_rows) was seen in training.
    pub fn edge_counts(&self) -> &[u32] {
        self.edge_features.counts()
    }

    /// Every feature of edges with its weights, one a label pair.
    pub fn edge_rows(&self) -> impl Iterator<Item = (u64, &[f32])> {
        let k = self.transitions.labels;
        self.edge_features.hashes().iter().copied().zip(self.edge_weights.chunks_exact(k * k))
    }
}

fn add_rows(interner: &Interner, weights: &[f32], features: &[u64], scores: &mut [f32]) {
    let width = scores.len();
    for id in features.iter().filter_map(|&hash| interner.get(hash)) {
        let row = &weights[id as usize * width..(id as usize + 1) * width];
        scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
    }
}

/// Weights with their sums of squared gradients side by side: a row is one stretch of memory.
#[derive(Default)]
struct Block {
    width: usize,
    /// For every row `width` weights, then `width` squares.
    cells: Vec<f32>,
    sums: Vec<f32>,
}

impl Block {
    fn new(rows: usize, width: usize) -> Self {
        let mut cells = vec![0.0; rows * width * 2];
        for row in cells.chunks_exact_mut(width * 2) {
            row[width..].fill(1e-4);
        }
        Self { width, cells, sums: vec![0.0; rows * width] }
    }

    fn add_row(&self, row: u32, scores: &mut [f32]) {
        let at = row as usize * self.width * 2;
        let weights = &self.cells[at..at + self.width];
        scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
    }

    fn step(&mut self, row: u32, errors: &[f32], config: &CrfConfig) {
        let at = row as usize * self.width * 2;
        let (weights, squares) = self.cells[at..at + self.width * 2].split_at_mut(self.width);
        for ((weight, square), &error) in weights.iter_mut().zip(squares).zip(errors) {
            let gradient = error + config.l2 * *weight;
            *square += gradient * gradient;
            *weight -= config.rate * gradient / square.sqrt();
        }
    }

    fn add_to_sum(&mut self) {
        let width = self.width;
        for (row, sums) in self.cells.chunks_exact(width * 2).zip(self.sums.chunks_exact_mut(width))
        {
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
    }

    fn mean(self, passes: f32) -> Vec<f32> {
        self.sums.into_iter().map(|sum| sum / passes).collect()
    }
}

pub(super) struct Trainer<'s> {
    sequences: &'s Sequences,
    config: &'s CrfConfig,
    nodes: Block,
    edges: Block,
    pairs: Block,
    /// One row: starts, then ends.
    ends: Block,
    lattice: Lattice,
    transitions: Transitions,
    /// Expected minus observed: labels of every token, pairs of every gap, pairs in all, both ends.
    pub(super) node_errors: Vec<f32>,
    pub(super) edge_errors: Vec<f32>,
    pub(super) pair_errors: Vec<f32>,
    pub(super) end_errors: Vec<f32>,
    pair_row: Vec<f32>,
    labels: Vec<u8>,
}

impl<'s> Trainer<'s> {
    pub(super) fn new(sequences: &'s Sequences, config: &'s CrfConfig) -> Self {
        let k = config.transitions.labels;
        Self {
            sequences,
            config,
            nodes: Block::new(sequences.interner.len(), k),
            edges: Block::new(sequences.edge_interner.len(), k * k),
            pairs: Block::new(1, k * k),
            ends: Block::new(1, 2 * k),
            lattice: Lattice::default(),
            transitions: config.transitions.clone(),
            node_errors: Vec::new(),
            edge_errors: Vec::new(),
            pair_errors: vec![0.0; k * k],
            end_errors: vec![0.0; 2 * k],
            pair_row: Vec::new(),
            labels: Vec::new(),
        }
    }

    fn blocks(&mut self) -> [&mut Block; 4] {
        [&mut self.nodes, &mut self.edges, &mut self.pairs, &mut self.ends]
    }

    /// Learns from one sequence.
    fn step(&mut self, i: usize) {
        self.errors(i);
        let k = self.transitions.labels;
        let (sequences, config) = (self.sequences, self.config);
        for (at, t) in sequences.sequence(i).enumerate() {
            let errors = &self.node_errors[at * k..(at + 1) * k];
            // Most tokens are soon learned; their rows need not be touched.
            if errors.iter().any(|e| e.abs() > 1e-4) {
                for &id in slice(&sequences.features, &sequences.feature_ends, t) {
                    self.nodes.step(id, errors, config);
                }
            }
            if at > 0 {
                let errors = &self.edge_errors[at * k * k..(at + 1) * k * k];
                if errors.iter().any(|e| e.abs() > 1e-4) {
                    for &id in slice(&sequences.edges, &sequences.edge_ends, t) {
                        self.edges.step(id, errors, config);
                    }
                }
            }
        }
        self.pairs.step(0, &self.pair_errors, config);
        self.ends.step(0, &self.end_errors, config);
    }

    /// Works out the errors of sequence `i` and returns its loss: minus the logarithm of the probability of
    /// its allowed labellings.
    pub(super) fn errors(&mut self, i: usize) -> f32 {
        let sequences = self.sequences;
        let k = self.transitions.labels;
        let range = sequences.sequence(i);
        self.score(range.clone());
        for errors in [&mut self.node_errors, &mut self.edge_errors] {
            errors.clear();
        }
        self.node_errors.resize(range.len() * k, 0.0);
        self.edge_errors.resize(range.len() * k * k, 0.0);
        self.pair_errors.fill(0.0);
        self.end_errors.fill(0.0);
        let all = self.lattice.forward_backward(&self.transitions, None);
        self.add_expected(1.0, range.len());
        let allowed = &sequences.allowed[range.clone()];
        let right = if allowed.iter().all(|mask| mask.is_power_of_two()) {
            self.subtract_observed(allowed)
        } else {
            let right = self.lattice.forward_backward(&self.transitions, Some(allowed));
            self.add_expected(-1.0, range.len());
            right
        };
        all - right
    }

    fn score(&mut self, range: std::ops::Range<usize>) {
        let k = self.transitions.labels;
        let initial = &self.config.transitions;
        let add = |to: &mut [f32], from: &[f32], by: &[f32]| {
            to.iter_mut().zip(from).zip(by).for_each(|((to, a), b)| *to = a + b);
        };
        add(&mut self.transitions.pairs, &initial.pairs, &self.pairs.cells);
        add(&mut self.transitions.start, &initial.start, &self.ends.cells[..k]);
        add(&mut self.transitions.end, &initial.end, &self.ends.cells[k..]);
        self.lattice.clear(&self.transitions);
        let with_edges = !self.sequences.edge_interner.is_empty();
        for t in range {
            let row = self.lattice.push(&self.transitions);
            for &id in slice(&self.sequences.features, &self.sequences.feature_ends, t) {
                self.nodes.add_row(id, row);
            }
            if with_edges {
                let row = self.lattice.edge(&self.transitions);
                for &id in slice(&self.sequences.edges, &self.sequences.edge_ends, t) {
                    self.edges.add_row(id, row);
                }
            }
        }
    }

    fn add_expected(&mut self, sign: f32, tokens: usize) {
        let k = self.transitions.labels;
        for t in 0..tokens {
            let row = &mut self.node_errors[t * k..(t + 1) * k];
            row.iter_mut().zip(self.lattice.marginal(t)).for_each(|(e, p)| *e += sign * p);
            if t > 0 {
                self.lattice.pair_marginal(t, &mut self.pair_row);
                let row = &mut self.edge_errors[t * k * k..(t + 1) * k * k];
                for ((edge, pair), p) in
                    row.iter_mut().zip(&mut self.pair_errors).zip(&self.pair_row)
                {
                    *edge += sign * p;
                    *pair += sign * p;
                }
            }
        }
        let (start, end) = self.end_errors.split_at_mut(k);
        start.iter_mut().zip(self.lattice.marginal(0)).for_each(|(e, p)| *e += sign * p);
        let last = self.lattice.marginal(tokens - 1);
        end.iter_mut().zip(last).for_each(|(e, p)| *e += sign * p);
    }

    /// Subtracts the one labelling that is right, and returns its score.
    fn subtract_observed(&mut self, allowed: &[u64]) -> f32 {
        let k = self.transitions.labels;
        self.labels.clear();
        self.labels.extend(allowed.iter().map(|mask| mask.trailing_zeros() as u8));
        for (t, &label) in self.labels.iter().enumerate() {
            self.node_errors[t * k + label as usize] -= 1.0;
            if t > 0 {
                let pair = self.labels[t - 1] as usize * k + label as usize;
                self.edge_errors[t * k * k + pair] -= 1.0;
                self.pair_errors[pair] -= 1.0;
            }
        }
        self.end_errors[self.labels[0] as usize] -= 1.0;
        self.end_errors[k + self.labels[allowed.len() - 1] as usize] -= 1.0;
        self.lattice.score(&self.transitions, &self.labels)
    }

    #[cfg(test)]
    pub(super) fn nudge(&mut self, feature: u32, label: usize, by: f32) {
        let k = self.transitions.labels;
        self.nodes.cells[feature as usize * k * 2 + label] += by;
    }

    #[cfg(test)]
    pub(super) fn nudge_edge(&mut self, feature: u32, pair: usize, by: f32) {
        let k = self.transitions.labels;
        self.edges.cells[feature as usize * k * k * 2 + pair] += by;
    }
}

fn slice<'s>(ids: &'s [u32], ends: &[usize], t: usize) -> &'s [u32] {
    let start = if t == 0 { 0 } else { ends[t - 1] };
    &ids[start..ends[t]]
}
