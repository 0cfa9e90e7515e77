//! Matrices and rows in 8 bits.

use std::borrow::Cow;

use sayso_linear::{ModelError, ModelFile};

use crate::kernel::{self, LANES, Multiply, PANEL, Quads, ROWS, Work};
use crate::math::{bounds, round_byte};

/// Rows in 8 bits, each with a scale and a least number of its own: a number is `least + scale * byte`.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    quads: Vec<[u8; 4]>,
    scales: Vec<f32>,
    leasts: Vec<f32>,
    /// Fours a row.
    depth: usize,
}

impl Rows {
    /// Takes the rows of `xs`, which are `width` long, and zeros up to a whole number of tiles.
    pub(crate) fn fill(&mut self, xs: &[f32], width: usize) {
        let count = (xs.len() / width).next_multiple_of(ROWS);
        self.depth = width / 4;
        self.quads.resize(count * self.depth, [0; 4]);
        self.scales.resize(count, 0.0);
        self.leasts.resize(count, 0.0);
        kernel::run(Fill { xs, width, rows: self });
    }

    /// The fours of the rows from `row` on.
    #[inline(always)]
    pub(crate) fn tile(&self, row: usize) -> [&[[u8; 4]]; ROWS] {
        std::array::from_fn(|r| &self.quads[(row + r) * self.depth..][..self.depth])
    }
}

/// Writes a row in 8 bits and gives its scale and its least number.
#[inline(always)]
pub(crate) fn quantise(xs: &[f32], out: &mut [[u8; 4]]) -> (f32, f32) {
    let (least, most) = bounds(xs);
    let range = most - least;
    let inverse = if range > 0.0 { 255.0 / range } else { 0.0 };
    for (out, &x) in out.as_flattened_mut().iter_mut().zip(xs) {
        *out = round_byte((x - least) * inverse);
    }
    (range * (1.0 / 255.0), least)
}

struct Fill<'a> {
    xs: &'a [f32],
    width: usize,
    rows: &'a mut Rows,
}

impl Work for Fill<'_> {
    #[inline(always)]
    fn run<M: Multiply>(self) {
        let Rows { quads, scales, leasts, depth } = self.rows;
        for (at, xs) in self.xs.chunks_exact(self.width).enumerate() {
            let out = &mut quads[at * *depth..][..*depth];
            (scales[at], leasts[at]) = quantise(xs, out);
        }
    }
}

/// A matrix in 8 bits with a scale for every column, and a bias.
#[derive(Debug)]
pub(crate) struct Matrix {
    /// Panels of columns one after the other; in each, fours of its columns, in order of the inputs.
    quads: Cow<'static, [Quads]>,
    scales: Vec<f32>,
    /// Of each column, the sum of its numbers.
    sums: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Matrix {
    pub(crate) fn read(
        file: &mut ModelFile,
        inputs: usize,
        outputs: usize,
    ) -> Result<Self, ModelError> {
        let quads = file.next_rows("matrix")?;
        let floats = file.next_floats("matrix")?;
        if quads.len() * size_of::<Quads>() != inputs * outputs || floats.len() != 2 * outputs {
            return Err(ModelError::Damaged { part: "matrix" });
        }
        let (scales, bias) = floats.split_at(outputs);
        let mut sums = vec![0i32; outputs];
        for (at, quads) in quads.iter().enumerate() {
            let panel = at / (inputs / 4 * (PANEL / LANES));
            let column = panel * PANEL + at % (PANEL / LANES) * LANES;
            for (sum, quad) in sums[column..].iter_mut().zip(quads.as_chunks::<4>().0) {
                *sum += quad.iter().map(|&byte| i32::from(byte as i8)).sum::<i32>();
            }
        }
        let sums = sums.iter().zip(scales).map(|(&sum, scale)| sum as f32 * scale).collect();
        Ok(Self { quads, scales: scales.to_vec(), sums, bias: bias.to_vec(), inputs })
    }

    pub(crate) fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// Writes the products of `rows`, from row `first` on, into the rows of `out`.
    pub(crate) fn multiply(&self, rows: &Rows, first: usize, out: &mut [f32]) {
        kernel::run(Product { matrix: self, rows, first, out });
    }
}

struct Product<'a> {
    matrix: &'a Matrix,
    rows: &'a Rows,
    first: usize,
    out: &'a mut [f32],
}

impl Work for Product<'_> {
    #[inline(always)]
    fn run<M: Multiply>(self) {
        let Self { matrix, rows, first, out } = self;
        let width = matrix.outputs();
        let panel_length = matrix.inputs / 4 * (PANEL / LANES);
        let panels = matrix.quads.chunks_exact(panel_length);
        for (panel, quads) in panels.enumerate() {
            let column = panel * PANEL;
            let [scales, sums, bias] =
                [&matrix.scales, &matrix.sums, &matrix.bias].map(|all| &all[column..][..PANEL]);
            for (block, out) in out.chunks_exact_mut(ROWS * width).enumerate() {
                let row = first + block * ROWS;
                let tile = M::tile::<{ PANEL / LANES }>(rows.tile(row), quads);
                for (r, products) in tile.iter().enumerate() {
                    let (scale, least) = (rows.scales[row + r], rows.leasts[row + r]);
                    let out = &mut out[r * width + column..][..PANEL];
                    for (i, &product) in products.as_flattened().iter().enumerate() {
                        out[i] = product as f32 * (scale * scales[i]) + (least * sums[i] + bias[i]);
                    }
                }
            }
        }
    }
}

/// A matrix and its bias as sections of a model file.
#[cfg(feature = "convert")]
pub(crate) fn write(weights: &[f32], bias: &[f32], inputs: usize) -> [Vec<u8>; 2] {
    let outputs = bias.len();
    let (mut numbers, mut scales) = (Vec::new(), Vec::new());
    for row in weights.chunks_exact(inputs) {
        let most = row.iter().fold(0f32, |most, w| most.max(w.abs())).max(1e-12);
        scales.push(most / 127.0);
        numbers.extend(row.iter().map(|w| (w / most * 127.0).round() as i8 as u8));
    }
    let mut quads = Vec::with_capacity(numbers.len());
    for panel in (0..outputs).step_by(PANEL) {
        for input in (0..inputs).step_by(4) {
            for column in panel..panel + PANEL {
                quads.extend_from_slice(&numbers[column * inputs + input..][..4]);
            }
        }
    }
    [quads, scales.iter().chain(bias).flat_map(|x| x.to_le_bytes()).collect()]
}
