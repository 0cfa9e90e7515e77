//! One layer: attention, then two products with a bend between, each added to what was there and normalised.

use sayso_linear::{ModelError, ModelFile};

use crate::attention::{Attention, AttentionScratch};
use crate::kernel::{self, Multiply, ROWS, Work};
use crate::math::{gelu, sum};
use crate::matrix::{Matrix, Rows};

/// The numbers of a state.
pub(crate) const WIDTH: usize = 384;
/// The numbers between both products.
pub(crate) const INNER: usize = 1536;
/// Rows that go through both products together: what lies between stays near the processor.
const TOGETHER: usize = 16 * ROWS;
const EPSILON: f32 = 1e-12;

#[derive(Debug)]
pub(crate) struct Layer {
    query: Matrix,
    key: Matrix,
    value: Matrix,
    output: Matrix,
    inner: Matrix,
    outer: Matrix,
    norms: [Norm; 2],
}

/// Brings a state to a fixed mean and spread.
#[derive(Debug)]
pub(crate) struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

/// Working memory of a layer.
#[derive(Debug, Default)]
pub(crate) struct LayerScratch {
    rows: Rows,
    queries: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    seen: Vec<f32>,
    between: Vec<f32>,
    between_rows: Rows,
    sums: Vec<f32>,
    attention: AttentionScratch,
}

impl Layer {
    pub(crate) fn read(file: &mut ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            query: Matrix::read(file, WIDTH, WIDTH)?,
            key: Matrix::read(file, WIDTH, WIDTH)?,
            value: Matrix::read(file, WIDTH, WIDTH)?,
            output: Matrix::read(file, WIDTH, WIDTH)?,
            inner: Matrix::read(file, WIDTH, INNER)?,
            outer: Matrix::read(file, INNER, WIDTH)?,
            norms: [Norm::read(file)?, Norm::read(file)?],
        })
    }

    /// Takes the states of `count` rows and leaves those of the rows from `first` up to `end`, which are whole tiles, in
    /// their places. `states` fills whole tiles.
    pub(crate) fn apply(
        &self,
        states: &mut [f32],
        count: usize,
        (first, end): (usize, usize),
        scratch: &mut LayerScratch,
    ) {
        let LayerScratch { rows, queries, keys, values, seen, between, between_rows, sums, .. } =
            scratch;
        let all = states.len();
        rows.fill(states, WIDTH);
        for (matrix, out) in [(&self.key, &mut *keys), (&self.value, &mut *values)] {
            out.resize(all, 0.0);
            matrix.multiply(rows, 0, out);
        }
        let states = &mut states[first * WIDTH..end * WIDTH];
        for out in [&mut *queries, &mut *seen, &mut *sums] {
            out.resize(states.len(), 0.0);
        }
        self.query.multiply(rows, first, queries);
        let scratch = &mut scratch.attention;
        Attention { queries, keys, values, rows: count, out: seen, scratch }.attend();
        rows.fill(seen, WIDTH);
        self.output.multiply(rows, 0, sums);
        self.norms[0].add(states, sums);
        for states in states.chunks_mut(TOGETHER * WIDTH) {
            rows.fill(states, WIDTH);
            between.resize(states.len() / WIDTH * INNER, 0.0);
            self.inner.multiply(rows, 0, between);
            kernel::run(Bend(between));
            between_rows.fill(between, INNER);
            let sums = &mut sums[..states.len()];
            self.outer.multiply(between_rows, 0, sums);
            self.norms[1].add(states, sums);
        }
    }
}

struct Bend<'a>(&'a mut [f32]);

impl Work for Bend<'_> {
    #[inline(always)]
    fn run<M: Multiply>(self) {
        self.0.iter_mut().for_each(|x| *x = gelu(*x));
    }
}

impl Norm {
    pub(crate) fn read(file: &mut ModelFile) -> Result<Self, ModelError> {
        let floats = file.next_floats("norm")?;
        if floats.len() != 2 * WIDTH {
            return Err(ModelError::Damaged { part: "norm" });
        }
        let (weight, bias) = floats.split_at(WIDTH);
        Ok(Self { weight: weight.to_vec(), bias: bias.to_vec() })
    }

    /// Adds `more` to every state, then normalises it.
    pub(crate) fn add(&self, states: &mut [f32], more: &[f32]) {
        kernel::run(Normalise { norm: self, states, more });
    }
}

struct Normalise<'a> {
    norm: &'a Norm,
    states: &'a mut [f32],
    more: &'a [f32],
}

impl Work for Normalise<'_> {
    #[inline(always)]
    fn run<M: Multiply>(self) {
        let Norm { weight, bias } = self.norm;
        let rows = self.states.as_chunks_mut::<WIDTH>().0.iter_mut();
        for (state, more) in rows.zip(self.more.as_chunks::<WIDTH>().0) {
            for (x, more) in state.iter_mut().zip(more) {
                *x += more;
            }
            let mean = sum(state, |x| x) * (1.0 / WIDTH as f32);
            let spread = sum(state, |x| (x - mean) * (x - mean)) * (1.0 / WIDTH as f32);
            let scale = 1.0 / (spread + EPSILON).sqrt();
            for ((x, weight), bias) in state.iter_mut().zip(weight).zip(bias) {
                *x = (*x - mean) * scale * weight + bias;
            }
        }
    }
}
