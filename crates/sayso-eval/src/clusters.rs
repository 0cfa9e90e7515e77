//! Things that are to be grouped: which pairs are rightly together, and B³.

use std::collections::BTreeMap;

use crate::Score;
use crate::score::{Credit, Tally};

/// How well things were grouped.
///
/// ```
/// use sayso_eval::score_clusters;
///
/// // Three are to be one group; two of them were found to be.
/// let scores = score_clusters(&[1, 1, 1, 2], &["a", "a", "b", "c"]);
/// assert_eq!(scores.pairs.to_string(), "P 1.000  R 0.333  F1 0.500   (1 predicted, 3 gold)");
/// assert!((scores.b_cubed.recall - 2.0 / 3.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct ClusterScores {
    /// Of all pairs, those that are in one group.
    pub pairs: Score,
    /// For each thing the share of its group that belongs there, and the share of those that belong there that are in it
    /// (Bagga and Baldwin 1998), on average.
    pub b_cubed: Score,
}

/// Scores the groups `found` against `gold`: the label of each thing, in one order.
pub fn score_clusters<G: Ord, F: Ord>(gold: &[G], found: &[F]) -> ClusterScores {
    let things: Vec<(&G, &F)> = gold.iter().zip(found).collect();
    let (mut of_gold, mut of_found, mut of_both) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for &(g, f) in &things {
        *of_gold.entry(g).or_insert(0usize) += 1;
        *of_found.entry(f).or_insert(0usize) += 1;
        *of_both.entry((g, f)).or_insert(0usize) += 1;
    }
    let pairs = |sizes: &mut dyn Iterator<Item = &usize>| sizes.map(|n| n * (n - 1) / 2).sum();
    let b_cubed = things.iter().fold(Tally::default(), |mut tally, &(g, f)| {
        let both = of_both[&(g, f)] as f64;
        let credit =
            Credit { predicted: both / of_found[f] as f64, gold: both / of_gold[g] as f64 };
        tally.add_partial(credit, 1, 1);
        tally
    });
    ClusterScores {
        pairs: Score::from_counts(
            pairs(&mut of_both.values()),
            pairs(&mut of_found.values()),
            pairs(&mut of_gold.values()),
        ),
        b_cubed: b_cubed.score(),
    }
}
