//! The table of the lexicon: word → class of interchangeable words → coarser and coarser clusters.
//!
//! Words are not stored, only 17 bits of their hash beside their 15-bit class, in 32-bit slots with linear
//! probing: 2 MiB for 343,000 words, read in place. An unknown word is mistaken for a known one about
//! once in 40,000 times; more bits of the hash are not worth another megabyte.

use std::borrow::Cow;
#[cfg(feature = "builtin")]
use std::sync::LazyLock;

use sayso_linear::{ModelError, ModelFile};

/// Slots of the table, a power of two.
const SLOTS: usize = 1 << 19;
/// The class of a free slot.
const FREE: u32 = 0x7fff;
/// Clusters at each grain, finest first.
const CLUSTERS: [usize; 3] = [1024, 256, 64];

#[cfg(feature = "builtin")]
static DATA: &[u8] = include_bytes!("../data/clusters.bin");
/// The kind of model in its file.
const KIND: &str = "clusters";

/// A class of words with nearly equal vectors; about 17 words each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct WordClass(u16);

impl WordClass {
    /// The number of classes there can be: every [`index`](Self::index) is smaller.
    pub const COUNT: usize = FREE as usize;

    /// The class as a number.
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The granularity of a cluster.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Grain {
    /// 1,024 clusters.
    Fine,
    /// 256 clusters, each a union of fine ones.
    Middle,
    /// 64 clusters, each a union of middle ones.
    Coarse,
}

/// The classes and clusters of 343,000 English words.
///
/// ```
/// use sayso_lexicon::{Grain, Lexicon};
///
/// let lexicon = Lexicon::builtin();
/// let cluster = |word| lexicon.cluster(lexicon.class(word).expect("a known word"), Grain::Middle);
/// assert_eq!(cluster("tuesday"), cluster("friday"));
/// assert_ne!(cluster("tuesday"), cluster("denied"));
/// ```
#[derive(Debug)]
pub struct Lexicon {
    slots: Cow<'static, [[u8; 4]]>,
    fine: Vec<u16>,
    middle: Vec<u8>,
    coarse: Vec<u8>,
}

impl Lexicon {
    /// The lexicon of English that is compiled in.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::from_bytes(DATA).expect("the builtin lexicon is valid"));
        &BUILTIN
    }

    /// Reads a lexicon from the bytes of its file.
    ///
    /// # Errors
    /// If the bytes are not such a file, or are damaged.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let mut file = ModelFile::read(bytes, KIND, 0)?;
        let slots = file.next_rows("slots")?;
        let coarse = file.next("coarse clusters")?.into_owned();
        let middle = file.next("middle clusters")?.into_owned();
        let fine = file.next_rows("fine clusters")?;
        let fine: Vec<u16> = fine.iter().map(|cluster| u16::from_le_bytes(*cluster)).collect();
        let largest = slots.iter().map(|slot| u32::from_le_bytes(*slot) & FREE);
        let largest = largest.filter(|class| *class != FREE).max();
        let fits = slots.len() == SLOTS
            && largest.is_none_or(|class| (class as usize) < fine.len())
            && fine.iter().all(|cluster| usize::from(*cluster) < CLUSTERS[0])
            && (middle.len(), coarse.len()) == (CLUSTERS[0], CLUSTERS[1]);
        if !fits {
            return Err(ModelError::Damaged { part: "clusters" });
        }
        Ok(Self { slots, fine, middle, coarse })
    }

    /// The class of a word in lower case, as [`lower_into`](crate::lower_into) writes it; `None` if it is
    /// not among the 343,000 known words.
    #[inline]
    pub fn class(&self, lower: &str) -> Option<WordClass> {
        let hash = hash(lower.as_bytes());
        let mut slot = home(hash);
        let slots: &[[u8; 4]] = &self.slots;
        // Bounded, so that a table without a free slot ends a search too.
        for _ in 0..SLOTS {
            let entry = u32::from_le_bytes(slots[slot]);
            if entry & FREE == FREE {
                break;
            }
            if entry >> 15 == fingerprint(hash) {
                return Some(WordClass((entry & FREE) as u16));
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }

    /// The cluster of a class: a number below 1,024, 256 or 64.
    #[inline]
    pub fn cluster(&self, class: WordClass, grain: Grain) -> u16 {
        let fine = self.fine[class.index()];
        match grain {
            Grain::Fine => fine,
            Grain::Middle => u16::from(self.middle[fine as usize]),
            Grain::Coarse => u16::from(self.coarse[self.middle[fine as usize] as usize]),
        }
    }
}

/// Builds the bytes of the table, for training: `words` with their classes, and the fine cluster of every
/// class, the middle one of every fine one, the coarse one of every middle one.
///
/// # Panics
/// If there are more words or clusters than the table has room for.
#[cfg(feature = "train")]
pub fn build(words: &[(String, u16)], fine: &[u16], middle: &[u8], coarse: &[u8]) -> Vec<u8> {
    assert!(words.len() < SLOTS && (middle.len(), coarse.len()) == (CLUSTERS[0], CLUSTERS[1]));
    let mut slots = vec![FREE; SLOTS];
    for (word, class) in words {
        let hash = hash(word.as_bytes());
        let mut slot = home(hash);
        while slots[slot] != FREE && slots[slot] >> 15 != fingerprint(hash) {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = fingerprint(hash) << 15 | u32::from(*class);
    }
    let slots: Vec<u8> = slots.iter().flat_map(|slot| slot.to_le_bytes()).collect();
    let fine: Vec<u8> = fine.iter().flat_map(|cluster| cluster.to_le_bytes()).collect();
    ModelFile::write(KIND, 0, &[&slots, coarse, middle, &fine])
}

fn home(hash: u64) -> usize {
    (hash >> 32) as usize % SLOTS
}

fn fingerprint(hash: u64) -> u32 {
    (hash as u32) >> 15
}

/// Eight bytes at a time, multiplied and folded.
fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9fb2_1c65_1e98_df25;
    let fold = |hash: u64, block: u64| {
        let product = u128::from(hash ^ block).wrapping_mul(u128::from(FACTOR));
        (product as u64) ^ ((product >> 64) as u64)
    };
    let (blocks, tail) = bytes.as_chunks::<8>();
    let mut state = 0x243f_6a88_85a3_08d3 ^ bytes.len() as u64;
    for block in blocks {
        state = fold(state, u64::from_le_bytes(*block));
    }
    let mut last = [0; 8];
    last[..tail.len()].copy_from_slice(tail);
    fold(fold(state, u64::from_le_bytes(last)), FACTOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_words_share_a_cluster() {
        let lexicon = Lexicon::builtin();
        let cluster =
            |word: &str| lexicon.class(word).map(|class| lexicon.cluster(class, Grain::Coarse));
        assert_eq!(cluster("missiles"), cluster("rockets"));
        assert_ne!(cluster("said"), cluster("london"));
        assert_eq!(cluster("qqxzzvkw"), None);
        assert_eq!(cluster(""), None);
    }
}
