//! Products of many vectors with one matrix: most of the work of tagging and parsing.
//!
//! Four vectors are multiplied at a time, so that each number of the matrix is loaded once for four, and a
//! few columns at a time, so that sums stay in registers. One instruction multiplies two numbers with two others
//! and adds up both products, for all columns of a register. Sums are exact, so every machine gets the same.

use super::fixed::{Fixed, SUM_BITS};

/// Adds to every row of `out`, as sums, the product of the row of `xs`, whose numbers have `bits`, with `matrix`.
pub(crate) fn products<const K: usize, const N: usize>(
    xs: &[[i16; K]],
    bits: u32,
    matrix: &Fixed<N>,
    out: &mut [[i16; N]],
) {
    let shift = (bits + matrix.bits).saturating_sub(SUM_BITS).clamp(1, 31);
    let (x_blocks, x_rest) = xs.as_chunks::<4>();
    let (out_blocks, out_rest) = out.as_chunks_mut::<4>();
    for (xs, out) in x_blocks.iter().zip(out_blocks) {
        add_block(xs, matrix, shift, out);
    }
    match (x_rest, out_rest) {
        ([a], [x]) => add_block(&[*a], matrix, shift, std::array::from_mut(x)),
        ([a, b], [x, y]) => {
            let mut pair = [*x, *y];
            add_block(&[*a, *b], matrix, shift, &mut pair);
            [*x, *y] = pair;
        }
        ([a, b, c], [x, y, z]) => {
            let mut triple = [*x, *y, *z];
            add_block(&[*a, *b, *c], matrix, shift, &mut triple);
            [*x, *y, *z] = triple;
        }
        _ => {}
    }
}

/// Adds to `out` the product of a vector with `matrix`, with the bits of both.
#[inline]
pub(crate) fn product<const K: usize, const N: usize>(
    x: &[i16; K],
    matrix: &Fixed<N>,
    out: &mut [i32; N],
) {
    multiply(&[*x], &matrix.pairs, |_, column, sums| {
        out[column..].iter_mut().zip(sums).for_each(|(out, sum)| *out = out.wrapping_add(*sum));
    });
}

#[inline(always)]
fn add_block<const B: usize, const K: usize, const N: usize>(
    xs: &[[i16; K]; B],
    matrix: &Fixed<N>,
    shift: u32,
    out: &mut [[i16; N]; B],
) {
    multiply(xs, &matrix.pairs, |b, column, sums| {
        for (out, sum) in out[b][column..].iter_mut().zip(sums) {
            let sum = sum.wrapping_add(1 << (shift - 1)) >> shift;
            *out = out.saturating_add(sum.clamp(i16::MIN.into(), i16::MAX.into()) as i16);
        }
    });
}

/// Multiplies every vector of `xs` with the matrix; `done` hears which vector, which column, and the sums from that
/// column on.
#[inline(always)]
fn multiply<const B: usize, const K: usize, const N: usize>(
    xs: &[[i16; K]; B],
    matrix: &[[[i16; 2]; N]],
    done: impl FnMut(usize, usize, &[i32]),
) {
    #[cfg(target_arch = "x86_64")]
    #[allow(
        unsafe_code,
        reason = "the whole analysis of news: 96,000 words a second with the narrowest registers, \
                  122,000 and 125,000 with wider ones; VNNI takes 7 % off that time"
    )]
    {
        if is_wide() {
            // SAFETY: the processor has just said that it knows these instructions.
            return unsafe {
                match (N % 64, N % 48, N % 32) {
                    (0, ..) => x86::multiply_avx512::<B, 4, K, N>(xs, matrix, done),
                    (_, 0, _) => x86::multiply_avx512::<B, 3, K, N>(xs, matrix, done),
                    (.., 0) => x86::multiply_avx512::<B, 2, K, N>(xs, matrix, done),
                    _ => x86::multiply_avx512::<B, 1, K, N>(xs, matrix, done),
                }
            };
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the same.
            return unsafe { x86::multiply_avx2::<B, 2, K, N>(xs, matrix, done) };
        }
        // SAFETY: every processor of this kind knows these.
        unsafe { x86::multiply_sse2::<B, 2, K, N>(xs, matrix, done) }
    }
    #[cfg(not(target_arch = "x86_64"))]
    multiply_plainly::<B, 8, K, N>(xs, matrix, done);
}

#[cfg(any(test, not(target_arch = "x86_64")))]
#[inline(always)]
fn multiply_plainly<const B: usize, const J: usize, const K: usize, const N: usize>(
    xs: &[[i16; K]; B],
    matrix: &[[[i16; 2]; N]],
    mut done: impl FnMut(usize, usize, &[i32]),
) {
    for column in (0..N).step_by(J) {
        let mut sums = [[0i32; J]; B];
        for (k, row) in matrix.iter().take(K / 2).enumerate() {
            let row: &[[i16; 2]; J] = row[column..].first_chunk().expect("J divides N");
            for b in 0..B {
                let [x, y] = [xs[b][2 * k], xs[b][2 * k + 1]].map(i32::from);
                for j in 0..J {
                    let [v, w] = row[j].map(i32::from);
                    sums[b][j] = sums[b][j].wrapping_add((x * v).wrapping_add(y * w));
                }
            }
        }
        for (b, sums) in sums.iter().enumerate() {
            done(b, column, sums);
        }
    }
}

/// Does `work`, compiled a second time for wide registers, where the machine has them. It must be marked to
/// be inlined.
#[inline(always)]
pub(crate) fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    #[allow(
        unsafe_code,
        reason = "the whole analysis of 300 articles, the middle of ten runs: 1.94 s with products \
                  alone in wide registers, 1.86 s with the rest too"
    )]
    {
        if is_wide() {
            // SAFETY: the processor has just said that it knows these instructions.
            return unsafe { x86::do_avx512(work) };
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the same.
            return unsafe { x86::do_avx2(work) };
        }
    }
    work()
}

#[cfg(target_arch = "x86_64")]
#[inline]
fn is_wide() -> bool {
    std::arch::is_x86_feature_detected!("avx512bw")
        && std::arch::is_x86_feature_detected!("avx512vl")
        && std::arch::is_x86_feature_detected!("avx512vnni")
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m128i, __m256i, __m512i, _mm_add_epi32, _mm_madd_epi16, _mm_set1_epi32,
        _mm_setzero_si128, _mm256_add_epi32, _mm256_madd_epi16, _mm256_set1_epi32,
        _mm256_setzero_si256, _mm512_dpwssd_epi32, _mm512_set1_epi32, _mm512_setzero_si512,
    };

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
    pub(super) fn do_avx512<R>(work: impl FnOnce() -> R) -> R {
        work()
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn do_avx2<R>(work: impl FnOnce() -> R) -> R {
        work()
    }

    /// `V` registers of columns at a time.
    macro_rules! multiply {
        ($name:ident, $features:literal, $register:ident, $lanes:literal, $zero:ident, $fill:ident, $add_product:expr) => {
            #[target_feature(enable = $features)]
            #[allow(
                unsafe_code,
                reason = "registers and arrays of the same size are the same bits"
            )]
            pub(super) fn $name<const B: usize, const V: usize, const K: usize, const N: usize>(
                xs: &[[i16; K]; B],
                matrix: &[[[i16; 2]; N]],
                mut done: impl FnMut(usize, usize, &[i32]),
            ) {
                assert!(
                    N.is_multiple_of(V * $lanes),
                    "columns are taken {V} times {} at a time",
                    $lanes
                );
                for column in (0..N).step_by(V * $lanes) {
                    let mut sums = [[$zero(); V]; B];
                    for (k, row) in matrix.iter().take(K / 2).enumerate() {
                        let row = &row[column..column + V * $lanes];
                        let mut numbers = [$zero(); V];
                        for (numbers, row) in numbers.iter_mut().zip(row.as_chunks::<$lanes>().0) {
                            // SAFETY: any bits are a register's.
                            *numbers = unsafe {
                                std::mem::transmute::<[[i16; 2]; $lanes], $register>(*row)
                            };
                        }
                        for b in 0..B {
                            let pair =
                                i32::from(xs[b][2 * k] as u16) | i32::from(xs[b][2 * k + 1]) << 16;
                            let pair = $fill(pair);
                            for v in 0..V {
                                sums[b][v] = ($add_product)(sums[b][v], pair, numbers[v]);
                            }
                        }
                    }
                    for (b, sums) in sums.into_iter().enumerate() {
                        for (v, sums) in sums.into_iter().enumerate() {
                            // SAFETY: any bits are whole numbers.
                            let sums =
                                unsafe { std::mem::transmute::<$register, [i32; $lanes]>(sums) };
                            done(b, column + v * $lanes, &sums);
                        }
                    }
                }
            }
        };
    }

    multiply!(
        multiply_avx512,
        "avx512f,avx512bw,avx512vl,avx512vnni",
        __m512i,
        16,
        _mm512_setzero_si512,
        _mm512_set1_epi32,
        _mm512_dpwssd_epi32
    );
    multiply!(
        multiply_avx2,
        "avx2",
        __m256i,
        8,
        _mm256_setzero_si256,
        _mm256_set1_epi32,
        |sum, x, y| _mm256_add_epi32(sum, _mm256_madd_epi16(x, y))
    );

    multiply!(multiply_sse2, "sse2", __m128i, 4, _mm_setzero_si128, _mm_set1_epi32, |sum, x, y| {
        _mm_add_epi32(sum, _mm_madd_epi16(x, y))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_gives_the_plain_product() {
        let number = |i: usize| (i * 3_571 % 1_009) as i16 - 500;
        let xs: Vec<[i16; 6]> =
            (0..7).map(|b| std::array::from_fn(|k| number(b * 6 + k))).collect();
        let pairs: Vec<[[i16; 2]; 96]> = (0..3)
            .map(|k| std::array::from_fn(|n| [number(k * 192 + n), number(k * 192 + 96 + n)]))
            .collect();
        let matrix = Fixed { pairs, bits: 10 };
        let bias = std::array::from_fn(number);
        let mut found = vec![bias; xs.len()];
        products(&xs, SUM_BITS, &matrix, &mut found);
        for (x, found) in xs.iter().zip(&found) {
            let (mut sums, mut plain) = ([0; 96], [0; 96]);
            product(x, &matrix, &mut sums);
            multiply_plainly::<1, 8, 6, 96>(&[*x], &matrix.pairs, |_, column, sums| {
                plain[column..][..8].copy_from_slice(sums);
            });
            assert_eq!(sums, plain);
            for n in 0..96 {
                let pairs = x.as_chunks::<2>().0.iter().zip(&matrix.pairs);
                let term = |([a, b], row): (&[i16; 2], &[[i16; 2]; 96])| {
                    i32::from(*a) * i32::from(row[n][0]) + i32::from(*b) * i32::from(row[n][1])
                };
                let sum: i32 = pairs.map(term).sum();
                assert_eq!(sum, sums[n]);
                let rounded = (f64::from(sum) / 1024.0 + 0.5).floor() + f64::from(bias[n]);
                assert_eq!(rounded.clamp(-32768.0, 32767.0), f64::from(found[n]));
            }
        }
    }
}
