//! Fits the weights of the pair model.

use std::fmt::Write as _;

use crate::corpus::Corpus;
use crate::node::{Node, nodes};
use crate::pair::{COUNT, EXPECTED, NAMES, features};
use crate::statement::Statement;

/// A pair to learn from.
#[derive(Clone, Debug)]
pub struct Example {
    values: [f32; COUNT],
    same: bool,
    weight: f64,
}

/// All pairs of statements for which `label` says that they are the same or not, with how much each counts.
pub fn examples(
    statements: &[&Statement],
    corpus: &dyn Corpus,
    label: impl Fn(usize, usize) -> Option<(bool, f64)>,
) -> Vec<Example> {
    let (nodes, _) = nodes(statements, corpus);
    let first = |node: &Node<'_>| node.members[0] as usize;
    let mut examples = Vec::new();
    for (i, b) in nodes.iter().enumerate() {
        for a in &nodes[..i] {
            if let Some((same, weight)) = label(first(a), first(b)) {
                examples.push(Example { values: features(a, b), same, weight });
            }
        }
    }
    examples
}

/// How strongly weights are held near what is expected.
const HOLD: f64 = 20.0;
/// Steps of Newton's method; it is there long before.
const STEPS: usize = 30;

/// The weights that make the examples most probable, as the text of `data/weights.tsv`.
pub fn fit(examples: &[Example]) -> String {
    let expected = EXPECTED.map(f64::from);
    let mut weights = expected;
    for _ in 0..STEPS {
        let mut gradient = [0.0f64; COUNT];
        let mut hessian = [[0.0f64; COUNT]; COUNT];
        for example in examples {
            let x = example.values.map(f64::from);
            let sum: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            let error = example.weight * (f64::from(u8::from(example.same)) - p);
            for i in 0..COUNT {
                gradient[i] += error * x[i];
                for j in 0..COUNT {
                    hessian[i][j] += example.weight * p * (1.0 - p) * x[i] * x[j];
                }
            }
        }
        for i in 0..COUNT {
            gradient[i] -= HOLD * (weights[i] - expected[i]);
            hessian[i][i] += HOLD;
        }
        let step = solve(hessian, gradient);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    let mut text =
        "# The weights of the features of a pair. Written by `cargo xtask train claims`.\n"
            .to_owned();
    for (name, weight) in NAMES.iter().zip(weights) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}\t{weight:.3}");
    }
    text
}

/// The solution of a system of linear equations, by elimination.
fn solve(mut a: [[f64; COUNT]; COUNT], mut b: [f64; COUNT]) -> [f64; COUNT] {
    for i in 0..COUNT {
        let pivot = (i..COUNT).max_by(|&x, &y| a[x][i].abs().total_cmp(&a[y][i].abs()));
        let pivot = pivot.unwrap_or(i);
        a.swap(i, pivot);
        b.swap(i, pivot);
        let (pivots, pivot) = (a[i], b[i]);
        for (row, value) in a.iter_mut().zip(&mut b).skip(i + 1) {
            let factor = row[i] / pivots[i];
            for (cell, above) in row.iter_mut().zip(pivots).skip(i) {
                *cell -= factor * above;
            }
            *value -= factor * pivot;
        }
    }
    let mut x = [0.0; COUNT];
    for i in (0..COUNT).rev() {
        let rest: f64 = (i + 1..COUNT).map(|j| a[i][j] * x[j]).sum();
        x[i] = (b[i] - rest) / a[i][i];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_of_the_same_gains_weight() {
        let example = |words: f32, same| {
            let mut values = [0.0; COUNT];
            (values[0], values[1]) = (1.0, words);
            Example { values, same, weight: 1.0 }
        };
        let weight = |examples: &[Example]| -> f32 {
            let text = fit(examples);
            let words = text.lines().find_map(|line| line.strip_prefix("Words\t"));
            words.unwrap().parse().unwrap()
        };
        let same: Vec<Example> = (0..50).map(|_| example(0.9, true)).collect();
        let other: Vec<Example> = (0..50).map(|_| example(0.9, false)).collect();
        assert_eq!(weight(&[]), EXPECTED[1]);
        assert!(weight(&same) > EXPECTED[1] && weight(&other) < EXPECTED[1]);
    }
}
