//! Multinomial logistic regression over sparse binary features.

use crate::{Examples, Rng, softmax};

/// How to train a [`Logistic`] model.
#[derive(Clone, Debug)]
pub struct LogisticConfig {
    /// The number of feature ids; every id in the examples is smaller.
    pub features: usize,
    /// The number of classes.
    pub classes: usize,
    /// Passes over the examples.
    pub epochs: usize,
    /// The step size of AdaGrad.
    pub rate: f32,
    /// The weight decay applied to a weight whenever its feature is seen.
    pub l2: f32,
    /// Fixes the order of the examples.
    pub seed: u64,
}

/// A trained model: one weight for every feature and class.
///
/// ```
/// use sayso_linear::{Examples, Logistic, LogisticConfig};
///
/// let mut stops = Examples::default();
/// for _ in 0..20 {
///     stops.push(&[0, 1], 1); // a capital follows
///     stops.push(&[0, 1, 2], 0); // the same after "Mr"
/// }
/// let config = LogisticConfig { features: 3, classes: 2, epochs: 20, rate: 0.5, l2: 0.0, seed: 1 };
/// let model = Logistic::train(&stops, &config);
/// let mut scores = Vec::new();
/// model.scores(&[0, 1, 2], &mut scores);
/// assert!(scores[0] > scores[1]);
/// ```
#[derive(Clone, Debug)]
pub struct Logistic {
    classes: usize,
    weights: Vec<f32>,
}

impl Logistic {
    /// Trains by stochastic gradient descent with AdaGrad steps (Duchi, Hazan and Singer 2011).
    pub fn train(examples: &Examples, config: &LogisticConfig) -> Self {
        let k = config.classes;
        let mut weights = vec![0f32; config.features * k];
        let mut squares = vec![1e-6f32; config.features * k];
        let mut order: Vec<u32> = (0..examples.len() as u32).collect();
        let mut rng = Rng::new(config.seed);
        let mut scores = vec![0f32; k];
        // The mean over the later passes: single passes differ by chance in the last examples seen.
        let mut sums = vec![0f32; weights.len()];
        let averaged_from = config.epochs / 2;
        for epoch in 0..config.epochs {
            rng.shuffle(&mut order);
            for &i in &order {
                let (features, class) = examples.get(i as usize);
                scores.fill(0.0);
                add_rows(&weights, features, &mut scores);
                softmax(&mut scores);
                scores[class as usize] -= 1.0;
                for &feature in features {
                    let row = feature as usize * k..(feature as usize + 1) * k;
                    let row = weights[row.clone()].iter_mut().zip(&mut squares[row]).zip(&scores);
                    for ((weight, square), &error) in row {
                        let gradient = error + config.l2 * *weight;
                        *square += gradient * gradient;
                        *weight -= config.rate * gradient / square.sqrt();
                    }
                }
            }
            if epoch >= averaged_from {
                sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
            }
        }
        let passes = (config.epochs - averaged_from) as f32;
        Self { classes: k, weights: sums.into_iter().map(|sum| sum / passes).collect() }
    }

    /// The number of classes.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The weights, feature by feature, `classes` numbers each.
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// Writes one score a class (a log-probability up to a constant) into `scores`.
    pub fn scores(&self, features: &[u32], scores: &mut Vec<f32>) {
        scores.clear();
        scores.resize(self.classes, 0.0);
        add_rows(&self.weights, features, scores);
    }
}

fn add_rows(weights: &[f32], features: &[u32], scores: &mut [f32]) {
    let k = scores.len();
    for &feature in features {
        let row = &weights[feature as usize * k..(feature as usize + 1) * k];
        for (score, weight) in scores.iter_mut().zip(row) {
            *score += weight;
        }
    }
}
