//! Few classes: a slot holds all weights of its feature, so that one place in memory is looked at.

use super::{AHEAD, WholeRow, home, lay_out};

/// The largest number of classes.
pub(super) const CLASSES: usize = 4;
pub(super) const LARGEST: i16 = 511;
const KEY_BITS: usize = 24;
const KEY: u64 = (1 << KEY_BITS) - 1;
const WEIGHT_BITS: usize = 10;

#[derive(Clone, Debug)]
pub(super) struct Rows {
    slots: &'static [[u8; 8]],
}

impl Rows {
    pub(super) fn read(slots: &'static [[u8; 8]]) -> Option<Self> {
        // One free slot lets every search end.
        let is_free = |slot: &[u8; 8]| u64::from_le_bytes(*slot) == 0;
        slots.iter().any(is_free).then_some(Self { slots })
    }

    pub(super) fn write(rows: &[WholeRow]) -> Vec<u8> {
        let pack = |(feature, row): &WholeRow| {
            let weight = |&(class, weight): &(u8, i16)| {
                let bits = weight as u64 & ((1 << WEIGHT_BITS) - 1);
                bits << (KEY_BITS + WEIGHT_BITS * usize::from(class))
            };
            (*feature, row.iter().map(weight).fold(0, |slot, bits| slot | bits))
        };
        lay_out(&rows.iter().map(pack).collect::<Vec<_>>(), KEY)
    }

    #[inline]
    pub(super) fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        let mut sums = [0; CLASSES];
        let mut slots = [0; AHEAD];
        for chunk in features.chunks(AHEAD) {
            for (slot, &feature) in slots.iter_mut().zip(chunk) {
                *slot = self.slot(home(feature));
            }
            for (&slot, &feature) in slots.iter().zip(chunk) {
                let slot = if has_key(slot, feature) { slot } else { self.search(slot, feature) };
                for (class, sum) in sums.iter_mut().enumerate() {
                    *sum += weight(slot, class);
                }
            }
        }
        scores.iter_mut().zip(sums).for_each(|(score, sum)| *score += sum);
    }

    /// The slot of `feature`, which is not in its home, where `slot` is.
    fn search(&self, mut slot: u64, feature: u64) -> u64 {
        let mut at = home(feature);
        while slot != 0 && !has_key(slot, feature) {
            at += 1;
            slot = self.slot(at);
        }
        slot
    }

    #[inline]
    fn slot(&self, at: usize) -> u64 {
        u64::from_le_bytes(self.slots[at & (self.slots.len() - 1)])
    }
}

#[inline]
fn has_key(slot: u64, feature: u64) -> bool {
    (slot ^ feature) & KEY == 0
}

#[inline]
fn weight(slot: u64, class: usize) -> i32 {
    let unused = 64 - WEIGHT_BITS;
    let shifted = slot << (unused - KEY_BITS - WEIGHT_BITS * class);
    (shifted as i64 >> unused) as i32
}
