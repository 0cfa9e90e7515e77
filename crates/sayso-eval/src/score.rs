//! Precision, recall and their mean.

use std::fmt;

use serde::Serialize;

/// Precision, recall and F1, each from 0 to 1, with the counts they stand on.
///
/// ```
/// let score = sayso_eval::Score::from_counts(3, 4, 6);
/// assert_eq!(score.to_string(), "P 0.750  R 0.500  F1 0.600   (4 predicted, 6 gold)");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// The share of the predicted that is right.
    #[serde(rename = "p")]
    pub precision: f64,
    /// The share of the gold that was found.
    #[serde(rename = "r")]
    pub recall: f64,
    /// The harmonic mean of the two.
    pub f1: f64,
    /// How many were predicted.
    pub predicted: usize,
    /// How many there are.
    pub gold: usize,
}

impl Score {
    /// The score where `right` of `predicted` are among the `gold`. No share of nothing is right.
    pub fn from_counts(right: usize, predicted: usize, gold: usize) -> Self {
        Tally { credit: Credit { predicted: right as f64, gold: right as f64 }, predicted, gold }
            .score()
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { precision, recall, f1, predicted, gold } = self;
        write!(
            f,
            "P {precision:.3}  R {recall:.3}  F1 {f1:.3}   ({predicted} predicted, {gold} gold)"
        )
    }
}

/// Counts that grow document by document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) credit: Credit,
    pub(crate) predicted: usize,
    pub(crate) gold: usize,
}

/// What the predicted and the gold ones earned. The two differ where a match may be partial.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Credit {
    pub(crate) predicted: f64,
    pub(crate) gold: f64,
}

impl Tally {
    pub(crate) fn add(&mut self, right: usize, predicted: usize, gold: usize) {
        let right = right as f64;
        self.add_partial(Credit { predicted: right, gold: right }, predicted, gold);
    }

    pub(crate) fn add_partial(&mut self, credit: Credit, predicted: usize, gold: usize) {
        self.credit.predicted += credit.predicted;
        self.credit.gold += credit.gold;
        self.predicted += predicted;
        self.gold += gold;
    }

    pub(crate) fn score(&self) -> Score {
        let share = |credit: f64, all: usize| if all == 0 { 0.0 } else { credit / all as f64 };
        let (p, r) =
            (share(self.credit.predicted, self.predicted), share(self.credit.gold, self.gold));
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        Score { precision: p, recall: r, f1, predicted: self.predicted, gold: self.gold }
    }
}
