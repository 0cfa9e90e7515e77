//! Running the network over a sentence.

use super::{
    EMBEDDING, GATES1, GATES2, OUT1, OUT2, PROJECTIONS, STATE1, STATE2, TAGS, Weights, gate, keys,
    products, softsign,
};
use crate::words::Word;

/// Words whose share of layer 1 is remembered; a power of two.
const REMEMBERED: usize = 1 << 13;

/// The states of a sentence, refilled for each; one a thread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoder {
    memory: Vec<Remembered>,
    /// Words that are not remembered yet: their places in the sentence, and embeddings.
    fresh: Vec<usize>,
    embeddings: Vec<[f32; EMBEDDING]>,
    shares: [Vec<[f32; GATES1]>; 3],
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

/// What a word adds to layer 1 at its neighbours and itself.
#[derive(Clone, Debug)]
struct Remembered {
    word: Option<Word>,
    /// To the word behind it, to itself, to the word before it.
    shares: [[f32; GATES1]; 3],
}

impl Encoder {
    /// Runs layer 1.
    pub(crate) fn read(&mut self, words: &[Word], weights: &Weights) {
        self.remember(words, weights);
        self.gates1.clear();
        self.gates1.resize(words.len(), weights.bias1[0]);
        for (i, word) in words.iter().enumerate() {
            let entry = &self.memory[place(word)];
            // Of two words of a sentence that fall on one place, one has lost it.
            let own = (entry.word != Some(*word)).then(|| shares(word, weights));
            for (offset, share) in own.as_ref().unwrap_or(&entry.shares).iter().enumerate() {
                if let Some(gates) =
                    (i + 1).checked_sub(offset).and_then(|i| self.gates1.get_mut(i))
                {
                    for (gate, share) in gates.iter_mut().zip(share) {
                        *gate += share;
                    }
                }
            }
        }
        self.out1.clear();
        self.out1.resize(words.len(), [0.0; OUT1]);
        recur::<STATE1, GATES1, OUT1>(&mut self.gates1, &mut self.out1);
    }

    /// Sees to it that the shares of all words are in memory.
    fn remember(&mut self, words: &[Word], weights: &Weights) {
        if self.memory.is_empty() {
            let empty = Remembered { word: None, shares: [[0.0; GATES1]; 3] };
            self.memory.resize(REMEMBERED, empty);
        }
        self.fresh.clear();
        self.embeddings.clear();
        for (i, word) in words.iter().enumerate() {
            let entry = &mut self.memory[place(word)];
            if entry.word != Some(*word) {
                entry.word = Some(*word);
                self.fresh.push(i);
                self.embeddings.push(embedding(word, weights));
            }
        }
        let blocks = weights.layer1.chunks_exact(EMBEDDING);
        for (shares, matrix) in self.shares.iter_mut().zip(blocks) {
            products(&self.embeddings, matrix, &[0.0; GATES1], shares);
        }
        for (k, &i) in self.fresh.iter().enumerate() {
            let entry = &mut self.memory[place(&words[i])];
            for (share, shares) in entry.shares.iter_mut().zip(&self.shares) {
                *share = shares[k];
            }
        }
    }

    /// Scores the tags of every word, behind layer 1.
    pub(crate) fn score_tags(&mut self, weights: &Weights) {
        products(&self.out1, &weights.tag, &weights.tag_bias[0], &mut self.tag_scores);
    }

    /// Runs layer 2, behind layer 1, and what the parser needs.
    pub(crate) fn read_deeper(&mut self, weights: &Weights) {
        products(&self.out1, &weights.layer2, &weights.bias2[0], &mut self.gates2);
        self.out2.clear();
        self.out2.resize(self.out1.len(), [0.0; OUT2]);
        recur::<STATE2, GATES2, OUT2>(&mut self.gates2, &mut self.out2);
        products(&self.out2, &weights.projection, &[0.0; PROJECTIONS], &mut self.projected);
    }
}

fn place(word: &Word) -> usize {
    (word.exact >> 20) as usize % REMEMBERED
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

fn shares(word: &Word, weights: &Weights) -> [[f32; GATES1]; 3] {
    let mut found = [[0.0; GATES1]; 3];
    let (embedding, mut product) = ([embedding(word, weights)], Vec::new());
    for (share, matrix) in found.iter_mut().zip(weights.layer1.chunks_exact(EMBEDDING)) {
        products(&embedding, matrix, &[0.0; GATES1], &mut product);
        *share = product[0];
    }
    found
}

/// The recurrence in both directions. A word's numbers are candidates and gates forwards, candidates and
/// gates backwards.
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
