//! Products of many vectors with one matrix: nine tenths of the work of tagging and parsing.
//!
//! Four vectors are multiplied at a time, so that each number of the matrix is loaded once for four, and a
//! few columns at a time, so that sums stay in registers. Each sum adds up its terms in their order, and each
//! term is multiplied and added with one rounding, in every variant below: so the result is the same on every
//! machine, but for one term in 500 million where the last variant rounds twice.

/// Adds to every row of `out` the product of the row of `xs` with `matrix`.
pub(crate) fn products<const K: usize, const N: usize>(
    xs: &[[f32; K]],
    matrix: &[[f32; N]],
    out: &mut [[f32; N]],
) {
    #[cfg(target_arch = "x86_64")]
    #[allow(
        unsafe_code,
        reason = "on news, trees for all sentences: 100,000 words a second without wide registers, \
                  212,000 with them"
    )]
    {
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: the processor has just said that it knows these instructions.
            return unsafe { products_avx512(xs, matrix, out) };
        }
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma")
        {
            // SAFETY: the same.
            return unsafe { products_avx2(xs, matrix, out) };
        }
    }
    add_products::<{ cfg!(target_arch = "aarch64") }, 8, K, N>(xs, matrix, out);
}

/// Does `work`, whose code is made anew for wide registers, where the machine has them. It must be marked to
/// be inlined; its additions stay in their order.
#[inline(always)]
pub(crate) fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    #[allow(
        unsafe_code,
        reason = "on news, trees for all sentences: 219,000 words a second with products alone in \
                  wide registers, 230,000 with the rest too"
    )]
    {
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: the processor has just said that it knows these instructions.
            return unsafe { wide_avx512(work) };
        }
    }
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn wide_avx512<R>(work: impl FnOnce() -> R) -> R {
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn products_avx512<const K: usize, const N: usize>(
    xs: &[[f32; K]],
    matrix: &[[f32; N]],
    out: &mut [[f32; N]],
) {
    // Thirty-two registers hold twelve or sixteen sums, beside what is loaded.
    match (N % 64, N % 48) {
        (0, _) => add_products::<true, 64, K, N>(xs, matrix, out),
        (_, 0) => add_products::<true, 48, K, N>(xs, matrix, out),
        _ => add_products::<true, 32, K, N>(xs, matrix, out),
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn products_avx2<const K: usize, const N: usize>(
    xs: &[[f32; K]],
    matrix: &[[f32; N]],
    out: &mut [[f32; N]],
) {
    add_products::<true, 16, K, N>(xs, matrix, out);
}

/// `J` columns at a time; `FUSED` where the machine multiplies and adds in one instruction.
#[inline(always)]
fn add_products<const FUSED: bool, const J: usize, const K: usize, const N: usize>(
    xs: &[[f32; K]],
    matrix: &[[f32; N]],
    out: &mut [[f32; N]],
) {
    assert!(N.is_multiple_of(J), "columns are taken {J} at a time");
    let (x_blocks, x_rest) = xs.as_chunks::<4>();
    let (out_blocks, out_rest) = out.as_chunks_mut::<4>();
    for (xs, out) in x_blocks.iter().zip(out_blocks) {
        add_block::<FUSED, J, 4, K, N>(xs, matrix, out);
    }
    match (x_rest, out_rest) {
        ([a], [x]) => add_block::<FUSED, J, 1, K, N>(&[*a], matrix, std::array::from_mut(x)),
        ([a, b], [x, y]) => {
            let mut pair = [*x, *y];
            add_block::<FUSED, J, 2, K, N>(&[*a, *b], matrix, &mut pair);
            [*x, *y] = pair;
        }
        ([a, b, c], [x, y, z]) => {
            let mut triple = [*x, *y, *z];
            add_block::<FUSED, J, 3, K, N>(&[*a, *b, *c], matrix, &mut triple);
            [*x, *y, *z] = triple;
        }
        _ => {}
    }
}

#[inline(always)]
fn add_block<const FUSED: bool, const J: usize, const B: usize, const K: usize, const N: usize>(
    xs: &[[f32; K]; B],
    matrix: &[[f32; N]],
    out: &mut [[f32; N]; B],
) {
    for column in (0..N).step_by(J) {
        let mut sums = [[0.0; J]; B];
        for (k, row) in matrix.iter().take(K).enumerate() {
            let row: &[f32; J] = row[column..].first_chunk().expect("J divides N");
            for b in 0..B {
                for j in 0..J {
                    sums[b][j] = multiply_add::<FUSED>(xs[b][k], row[j], sums[b][j]);
                }
            }
        }
        for b in 0..B {
            for j in 0..J {
                out[b][column + j] += sums[b][j];
            }
        }
    }
}

/// `a * b + c` with one rounding.
#[inline(always)]
fn multiply_add<const FUSED: bool>(a: f32, b: f32, c: f32) -> f32 {
    if FUSED {
        return a.mul_add(b, c);
    }
    // The product of two numbers of 24 bits is exact in 53.
    (f64::from(a) * f64::from(b) + f64::from(c)) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_gives_the_plain_product() {
        let number = |i: usize| ((i * 37 % 101) as f32 - 50.0) / 17.0;
        let xs: Vec<[f32; 5]> =
            (0..7).map(|b| std::array::from_fn(|k| number(b * 5 + k))).collect();
        let matrix: Vec<[f32; 64]> =
            (0..5).map(|k| std::array::from_fn(|n| number(k * 64 + n))).collect();
        let bias = std::array::from_fn(number);
        let mut found = vec![bias; xs.len()];
        products(&xs, &matrix, &mut found);
        for (x, found) in xs.iter().zip(&found) {
            for n in 0..64 {
                let terms = x.iter().zip(&matrix);
                let sum = terms.fold(0.0, |sum, (x, row)| x.mul_add(row[n], sum));
                assert_eq!(bias[n] + sum, found[n]);
            }
        }
        let mut narrow = vec![bias; xs.len()];
        add_products::<false, 8, 5, 64>(&xs, &matrix, &mut narrow);
        assert_eq!(narrow, found);
    }
}
