//! The compiler of the lists of known names.

use std::collections::BTreeMap;

use sayso_linear::ModelFile;

use crate::known_names::{
    CODE_SHIFT, CountryCode, KIND, NameClass, PREFIX, START, extend, word_key,
};

/// Collects names and lays them out for [`KnownNames`](crate::KnownNames).
#[derive(Debug, Default)]
pub struct KnownNamesBuilder {
    entries: BTreeMap<u64, u32>,
}

impl KnownNamesBuilder {
    /// Adds a name, given as its words. The first country that a name is given stays.
    pub fn add(&mut self, words: &[&str], listed: NameClass, country: Option<CountryCode>) {
        let mut lower = String::new();
        let mut hash = START;
        for (i, word) in words.iter().enumerate() {
            hash = extend(hash, word_key(word, &mut lower));
            let entry = self.entries.entry(hash).or_default();
            if i + 1 < words.len() {
                *entry |= PREFIX;
                continue;
            }
            *entry |= 1 << listed as u32;
            let known = (*entry & !PREFIX) >> CODE_SHIFT != 0;
            if let Some(country) = country.filter(|_| !known) {
                *entry |= (country.number() as u32) << CODE_SHIFT;
            }
        }
    }

    /// The number of names and beginnings of names.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The bytes of the file.
    pub fn build(&self) -> Vec<u8> {
        let slots = (self.entries.len() * 4 / 3 + 1).next_power_of_two();
        let mut table = vec![0u64; slots];
        for (&hash, &entry) in &self.entries {
            let mut at = hash as usize & (slots - 1);
            while table[at] != 0 {
                at = (at + 1) & (slots - 1);
            }
            table[at] = hash >> 32 << 32 | u64::from(entry);
        }
        let table: Vec<u8> = table.iter().flat_map(|slot| slot.to_le_bytes()).collect();
        ModelFile::write(KIND, 0, &[&table])
    }
}
