//! Running the network over a sentence.

use super::memory::{Memory, Remembered};
use super::{
    EMBEDDING, GATES1, GATES2, OUT1, OUT2, PROJECTIONS, STATE1, STATE2, TAGS, WIDE1, Weights, gate,
    keys, products, softsign, wide,
};
use crate::words::Word;

/// The states of a sentence, refilled for each; one a thread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoder {
    memory: Memory,
    /// Words that are not remembered yet: where they stand, and their embeddings.
    fresh: Vec<usize>,
    embeddings: Vec<[f32; EMBEDDING]>,
    shares: [Vec<[f32; WIDE1]>; 3],
    skips: Vec<[f32; GATES2]>,
    gates1: Vec<[f32; GATES1]>,
    gates2: Vec<[f32; GATES2]>,
    pub(crate) out1: Vec<[f32; OUT1]>,
    pub(crate) out2: Vec<[f32; OUT2]>,
    pub(crate) tag_scores: Vec<[f32; TAGS]>,
    /// The number of the best tag of each word.
    pub(crate) tags: Vec<u8>,
    /// What each word gives to the parser's hidden layer at each position.
    pub(crate) projected: Vec<[f32; PROJECTIONS]>,
}

impl Encoder {
    /// Runs layer 1. It is fast for words that [`remember`](Self::remember) has seen not long ago.
    pub(crate) fn read(&mut self, words: &[Word], weights: &Weights) {
        let (gates, tags) = weights.bias1[0].split_at(GATES1);
        let (gates, tags) = (gates.first_chunk(), tags.first_chunk());
        let (Some(gates), Some(tags)) = (gates, tags) else { unreachable!("both fill the row") };
        self.gates1.clear();
        self.gates1.resize(words.len(), *gates);
        self.tag_scores.clear();
        self.tag_scores.resize(words.len(), *tags);
        for (i, word) in words.iter().enumerate() {
            // A word that has lost its place to another is computed again.
            let again = self.memory.get(word).is_none().then(|| Box::new(compute(word, weights)));
            let Some(entry) = again.as_deref().or_else(|| self.memory.get(word)) else { continue };
            for (offset, share) in entry.shares.iter().enumerate() {
                let Some(to) = (i + 1).checked_sub(offset).filter(|&to| to < words.len()) else {
                    continue;
                };
                let (to_gates, to_tags) = share.split_at(GATES1);
                add(&mut self.gates1[to], to_gates);
                add(&mut self.tag_scores[to], to_tags);
            }
        }
        self.out1.clear();
        self.out1.resize(words.len(), [0.0; OUT1]);
        wide(|| recur::<STATE1, GATES1, OUT1>(&mut self.gates1, &mut self.out1));
    }

    /// Computes what is not yet known of the words to come, all in one go.
    pub(crate) fn remember(&mut self, words: &[Word], weights: &Weights) {
        self.fresh.clear();
        self.embeddings.clear();
        for (i, word) in words.iter().enumerate() {
            if self.memory.get(word).is_none() {
                self.memory.claim(word);
                self.fresh.push(i);
                self.embeddings.push(embedding(word, weights));
            }
        }
        let blocks = weights.layer1.chunks_exact(EMBEDDING);
        for (shares, matrix) in self.shares.iter_mut().zip(blocks) {
            shares.clear();
            shares.resize(self.fresh.len(), [0.0; WIDE1]);
            products(&self.embeddings, matrix, shares);
        }
        self.skips.clear();
        self.skips.resize(self.fresh.len(), weights.bias2[0]);
        products(&self.embeddings, &weights.skip2, &mut self.skips);
        for (k, &i) in self.fresh.iter().enumerate() {
            let entry = self.memory.claim(&words[i]);
            entry.skip = self.skips[k];
            for (share, shares) in entry.shares.iter_mut().zip(&self.shares) {
                *share = shares[k];
            }
        }
    }

    /// Scores the tags of every word, behind layer 1.
    pub(crate) fn score_tags(&mut self, weights: &Weights) {
        products(&self.out1, &weights.tag, &mut self.tag_scores);
    }

    /// Runs layer 2, behind layer 1 over the same words, and what the parser needs.
    pub(crate) fn read_deeper(&mut self, words: &[Word], weights: &Weights) {
        self.gates2.clear();
        for word in words {
            let known = self.memory.get(word).map(|entry| entry.skip);
            self.gates2.push(known.unwrap_or_else(|| compute(word, weights).skip));
        }
        products(&self.out1, &weights.layer2, &mut self.gates2);
        self.out2.clear();
        self.out2.resize(self.out1.len(), [0.0; OUT2]);
        wide(|| recur::<STATE2, GATES2, OUT2>(&mut self.gates2, &mut self.out2));
        self.projected.clear();
        self.projected.resize(self.out2.len(), [0.0; PROJECTIONS]);
        products(&self.out2, &weights.projection, &mut self.projected);
    }
}

fn add(to: &mut [f32], from: &[f32]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}

fn embedding(word: &Word, weights: &Weights) -> [f32; EMBEDDING] {
    let mut embedding = [0.0; EMBEDDING];
    for (i, key) in keys(word).into_iter().enumerate() {
        let known = weights.add_embedding(key, &mut embedding);
        if i == 0 && !known {
            weights.add_row(0, &mut embedding);
        }
    }
    embedding
}

fn compute(word: &Word, weights: &Weights) -> Remembered {
    let mut found = Remembered::new(*word);
    found.skip = weights.bias2[0];
    let embedding = [embedding(word, weights)];
    for (share, matrix) in found.shares.iter_mut().zip(weights.layer1.chunks_exact(EMBEDDING)) {
        products(&embedding, matrix, std::array::from_mut(share));
    }
    products(&embedding, &weights.skip2, std::array::from_mut(&mut found.skip));
    found
}

/// The recurrence in both directions. A word's numbers are candidates and gates forwards, candidates and
/// gates backwards.
#[inline(always)]
fn recur<const STATE: usize, const GATES: usize, const OUT: usize>(
    gates: &mut [[f32; GATES]],
    out: &mut [[f32; OUT]],
) {
    for gates in gates.iter_mut() {
        for part in 0..2 {
            let (candidates, doors) = gates[2 * part * STATE..][..2 * STATE].split_at_mut(STATE);
            candidates.iter_mut().for_each(|x| *x = softsign(*x));
            doors.iter_mut().for_each(|x| *x = gate(*x));
        }
    }
    let forwards = gates.iter().zip(out.iter_mut());
    run::<STATE>(forwards.map(|(gates, out)| (&gates[..2 * STATE], &mut out[..STATE])));
    let backwards = gates.iter().zip(out.iter_mut()).rev();
    run::<STATE>(backwards.map(|(gates, out)| (&gates[2 * STATE..], &mut out[STATE..])));
}

#[inline(always)]
fn run<'g, const STATE: usize>(words: impl Iterator<Item = (&'g [f32], &'g mut [f32])>) {
    let mut state = [0.0; STATE];
    for (gates, out) in words {
        let (candidates, doors) = gates.split_at(STATE);
        for j in 0..STATE {
            state[j] = doors[j] * state[j] + (1.0 - doors[j]) * candidates[j];
        }
        out.copy_from_slice(&state);
    }
}
