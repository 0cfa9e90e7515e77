//! Weights that choose among the few best labellings around a cue, learned from what fields that have not seen
//! an article propose for it.

use sayso_linear::{Interner, Rng, TableBuilder, WeightTable, softmax};

use super::gold::{Gold, GoldDocument};
use super::{Progress, confidence, fold, numbered, tables};
use crate::candidate::Candidate;
use crate::finders::linear::{LinearFinder, LinearScratch};

/// Rarer features are left out; of the others, so many are kept.
const LEAST_COUNT: u32 = 5;
const MOST: usize = 200_000;
const EPOCHS: usize = 8;
const RATE: f32 = 0.02;
const DECAY: f32 = 0.01;

/// What is proposed for one cue, the field's best first.
pub(super) struct Group {
    fold: usize,
    candidates: Vec<Ranked>,
}

struct Ranked {
    /// The field's score against its best.
    score: f32,
    features: Vec<u64>,
    /// How much of content and source is right.
    quality: f32,
}

impl Group {
    fn most(&self) -> f32 {
        self.candidates.iter().map(|c| c.quality).fold(0.0, f32::max)
    }
}

/// The quality of content and source together if both are right to the word.
const EXACT: f32 = 3.0;

fn quality(document: &GoldDocument, gold: &Gold, candidate: &Candidate) -> f32 {
    let (content, source) = confidence::overlaps(document, gold, candidate);
    let part = |share: f32| if share > 0.999 { EXACT / 2.0 } else { share };
    part(content) + part(source)
}

/// What `learned`, which has not seen fold `own`, proposes for the cues there.
pub(super) fn collect(
    documents: &[GoldDocument],
    own: usize,
    finder: &LinearFinder,
    groups: &mut Vec<Group>,
) {
    let mut scratch = LinearScratch::default();
    for (_, document) in numbered(documents).filter(|(d, _)| fold(*d) == own) {
        scratch.set_probabilities(&document.probabilities);
        for gold in &document.gold {
            let Some(head) = gold.head else { continue };
            let mut candidates = Vec::new();
            let each = &mut |candidate: Candidate, score: f32, features: &[u64]| {
                let quality = quality(document, gold, &candidate);
                candidates.push(Ranked { score, features: features.to_vec(), quality });
            };
            finder.each_labelling(document.view(), head, &[], &mut scratch, each);
            if candidates.len() > 1 {
                groups.push(Group { fold: own, candidates });
            }
        }
    }
}

/// The weights of a log-linear choice, in units of the field's scores, by steps of their own size for each
/// feature (Duchi, Hazan and Singer 2011); the mean of the later passes.
pub(super) fn train(
    groups: &[Group],
    takes: impl Fn(usize) -> bool,
    note: Progress<'_>,
) -> TableBuilder {
    let groups: Vec<&Group> = groups.iter().filter(|g| takes(g.fold)).collect();
    let mut interner = Interner::default();
    for feature in groups.iter().flat_map(|g| &g.candidates).flat_map(|c| &c.features) {
        interner.count(*feature);
    }
    let (interner, _) = interner.keep_frequent(LEAST_COUNT);
    let ids =
        |c: &Ranked| -> Vec<u32> { c.features.iter().filter_map(|&f| interner.get(f)).collect() };
    let rows: Vec<Vec<Vec<u32>>> =
        groups.iter().map(|g| g.candidates.iter().map(ids).collect()).collect();
    let mut choice = Choice::new(interner.len());
    let mut mean = vec![0f32; interner.len() + 1];
    let mut averaged = 0;
    let mut order: Vec<usize> = (0..groups.len()).collect();
    let mut rng = Rng::new(1);
    for epoch in 0..EPOCHS {
        rng.shuffle(&mut order);
        order.iter().for_each(|&g| choice.learn(groups[g], &rows[g]));
        if epoch * 2 >= EPOCHS {
            averaged += 1;
            let share = 1.0 / averaged as f32;
            mean.iter_mut().zip(&choice.weights).for_each(|(m, w)| *m += share * (w - *m));
        }
    }
    let field = mean.pop().unwrap_or(1.0);
    note(&format!("{} cues with a choice; the field counts {field:.3}", groups.len()));
    let rows = interner.hashes().iter().zip(mean).zip(interner.counts());
    let rows = rows.map(|((&hash, weight), &count)| (hash, 0, vec![weight / field], count));
    let [builder] = tables([1], rows.collect(), MOST, note);
    builder
}

/// The weights of features, and last that of the field's score.
struct Choice {
    weights: Vec<f32>,
    squares: Vec<f32>,
    scores: Vec<f32>,
}

impl Choice {
    fn new(features: usize) -> Self {
        let (mut weights, mut squares) = (vec![0.0; features + 1], vec![1e-3; features + 1]);
        (weights[features], squares[features]) = (1.0, 1.0);
        Self { weights, squares, scores: Vec::new() }
    }

    /// Makes the best of the candidates, whose features are `rows`, more probable.
    fn learn(&mut self, group: &Group, rows: &[Vec<u32>]) {
        let field = self.weights.len() - 1;
        self.scores.clear();
        for (candidate, row) in group.candidates.iter().zip(rows) {
            let sum: f32 = row.iter().map(|&f| self.weights[f as usize]).sum();
            self.scores.push(self.weights[field] * candidate.score + sum);
        }
        softmax(&mut self.scores);
        let most = group.most();
        let is_best = |c: &Ranked| c.quality > most - 1e-3;
        let shares = group.candidates.iter().zip(&self.scores);
        let best: f32 = shares.filter(|(c, _)| is_best(c)).map(|(_, p)| p).sum();
        for (i, candidate) in group.candidates.iter().enumerate() {
            let p = self.scores[i];
            let gradient = p - if is_best(candidate) { p / best.max(1e-6) } else { 0.0 };
            self.step(field, gradient * candidate.score, 0.0);
            rows[i].iter().for_each(|&f| self.step(f as usize, gradient, DECAY));
        }
    }

    fn step(&mut self, at: usize, gradient: f32, decay: f32) {
        let gradient = gradient + decay * self.weights[at];
        self.squares[at] += gradient * gradient;
        self.weights[at] -= RATE * gradient / self.squares[at].sqrt();
    }
}

/// How many choices are right to the word in a fold that the weights have not seen.
pub(super) fn measure(groups: &[Group], own: usize, ranks: &WeightTable, note: Progress<'_>) {
    let groups: Vec<&Group> = groups.iter().filter(|g| g.fold == own).collect();
    let chosen = |group: &Group| {
        let score = |c: &Ranked| {
            let mut sum = [0];
            ranks.add_all(&c.features, &mut sum);
            c.score + sum[0] as f32 * ranks.unit()
        };
        let best = group.candidates.iter().max_by(|a, b| score(a).total_cmp(&score(b)));
        best.map_or(0.0, |c| c.quality)
    };
    let share = |quality: &dyn Fn(&Group) -> f32| {
        let exact = groups.iter().filter(|g| quality(g) >= EXACT).count();
        100.0 * exact as f32 / groups.len().max(1) as f32
    };
    note(&format!(
        "exact: the field's best {:.1} %, the choice {:.1} %, the best there is {:.1} %",
        share(&|g| g.candidates[0].quality),
        share(&chosen),
        share(&|g| g.most())
    ));
}
