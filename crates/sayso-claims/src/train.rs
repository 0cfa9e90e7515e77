//! Fits the weights of the pair model.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sayso_linear::text_hash;

use crate::concepts::Concepts;
use crate::corpus::Corpus;
use crate::documents::Documents;
use crate::node::Nodes;
use crate::pair::{COUNT, EXPECTED, NAMES};
use crate::statement::Statement;
use crate::story::Stories;

/// Two statements by their indices, whether they say the same, and how much that counts.
pub type Pair = (usize, usize, bool, f64);

/// A pair to learn from.
#[derive(Clone, Debug)]
pub struct Example {
    values: [f32; COUNT],
    same: bool,
    weight: f64,
}

/// What is learned from pairs of statements; those with the same words teach nothing, and repetitions count once.
pub fn examples(statements: &[&Statement], corpus: &dyn Corpus, pairs: &[Pair]) -> Vec<Example> {
    let documents = Documents::new(statements, corpus);
    let nodes = Nodes::new(statements, &documents, &Stories::new(&documents), corpus);
    let mut node_of = vec![0; statements.len()];
    for (number, node) in (0u32..).zip(&nodes.all) {
        nodes.members(node).iter().for_each(|&i| node_of[i as usize] = number);
    }
    let mut seen = BTreeSet::new();
    let mut examples = Vec::new();
    for &(i, j, same, weight) in pairs {
        let (a, b) = (node_of[i].min(node_of[j]), node_of[i].max(node_of[j]));
        if a != b && seen.insert((a, b)) {
            let values = nodes.pairing(a, |mut a| a.features(b));
            examples.push(Example { values, same, weight });
        }
    }
    examples
}

/// How strongly weights are held near what is expected.
const HOLD: f64 = 10.0;
/// Steps of Newton's method; it is there long before.
const STEPS: usize = 30;

/// The weights of the features.
#[derive(Clone, Debug)]
pub struct Weights([f32; COUNT]);

impl Weights {
    /// Those that make the examples most probable.
    pub fn fit(examples: &[Example]) -> Self {
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
        Self(weights.map(|weight| weight as f32))
    }

    /// The text of `data/weights.tsv`.
    pub fn text(&self) -> String {
        let mut text =
            "# The weights of the features of a pair. Written by `cargo xtask train claims`.\n"
                .to_owned();
        for (name, weight) in NAMES.iter().zip(self.0) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name}\t{weight:.3}");
        }
        text
    }

    /// Of the examples the probable ones that are the same, all that are probable, all that are the same.
    pub fn counts(&self, examples: &[Example]) -> [usize; 3] {
        let probable = |example: &Example| {
            example.values.iter().zip(self.0).map(|(value, weight)| value * weight).sum::<f32>()
                > 0.0
        };
        let count = |holds: &dyn Fn(&Example) -> bool| examples.iter().filter(|e| holds(e)).count();
        [count(&|e| e.same && probable(e)), count(&probable), count(&|e| e.same)]
    }
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

/// The bytes of `data/senses.bin`: of each word what it means, and whether that is broader than the word. Meanings that
/// no two words have tell nothing.
pub fn senses<M: Copy + Ord>(words: &[(&str, Vec<(M, bool)>)]) -> Vec<u8> {
    let mut stems = BTreeMap::<u32, BTreeMap<M, bool>>::new();
    for (word, meanings) in words {
        let stem = stems.entry(text_hash(&Concepts::builtin().stem(word)) as u32).or_default();
        for &(meaning, broader) in meanings {
            let known = stem.entry(meaning).or_insert(true);
            *known &= broader;
        }
    }
    // In how many words a meaning is, and whether it is the very meaning of one.
    let mut uses = BTreeMap::<M, (usize, bool)>::new();
    for (&meaning, &broader) in stems.values().flatten() {
        let (count, own) = uses.entry(meaning).or_default();
        *count += 1;
        *own |= !broader;
    }
    uses.retain(|_, &mut (count, own)| count > 1 && own);
    let numbers: BTreeMap<M, u16> = uses.into_keys().zip(0..).collect();
    let number = |(meaning, broader): (M, bool)| Some((*numbers.get(&meaning)?, broader));
    let stems = stems.into_iter().map(|(stem, meanings)| {
        let meanings: BTreeSet<(u16, bool)> = meanings.into_iter().filter_map(number).collect();
        (stem, meanings.into_iter().take(usize::from(u8::MAX)).collect::<Vec<_>>())
    });
    crate::senses::build(&stems.filter(|(_, meanings)| !meanings.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_of_the_same_gains_weight() {
        let place = NAMES.iter().position(|name| *name == "Words").unwrap();
        let example = |words: f32, same| {
            let mut values = [0.0; COUNT];
            (values[0], values[place]) = (1.0, words);
            Example { values, same, weight: 1.0 }
        };
        let weight = |examples: &[Example]| -> f32 {
            let text = Weights::fit(examples).text();
            let words = text.lines().find_map(|line| line.strip_prefix("Words\t"));
            words.unwrap().parse().unwrap()
        };
        let same: Vec<Example> = (0..50).map(|_| example(0.9, true)).collect();
        let other: Vec<Example> = (0..50).map(|_| example(0.9, false)).collect();
        assert_eq!(weight(&[]), EXPECTED[place]);
        assert!(weight(&same) > EXPECTED[place] && weight(&other) < EXPECTED[place]);
    }
}
