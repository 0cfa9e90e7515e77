//! Few classes: a slot holds all weights of its feature, so that one place in memory is looked at.

use super::WholeRow;
use super::slots::{Numbers, Slots};

/// The largest number of classes.
pub(super) const CLASSES: usize = 4;
pub(super) const LARGEST: i16 = 511;
const WEIGHT_BITS: usize = 10;

#[derive(Clone, Debug)]
pub(super) struct Rows(Slots<24>);

impl Rows {
    pub(super) fn read(taken: &Numbers, filled: &Numbers) -> Option<Self> {
        Slots::read(taken, filled).map(Self)
    }

    pub(super) fn write(rows: &[WholeRow]) -> (Vec<u8>, Vec<u8>) {
        let pack = |(feature, row): &WholeRow| {
            let weight = |&(class, weight): &(u8, i16)| {
                let bits = weight as u64 & ((1 << WEIGHT_BITS) - 1);
                bits << (WEIGHT_BITS * usize::from(class))
            };
            (*feature, row.iter().map(weight).fold(0, |kept, bits| kept | bits))
        };
        Slots::<24>::write(&rows.iter().map(pack).collect::<Vec<_>>())
    }

    pub(super) fn fetch(&self, features: &[u64]) {
        self.0.fetch(features);
    }

    #[inline]
    pub(super) fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        let mut sums = [0; CLASSES];
        self.0.find_all(features, |kept| {
            for &kept in kept {
                for (class, sum) in sums.iter_mut().enumerate() {
                    *sum += weight(kept, class);
                }
            }
        });
        scores.iter_mut().zip(sums).for_each(|(score, sum)| *score += sum);
    }
}

#[inline]
fn weight(kept: u64, class: usize) -> i32 {
    let unused = 64 - WEIGHT_BITS;
    let shifted = kept << (unused - WEIGHT_BITS * class);
    (shifted as i64 >> unused) as i32
}
