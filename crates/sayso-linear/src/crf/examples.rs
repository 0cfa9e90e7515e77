//! Labelled sequences in flat blocks.

use crate::Interner;

/// Sequences to train on: for every token its features and the labels that it may have.
///
/// One allowed label is an ordinary example. Several make it partly labelled: whichever of them the model
/// prefers is right. A set of articles in which nobody marked products, say, allows "no name" tokens to be
/// products.
///
/// ```
/// use sayso_linear::Sequences;
///
/// let mut sequences = Sequences::default();
/// sequences.push(&[0x0b0b, 0xca9], 1); // Pyongyang: a place
/// sequences.push_partial(&[0x0de1ed], 0b101); // denied: label 0 or 2
/// sequences.end_sequence();
/// assert_eq!((sequences.len(), sequences.tokens()), (1, 2));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Sequences {
    pub(super) interner: Interner,
    pub(super) edge_interner: Interner,
    /// Interned features of all tokens, with the end of each token's.
    pub(super) features: Vec<u32>,
    pub(super) feature_ends: Vec<usize>,
    pub(super) edges: Vec<u32>,
    pub(super) edge_ends: Vec<usize>,
    pub(super) allowed: Vec<u64>,
    /// The end of each sequence, in tokens.
    pub(super) ends: Vec<usize>,
}

impl Sequences {
    /// Adds a token with its features to the sequence that is being filled.
    pub fn push(&mut self, features: &[u64], label: u8) {
        self.push_with_edges(features, &[], 1 << label);
    }

    /// Adds a token that may have any label whose bit is set in `allowed`.
    pub fn push_partial(&mut self, features: &[u64], allowed: u64) {
        self.push_with_edges(features, &[], allowed);
    }

    /// Adds a token, with features also of the gap between it and the token before.
    pub fn push_with_edges(&mut self, features: &[u64], edges: &[u64], allowed: u64) {
        let interner = &mut self.interner;
        self.features.extend(features.iter().map(|&hash| interner.count(hash)));
        self.feature_ends.push(self.features.len());
        let interner = &mut self.edge_interner;
        self.edges.extend(edges.iter().map(|&hash| interner.count(hash)));
        self.edge_ends.push(self.edges.len());
        self.allowed.push(allowed);
    }

    /// Ends the sequence; one without tokens is left out.
    pub fn end_sequence(&mut self) {
        if self.ends.last().copied().unwrap_or(0) < self.allowed.len() {
            self.ends.push(self.allowed.len());
        }
    }

    /// The number of ended sequences.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The number of tokens.
    pub fn tokens(&self) -> usize {
        self.allowed.len()
    }

    /// The tokens of sequence `i`.
    pub(super) fn sequence(&self, i: usize) -> std::ops::Range<usize> {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        start..self.ends[i]
    }

    /// Leaves out features seen less than `least` times.
    pub(super) fn cut_off(&mut self, least: u32) {
        self.interner = cut(&self.interner, least, &mut self.features, &mut self.feature_ends);
        self.edge_interner = cut(&self.edge_interner, least, &mut self.edges, &mut self.edge_ends);
    }
}

fn cut(interner: &Interner, least: u32, ids: &mut Vec<u32>, ends: &mut [usize]) -> Interner {
    let (kept, renumbered) = interner.keep_frequent(least);
    let (mut from, mut to) = (0, 0);
    for end in ends {
        for i in from..*end {
            if let Some(id) = renumbered[ids[i] as usize] {
                ids[to] = id;
                to += 1;
            }
        }
        from = *end;
        *end = to;
    }
    ids.truncate(to);
    kept
}
