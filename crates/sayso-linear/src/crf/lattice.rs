//! All labellings of one sequence: the best, and how probable each label is.

use super::Transitions;
use crate::exp::exp;

/// The scores of one sequence, and the working memory to choose its labels.
///
/// Clear it, push a row of scores for every token, ask. It is refilled without allocation.
///
/// ```
/// use sayso_linear::{Lattice, Transitions};
///
/// let transitions = Transitions::new(2);
/// let mut lattice = Lattice::default();
/// lattice.clear(&transitions);
/// lattice.push(&transitions).copy_from_slice(&[0.0, 2.0]);
/// lattice.forward_backward(&transitions, None);
/// assert!((lattice.marginal(0)[1] - 0.880797).abs() < 1e-4);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    labels: usize,
    tokens: usize,
    /// Scores of labels, token by token.
    nodes: Vec<f32>,
    /// Scores of label pairs at the gap before each token; empty where only the transitions count.
    edges: Vec<f32>,
    /// The exponentials of both.
    node_factors: Vec<f32>,
    edge_factors: Vec<f32>,
    start_factors: Vec<f32>,
    end_factors: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    marginals: Vec<f32>,
    back: Vec<u8>,
    turns: Vec<Turn>,
}

/// How a labelling differs from an earlier one.
#[derive(Clone, Copy, Debug)]
struct Turn {
    /// What is lost against the best labelling.
    loss: f32,
    labelling: usize,
    /// From this token on the two are alike.
    token: usize,
    /// The label of the predecessor.
    label: usize,
}

impl Lattice {
    /// Begins a sequence.
    pub fn clear(&mut self, transitions: &Transitions) {
        self.labels = transitions.labels;
        self.tokens = 0;
        self.nodes.clear();
        self.edges.clear();
    }

    /// Adds a token and hands out its row of scores, all 0.
    pub fn push(&mut self, transitions: &Transitions) -> &mut [f32] {
        debug_assert_eq!(transitions.labels, self.labels);
        self.tokens += 1;
        self.nodes.resize(self.tokens * self.labels, 0.0);
        let row = (self.tokens - 1) * self.labels;
        &mut self.nodes[row..]
    }

    /// The scores of label pairs (left label by left label) between the token pushed last and the one before
    /// it; they begin as the transitions' own.
    pub fn edge(&mut self, transitions: &Transitions) -> &mut [f32] {
        let pairs = self.labels * self.labels;
        while self.edges.len() < self.tokens * pairs {
            self.edges.extend_from_slice(&transitions.pairs);
        }
        let row = (self.tokens - 1) * pairs;
        &mut self.edges[row..]
    }

    /// Both rows of the token pushed last: label scores and pair scores.
    pub fn rows(&mut self, transitions: &Transitions) -> (&mut [f32], &mut [f32]) {
        self.edge(transitions);
        let (node, edge) = (self.tokens - 1, (self.tokens - 1) * self.labels * self.labels);
        (&mut self.nodes[node * self.labels..], &mut self.edges[edge..])
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens
    }

    /// Whether no token was pushed.
    pub fn is_empty(&self) -> bool {
        self.tokens == 0
    }

    /// The scores of the labels of `token`.
    pub fn scores(&self, token: usize) -> &[f32] {
        &self.nodes[token * self.labels..(token + 1) * self.labels]
    }

    /// Writes the best labels into `labels` and returns their score (Viterbi). With `allowed`, each token
    /// takes one of the labels whose bits are set.
    pub fn viterbi(
        &mut self,
        transitions: &Transitions,
        allowed: Option<&[u64]>,
        labels: &mut Vec<u8>,
    ) -> f32 {
        let k = self.labels;
        labels.clear();
        if self.tokens == 0 {
            return 0.0;
        }
        self.complete_edges(transitions);
        let ok = |t: usize, j: usize| allowed.is_none_or(|a| a[t] >> j & 1 == 1);
        self.forward.clear();
        self.back.clear();
        self.back.resize(k, 0);
        for j in 0..k {
            let score = self.nodes[j] + transitions.start[j];
            self.forward.push(if ok(0, j) { score } else { f32::NEG_INFINITY });
        }
        for t in 1..self.tokens {
            let pairs = pairs(&self.edges, transitions, t);
            let before = (t - 1) * k;
            for j in 0..k {
                let (mut best, mut from) = (f32::NEG_INFINITY, 0);
                for i in 0..k {
                    let score = self.forward[before + i] + pairs[i * k + j];
                    if score > best {
                        (best, from) = (score, i);
                    }
                }
                let score = best + self.nodes[t * k + j];
                self.back.push(from as u8);
                self.forward.push(if ok(t, j) { score } else { f32::NEG_INFINITY });
            }
        }
        let last = (self.tokens - 1) * k;
        let (mut best, mut label) = (f32::NEG_INFINITY, 0);
        for j in 0..k {
            let score = self.forward[last + j] + transitions.end[j];
            if score > best {
                (best, label) = (score, j);
            }
        }
        labels.resize(self.tokens, 0);
        for t in (0..self.tokens).rev() {
            labels[t] = label as u8;
            label = self.back[t * k + label] as usize;
        }
        best
    }

    /// Writes up to `most` labellings one after the other into `labels`, the best first, none of them worse than
    /// the best by more than `within`, and their scores into `scores`.
    ///
    /// Each labelling differs from an earlier one before some token (Lawler 1972): from that token on it is
    /// the same, before it the best that there is.
    pub fn k_best(
        &mut self,
        transitions: &Transitions,
        allowed: Option<&[u64]>,
        (most, within): (usize, f32),
        labels: &mut Vec<u8>,
        scores: &mut Vec<f32>,
    ) {
        let (k, n) = (self.labels, self.tokens);
        scores.clear();
        let best = self.viterbi(transitions, allowed, labels);
        if n == 0 || best == f32::NEG_INFINITY {
            return;
        }
        scores.push(best);
        self.turns.clear();
        let last = &self.forward[(n - 1) * k..];
        let turn = |label: usize| Turn {
            loss: best - last[label] - transitions.end[label],
            labelling: 0,
            token: n,
            label,
        };
        self.turns.extend((0..k).filter(|&j| j != usize::from(labels[n - 1])).map(turn));
        let mut end = n;
        loop {
            let (labelling, score) = (scores.len() - 1, scores[scores.len() - 1]);
            let own = &labels[labelling * n..];
            for t in 1..end {
                let right = usize::from(own[t]);
                let pairs = pairs(&self.edges, transitions, t);
                let through = |i: usize| self.forward[(t - 1) * k + i] + pairs[i * k + right];
                let kept = through(usize::from(own[t - 1]));
                for label in (0..k).filter(|&i| i != usize::from(own[t - 1])) {
                    let loss = best - score + (kept - through(label));
                    if loss <= within {
                        self.turns.push(Turn { loss, labelling, token: t, label });
                    }
                }
            }
            let next = (0..self.turns.len())
                .min_by(|&a, &b| self.turns[a].loss.total_cmp(&self.turns[b].loss));
            let Some(next) = next.filter(|&i| scores.len() < most && self.turns[i].loss <= within)
            else {
                return;
            };
            let turn = self.turns.swap_remove(next);
            let from = labels.len();
            labels.extend_from_within(turn.labelling * n..(turn.labelling + 1) * n);
            let mut label = turn.label;
            for t in (0..turn.token).rev() {
                labels[from + t] = label as u8;
                label = usize::from(self.back[t * k + label]);
            }
            scores.push(best - turn.loss);
            end = turn.token;
        }
    }

    /// The score of one labelling.
    pub fn score(&self, transitions: &Transitions, labels: &[u8]) -> f32 {
        let k = self.labels;
        let mut score = 0.0;
        for (t, &label) in labels.iter().enumerate() {
            let j = label as usize;
            score += self.nodes[t * k + j];
            score += match t {
                0 => transitions.start[j],
                _ => pairs(&self.edges, transitions, t)[labels[t - 1] as usize * k + j],
            };
        }
        labels.last().map_or(0.0, |&last| score + transitions.end[last as usize])
    }

    /// Works out [`marginal`](Self::marginal) for every token and returns the logarithm of the sum over all
    /// labellings (forward-backward, in scaled probabilities). With `allowed`, over those labellings only.
    pub fn forward_backward(&mut self, transitions: &Transitions, allowed: Option<&[u64]>) -> f32 {
        let (k, n) = (self.labels, self.tokens);
        if n == 0 {
            return 0.0;
        }
        self.complete_edges(transitions);
        let mut log_sum = self.factors(transitions, allowed);
        self.forward.clear();
        self.forward.resize(n * k, 0.0);
        for j in 0..k {
            self.forward[j] = self.node_factors[j] * self.start_factors[j];
        }
        log_sum += normalise(&mut self.forward[..k]);
        for t in 1..n {
            let pairs = self.pair_factors(t);
            let (before, row) = self.forward[(t - 1) * k..(t + 1) * k].split_at_mut(k);
            for (i, &mass) in before.iter().enumerate() {
                for (sum, factor) in row.iter_mut().zip(&self.edge_factors[pairs + i * k..]) {
                    *sum += mass * factor;
                }
            }
            for (sum, factor) in row.iter_mut().zip(&self.node_factors[t * k..]) {
                *sum *= factor;
            }
            log_sum += normalise(row);
        }
        let last = &self.forward[(n - 1) * k..];
        log_sum += last.iter().zip(&self.end_factors).map(|(a, b)| a * b).sum::<f32>().ln();
        self.backward.clear();
        self.backward.resize(n * k, 0.0);
        self.backward[(n - 1) * k..].copy_from_slice(&self.end_factors);
        for t in (1..n).rev() {
            let pairs = self.pair_factors(t);
            let (row, after) = self.backward[(t - 1) * k..(t + 1) * k].split_at_mut(k);
            let factors = &self.node_factors[t * k..(t + 1) * k];
            for (i, sum) in row.iter_mut().enumerate() {
                let edges = &self.edge_factors[pairs + i * k..pairs + (i + 1) * k];
                *sum = edges.iter().zip(factors).zip(&*after).map(|((e, f), b)| e * f * b).sum();
            }
            normalise(row);
        }
        self.marginals.clear();
        self.marginals.extend(self.forward.iter().zip(&self.backward).map(|(a, b)| a * b));
        for row in self.marginals.chunks_exact_mut(k) {
            normalise(row);
        }
        log_sum
    }

    /// The probability of each label of `token`, after [`forward_backward`](Self::forward_backward).
    pub fn marginal(&self, token: usize) -> &[f32] {
        &self.marginals[token * self.labels..(token + 1) * self.labels]
    }

    /// Writes the probability of each label pair at the gap before `token` into `pairs`.
    ///
    /// # Panics
    /// If `token` is 0: there is no gap.
    pub fn pair_marginal(&self, token: usize, pairs: &mut Vec<f32>) {
        let k = self.labels;
        assert!(token > 0, "no gap before the first token");
        let factors = self.pair_factors(token);
        pairs.clear();
        for i in 0..k {
            let mass = self.forward[(token - 1) * k + i];
            for j in 0..k {
                let after = self.node_factors[token * k + j] * self.backward[token * k + j];
                pairs.push(mass * self.edge_factors[factors + i * k + j] * after);
            }
        }
        normalise(pairs);
    }

    /// Fills in the edges of tokens pushed since the last edge was asked for.
    fn complete_edges(&mut self, transitions: &Transitions) {
        if !self.edges.is_empty() {
            self.edge(transitions);
        }
    }

    /// Where the factors of the gap before `token` begin.
    fn pair_factors(&self, token: usize) -> usize {
        if self.edges.is_empty() { 0 } else { token * self.labels * self.labels }
    }

    /// Exponentials of all scores, those of a token relative to its best; returns the sum of those.
    fn factors(&mut self, transitions: &Transitions, allowed: Option<&[u64]>) -> f32 {
        let k = self.labels;
        let mut log_sum = 0.0;
        self.node_factors.clear();
        for (t, row) in self.nodes.chunks_exact(k).enumerate() {
            let mask = allowed.map_or(u64::MAX, |a| a[t]);
            let most = row.iter().enumerate().filter(|(j, _)| mask >> j & 1 == 1);
            let most = most.map(|(_, &s)| s).fold(f32::NEG_INFINITY, f32::max);
            log_sum += most;
            let factor =
                |(j, &s): (usize, &f32)| if mask >> j & 1 == 1 { exp(s - most) } else { 0.0 };
            self.node_factors.extend(row.iter().enumerate().map(factor));
        }
        let edges = if self.edges.is_empty() { &transitions.pairs } else { &self.edges };
        let fill = |factors: &mut Vec<f32>, scores: &[f32]| {
            factors.clear();
            // Beyond this a product of two could leave the range of floats.
            factors.extend(scores.iter().map(|&s| exp(s.min(30.0))));
        };
        fill(&mut self.edge_factors, edges);
        fill(&mut self.start_factors, &transitions.start);
        fill(&mut self.end_factors, &transitions.end);
        log_sum
    }
}

/// The pair scores of the gap before `token`.
fn pairs<'l>(edges: &'l [f32], transitions: &'l Transitions, token: usize) -> &'l [f32] {
    let size = transitions.labels * transitions.labels;
    edges.get(token * size..(token + 1) * size).unwrap_or(&transitions.pairs)
}

/// Scales `row` to sum 1 and returns the logarithm of what it was. A row of zeros, where no labelling is
/// possible, becomes even.
fn normalise(row: &mut [f32]) -> f32 {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        row.iter_mut().for_each(|x| *x /= sum);
        sum.ln()
    } else {
        row.fill(1.0 / row.len() as f32);
        f32::NEG_INFINITY
    }
}
