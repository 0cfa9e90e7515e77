//! From the hash of a key to a small number, in place.

use std::borrow::Cow;

use sayso_linear::ModelError;

/// A hash table with 32 bits of the key's hash and a 16-bit number in each slot.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    slots: Cow<'static, [[u8; 6]]>,
}

impl Index {
    /// Reads what [`write`](Self::write) has written; every number is below `limit`.
    pub(crate) fn read(
        slots: Cow<'static, [[u8; 6]]>,
        limit: usize,
        part: &'static str,
    ) -> Result<Self, ModelError> {
        let fits = slots.iter().all(|slot| usize::from(value(slot)) <= limit);
        // A search ends at a free slot.
        let has_room = slots.iter().any(|slot| value(slot) == 0);
        if !slots.len().is_power_of_two() || !fits || !has_room {
            return Err(ModelError::Damaged { part });
        }
        Ok(Self { slots })
    }

    #[cfg(feature = "train")]
    pub(crate) fn write(numbers: &[(u64, u16)]) -> Vec<u8> {
        let size = (numbers.len() * 3 / 2 + 1).next_power_of_two();
        let mut slots = vec![[0u8; 6]; size];
        for &(hash, number) in numbers {
            let mut at = hash as usize & (size - 1);
            while value(&slots[at]) != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at][..4].copy_from_slice(&key(hash).to_le_bytes());
            slots[at][4..].copy_from_slice(&(number + 1).to_le_bytes());
        }
        slots.as_flattened().to_vec()
    }

    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<u16> {
        let slots: &[[u8; 6]] = &self.slots;
        let mask = slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = &slots[at];
            match value(slot) {
                0 => return None,
                number if slot[..4] == key(hash).to_le_bytes() => return Some(number - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }
}

fn value(slot: &[u8; 6]) -> u16 {
    u16::from_le_bytes([slot[4], slot[5]])
}

fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}
