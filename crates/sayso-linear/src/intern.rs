//! Dense numbers for feature hashes: training wants arrays, not tables.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Numbers feature hashes in the order of their first sight and counts them.
///
/// ```
/// use sayso_linear::Interner;
///
/// let mut features = Interner::default();
/// let (said, wrote) = (0x5a1d, 0x3207);
/// assert_eq!([features.count(said), features.count(wrote), features.count(said)], [0, 1, 0]);
/// // What was seen once only says nothing.
/// let (features, renumbered) = features.keep_frequent(2);
/// assert_eq!((features.len(), features.get(said), features.get(wrote)), (1, Some(0), None));
/// assert_eq!(renumbered, [Some(0), None]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Interner {
    ids: HashMap<u64, u32, BuildHasherDefault<Already>>,
    hashes: Vec<u64>,
    counts: Vec<u32>,
}

impl Interner {
    /// The number of `hash`, a new one if it was not seen before, counting this sight.
    pub fn count(&mut self, hash: u64) -> u32 {
        let next = self.hashes.len() as u32;
        let id = *self.ids.entry(hash).or_insert(next);
        if id == next {
            self.hashes.push(hash);
            self.counts.push(0);
        }
        self.counts[id as usize] += 1;
        id
    }

    /// The number of `hash`, if it has one.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u32> {
        self.ids.get(&hash).copied()
    }

    /// How many hashes have a number.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The hashes, by number.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// How often each hash was counted, by number.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// Leaves out what was counted less than `least` times. The second value has the new number of every
    /// old one.
    pub fn keep_frequent(&self, least: u32) -> (Self, Vec<Option<u32>>) {
        let mut kept = Self::default();
        let mut renumbered = Vec::with_capacity(self.len());
        for (&hash, &count) in self.hashes.iter().zip(&self.counts) {
            let id = kept.hashes.len() as u32;
            let keep = count >= least;
            if keep {
                kept.ids.insert(hash, id);
                kept.hashes.push(hash);
                kept.counts.push(count);
            }
            renumbered.push(keep.then_some(id));
        }
        (kept, renumbered)
    }
}

/// Passes a hash through: it is one already.
#[derive(Clone, Debug, Default)]
struct Already(u64);

impl Hasher for Already {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        // Feature hashes may be weak in their high bits, which the table uses.
        self.0 = (self.0 ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
}
