//! Running the network over a sentence.

use super::fixed::{EMBEDDING_BITS, STATE_BITS, SUM_BITS, whole};
use super::memory::{Memory, Remembered};
use super::{
    EMBEDDING, GATES1, GATES2, OUT1, OUT2, PROJECTIONS, STATE1, STATE2, TAGS, WIDE1, Weights, add,
    gate, keys, products, softsign, wide,
};
use sayso_lexicon::Lexeme;

/// The states of a sentence, refilled for each; one a thread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoder {
    memory: Memory,
    /// Words that are not remembered yet: their positions and embeddings.
    fresh: Vec<usize>,
    embeddings: Vec<[i16; EMBEDDING]>,
    shares: [Vec<[i16; WIDE1]>; 3],
    skips: Vec<[i16; GATES2]>,
    gates1: Vec<[i16; GATES1]>,
    gates2: Vec<[i16; GATES2]>,
    pub(crate) out1: Vec<[i16; OUT1]>,
    pub(crate) out2: Vec<[i16; OUT2]>,
    pub(crate) tag_scores: Vec<[i16; TAGS]>,
    /// The number of the best tag of each word.
    pub(crate) tags: Vec<u8>,
    /// What each word gives to the parser's hidden layer at each position.
    pub(crate) projected: Vec<[i16; PROJECTIONS]>,
}

impl Encoder {
    /// Runs layer 1. It is fast for words that [`remember`](Self::remember) has seen not long ago.
    pub(crate) fn read(&mut self, words: &[Lexeme], weights: &Weights) {
        let (gates, tags) = weights.bias1.split_at(GATES1);
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
                wide(|| {
                    add(&mut self.gates1[to], to_gates);
                    add(&mut self.tag_scores[to], to_tags);
                });
            }
        }
        self.out1.clear();
        self.out1.resize(words.len(), [0; OUT1]);
        wide(|| recur::<STATE1, GATES1, OUT1>(&self.gates1, &mut self.out1));
    }

    /// Computes what is not yet known of the words to come, all in one go.
    pub(crate) fn remember(&mut self, words: &[Lexeme], weights: &Weights) {
        self.fresh.clear();
        self.embeddings.clear();
        for (i, word) in words.iter().enumerate() {
            if self.memory.get(word).is_none() {
                self.memory.claim(word);
                self.fresh.push(i);
                self.embeddings.push(embedding(word, weights));
            }
        }
        for (shares, matrix) in self.shares.iter_mut().zip(&weights.layer1) {
            shares.clear();
            shares.resize(self.fresh.len(), [0; WIDE1]);
            products(&self.embeddings, EMBEDDING_BITS, matrix, shares);
        }
        self.skips.clear();
        self.skips.resize(self.fresh.len(), weights.bias2);
        products(&self.embeddings, EMBEDDING_BITS, &weights.skip2, &mut self.skips);
        for (k, &i) in self.fresh.iter().enumerate() {
            let entry = self.memory.claim(&words[i]);
            entry.skip = self.skips[k];
            for (share, shares) in entry.shares.iter_mut().zip(&self.shares) {
                *share = shares[k];
            }
        }
    }

    /// Scores the tags of every word, after layer 1.
    pub(crate) fn score_tags(&mut self, weights: &Weights) {
        products(&self.out1, STATE_BITS, &weights.tag, &mut self.tag_scores);
    }

    /// Runs layer 2, after layer 1 over the same words, and what the parser needs.
    pub(crate) fn read_deeper(&mut self, words: &[Lexeme], weights: &Weights) {
        self.gates2.clear();
        for word in words {
            let known = self.memory.get(word).map(|entry| entry.skip);
            self.gates2.push(known.unwrap_or_else(|| compute(word, weights).skip));
        }
        products(&self.out1, STATE_BITS, &weights.layer2, &mut self.gates2);
        self.out2.clear();
        self.out2.resize(self.out1.len(), [0; OUT2]);
        wide(|| recur::<STATE2, GATES2, OUT2>(&self.gates2, &mut self.out2));
        self.projected.clear();
        self.projected.resize(self.out2.len(), [0; PROJECTIONS]);
        products(&self.out2, STATE_BITS, &weights.projection, &mut self.projected);
    }
}

fn embedding(word: &Lexeme, weights: &Weights) -> [i16; EMBEDDING] {
    const MOST: f32 = 7.99;
    let rows = keys(word).map(|key| weights.index.get(key));
    wide(|| {
        let mut embedding = [0.0; EMBEDDING];
        // Row 0 is that of an unknown word.
        let unknown = rows[0].is_none().then_some(0);
        for row in [unknown].into_iter().chain(rows).flatten() {
            weights.add_row(row as usize, &mut embedding);
        }
        embedding.map(|x| whole::<EMBEDDING_BITS>(x.clamp(-MOST, MOST)))
    })
}

fn compute(word: &Lexeme, weights: &Weights) -> Remembered {
    let mut found = Remembered::new(*word);
    found.skip = weights.bias2;
    let embedding = [embedding(word, weights)];
    for (share, matrix) in found.shares.iter_mut().zip(&weights.layer1) {
        products(&embedding, EMBEDDING_BITS, matrix, std::array::from_mut(share));
    }
    products(&embedding, EMBEDDING_BITS, &weights.skip2, std::array::from_mut(&mut found.skip));
    found
}

/// The recurrence in both directions. A word's sums are those of candidates and gates forwards, of candidates and
/// gates backwards.
#[inline(always)]
fn recur<const STATE: usize, const GATES: usize, const OUT: usize>(
    gates: &[[i16; GATES]],
    out: &mut [[i16; OUT]],
) {
    let forwards = gates.iter().zip(out.iter_mut());
    run::<STATE>(forwards.map(|(gates, out)| (&gates[..2 * STATE], &mut out[..STATE])));
    let backwards = gates.iter().zip(out.iter_mut()).rev();
    run::<STATE>(backwards.map(|(gates, out)| (&gates[2 * STATE..], &mut out[STATE..])));
}

#[inline(always)]
fn run<'g, const STATE: usize>(words: impl Iterator<Item = (&'g [i16], &'g mut [i16])>) {
    const ONE: f32 = (1 << SUM_BITS) as f32;
    let mut state = [0.0; STATE];
    for (gates, out) in words {
        let (candidates, doors) = gates.split_at(STATE);
        for j in 0..STATE {
            let candidate = softsign(f32::from(candidates[j]), ONE);
            let door = gate(f32::from(doors[j]), ONE);
            state[j] = door * state[j] + (1.0 - door) * candidate;
        }
        for j in 0..STATE {
            out[j] = whole::<STATE_BITS>(state[j]);
        }
    }
}
