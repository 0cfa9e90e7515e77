//! The arithmetic of the network, in an order of additions that is fixed, so that every machine gets the
//! same bits.

/// Adds to `out` the product of a row vector and a matrix, given row by row.
#[inline(always)]
pub(crate) fn add_product<const N: usize>(x: &[f32], matrix: &[[f32; N]], out: &mut [f32; N]) {
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

/// The softsign, `x / (1 + |x|)`: like the hyperbolic tangent, for a tenth of its price.
#[inline(always)]
pub(crate) fn softsign(x: f32) -> f32 {
    x / (1.0 + x.abs())
}

/// The softsign moved between 0 and 1: a gate.
#[inline(always)]
pub(crate) fn gate(x: f32) -> f32 {
    0.5 + 0.5 * softsign(x)
}
