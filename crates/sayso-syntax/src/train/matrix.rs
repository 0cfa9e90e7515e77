//! A matrix that learns: its numbers, their gradients, and the memory of Adam.

use sayso_linear::Rng;

use crate::network::{Fixed, SUM_BITS, write_rows};

/// `N` columns, any number of rows.
#[derive(Debug)]
pub(super) struct Matrix<const N: usize> {
    pub(super) rows: Vec<[f32; N]>,
    gradients: Vec<[f32; N]>,
    first: Vec<[f32; N]>,
    second: Vec<[f32; N]>,
    /// The mean over the last passes.
    mean: Vec<[f32; N]>,
    /// Rows with a gradient, where few have one.
    touched: Vec<u32>,
    is_touched: Vec<bool>,
    sparse: bool,
}

/// The state of the Adam optimiser (Kingma and Ba 2015).
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) number: i32,
    pub(super) rate: f32,
    /// What gradients are multiplied with.
    pub(super) scale: f32,
}

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.99;

impl<const N: usize> Matrix<N> {
    /// Small numbers by chance, up to `size`.
    pub(super) fn new(rows: usize, size: f32, rng: &mut Rng) -> Self {
        let random = |_| std::array::from_fn(|_| (2.0 * rng.uniform() - 1.0) * size);
        let rows: Vec<[f32; N]> = (0..rows).map(random).collect();
        let zeros = vec![[0.0; N]; rows.len()];
        Self {
            gradients: zeros.clone(),
            first: zeros.clone(),
            second: zeros.clone(),
            mean: zeros,
            touched: Vec::new(),
            is_touched: vec![false; rows.len()],
            rows,
            sparse: false,
        }
    }

    /// For tables of which a sentence uses few rows.
    pub(super) fn sparse(rows: usize, size: f32, rng: &mut Rng) -> Self {
        Self { sparse: true, ..Self::new(rows, size, rng) }
    }

    /// Adds to the gradient of a row.
    pub(super) fn learn_row(&mut self, row: usize, gradient: &[f32; N]) {
        if self.sparse && !self.is_touched[row] {
            self.is_touched[row] = true;
            self.touched.push(row as u32);
        }
        self.gradients[row].iter_mut().zip(gradient).for_each(|(g, x)| *g += x);
    }

    /// Passes the gradient of a product back: to the rows from `from` on, and, added, to `x_gradient`.
    pub(super) fn learn_product(
        &mut self,
        from: usize,
        x: &[f32],
        out_gradient: &[f32; N],
        x_gradient: Option<&mut [f32]>,
    ) {
        for (i, &x) in x.iter().enumerate() {
            if x != 0.0 {
                let row = &mut self.gradients[from + i];
                row.iter_mut().zip(out_gradient).for_each(|(g, o)| *g += x * o);
            }
        }
        if let Some(x_gradient) = x_gradient {
            for (g, row) in x_gradient.iter_mut().zip(&self.rows[from..]) {
                *g += dot(row, out_gradient);
            }
        }
    }

    /// The sum of the squares of the gradients.
    pub(super) fn squares(&self) -> f32 {
        let square = |row: &[f32; N]| dot(row, row);
        if self.sparse {
            return self.touched.iter().map(|&row| square(&self.gradients[row as usize])).sum();
        }
        self.gradients.iter().map(square).sum()
    }

    /// Takes a step against the gradients and forgets them.
    pub(super) fn step(&mut self, step: Step) {
        let bias1 = 1.0 - BETA1.powi(step.number);
        let bias2 = 1.0 - BETA2.powi(step.number);
        let rate = step.rate * bias2.sqrt() / bias1;
        let all = if self.sparse { 0 } else { self.rows.len() };
        let rows = self.touched.iter().map(|&row| row as usize).chain(0..all);
        for row in rows {
            let gradients = &mut self.gradients[row];
            let moments = self.first[row].iter_mut().zip(self.second[row].iter_mut());
            for ((w, g), (m, v)) in self.rows[row].iter_mut().zip(gradients.iter()).zip(moments) {
                let g = g * step.scale;
                *m = BETA1 * *m + (1.0 - BETA1) * g;
                *v = BETA2 * *v + (1.0 - BETA2) * g * g;
                *w -= rate * *m / (v.sqrt() + 1e-8);
            }
            gradients.fill(0.0);
        }
        for row in self.touched.drain(..) {
            self.is_touched[row as usize] = false;
        }
    }

    /// Counts the present numbers, with this weight, into the mean.
    pub(super) fn add_to_mean(&mut self, weight: f32) {
        for (mean, row) in self.mean.iter_mut().zip(&self.rows) {
            mean.iter_mut().zip(row).for_each(|(m, w)| *m += weight * (w - *m));
        }
    }

    pub(super) fn mean(&self) -> &[[f32; N]] {
        &self.mean
    }

    /// The mean as a matrix of whole numbers for products with numbers up to `largest`, in blocks of so many rows.
    pub(super) fn fixed<const C: usize>(&self, block: usize, largest: i16) -> Vec<Vec<u8>> {
        self.mean.chunks(block).map(|rows| Fixed::<C>::write(rows, largest)).collect()
    }

    /// The mean as rows of sums.
    pub(super) fn sums<const C: usize>(&self) -> Vec<u8> {
        write_rows::<N, C>(&self.mean, SUM_BITS)
    }
}

/// Adds to `out` the product of a row vector and a matrix, given row by row, in an order of additions that is
/// fixed.
#[inline(always)]
pub(super) fn add_product<const N: usize>(x: &[f32], matrix: &[[f32; N]], out: &mut [f32; N]) {
    let (blocks, tail) = matrix.as_chunks::<4>();
    let (x_blocks, x_tail) = x.as_chunks::<4>();
    for ([a, b, c, d], rows) in x_blocks.iter().zip(blocks) {
        for j in 0..N {
            out[j] += (a * rows[0][j] + b * rows[1][j]) + (c * rows[2][j] + d * rows[3][j]);
        }
    }
    for (a, row) in x_tail.iter().zip(tail) {
        for j in 0..N {
            out[j] += a * row[j];
        }
    }
}

/// Sixteen sums side by side, so that the order of additions, and so the result, is fixed.
fn dot<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    let mut sums = [0f32; 16];
    let (a_blocks, a_tail) = a.as_chunks::<16>();
    let (b_blocks, b_tail) = b.as_chunks::<16>();
    for (a, b) in a_blocks.iter().zip(b_blocks) {
        for lane in 0..16 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let tail: f32 = a_tail.iter().zip(b_tail).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + tail
}
