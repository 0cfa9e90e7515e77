//! Linear-chain conditional random fields (Lafferty, McCallum and Pereira 2001): labels for the tokens of a
//! sequence, chosen together.
//!
//! The score of a label is the sum of the weights of its token's features. A pair of neighbouring labels has a
//! score of its own, which may depend on the features of the gap between the two tokens (an *edge*).

#[cfg(any(test, feature = "train"))]
mod examples;
mod lattice;
#[cfg(any(test, feature = "train"))]
mod train;

#[cfg(any(test, feature = "train"))]
pub use examples::Sequences;
pub use lattice::Lattice;
#[cfg(any(test, feature = "train"))]
pub use train::{Crf, CrfConfig};

/// The scores of label pairs, first labels and last labels, whatever the words.
///
/// ```
/// use sayso_linear::{Lattice, Transitions};
///
/// // Labels: 0 = outside, 1 = a name begins, 2 = the name goes on. A name goes on only after it has begun.
/// let mut transitions = Transitions::new(3);
/// transitions.forbid(0, 2);
/// transitions.forbid_start(2);
/// let mut lattice = Lattice::default();
/// lattice.clear(&transitions);
/// for scores in [[0.0, 0.5, 0.6], [0.0, 0.1, 2.0]] {
///     lattice.push(&transitions).copy_from_slice(&scores);
/// }
/// let mut labels = Vec::new();
/// lattice.viterbi(&transitions, None, &mut labels);
/// assert_eq!(labels, [1, 2]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Transitions {
    labels: usize,
    /// Scores by left label, then right label.
    pairs: Vec<f32>,
    start: Vec<f32>,
    end: Vec<f32>,
}

impl Transitions {
    /// All pairs of `labels` labels alike.
    ///
    /// # Panics
    /// If there are no labels, or more than 64.
    pub fn new(labels: usize) -> Self {
        assert!((1..=64).contains(&labels), "a set of labels must fit 64 bits");
        Self {
            labels,
            pairs: vec![0.0; labels * labels],
            start: vec![0.0; labels],
            end: vec![0.0; labels],
        }
    }

    /// The transitions whose [`scores`](Self::scores) these are.
    ///
    /// # Panics
    /// If their number does not fit `labels`.
    pub fn from_scores(labels: usize, scores: &[f32]) -> Self {
        let mut new = Self::new(labels);
        assert_eq!(scores.len(), labels * (labels + 2), "scores of every pair and both ends");
        new.pairs.copy_from_slice(&scores[..labels * labels]);
        new.start.copy_from_slice(&scores[labels * labels..labels * (labels + 1)]);
        new.end.copy_from_slice(&scores[labels * (labels + 1)..]);
        new
    }

    /// The scores of all pairs, left label by left label, then of the starts, then of the ends.
    pub fn scores(&self) -> impl Iterator<Item = f32> + '_ {
        self.pairs.iter().chain(&self.start).chain(&self.end).copied()
    }

    /// The number of labels.
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// Rules out `right` directly after `left`.
    pub fn forbid(&mut self, left: u8, right: u8) {
        self.pairs[left as usize * self.labels + right as usize] = f32::NEG_INFINITY;
    }

    /// Rules out a sequence that begins with `label`.
    pub fn forbid_start(&mut self, label: u8) {
        self.start[label as usize] = f32::NEG_INFINITY;
    }

    /// Rules out a sequence that ends with `label`.
    pub fn forbid_end(&mut self, label: u8) {
        self.end[label as usize] = f32::NEG_INFINITY;
    }
}

#[cfg(test)]
mod tests;
