//! One sentence forwards and backwards through the network.

use sayso_linear::{Rng, softmax};

use super::matrix::add_product;
use super::network::Network;
use crate::labels::Relation;
use crate::network::{
    EMBEDDING, GATES1, GATES2, HIDDEN, MOVES, OUT1, OUT2, PROJECTIONS, RELATIONS, STATE1, STATE2,
    TAGS, WIDE1, gate, keys, softsign,
};
use crate::parser::{ACTIVE, Gold, Move, NONE, State, best_move, costs, extras, positions};
use sayso_lexicon::Lexeme;

/// The shares of numbers that are left out by chance, against overfitting.
const DROPOUT: f32 = 0.33;
const HIDDEN_DROPOUT: f32 = 0.25;
/// A key is left out with this chance at least, and one seen `n` times with `K / (K + n)` more.
const LEAST_KEY_DROPOUT: f32 = 0.1;
const KEY_DROPOUT: f32 = 0.3;
/// The weight of tags beside the parser's steps.
const TAG_WEIGHT: f32 = 1.0;

/// What was computed on the way forwards.
#[derive(Default)]
pub(super) struct Learner {
    embedded: Vec<Embedded>,
    layer1: Layer<WIDE1, OUT1>,
    layer2: Layer<GATES2, OUT2>,
    tags: Vec<u8>,
    tag_scores: Vec<[f32; TAGS]>,
    projected: Vec<[f32; PROJECTIONS]>,
    projected_gradients: Vec<[f32; PROJECTIONS]>,
    state: State,
}

struct Embedded {
    rows: Vec<u32>,
    vector: [f32; EMBEDDING],
}

#[derive(Default)]
struct Layer<const GATES: usize, const OUT: usize> {
    sums: Vec<[f32; GATES]>,
    out: Vec<[f32; OUT]>,
    /// `out` with some numbers left out.
    dropped: Vec<[f32; OUT]>,
    masks: Vec<[f32; OUT]>,
    gradients: Vec<[f32; OUT]>,
}

/// The gold of a sentence.
pub(super) struct Target<'g> {
    pub(super) words: &'g [Lexeme],
    pub(super) tags: &'g [Option<usize>],
    /// The number of tags there are.
    pub(super) kinds: usize,
    pub(super) gold: &'g Gold,
}

impl Learner {
    /// Adds the gradients of one sentence to the network; gives the number of wrong steps.
    pub(super) fn learn(
        &mut self,
        target: &Target<'_>,
        network: &mut Network,
        explore: bool,
        rng: &mut Rng,
    ) -> u32 {
        self.forwards(target, network, rng);
        let wrong = self.learn_steps(target, network, explore, rng);
        self.backwards(target, network);
        wrong
    }

    fn forwards(&mut self, target: &Target<'_>, network: &Network, rng: &mut Rng) {
        let length = target.words.len();
        self.embedded.clear();
        for word in target.words {
            let mut embedded = Embedded { rows: Vec::new(), vector: [0.0; EMBEDDING] };
            for (kind, key) in keys(word).into_iter().enumerate() {
                let row = network.rows.get(&key).copied().filter(|&row| {
                    let uses = network.uses[row as usize] as f32;
                    rng.uniform() >= LEAST_KEY_DROPOUT + KEY_DROPOUT / (KEY_DROPOUT + uses)
                });
                if let Some(row) = row.or((kind == 0).then_some(0)) {
                    embedded.rows.push(row);
                    let row = &network.embeddings.rows[row as usize];
                    embedded.vector.iter_mut().zip(row).for_each(|(x, e)| *x += e);
                }
            }
            self.embedded.push(embedded);
        }
        let sums = &mut self.layer1.sums;
        sums.clear();
        for i in 0..length {
            let mut sum = network.bias1.rows[0];
            for (offset, block) in network.layer1.rows.chunks_exact(EMBEDDING).enumerate() {
                if let Some(near) = (i + offset).checked_sub(1).and_then(|j| self.embedded.get(j)) {
                    add_product(&near.vector, block, &mut sum);
                }
            }
            sums.push(sum);
        }
        self.layer1.forwards::<STATE1>(rng);
        self.tags.clear();
        self.tag_scores.clear();
        for (out, sum) in self.layer1.dropped.iter().zip(&self.layer1.sums) {
            let mut scores = *sum[GATES1..].first_chunk().expect("tags fill the row");
            add_product(out, &network.tag.rows, &mut scores);
            self.tag_scores.push(scores);
            let best = (0..target.kinds).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
            self.tags.push(best.unwrap_or(0) as u8);
        }
        self.layer2.sums.clear();
        for (out, embedded) in self.layer1.dropped.iter().zip(&self.embedded) {
            let mut sum = network.bias2.rows[0];
            add_product(&embedded.vector, &network.skip2.rows, &mut sum);
            add_product(out, &network.layer2.rows, &mut sum);
            self.layer2.sums.push(sum);
        }
        self.layer2.forwards::<STATE2>(rng);
        self.projected.clear();
        for out in &self.layer2.dropped {
            let mut projected = [0.0; PROJECTIONS];
            add_product(out, &network.projection.rows, &mut projected);
            self.projected.push(projected);
        }
        self.projected_gradients.clear();
        self.projected_gradients.resize(length, [0.0; PROJECTIONS]);
    }

    fn learn_steps(
        &mut self,
        target: &Target<'_>,
        network: &mut Network,
        explore: bool,
        rng: &mut Rng,
    ) -> u32 {
        let mut wrong = 0;
        self.state.begin(target.words.len());
        while !self.state.is_done() {
            let at = Look { words: positions(&self.state), rows: extras(&self.state, &self.tags) };
            let hidden = self.hidden(&at, network, rng);
            let costs = costs(&self.state, target.gold);
            let possible = self.state.possible();
            let mut scores = network.move_bias.rows[0];
            add_product(&hidden, &network.moves.rows, &mut scores);
            let guess = best_move(&scores, &self.state);
            let least = (0..3).filter(|&k| possible[k]).map(|k| costs[k]).min().unwrap_or(0);
            let right = (0..3)
                .filter(|&k| possible[k] && costs[k] == least)
                .max_by(|&a, &b| scores[a].total_cmp(&scores[b]))
                .unwrap_or(0);
            wrong += u32::from(guess as usize != right);
            let mut gradient = [0.0; HIDDEN];

            for (k, score) in scores.iter_mut().enumerate() {
                if k >= 3 || !possible[k] {
                    *score = f32::NEG_INFINITY;
                }
            }
            softmax(&mut scores);
            scores[right] -= 1.0;
            let scores: [f32; MOVES] = scores;
            network.moves.learn_product(0, &hidden, &scores, Some(&mut gradient));
            network.move_bias.learn_row(0, &scores);

            let step = if explore { guess } else { Move::ALL[right] };
            let relation = self.learn_name(step, target, &hidden, &mut gradient, network);
            self.pass_down(&at, &hidden, &gradient, network);
            self.state.apply(step, relation);
        }
        wrong
    }

    /// Learns the name of the arc that `step` draws, where it is one of the gold tree.
    fn learn_name(
        &mut self,
        step: Move,
        target: &Target<'_>,
        hidden: &[f32; HIDDEN],
        gradient: &mut [f32; HIDDEN],
        network: &mut Network,
    ) -> Relation {
        let top = self.state.stack(0);
        let (head, side) = match step {
            Move::Shift => return Relation::Dep,
            Move::Left if self.state.buffer(0) == NONE => return Relation::Root,
            Move::Left => (self.state.next(), 0),
            Move::Right => (self.state.stack(1), 1),
        };
        let mut scores = network.name_bias.rows[side];
        add_product(hidden, &network.names.rows[side * HIDDEN..][..HIDDEN], &mut scores);
        let guess = crate::parser::best_relation(&scores);
        let relation = target.gold.relations[top as usize];
        if target.gold.heads[top as usize] != head {
            return guess;
        }
        scores[Relation::ALL.len()..].fill(f32::NEG_INFINITY);
        softmax(&mut scores);
        scores[relation as usize] -= 1.0;
        let scores: [f32; RELATIONS] = scores;
        network.names.learn_product(side * HIDDEN, hidden, &scores, Some(gradient));
        network.name_bias.learn_row(side, &scores);
        guess
    }

    fn hidden(&self, at: &Look, network: &Network, rng: &mut Rng) -> [f32; HIDDEN] {
        let mut hidden = [0.0; HIDDEN];
        for (i, &word) in at.words.iter().enumerate() {
            let row = self.projected.get(word as usize).unwrap_or(&network.absent.rows[0]);
            hidden.iter_mut().zip(&row[i * HIDDEN..]).for_each(|(h, x)| *h += x);
        }
        for &row in &at.rows {
            let row = &network.extras.rows[row as usize];
            hidden.iter_mut().zip(row).for_each(|(h, x)| *h += x);
        }
        hidden.map(|h| {
            let kept = rng.uniform() >= HIDDEN_DROPOUT;
            if kept { h.max(0.0) / (1.0 - HIDDEN_DROPOUT) } else { 0.0 }
        })
    }

    fn pass_down(
        &mut self,
        at: &Look,
        hidden: &[f32; HIDDEN],
        gradient: &[f32; HIDDEN],
        network: &mut Network,
    ) {
        let mut inner = [0.0; HIDDEN];
        for ((inner, h), g) in inner.iter_mut().zip(hidden).zip(gradient) {
            *inner = if *h > 0.0 { g / (1.0 - HIDDEN_DROPOUT) } else { 0.0 };
        }
        for &row in &at.rows {
            network.extras.learn_row(row as usize, &inner);
        }
        for (i, &word) in at.words.iter().enumerate() {
            match self.projected_gradients.get_mut(word as usize) {
                Some(gradients) => {
                    let gradients = &mut gradients[i * HIDDEN..][..HIDDEN];
                    gradients.iter_mut().zip(&inner).for_each(|(g, x)| *g += x);
                }
                None => {
                    let mut row = [0.0; PROJECTIONS];
                    row[i * HIDDEN..][..HIDDEN].copy_from_slice(&inner);
                    network.absent.learn_row(0, &row);
                }
            }
        }
    }

    fn backwards(&mut self, target: &Target<'_>, network: &mut Network) {
        let length = target.words.len();
        self.layer2.begin_gradients(length);
        for i in 0..length {
            let (x, gradient) = (&self.layer2.dropped[i], &mut self.layer2.gradients[i]);
            network.projection.learn_product(0, x, &self.projected_gradients[i], Some(gradient));
        }
        let sums2 = self.layer2.backwards::<STATE2>();
        self.layer1.begin_gradients(length);
        let mut gradients = vec![[0.0; EMBEDDING]; length];
        let mut tag_gradients = vec![[0.0; TAGS]; length];
        for (i, sum) in sums2.iter().enumerate() {
            let (x, gradient) = (&self.layer1.dropped[i], &mut self.layer1.gradients[i]);
            network.layer2.learn_product(0, x, sum, Some(gradient));
            network.bias2.learn_row(0, sum);
            let embedded = &self.embedded[i].vector;
            network.skip2.learn_product(0, embedded, sum, Some(&mut gradients[i]));
            let Some(tag) = target.tags[i] else { continue };
            let mut scores = self.tag_scores[i];
            softmax(&mut scores);
            scores[tag] -= 1.0;
            tag_gradients[i] = scores.map(|score| score * TAG_WEIGHT);
            network.tag.learn_product(0, x, &tag_gradients[i], Some(gradient));
        }
        let mut sums1 = self.layer1.backwards::<STATE1>();
        for (i, sum) in sums1.iter_mut().enumerate() {
            sum[GATES1..].copy_from_slice(&tag_gradients[i]);
            network.bias1.learn_row(0, sum);
            for offset in 0..3 {
                let Some(j) = (i + offset).checked_sub(1).filter(|&j| j < length) else { continue };
                let x = &self.embedded[j].vector;
                let gradient = &mut gradients[j];
                network.layer1.learn_product(offset * EMBEDDING, x, sum, Some(gradient));
            }
        }
        for (embedded, gradient) in self.embedded.iter().zip(&gradients) {
            for &row in &embedded.rows {
                network.embeddings.learn_row(row as usize, gradient);
            }
        }
    }
}

/// What the parser looks at in a state.
struct Look {
    words: [u32; crate::network::POSITIONS],
    rows: [u16; ACTIVE],
}

impl<const GATES: usize, const OUT: usize> Layer<GATES, OUT> {
    fn forwards<const STATE: usize>(&mut self, rng: &mut Rng) {
        let length = self.sums.len();
        self.out.clear();
        self.out.resize(length, [0.0; OUT]);
        for part in 0..2 {
            let mut state = [0.0; STATE];
            for step in 0..length {
                let i = if part == 0 { step } else { length - 1 - step };
                let (candidates, doors) =
                    self.sums[i][2 * part * STATE..][..2 * STATE].split_at(STATE);
                for j in 0..STATE {
                    let door = gate(doors[j], 1.0);
                    state[j] = door * state[j] + (1.0 - door) * softsign(candidates[j], 1.0);
                }
                self.out[i][part * STATE..][..STATE].copy_from_slice(&state);
            }
        }
        self.masks.clear();
        self.dropped.clear();
        for out in &self.out {
            let mask: [f32; OUT] = std::array::from_fn(|_| {
                if rng.uniform() >= DROPOUT { 1.0 / (1.0 - DROPOUT) } else { 0.0 }
            });
            self.masks.push(mask);
            self.dropped.push(std::array::from_fn(|j| out[j] * mask[j]));
        }
    }

    fn begin_gradients(&mut self, length: usize) {
        self.gradients.clear();
        self.gradients.resize(length, [0.0; OUT]);
    }

    /// From the gradients of the dropped output to those of the sums.
    fn backwards<const STATE: usize>(&self) -> Vec<[f32; GATES]> {
        let length = self.sums.len();
        let mut result = vec![[0.0; GATES]; length];
        for part in 0..2 {
            let mut carried = [0.0; STATE];
            for step in 0..length {
                let i = if part == 0 { length - 1 - step } else { step };
                let before = if part == 0 { i.checked_sub(1) } else { Some(i + 1) };
                let before = before.and_then(|b| self.out.get(b));
                let (candidates, doors) =
                    self.sums[i][2 * part * STATE..][..2 * STATE].split_at(STATE);
                let (to_candidates, to_doors) =
                    result[i][2 * part * STATE..][..2 * STATE].split_at_mut(STATE);
                for j in 0..STATE {
                    let k = part * STATE + j;
                    let gradient = self.gradients[i][k] * self.masks[i][k] + carried[j];
                    let past = before.map_or(0.0, |out| out[k]);
                    let (candidate, door) = (softsign(candidates[j], 1.0), gate(doors[j], 1.0));
                    let slope = |x: f32| 1.0 / ((1.0 + x.abs()) * (1.0 + x.abs()));
                    to_candidates[j] = gradient * (1.0 - door) * slope(candidates[j]);
                    to_doors[j] = gradient * (past - candidate) * 0.5 * slope(doors[j]);
                    carried[j] = gradient * door;
                }
            }
        }
        result
    }
}
