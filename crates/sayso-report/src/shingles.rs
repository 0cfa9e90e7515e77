//! Which documents are nearly the same: MinHash over runs of words, and locality-sensitive hashing.
//!
//! A signature holds, for each of [`BINS`] parts of all possible check values, the smallest that a document's
//! runs have in it. The share of equal places estimates the share of common runs. Parts without a value
//! borrow one (optimal densification, Shrivastava 2017), so one hash a run is enough.

use serde::{Deserialize, Serialize};

use super::hash::mix;

use super::words::{Word, phrase};

/// Words in a run.
const RUN: usize = 4;
/// Places of a signature.
pub(crate) const BINS: usize = 128;
/// Places in a band: documents that agree in all places of one band are compared.
const BAND: usize = 2;

/// What a document is compared by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Signature {
    #[serde(with = "places")]
    places: Box<[u32; BINS]>,
    /// How many runs it has, each counted as often as it stands.
    runs: u32,
}

impl Signature {
    /// The signature of a text; `None` if it has fewer words than one run.
    pub(crate) fn of(words: &[Word]) -> Option<Self> {
        let mut places = Box::new([u32::MAX; BINS]);
        for run in words.windows(RUN) {
            let value = mix(0x5eed, phrase(run));
            let place = &mut places[(value >> 57) as usize];
            *place = (*place).min(value as u32 >> 1);
        }
        let runs = words.windows(RUN).len() as u32;
        (runs > 0).then(|| {
            let own = places.clone();
            for (bin, place) in places.iter_mut().enumerate().filter(|(_, p)| **p == u32::MAX) {
                let lender = (0u64..).map(|i| (mix(bin as u64, i) >> 57) as usize);
                *place = lender.map(|i| own[i]).find(|&p| p != u32::MAX).unwrap_or_default();
            }
            Self { places, runs }
        })
    }

    /// Check values of the bands.
    pub(crate) fn bands(&self) -> impl Iterator<Item = (u32, u64)> {
        let (bands, _) = self.places.as_chunks::<BAND>();
        (0..).zip(bands.iter().map(|band| band.iter().fold(0, |v, &p| mix(v, u64::from(p)))))
    }

    /// Whether the shorter of two texts stands mostly in the longer.
    pub(crate) fn is_near(&self, other: &Self) -> bool {
        let equal = self.places.iter().zip(other.places.iter()).filter(|(a, b)| a == b).count();
        let common = equal as f64 / BINS as f64;
        let (less, more) = (self.runs.min(other.runs), self.runs.max(other.runs));
        // Of common / (less + more - common) follow the runs in common.
        let both = common / (1.0 + common) * f64::from(less + more);
        common >= LEAST_COMMON && both >= LEAST_CONTAINED * f64::from(less)
    }
}

/// The least share of all runs that near-duplicates have in common.
const LEAST_COMMON: f64 = 0.25;
/// The least share of the shorter one's runs that stand in the longer.
const LEAST_CONTAINED: f64 = 0.65;

/// The places as a list: serde has no arrays of this length.
pub(crate) mod places {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::BINS;

    pub(super) fn serialize<S: Serializer>(
        places: &[u32; BINS],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        places.as_slice().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Box<[u32; BINS]>, D::Error> {
        let places = Box::<[u32]>::deserialize(deserializer)?;
        places.try_into().map_err(|_| D::Error::custom("a signature of another length"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::WordReader;

    fn signature(text: &str) -> Option<Signature> {
        let mut words = Vec::new();
        WordReader::default().read(text, &mut words);
        Signature::of(&words)
    }

    fn article(seed: u64, words: u64) -> String {
        (0..words).map(|i| format!("word{} ", mix(seed, i) % 5000)).collect()
    }

    #[test]
    fn near_texts_are_told_from_others() {
        let near = |a: &str, b: &str| signature(a).unwrap().is_near(&signature(b).unwrap());
        let (one, other) = (article(1, 600), article(2, 600));
        assert!(near(&one, &one));
        assert!(!near(&one, &other));
        assert!(near(&one, &one[..one.len() / 2]), "a tail is cut");
        assert!(near(&one, &format!("{} {one} {}", article(3, 12), article(4, 80))));
        assert!(near("Pyongyang denied arms supplies.", "“Pyongyang denied arms supplies”"));
        assert_eq!(signature("too few words"), None);
    }
}
