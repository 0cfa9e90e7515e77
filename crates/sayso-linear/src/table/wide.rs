//! Many classes: a slot tells which row of signed bytes holds the weights of its feature.

use std::borrow::Cow;

use super::WholeRow;
use super::slots::{AHEAD, Numbers, Slots, fetch};
use crate::model_file::rows as model_rows;

/// 127 eights: the largest weight must fit a signed byte at the largest shift that a row needs, or the whole row
/// would be rounded to sixteenths.
pub(super) const LARGEST: i16 = 127 << 3;
/// Weights are whole multiples of two to the power of their row's shift.
const SHIFT_BITS: u32 = 3;
/// Bytes that are added at a time; rows are as long as so many fill.
const LANES: usize = 8;

#[derive(Clone, Debug)]
pub(super) struct Rows {
    slots: Slots<32>,
    /// One after the other; the first is that of a feature that is not there, all 0.
    weights: Cow<'static, [[u8; LANES]]>,
    /// The length of a row, in lanes.
    length: usize,
}

impl Rows {
    pub(super) fn read(
        taken: &Numbers,
        filled: &Numbers,
        weights: Cow<'static, [u8]>,
        classes: usize,
    ) -> Option<Self> {
        let length = classes.div_ceil(LANES);
        let is_whole = weights.len().is_multiple_of(length * LANES);
        let weights = model_rows(weights);
        let rows = weights.len() / length;
        let slots = Slots::read(taken, filled)?;
        let fits = is_whole && slots.kept().all(|place| row(place).0 < rows);
        fits.then_some(Self { slots, weights, length })
    }

    pub(super) fn write(rows: &[WholeRow], classes: usize) -> ((Vec<u8>, Vec<u8>), Vec<u8>) {
        let length = classes.div_ceil(LANES) * LANES;
        let mut weights = vec![0; length];
        let mut slots = Vec::new();
        for (feature, row) in rows {
            let most = row.iter().map(|(_, weight)| weight.unsigned_abs()).max().unwrap_or(0);
            let shift = (0..1 << SHIFT_BITS).find(|&shift| rounded(most as i16, shift) <= 127);
            let shift = shift.expect("the largest weight fits");
            let from = weights.len();
            slots.push((*feature, ((from / length) as u64) << SHIFT_BITS | u64::from(shift)));
            weights.resize(from + length, 0);
            for &(class, weight) in row {
                weights[from + usize::from(class)] = rounded(weight, shift) as i8 as u8;
            }
        }
        assert!(slots.len() < 1 << (32 - SHIFT_BITS), "too many features for a table");
        (Slots::<32>::write(&slots), weights)
    }

    pub(super) fn fetch(&self, features: &[u64]) {
        self.slots.fetch(features);
    }

    #[inline]
    pub(super) fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        let mut before = [0; AHEAD];
        let mut count = 0;
        self.slots.find_all(features, |kept| {
            // The rows of these are under way while those before are added.
            kept.iter().for_each(|&place| fetch(&self.weights[row(place).0 * self.length]));
            self.add_rows(&before[..count], scores);
            count = 0;
            for &place in kept {
                before[count] = place;
                count += usize::from(place != 0);
            }
        });
        self.add_rows(&before[..count], scores);
    }

    #[inline]
    fn add_rows(&self, places: &[u64], scores: &mut [i32]) {
        for (lane, scores) in scores.chunks_mut(LANES).enumerate() {
            let mut sums = [0; LANES];
            for &place in places {
                let (row, shift) = row(place);
                let weights = &self.weights[row * self.length + lane];
                for (sum, &weight) in sums.iter_mut().zip(weights) {
                    *sum += i32::from(weight as i8) << shift;
                }
            }
            scores.iter_mut().zip(sums).for_each(|(score, sum)| *score += sum);
        }
    }
}

/// The number of the row, and the shift of its weights.
#[inline]
fn row(place: u64) -> (usize, u32) {
    ((place >> SHIFT_BITS) as usize, place as u32 & ((1 << SHIFT_BITS) - 1))
}

fn rounded(weight: i16, shift: u32) -> i16 {
    let half = (1 << shift) >> 1;
    ((weight.abs() + half) >> shift) * weight.signum()
}
