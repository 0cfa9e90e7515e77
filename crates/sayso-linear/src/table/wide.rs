//! Many classes: a slot tells where the weights of its feature are.

use super::WholeRow;
use super::slots::Slots;

pub(super) const LARGEST: i16 = 255;
const COUNT_BITS: u32 = 8;

#[derive(Clone, Debug)]
pub(super) struct Rows {
    slots: Slots<32>,
    entries: &'static [[u8; 2]],
}

impl Rows {
    pub(super) fn read(
        slots: &'static [[u8; 8]],
        entries: &'static [[u8; 2]],
        classes: usize,
    ) -> Option<Self> {
        // Rows that end in bounds and classes that exist let scoring do without checks that could fail.
        let slot_fits = |slot: &[u8; 8]| row(u64::from_le_bytes(*slot) >> 32).end <= entries.len();
        let entry_fits = |entry: &[u8; 2]| unpack(*entry).0 < classes;
        let fits = slots.iter().all(slot_fits) && entries.iter().all(entry_fits);
        Slots::read(slots).filter(|_| fits).map(|slots| Self { slots, entries })
    }

    pub(super) fn write(rows: &[WholeRow]) -> (Vec<u8>, Vec<u8>) {
        let mut entries: Vec<[u8; 2]> = Vec::new();
        let mut slots = Vec::new();
        for (feature, row) in rows {
            let place = (entries.len() as u64) << COUNT_BITS | row.len() as u64;
            slots.push((*feature, place));
            let pack =
                |&(class, weight): &(u8, i16)| (weight << 7 | i16::from(class)).to_le_bytes();
            entries.extend(row.iter().map(pack));
        }
        assert!(entries.len() < 1 << (32 - COUNT_BITS), "too many weights for a table");
        (Slots::<32>::write(&slots), entries.into_flattened())
    }

    #[inline]
    pub(super) fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        self.slots.find_all(features, |kept| {
            for &entry in &self.entries[row(kept)] {
                let (class, weight) = unpack(entry);
                scores[class] += weight;
            }
        });
    }
}

#[inline]
fn row(place: u64) -> std::ops::Range<usize> {
    let start = (place >> COUNT_BITS) as usize;
    start..start + (place & ((1 << COUNT_BITS) - 1)) as usize
}

#[inline]
fn unpack(entry: [u8; 2]) -> (usize, i32) {
    let entry = i16::from_le_bytes(entry);
    ((entry & 127) as usize, i32::from(entry >> 7))
}
