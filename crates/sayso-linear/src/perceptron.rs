//! The averaged perceptron (Freund and Schapire 1999; Collins 2002): learning from mistakes, with sparse
//! rows, so that millions of features times a hundred classes fit memory.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::TableBuilder;

/// A multi-class perceptron in training.
///
/// ```
/// use sayso_linear::{Perceptron, feature, text_hash};
///
/// let mut model = Perceptron::new(2);
/// let said = [feature(0, &[text_hash("said")])];
/// let mut scores = [0.0; 2];
/// for _ in 0..3 {
///     model.scores(&said, &mut scores);
///     if scores[1] <= scores[0] {
///         model.update(&said, 1, 0);
///     }
///     model.tick();
/// }
/// model.scores(&said, &mut scores);
/// assert!(scores[1] > scores[0]);
/// ```
#[derive(Debug)]
pub struct Perceptron {
    classes: usize,
    index: HashMap<u64, u32, BuildHasherDefault<Ready>>,
    rows: Vec<Row>,
    clock: u32,
}

#[derive(Debug, Default)]
struct Row {
    feature: u64,
    updates: u32,
    weights: Vec<Weight>,
}

#[derive(Debug)]
struct Weight {
    class: u8,
    value: f32,
    /// The sum of all values up to `since`.
    total: f64,
    since: u32,
}

impl Perceptron {
    /// A model that knows nothing.
    pub fn new(classes: usize) -> Self {
        Self { classes, index: HashMap::default(), rows: Vec::new(), clock: 0 }
    }

    /// Writes the present score of every class into `scores`.
    pub fn scores(&self, features: &[u64], scores: &mut [f32]) {
        scores.fill(0.0);
        for feature in features {
            if let Some(&row) = self.index.get(feature) {
                for weight in &self.rows[row as usize].weights {
                    scores[weight.class as usize] += weight.value;
                }
            }
        }
    }

    /// Learns that `features` speak for `right` and not for `wrong`.
    pub fn update(&mut self, features: &[u64], right: usize, wrong: usize) {
        for &feature in features {
            let fresh = self.rows.len() as u32;
            let row = *self.index.entry(feature).or_insert(fresh);
            if row == fresh {
                self.rows.push(Row { feature, ..Row::default() });
            }
            let row = &mut self.rows[row as usize];
            row.updates += 1;
            for (class, change) in [(right, 1.0), (wrong, -1.0)] {
                let class = class as u8;
                let at = row.weights.iter().position(|w| w.class == class).unwrap_or_else(|| {
                    row.weights.push(Weight { class, value: 0.0, total: 0.0, since: self.clock });
                    row.weights.len() - 1
                });
                let weight = &mut row.weights[at];
                weight.total += f64::from(weight.value) * f64::from(self.clock - weight.since);
                weight.since = self.clock;
                weight.value += change;
            }
        }
    }

    /// Counts one decision, right or wrong: averages are over decisions.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    /// The number of features with weights.
    pub fn features(&self) -> usize {
        self.rows.len()
    }

    /// The averaged weights of all features that took part in at least `updates` corrections, rounded to
    /// zero where they are smaller than `least`.
    pub fn average(&self, updates: u32, least: f32) -> TableBuilder {
        let mut builder = TableBuilder::new(self.classes);
        let clock = f64::from(self.clock.max(1));
        let mut averaged = Vec::new();
        for row in self.rows.iter().filter(|row| row.updates >= updates) {
            averaged.clear();
            for weight in &row.weights {
                let rest = f64::from(weight.value) * f64::from(self.clock - weight.since);
                let mean = ((weight.total + rest) / clock) as f32;
                if mean.abs() >= least {
                    averaged.push((weight.class, mean));
                }
            }
            averaged.sort_unstable_by_key(|(class, _)| *class);
            builder.push(row.feature, &averaged);
        }
        builder
    }
}

/// Features are hashes already.
#[derive(Clone, Debug, Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("features are written as whole numbers")
    }

    fn write_u64(&mut self, feature: u64) {
        self.0 = feature;
    }
}
