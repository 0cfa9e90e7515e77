//! Slots of 64 bits, found by the hash of a feature: some of its bits below, what is kept of it above. Free
//! slots are 0. In a file they take a bit: it holds which slots are taken, and what is in these.

use std::borrow::Cow;

/// Slots that are fetched before the first is looked into: memory is the slow part.
pub(super) const AHEAD: usize = 16;
/// Of so many slots at a time a file tells which are taken.
const ROW: usize = 64;

/// Numbers of 64 bits in a file.
pub(super) type Numbers = Cow<'static, [[u8; 8]]>;

#[derive(Clone, Debug)]
pub(super) struct Slots<const KEY_BITS: u32>(Box<[u64]>);

impl<const KEY_BITS: u32> Slots<KEY_BITS> {
    const KEY: u64 = (1 << KEY_BITS) - 1;

    /// Lays out the slots: they would be looked up in a tenth more time without the free ones.
    pub(super) fn read(taken: &Numbers, filled: &Numbers) -> Option<Self> {
        let is_size = taken.len().is_power_of_two();
        let count: u64 =
            taken.iter().map(|row| u64::from(u64::from_le_bytes(*row).count_ones())).sum();
        // One free slot lets every search end.
        if !is_size || count != filled.len() as u64 || filled.len() == taken.len() * ROW {
            return None;
        }
        let mut slots = vec![0; taken.len() * ROW].into_boxed_slice();
        let mut filled = filled.iter();
        for (row, slots) in taken.iter().zip(slots.as_chunks_mut::<ROW>().0) {
            let mut row = u64::from_le_bytes(*row);
            while row != 0 {
                slots[row.trailing_zeros() as usize] = u64::from_le_bytes(*filled.next()?);
                row &= row - 1;
            }
        }
        Some(Self(slots))
    }

    /// Which slots are taken by features with what is kept of them, which is never 0; and these slots. Half are free, or
    /// more.
    pub(super) fn write(rows: &[(u64, u64)]) -> (Vec<u8>, Vec<u8>) {
        let size = (rows.len() * 2 + 1).next_power_of_two().max(ROW);
        let mut slots = vec![0u64; size];
        for (feature, kept) in rows {
            let mut at = home(*feature) & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = kept << KEY_BITS | feature & Self::KEY;
        }
        let taken = slots.chunks(ROW).flat_map(|slots| {
            let bit = |(at, slot): (usize, &u64)| u64::from(*slot != 0) << at;
            slots.iter().enumerate().map(bit).sum::<u64>().to_le_bytes()
        });
        let filled = slots.iter().filter(|slot| **slot != 0);
        (taken.collect(), filled.flat_map(|slot| slot.to_le_bytes()).collect())
    }

    /// What is kept of each feature.
    pub(super) fn kept(&self) -> impl Iterator<Item = u64> {
        self.0.iter().map(|slot| slot >> KEY_BITS)
    }

    /// Begins to load the homes of `features`.
    pub(super) fn fetch(&self, features: &[u64]) {
        let table = &*self.0;
        features.iter().for_each(|&feature| fetch(&table[home(feature) & (table.len() - 1)]));
    }

    /// Hands what is kept of the features to `found`, several at a time; 0 for a feature that is not there.
    #[inline]
    pub(super) fn find_all(&self, features: &[u64], mut found: impl FnMut(&[u64])) {
        let table = &*self.0;
        let mut slots = [0; AHEAD];
        for features in features.chunks(AHEAD) {
            let slots = &mut slots[..features.len()];
            for (slot, &feature) in slots.iter_mut().zip(features) {
                *slot = get(table, home(feature));
            }
            for (slot, &feature) in slots.iter_mut().zip(features) {
                let is_own = Self::has_key(*slot, feature);
                *slot =
                    if is_own { *slot } else { Self::search(table, *slot, feature) } >> KEY_BITS;
            }
            found(slots);
        }
    }

    /// The slot of `feature`, which is not in its home, where `slot` is.
    fn search(table: &[u64], mut slot: u64, feature: u64) -> u64 {
        let mut at = home(feature);
        while slot != 0 && !Self::has_key(slot, feature) {
            at += 1;
            slot = get(table, at);
        }
        slot
    }

    #[inline]
    fn has_key(slot: u64, feature: u64) -> bool {
        (slot ^ feature) & Self::KEY == 0
    }
}

/// The slot at `at`, counted round and round.
#[inline]
fn get(table: &[u64], at: usize) -> u64 {
    table[at & (table.len() - 1)]
}

#[inline]
fn home(feature: u64) -> usize {
    (feature >> 32) as usize
}

/// Begins to load what is at `place` from memory, without waiting for it.
#[inline]
pub(super) fn fetch<T>(place: &T) {
    #[cfg(target_arch = "x86_64")]
    #[allow(unsafe_code, reason = "the whole analysis of news takes 6 % more time without")]
    // SAFETY: a hint, which reads nothing; every processor of this kind knows it.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(place).cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = place;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(bytes: &[u8]) -> Vec<[u8; 8]> {
        bytes.as_chunks().0.to_vec()
    }

    fn kept(slots: &Slots<24>, feature: u64) -> u64 {
        let mut kept = 0;
        slots.find_all(&[feature], |found| kept = found[0]);
        kept
    }

    #[test]
    fn features_with_one_home_are_found_beyond_it() {
        let at = |home: u64, key: u64| home << 32 | key;
        // The last slot of a row, and of the table: the next ones are in another row, and the first.
        let size = 256;
        let mut features: Vec<_> = (0..100).map(|n| (at(128 + n % 64, 1000 + n), 1)).collect();
        for home in [63, size - 1] {
            features.extend((1..=3).map(|n| (at(home, n), home + n)));
        }
        let (taken, filled) = Slots::<24>::write(&features);
        assert_eq!((taken.len(), filled.len()), (size as usize / 8, 8 * features.len()));
        let slots = Slots::read(&numbers(&taken).into(), &numbers(&filled).into());
        let slots = slots.expect("slots just written");
        for &(feature, own) in &features {
            assert_eq!(kept(&slots, feature), own);
        }
        for (home, key) in [(63, 4), (size - 1, 4), (0, 4), (64, 4), (100, 4)] {
            assert_eq!(kept(&slots, at(home, key)), 0);
        }
    }

    #[test]
    fn slots_that_do_not_fit_what_is_taken_are_refused() {
        let (taken, filled) = Slots::<24>::write(&[(1, 7), (5 << 32 | 1, 7)]);
        let (taken, filled) = (numbers(&taken), numbers(&filled));
        let reads = |taken: &[[u8; 8]], filled: &[[u8; 8]]| {
            Slots::<24>::read(&taken.to_vec().into(), &filled.to_vec().into()).is_some()
        };
        assert!(reads(&taken, &filled));
        assert!(!reads(&taken, &filled[1..]));
        assert!(!reads(&taken, &[&filled[..], &filled].concat()));
        assert!(!reads(&[], &[]));
        assert!(!reads(&[taken[0], [0; 8], [0; 8]], &filled));
        assert!(!reads(&[[255; 8]], &[filled[0]; 64]));
    }
}
