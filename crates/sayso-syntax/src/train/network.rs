//! Training of the network: the two layers, tags and steps of the parser together, sentence by sentence.

use std::collections::{BTreeMap, HashMap};

use sayso_linear::Rng;

use super::Example;
use super::matrix::{Matrix, Step};
use crate::index::Index;
use crate::network::{
    EMBEDDING, GATES2, HIDDEN, HIDDEN_LIMIT, KEYS, MOVES, OUT1, OUT2, PROJECTIONS, RELATIONS,
    STATE_BITS, TAGS, WIDE_MOVES, WIDE_RELATIONS, WIDE1, keys,
};
use crate::parser::EXTRAS;

/// Keys that are rarer get no embedding: by kind, in the order of [`keys`].
const LEAST_USES: [u32; KEYS] = [2, 3, 3, 3, 3, 2, 2, 4, 2, 2, 3, 2, 3];

/// All that is learned.
pub(super) struct Network {
    pub(super) rows: HashMap<u64, u32>,
    /// How often each row's key was seen.
    pub(super) uses: Vec<u32>,
    pub(super) embeddings: Matrix<EMBEDDING>,
    pub(super) layer1: Matrix<WIDE1>,
    pub(super) bias1: Matrix<WIDE1>,
    pub(super) tag: Matrix<TAGS>,
    pub(super) layer2: Matrix<GATES2>,
    pub(super) skip2: Matrix<GATES2>,
    pub(super) bias2: Matrix<GATES2>,
    pub(super) projection: Matrix<PROJECTIONS>,
    pub(super) absent: Matrix<PROJECTIONS>,
    pub(super) extras: Matrix<HIDDEN>,
    pub(super) moves: Matrix<MOVES>,
    pub(super) move_bias: Matrix<MOVES>,
    pub(super) names: Matrix<RELATIONS>,
    pub(super) name_bias: Matrix<RELATIONS>,
}

/// Calls a method of every matrix.
macro_rules! each {
    ($network:expr, $matrix:ident => $call:expr) => {{
        let network = $network;
        each!(@ network, $matrix, $call; embeddings layer1 bias1 tag layer2 skip2 bias2 projection
            absent extras moves move_bias names name_bias);
    }};
    (@ $network:ident, $matrix:ident, $call:expr; $($field:ident)*) => {
        $({ let $matrix = &mut $network.$field; $call; })*
    };
}

impl Network {
    pub(super) fn new(examples: &[Example<'_>], rng: &mut Rng) -> Self {
        let mut counts: BTreeMap<(usize, u64), u32> = BTreeMap::new();
        for word in examples.iter().flat_map(|e| &e.words) {
            for (kind, key) in keys(word).into_iter().enumerate() {
                *counts.entry((kind, key)).or_default() += 1;
            }
        }
        // Row 0 is the unknown word's.
        let (mut rows, mut uses) = (HashMap::new(), vec![0]);
        for ((kind, key), count) in counts {
            if count >= LEAST_USES[kind] {
                rows.insert(key, uses.len() as u32);
                uses.push(count);
            }
        }
        assert!(uses.len() < usize::from(u16::MAX), "too many embeddings for their index");
        let glorot = |fan_in: usize, fan_out: usize| (6.0 / (fan_in + fan_out) as f32).sqrt();
        let mut network = Self {
            embeddings: Matrix::sparse(uses.len(), 0.25, rng),
            layer1: Matrix::new(3 * EMBEDDING, glorot(3 * EMBEDDING, 64), rng),
            bias1: Matrix::new(1, 0.0, rng),
            tag: Matrix::new(OUT1, glorot(OUT1, TAGS), rng),
            layer2: Matrix::new(OUT1, glorot(OUT1, 64), rng),
            skip2: Matrix::new(EMBEDDING, glorot(OUT1, 64), rng),
            bias2: Matrix::new(1, 0.0, rng),
            projection: Matrix::new(OUT2, glorot(OUT2, HIDDEN), rng),
            absent: Matrix::new(1, 0.1, rng),
            extras: Matrix::sparse(EXTRAS, 0.1, rng),
            moves: Matrix::new(HIDDEN, glorot(HIDDEN, MOVES), rng),
            move_bias: Matrix::new(1, 0.0, rng),
            names: Matrix::new(2 * HIDDEN, glorot(HIDDEN, RELATIONS), rng),
            name_bias: Matrix::new(2, 0.0, rng),
            rows,
            uses,
        };
        // Gates begin half open to the past.
        for (bias, state) in
            [(&mut network.bias1.rows[0][..], 64), (&mut network.bias2.rows[0][..], 64)]
        {
            bias[state..2 * state].fill(0.5);
            bias[3 * state..].fill(0.5);
        }
        network
    }

    /// Takes a step, with gradients divided among `sentences` and cut to length 1.
    pub(super) fn step(&mut self, number: i32, rate: f32, sentences: usize) {
        let mut squares = 0.0;
        each!(&mut *self, m => squares += m.squares());
        let length = squares.sqrt() / sentences as f32;
        let scale = 1.0 / sentences as f32 / length.max(1.0);
        each!(&mut *self, m => m.step(Step { number, rate, scale }));
    }

    pub(super) fn add_to_mean(&mut self, weight: f32) {
        each!(&mut *self, m => m.add_to_mean(weight));
    }

    /// The sections that `Weights::read` reads.
    pub(super) fn sections(&self) -> Vec<Vec<u8>> {
        let mut rows: Vec<(u64, u16)> =
            self.rows.iter().map(|(&key, &row)| (key, row as u16)).collect();
        rows.sort_unstable_by_key(|(_, row)| *row);
        let (mut steps, mut units) = (Vec::new(), Vec::new());
        for row in self.embeddings.mean() {
            let most = row.iter().fold(0f32, |most, x| most.max(x.abs()));
            let unit = if most > 0.0 { most / 127.0 } else { 1.0 };
            steps.extend(row.map(|x| (x / unit).round() as i8 as u8));
            units.extend(unit.to_le_bytes());
        }
        let state = 1 << STATE_BITS;
        let mut sections = vec![Index::write(&rows), steps, units];
        sections.extend(self.layer1.fixed::<WIDE1>(EMBEDDING, i16::MAX));
        sections.push(self.bias1.sums::<WIDE1>());
        sections.extend(self.tag.fixed::<TAGS>(OUT1, state));
        sections.extend(self.layer2.fixed::<GATES2>(OUT1, state));
        sections.extend(self.skip2.fixed::<GATES2>(EMBEDDING, i16::MAX));
        sections.push(self.bias2.sums::<GATES2>());
        sections.extend(self.projection.fixed::<PROJECTIONS>(OUT2, state));
        sections.push(self.absent.sums::<PROJECTIONS>());
        sections.push(self.extras.sums::<HIDDEN>());
        sections.extend(self.moves.fixed::<WIDE_MOVES>(HIDDEN, HIDDEN_LIMIT));
        sections.push(self.move_bias.sums::<WIDE_MOVES>());
        sections.extend(self.names.fixed::<WIDE_RELATIONS>(HIDDEN, HIDDEN_LIMIT));
        sections.push(self.name_bias.sums::<WIDE_RELATIONS>());
        sections
    }
}
