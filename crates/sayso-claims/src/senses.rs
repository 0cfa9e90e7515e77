//! What a word can mean, after WordNet: words of one meaning, and words of which one is broader.
//!
//! A meaning is a synset, with the nouns and verbs that are derived from its words: "death" and "to die" have one. Of a
//! word the first meanings are kept, those that are frequent. `cargo xtask train senses` writes the file.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use sayso_linear::{ModelError, ModelFile};

/// Meanings of a word; the bit [`BROADER`] is set for those that are broader than the word.
pub(crate) type Meanings = &'static [[u8; 2]];

const BROADER: u16 = 1 << 15;
const KIND: &str = "senses";
static DATA: &[u8] = include_bytes!("../data/senses.bin");

/// All words with their meanings.
pub(crate) struct Senses {
    /// Where the meanings of a stem are.
    places: FxHashMap<u32, (u32, u8)>,
    meanings: Meanings,
}

impl Senses {
    /// Those that are compiled in.
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Senses> =
            LazyLock::new(|| Senses::read(DATA).expect("the builtin senses are valid"));
        &BUILTIN
    }

    fn read(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let mut file = ModelFile::read(bytes, KIND, 0)?;
        let stems = file.next_rows::<4>("stems")?;
        let counts = file.next("counts")?;
        let Cow::Borrowed(meanings) = file.next_rows::<2>("meanings")? else {
            return Err(ModelError::Damaged { part: "meanings" });
        };
        let mut at = 0;
        let mut places = FxHashMap::default();
        for (stem, &count) in stems.iter().zip(&*counts) {
            places.insert(u32::from_le_bytes(*stem), (at, count));
            at += u32::from(count);
        }
        if stems.len() != counts.len() || at as usize != meanings.len() {
            return Err(ModelError::Damaged { part: "meanings" });
        }
        Ok(Self { places, meanings })
    }

    /// The meanings of a stem, by its check value; none for words that are not known.
    pub(crate) fn of(&self, stem: u32) -> Meanings {
        let place = self.places.get(&stem).copied();
        place.map_or(&[], |(at, count)| &self.meanings[at as usize..][..usize::from(count)])
    }
}

/// Which of a few words have a meaning: so all of another's meanings are looked up, instead of compared with those of each.
pub(crate) struct Lookup {
    /// For each meaning the place in `found`, and 0 for those of no word.
    places: Box<[u16]>,
    /// The words that have a meaning, and those of which it is broader: a bit a word.
    found: Vec<(u64, u64)>,
    /// The meanings that have a place.
    filled: Vec<u16>,
}

/// So many words can be looked up.
pub(crate) const MOST_WORDS: usize = u64::BITS as usize;

impl Lookup {
    pub(crate) fn new() -> Self {
        Self {
            places: vec![0; usize::from(BROADER)].into(),
            found: vec![(0, 0)],
            filled: Vec::new(),
        }
    }

    /// Takes these words instead of those before; what is beyond [`MOST_WORDS`] is not found.
    pub(crate) fn fill(&mut self, words: impl Iterator<Item = Meanings>) {
        for meaning in self.filled.drain(..) {
            self.places[usize::from(meaning)] = 0;
        }
        self.found.truncate(1);
        for (word, meanings) in words.take(MOST_WORDS).enumerate() {
            for meaning in meanings {
                let (meaning, is_broader) = parted(meaning);
                let place = &mut self.places[usize::from(meaning)];
                if *place == 0 {
                    *place = self.found.len() as u16;
                    self.found.push((0, 0));
                    self.filled.push(meaning);
                }
                let (own, broader) = &mut self.found[usize::from(*place)];
                *(if is_broader { broader } else { own }) |= 1 << word;
            }
        }
    }

    /// The words that can mean the same as one with these meanings, and those of which one is a kind of the other: a bit a word.
    pub(crate) fn related(&self, meanings: Meanings) -> (u64, u64) {
        let (mut same, mut kind) = (0, 0);
        for meaning in meanings {
            let (meaning, is_broader) = parted(meaning);
            let (own, broader) = self.found[usize::from(self.places[usize::from(meaning)])];
            if is_broader {
                kind |= own;
            } else {
                same |= own;
                kind |= broader;
            }
        }
        (same, kind)
    }
}

/// The number of a meaning, and whether it is broader.
fn parted(meaning: &[u8; 2]) -> (u16, bool) {
    let number = u16::from_le_bytes(*meaning);
    (number & !BROADER, number & BROADER != 0)
}

/// The bytes of the file, for training: stems, each with the numbers of its meanings and whether these are broader.
///
/// # Panics
/// If there are more meanings than the file has room for.
#[cfg(feature = "train")]
pub(crate) fn build(words: &std::collections::BTreeMap<u32, Vec<(u16, bool)>>) -> Vec<u8> {
    let stems: Vec<u8> = words.keys().flat_map(|stem| stem.to_le_bytes()).collect();
    let counts: Vec<u8> = words
        .values()
        .map(|meanings| u8::try_from(meanings.len()).expect("a word has few meanings"))
        .collect();
    let meaning = |&(number, broader): &(u16, bool)| {
        assert!(number < BROADER, "too many meanings");
        (number | if broader { BROADER } else { 0 }).to_le_bytes()
    };
    let meanings: Vec<u8> = words.values().flatten().flat_map(meaning).collect();
    ModelFile::write(KIND, 0, &[&stems, &counts, &meanings])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concepts::Concepts;
    use sayso_linear::text_hash;

    /// Whether they can mean the same, and whether one is a kind of the other.
    fn related(a: &str, b: &str) -> (bool, bool) {
        let of =
            |word: &str| Senses::builtin().of(text_hash(&Concepts::builtin().stem(word)) as u32);
        let mut lookup = Lookup::new();
        // Words before leave nothing.
        lookup.fill([of("ferry"), of("tax")].into_iter());
        lookup.fill([&[], of(b)].into_iter());
        let (same, kind) = lookup.related(of(a));
        (same == 2, kind == 2)
    }

    #[test]
    fn words_of_one_meaning_are_the_same() {
        for (a, b) in [("death", "died"), ("quake", "earthquake"), ("wall", "fence")] {
            assert!(related(a, b).0, "{a} {b}");
        }
    }

    #[test]
    fn a_kind_is_no_other_kind() {
        for (a, b) in [("murdered", "kill"), ("ferry", "boat"), ("boat", "ferry")] {
            assert_eq!(related(a, b), (false, true), "{a} {b}");
        }
        assert_eq!(related("tax", "delegate"), (false, false));
    }
}
