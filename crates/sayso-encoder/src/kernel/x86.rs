//! The products with the wide registers of x86-64.

use std::arch::x86_64::{
    __m128i, __m256i, __m512i, _mm_cvtepu8_epi16, _mm_cvtsi32_si128, _mm256_add_epi32,
    _mm256_broadcastq_epi64, _mm256_cvtepi8_epi16, _mm256_madd_epi16, _mm256_setzero_si256,
    _mm512_dpbusd_epi32, _mm512_set1_epi32, _mm512_setzero_si512,
};

use super::{LANES, Multiply, Quads, ROWS, Tile, Work};

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
pub(super) fn run_vnni(work: impl Work) {
    work.run::<Vnni>();
}

#[target_feature(enable = "avx2")]
pub(super) fn run_avx2(work: impl Work) {
    work.run::<Avx2>();
}

struct Vnni;
struct Avx2;

impl Multiply for Vnni {
    #[inline(always)]
    #[allow(unsafe_code, reason = "the gain is measured in `kernel.rs`")]
    fn tile<const V: usize>(xs: [&[[u8; 4]]; ROWS], columns: &[Quads]) -> Tile<V> {
        // SAFETY: only `run_vnni` names this type, on processors that know these instructions.
        unsafe { tile_vnni(xs, columns) }
    }
}

impl Multiply for Avx2 {
    #[inline(always)]
    #[allow(unsafe_code, reason = "the gain is measured in `kernel.rs`")]
    fn tile<const V: usize>(xs: [&[[u8; 4]]; ROWS], columns: &[Quads]) -> Tile<V> {
        // SAFETY: only `run_avx2` names this type, on processors that know these instructions.
        unsafe { tile_avx2(xs, columns) }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[allow(unsafe_code, reason = "registers and arrays of the same size are the same bits")]
fn tile_vnni<const V: usize>(xs: [&[[u8; 4]]; ROWS], columns: &[Quads]) -> Tile<V> {
    let steps = columns.as_chunks::<V>().0;
    let xs = xs.map(|row| &row[..steps.len()]);
    let mut sums = [[_mm512_setzero_si512(); V]; ROWS];
    for (k, step) in steps.iter().enumerate() {
        // SAFETY: any bits are a register's.
        let step = step.map(|quads| unsafe { std::mem::transmute::<Quads, __m512i>(quads) });
        for (row, sums) in xs.iter().zip(&mut sums) {
            let x = _mm512_set1_epi32(i32::from_le_bytes(row[k]));
            for (sum, quads) in sums.iter_mut().zip(step) {
                *sum = _mm512_dpbusd_epi32(*sum, x, quads);
            }
        }
    }
    // SAFETY: any bits are whole numbers.
    sums.map(|row| row.map(|s| unsafe { std::mem::transmute::<__m512i, [i32; LANES]>(s) }))
}

/// This processor's products of 8 bits are cut off at 16, so both sides are widened first.
#[inline]
#[target_feature(enable = "avx2")]
#[allow(unsafe_code, reason = "registers and arrays of the same size are the same bits")]
fn tile_avx2<const V: usize>(xs: [&[[u8; 4]]; ROWS], columns: &[Quads]) -> Tile<V> {
    let steps = columns.as_chunks::<V>().0;
    let xs = xs.map(|row| &row[..steps.len()]);
    let mut out = [[[0; LANES]; V]; ROWS];
    for v in 0..V {
        // Eight columns at a time, so that their sums stay in registers.
        for half in 0..2 {
            let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
            for (k, step) in steps.iter().enumerate() {
                let (quads, _) = step[v].as_chunks::<16>();
                // SAFETY: any bits are a register's.
                let quads: [__m256i; 2] = [quads[2 * half], quads[2 * half + 1]].map(|quads| {
                    _mm256_cvtepi8_epi16(unsafe { std::mem::transmute::<[u8; 16], __m128i>(quads) })
                });
                for (row, sums) in xs.iter().zip(&mut sums) {
                    let x = _mm_cvtsi32_si128(i32::from_le_bytes(row[k]));
                    let x = _mm256_broadcastq_epi64(_mm_cvtepu8_epi16(x));
                    for (sum, quads) in sums.iter_mut().zip(quads) {
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(x, quads));
                    }
                }
            }
            for (out, sums) in out.iter_mut().zip(sums) {
                let columns = out[v][8 * half..].as_chunks_mut::<4>().0;
                for (columns, sums) in columns.iter_mut().zip(sums) {
                    // SAFETY: any bits are whole numbers.
                    let pairs = unsafe { std::mem::transmute::<__m256i, [i32; 8]>(sums) };
                    for (column, [a, b]) in columns.iter_mut().zip(pairs.as_chunks::<2>().0) {
                        *column = a + b;
                    }
                }
            }
        }
    }
    out
}
