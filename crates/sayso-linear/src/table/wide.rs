//! Many classes: a slot tells where the weights of its feature are.

use super::{AHEAD, WholeRow, home, lay_out};

pub(super) const LARGEST: i16 = 255;
const KEY: u64 = u32::MAX as u64;
const COUNT_BITS: u32 = 8;

#[derive(Clone, Debug)]
pub(super) struct Rows {
    slots: &'static [[u8; 8]],
    entries: &'static [[u8; 2]],
}

impl Rows {
    pub(super) fn read(
        slots: &'static [[u8; 8]],
        entries: &'static [[u8; 2]],
        classes: usize,
    ) -> Option<Self> {
        // Rows that end in bounds, classes that exist and one free slot let scoring do without checks
        // that could fail.
        let row = |slot: &[u8; 8]| row(u64::from_le_bytes(*slot));
        let slot_fits = |slot: &[u8; 8]| row(slot).end <= entries.len();
        let entry_fits = |entry: &[u8; 2]| unpack(*entry).0 < classes;
        let fits = slots.iter().all(slot_fits)
            && entries.iter().all(entry_fits)
            && slots.iter().any(|slot| row(slot).is_empty());
        fits.then_some(Self { slots, entries })
    }

    pub(super) fn write(rows: &[WholeRow]) -> (Vec<u8>, Vec<u8>) {
        let mut entries: Vec<[u8; 2]> = Vec::new();
        let mut slots = Vec::new();
        for (feature, row) in rows {
            let place = (entries.len() as u64) << COUNT_BITS | row.len() as u64;
            slots.push((*feature, place << 32));
            let pack =
                |&(class, weight): &(u8, i16)| (weight << 7 | i16::from(class)).to_le_bytes();
            entries.extend(row.iter().map(pack));
        }
        assert!(entries.len() < 1 << (32 - COUNT_BITS), "too many weights for a table");
        (lay_out(&slots, KEY), entries.into_flattened())
    }

    #[inline]
    pub(super) fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        let mut slots = [0; AHEAD];
        for chunk in features.chunks(AHEAD) {
            for (slot, &feature) in slots.iter_mut().zip(chunk) {
                *slot = self.slot(home(feature));
            }
            for (&slot, &feature) in slots.iter().zip(chunk) {
                let slot = if has_key(slot, feature) { slot } else { self.search(slot, feature) };
                for &entry in &self.entries[row(slot)] {
                    let (class, weight) = unpack(entry);
                    scores[class] += weight;
                }
            }
        }
    }

    /// The slot of `feature`, which is not in its home, where `slot` is.
    fn search(&self, mut slot: u64, feature: u64) -> u64 {
        let mut at = home(feature);
        while !row(slot).is_empty() && !has_key(slot, feature) {
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
fn row(slot: u64) -> std::ops::Range<usize> {
    let place = (slot >> 32) as u32;
    let start = (place >> COUNT_BITS) as usize;
    start..start + (place & ((1 << COUNT_BITS) - 1)) as usize
}

#[inline]
fn unpack(entry: [u8; 2]) -> (usize, i32) {
    let entry = i16::from_le_bytes(entry);
    ((entry & 127) as usize, i32::from(entry >> 7))
}
