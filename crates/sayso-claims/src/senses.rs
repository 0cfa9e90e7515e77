//! What a word can mean, after WordNet: words of one meaning, and words of which one is broader.
//!
//! A meaning is a synset, with the nouns and verbs that are derived from its words: "death" and "to die" have one. Of a
//! word the first meanings are kept, those that are frequent. `cargo xtask train senses` writes the file.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use sayso_linear::{ModelError, ModelFile};

/// Meanings of a word, from the least number on; the bit [`BROADER`] is set for those that are broader than the word, which are the
/// last therefore.
pub(crate) type Meanings = &'static [[u8; 2]];

const BROADER: u16 = 1 << 15;
const KIND: &str = "senses";
static DATA: &[u8] = include_bytes!("../data/senses.bin");

/// How alike two words are by their meanings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    #[default]
    None,
    /// One is a kind of the other: "murder" of "kill".
    Kind,
    /// They can mean the same.
    Same,
}

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
        let of = |&(at, count): &(u32, u8)| meanings.get(at as usize..)?.get(..usize::from(count));
        let in_order =
            places.values().all(|place| of(place).is_some_and(|m| m.is_sorted_by_key(number)));
        if stems.len() != counts.len() || at as usize != meanings.len() || !in_order {
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

/// How the meanings of two words are related.
pub(crate) fn relation(a: Meanings, b: Meanings) -> Relation {
    let parted = |meanings: Meanings| {
        meanings.split_at(meanings.partition_point(|meaning| number(meaning) & BROADER == 0))
    };
    let ((own_a, broader_a), (own_b, broader_b)) = (parted(a), parted(b));
    if have_common(own_a, own_b) {
        Relation::Same
    } else if have_common(own_a, broader_b) || have_common(broader_a, own_b) {
        Relation::Kind
    } else {
        Relation::None
    }
}

fn number(meaning: &[u8; 2]) -> u16 {
    u16::from_le_bytes(*meaning)
}

/// Whether two ordered lists have a meaning in common, broader or not.
fn have_common(mut a: Meanings, mut b: Meanings) -> bool {
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_first(), b.split_first()) {
        match (number(x) & !BROADER).cmp(&(number(y) & !BROADER)) {
            Ordering::Less => a = rest_a,
            Ordering::Greater => b = rest_b,
            Ordering::Equal => return true,
        }
    }
    false
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
        number | if broader { BROADER } else { 0 }
    };
    let ordered = |meanings: &Vec<(u16, bool)>| {
        let mut meanings: Vec<u16> = meanings.iter().map(meaning).collect();
        meanings.sort_unstable();
        meanings.into_iter().flat_map(u16::to_le_bytes)
    };
    let meanings: Vec<u8> = words.values().flat_map(ordered).collect();
    ModelFile::write(KIND, 0, &[&stems, &counts, &meanings])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concepts::Concepts;
    use sayso_linear::text_hash;

    fn related(a: &str, b: &str) -> Relation {
        let of =
            |word: &str| Senses::builtin().of(text_hash(&Concepts::builtin().stem(word)) as u32);
        relation(of(a), of(b))
    }

    #[test]
    fn words_of_one_meaning_are_the_same() {
        for (a, b) in [("death", "died"), ("quake", "earthquake"), ("wall", "fence")] {
            assert_eq!(related(a, b), Relation::Same, "{a} {b}");
        }
    }

    #[test]
    fn a_kind_is_no_other_kind() {
        assert_eq!(related("murdered", "kill"), Relation::Kind);
        assert_eq!(related("ferry", "boat"), Relation::Kind);
        assert_eq!(related("tax", "delegate"), Relation::None);
    }
}
