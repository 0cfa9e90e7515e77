//! Attention: each row looks at all rows, in twelve ways.
//!
//! Both products are of whole numbers too. Probabilities are split into two bytes, since most are much less than the
//! largest of their row.

use crate::kernel::{self, LANES, Multiply, PANEL, Quads, ROWS, Tile, Work};
use crate::layer::WIDTH;
use crate::math::{bounds, exp, round_byte, round_short};
use crate::matrix::quantise;

const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
/// Fours of a row of one head.
const DEPTH: usize = HEAD_WIDTH / 4;
/// Registers of a panel, and of the values of one head.
const REGISTERS: usize = PANEL / LANES;
const VALUE_REGISTERS: usize = HEAD_WIDTH / LANES;
/// 1 / √32
const SCALE: f32 = 0.176_776_7;

/// Working memory, for one head at a time.
#[derive(Debug, Default)]
pub(crate) struct AttentionScratch {
    keys: Vec<Quads>,
    key_scales: Vec<f32>,
    key_sums: Vec<f32>,
    values: Vec<Quads>,
    scores: Vec<f32>,
    high: Vec<[u8; 4]>,
    low: Vec<[u8; 4]>,
}

/// The queries of some rows, and the keys and values of all.
pub(crate) struct Attention<'a> {
    pub(crate) queries: &'a [f32],
    pub(crate) keys: &'a [f32],
    pub(crate) values: &'a [f32],
    /// The rows that are looked at; the others are there to fill a tile.
    pub(crate) rows: usize,
    pub(crate) out: &'a mut [f32],
    pub(crate) scratch: &'a mut AttentionScratch,
}

impl Attention<'_> {
    /// Writes what the rows of the queries see.
    pub(crate) fn attend(self) {
        let rows = self.rows;
        let AttentionScratch { keys, key_scales, key_sums, values, scores, high, low } =
            &mut *self.scratch;
        let padded = rows.next_multiple_of(PANEL);
        keys.resize(padded / PANEL * REGISTERS * DEPTH, [0; 64]);
        key_scales.resize(padded, 0.0);
        key_sums.resize(padded, 0.0);
        scores.resize(ROWS * padded, 0.0);
        let fours = rows.div_ceil(4);
        values.resize(fours * VALUE_REGISTERS, [0; 64]);
        high.resize(ROWS * fours, [0; 4]);
        low.resize(ROWS * fours, [0; 4]);
        kernel::run(self);
    }
}

impl Work for Attention<'_> {
    #[inline(always)]
    fn run<M: Multiply>(self) {
        let Self { queries, keys, values, rows, out, scratch } = self;
        for head in (0..WIDTH).step_by(HEAD_WIDTH) {
            pack_keys(keys, head, rows, scratch);
            let value_scales = pack_values(values, head, rows, &mut scratch.values);
            let blocks = queries.chunks_exact(ROWS * WIDTH).zip(out.chunks_exact_mut(ROWS * WIDTH));
            for (queries, out) in blocks {
                let mut quads = [[[0u8; 4]; DEPTH]; ROWS];
                let mut scales = [(0.0, 0.0); ROWS];
                for (r, quads) in quads.iter_mut().enumerate() {
                    let (scale, least) =
                        quantise(&queries[r * WIDTH + head..][..HEAD_WIDTH], quads);
                    scales[r] = (scale * SCALE, least * SCALE);
                }
                score::<M>(&quads, scales, scratch);
                let sums = weigh(rows, scratch);
                let fours = rows.div_ceil(4);
                let [high, low]: [Tile<VALUE_REGISTERS>; 2] =
                    [&scratch.high, &scratch.low].map(|bytes| {
                        let xs = std::array::from_fn(|r| &bytes[r * fours..][..fours]);
                        M::tile(xs, &scratch.values[..fours * VALUE_REGISTERS])
                    });
                for (r, sum) in sums.into_iter().enumerate() {
                    let out = &mut out[r * WIDTH + head..][..HEAD_WIDTH];
                    let (high, low) = (high[r].as_flattened(), low[r].as_flattened());
                    let share = 1.0 / sum as f32;
                    for (d, out) in out.iter_mut().enumerate() {
                        let sum = high[d] as f32 * 256.0 + low[d] as f32;
                        *out = sum * (value_scales[d] * share);
                    }
                }
            }
        }
    }
}

/// The keys of one head in 8 bits, each with a scale, as columns of a matrix.
#[inline(always)]
fn pack_keys(keys: &[f32], head: usize, rows: usize, scratch: &mut AttentionScratch) {
    for (row, keys) in keys.chunks_exact(WIDTH).take(rows).enumerate() {
        let keys = &keys[head..][..HEAD_WIDTH];
        let (least, most) = bounds(keys);
        let most = most.max(-least).max(1e-12);
        let mut bytes = [0u8; HEAD_WIDTH];
        let inverse = 127.0 / most;
        for (byte, &x) in bytes.iter_mut().zip(keys) {
            *byte = round_byte(x * inverse);
        }
        let scale = most / 127.0;
        let sum: i32 = bytes.iter().map(|&byte| i32::from(byte as i8)).sum();
        scratch.key_scales[row] = scale;
        scratch.key_sums[row] = sum as f32 * scale;
        let (panel, register, lane) = (row / PANEL, row % PANEL / LANES, row % LANES);
        for (k, quad) in bytes.as_chunks::<4>().0.iter().enumerate() {
            let quads = &mut scratch.keys[(panel * DEPTH + k) * REGISTERS + register];
            quads[4 * lane..][..4].copy_from_slice(quad);
        }
    }
}

/// The values of one head in 8 bits, as a matrix, with a scale for each of its columns.
#[inline(always)]
fn pack_values(
    values: &[f32],
    head: usize,
    rows: usize,
    packed: &mut [Quads],
) -> [f32; HEAD_WIDTH] {
    let of_head = || values.chunks_exact(WIDTH).take(rows).map(|row| &row[head..][..HEAD_WIDTH]);
    let mut most = [1e-12f32; HEAD_WIDTH];
    for row in of_head() {
        for (most, &x) in most.iter_mut().zip(row) {
            *most = if x.abs() > *most { x.abs() } else { *most };
        }
    }
    let inverses = most.map(|most| 127.0 / most);
    for (row, values) in of_head().enumerate() {
        let packed = packed[row / 4 * VALUE_REGISTERS..][..VALUE_REGISTERS].as_flattened_mut();
        for (d, (&x, inverse)) in values.iter().zip(inverses).enumerate() {
            packed[4 * d + row % 4] = round_byte(x * inverse);
        }
    }
    most.map(|most| most / 127.0)
}

/// How much each of a few rows looks at each row.
#[inline(always)]
fn score<M: Multiply>(
    quads: &[[[u8; 4]; DEPTH]; ROWS],
    scales: [(f32, f32); ROWS],
    scratch: &mut AttentionScratch,
) {
    let AttentionScratch { keys, key_scales, key_sums, scores, .. } = scratch;
    let padded = key_scales.len();
    let xs: [&[[u8; 4]]; ROWS] = std::array::from_fn(|r| &quads[r][..]);
    for (panel, keys) in keys.chunks_exact(DEPTH * REGISTERS).enumerate() {
        let tile: Tile<REGISTERS> = M::tile(xs, keys);
        let [key_scales, key_sums] =
            [&*key_scales, &*key_sums].map(|all| &all[panel * PANEL..][..PANEL]);
        for (r, products) in tile.iter().enumerate() {
            let (scale, least) = scales[r];
            let scores = &mut scores[r * padded + panel * PANEL..][..PANEL];
            for (i, &product) in products.as_flattened().iter().enumerate() {
                scores[i] = product as f32 * (scale * key_scales[i]) + least * key_sums[i];
            }
        }
    }
}

/// Turns scores into probabilities of 16 bits, and gives their sums.
#[inline(always)]
fn weigh(rows: usize, scratch: &mut AttentionScratch) -> [u32; ROWS] {
    let AttentionScratch { scores, high, low, key_scales, .. } = scratch;
    let (padded, fours) = (key_scales.len(), rows.div_ceil(4));
    std::array::from_fn(|r| {
        let scores = &mut scores[r * padded..][..padded];
        scores[rows..].fill(f32::MIN);
        let (_, most) = bounds(scores);
        let mut sum = 0;
        let high = high[r * fours..][..fours].as_flattened_mut();
        let low = low[r * fours..][..fours].as_flattened_mut();
        for ((&score, high), low) in scores.iter().zip(high).zip(low) {
            let share = round_short(exp(score - most) * 65_535.0);
            sum += u32::from(share);
            *high = (share >> 8) as u8;
            *low = share as u8;
        }
        sum
    })
}
