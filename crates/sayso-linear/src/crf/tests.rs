//! The lattice against the sum over every labelling written out, the gradient against differences.

use super::train::Trainer;
use super::{Crf, CrfConfig, Lattice, Sequences, Transitions};
use crate::Rng;

const LABELS: usize = 3;

/// All labellings of `tokens` tokens.
fn labellings(tokens: usize) -> impl Iterator<Item = Vec<u8>> {
    (0..LABELS.pow(tokens as u32)).map(move |mut number| {
        let mut next = || {
            let label = (number % LABELS) as u8;
            number /= LABELS;
            label
        };
        (0..tokens).map(|_| next()).collect()
    })
}

fn random(rng: &mut Rng, tokens: usize, edges: bool) -> (Transitions, Lattice) {
    let mut transitions = Transitions::from_scores(
        LABELS,
        &(0..LABELS * (LABELS + 2)).map(|_| rng.uniform() * 4.0 - 2.0).collect::<Vec<_>>(),
    );
    transitions.forbid(0, 2);
    transitions.forbid_start(2);
    transitions.forbid_end(1);
    let mut lattice = Lattice::default();
    lattice.clear(&transitions);
    for _ in 0..tokens {
        lattice.push(&transitions).fill_with(|| rng.uniform() * 6.0 - 3.0);
        if edges && rng.below(2) == 0 {
            for score in lattice.edge(&transitions) {
                *score += rng.uniform() * 2.0 - 1.0;
            }
        }
    }
    (transitions, lattice)
}

#[track_caller]
fn close(a: f32, b: f32) {
    assert!((a - b).abs() < 2e-4, "{a} and {b}");
}

#[test]
fn lattice_agrees_with_all_labellings_written_out() {
    let mut rng = Rng::new(3);
    for round in 0..60 {
        let tokens = 1 + round % 5;
        let (transitions, mut lattice) = random(&mut rng, tokens, round % 2 == 0);
        let masks: Vec<u64> = (0..tokens).map(|_| 1 | rng.next_u64() & 0b111).collect();
        let allowed = (round % 3 == 0).then_some(&masks[..]);
        let fits = |labels: &[u8]| {
            allowed.is_none_or(|a| labels.iter().zip(a).all(|(&l, m)| m >> l & 1 == 1))
        };
        let mut labels = Vec::new();
        let best = lattice.viterbi(&transitions, allowed, &mut labels);
        close(best, lattice.score(&transitions, &labels));
        let (mut few, mut scores) = (Vec::new(), Vec::new());
        lattice.k_best(&transitions, allowed, (9, 5.0), &mut few, &mut scores);
        let mut all: Vec<f32> = labellings(tokens)
            .filter(|l| fits(l))
            .map(|l| lattice.score(&transitions, &l))
            .filter(|score| *score >= best - 5.0)
            .collect();
        all.sort_by(|a, b| b.total_cmp(a));
        all.truncate(9);
        assert_eq!(all.len(), scores.len());
        for (i, (&score, &expected)) in scores.iter().zip(&all).enumerate() {
            close(score, expected);
            close(score, lattice.score(&transitions, &few[i * tokens..(i + 1) * tokens]));
        }
        let log_sum = lattice.forward_backward(&transitions, allowed);
        let mut marginals = vec![[0f32; LABELS]; tokens];
        let mut pairs = vec![[0f32; LABELS * LABELS]; tokens];
        let (mut sum, mut most) = (0.0, f32::NEG_INFINITY);
        for labelling in labellings(tokens).filter(|l| fits(l)) {
            let score = lattice.score(&transitions, &labelling);
            most = most.max(score);
            let probability = (score - log_sum).exp();
            sum += probability;
            for t in 0..tokens {
                marginals[t][labelling[t] as usize] += probability;
                if t > 0 {
                    let pair = labelling[t - 1] as usize * LABELS + labelling[t] as usize;
                    pairs[t][pair] += probability;
                }
            }
        }
        close(sum, 1.0);
        close(best, most);
        let mut row = Vec::new();
        for t in 0..tokens {
            marginals[t].iter().zip(lattice.marginal(t)).for_each(|(&a, &b)| close(a, b));
            if t > 0 {
                lattice.pair_marginal(t, &mut row);
                pairs[t].iter().zip(&row).for_each(|(&a, &b)| close(a, b));
            }
        }
    }
}

fn config(rate: f32) -> CrfConfig {
    let transitions = Transitions::new(LABELS);
    CrfConfig { transitions, least_count: 1, epochs: 15, rate, l2: 0.0, seed: 1 }
}

#[test]
fn errors_are_the_gradient_of_the_loss() {
    let mut sequences = Sequences::default();
    sequences.push_with_edges(&[10, 11], &[], 0b001);
    sequences.push_with_edges(&[11, 12], &[20], 0b110);
    sequences.push_with_edges(&[13], &[20, 21], 0b100);
    sequences.end_sequence();
    sequences.push_with_edges(&[10, 11], &[], 0b001);
    sequences.push_with_edges(&[11, 12], &[20], 0b010);
    sequences.push_with_edges(&[13], &[20, 21], 0b100);
    sequences.end_sequence();
    let config = config(0.1);
    let mut trainer = Trainer::new(&sequences, &config);
    let mut rng = Rng::new(5);
    for feature in 0..4 {
        (0..LABELS).for_each(|label| trainer.nudge(feature, label, rng.uniform()));
    }
    for sequence in 0..2 {
        check_gradient(&mut trainer, sequence);
    }
}

#[track_caller]
fn check_gradient(trainer: &mut Trainer<'_>, sequence: usize) {
    let loss = trainer.errors(sequence);
    let errors = trainer.node_errors.clone();
    let edge_errors = trainer.edge_errors.clone();
    let step = 1e-2;
    for label in 0..LABELS {
        // Feature 11, interned as 1, is active at tokens 0 and 1.
        trainer.nudge(1, label, step);
        let rise = (trainer.errors(sequence) - loss) / step;
        trainer.nudge(1, label, -step);
        assert!((rise - errors[label] - errors[LABELS + label]).abs() < 1e-2);
    }
    for pair in 0..LABELS * LABELS {
        let size = LABELS * LABELS;
        trainer.nudge_edge(0, pair, step);
        let rise = (trainer.errors(sequence) - loss) / step;
        trainer.nudge_edge(0, pair, -step);
        assert!((rise - edge_errors[size + pair] - edge_errors[2 * size + pair]).abs() < 1e-2);
    }
}

#[test]
fn partly_labelled_sequences_teach_too() {
    let mut sequences = Sequences::default();
    for _ in 0..30 {
        sequences.push(&[1], 1);
        sequences.push(&[2], 0);
        sequences.end_sequence();
        // Here nobody says which of 0 and 2 the second token is; elsewhere feature 3 is always 2.
        sequences.push_partial(&[1, 3], 0b101);
        sequences.push(&[3], 2);
        sequences.end_sequence();
    }
    let crf = Crf::train(sequences, &config(0.3));
    let mut lattice = Lattice::default();
    lattice.clear(crf.transitions());
    crf.add_scores(&[1, 3], lattice.push(crf.transitions()));
    crf.add_scores(&[3], lattice.push(crf.transitions()));
    let mut labels = Vec::new();
    lattice.viterbi(crf.transitions(), None, &mut labels);
    assert_eq!(labels, [2, 2]);
}

#[test]
fn edges_decide_where_a_run_ends() {
    let mut sequences = Sequences::default();
    for at in 1..5 {
        for _ in 0..10 {
            for t in 0..5 {
                let edges: &[u64] = if t == at { &[7] } else { &[] };
                sequences.push_with_edges(&[1], edges, if t < at { 1 } else { 2 });
            }
            sequences.end_sequence();
        }
    }
    let crf = Crf::train(sequences, &config(0.3));
    let mut lattice = Lattice::default();
    lattice.clear(crf.transitions());
    for t in 0..4 {
        lattice.push(crf.transitions());
        let (nodes, edges) = lattice.rows(crf.transitions());
        crf.add_scores(&[1], nodes);
        crf.add_edge_scores(if t == 2 { &[7] } else { &[] }, edges);
    }
    let mut labels = Vec::new();
    lattice.viterbi(crf.transitions(), None, &mut labels);
    assert_eq!(labels, [0, 0, 1, 1]);
}
