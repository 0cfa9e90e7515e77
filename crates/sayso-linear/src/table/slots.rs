//! Slots of 64 bits, found by the hash of a feature: some of its bits below, what is kept of it above. Free
//! slots are 0.

use std::borrow::Cow;

/// Slots that are fetched before the first is looked into: memory is the slow part.
const AHEAD: usize = 16;

#[derive(Clone, Debug)]
pub(super) struct Slots<const KEY_BITS: u32>(Cow<'static, [[u8; 8]]>);

impl<const KEY_BITS: u32> Slots<KEY_BITS> {
    const KEY: u64 = (1 << KEY_BITS) - 1;

    pub(super) fn read(slots: Cow<'static, [[u8; 8]]>) -> Option<Self> {
        // One free slot lets every search end.
        slots.contains(&[0; 8]).then_some(Self(slots))
    }

    /// Slots for features with what is kept of them, which is never 0. Half are free, or more.
    pub(super) fn write(rows: &[(u64, u64)]) -> Vec<u8> {
        let size = (rows.len() * 2 + 1).next_power_of_two();
        let mut slots = vec![0u64; size];
        for (feature, kept) in rows {
            let mut at = home(*feature) & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = kept << KEY_BITS | feature & Self::KEY;
        }
        slots.iter().flat_map(|slot| slot.to_le_bytes()).collect()
    }

    /// Begins to load the homes of `features`.
    pub(super) fn fetch(&self, features: &[u64]) {
        let table: &[[u8; 8]] = &self.0;
        features.iter().for_each(|&feature| fetch(&table[home(feature) & (table.len() - 1)]));
    }

    /// Hands what is kept of the features to `found`, several at a time; 0 for a feature that is not there.
    #[inline]
    pub(super) fn find_all(&self, features: &[u64], mut found: impl FnMut(&[u64])) {
        let table: &[[u8; 8]] = &self.0;
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
    fn search(table: &[[u8; 8]], mut slot: u64, feature: u64) -> u64 {
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
fn get(table: &[[u8; 8]], at: usize) -> u64 {
    u64::from_le_bytes(table[at & (table.len() - 1)])
}

#[inline]
fn home(feature: u64) -> usize {
    (feature >> 32) as usize
}

/// Begins to load `slot` from memory, without waiting for it.
#[inline]
fn fetch(slot: &[u8; 8]) {
    #[cfg(target_arch = "x86_64")]
    #[allow(unsafe_code, reason = "the whole analysis of news takes 6 % more time without")]
    // SAFETY: a hint, which reads nothing; every processor of this kind knows it.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(slot.as_ptr().cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = slot;
}
