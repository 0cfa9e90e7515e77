//! Words that refer to somebody or something without naming it, and titles.

use std::sync::LazyLock;

use sayso_lexicon::lists::FIRST_NAMES;
use sayso_linear::text_hash;

use crate::known_names::{KnownNames, NameClass};

/// Male, female, or not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Gender {
    /// Not known.
    #[default]
    Unknown,
    /// he.
    Male,
    /// she.
    Female,
}

impl Gender {
    /// The gender of those who have a first name, where nearly all of them have one.
    ///
    /// ```
    /// use sayso_entities::Gender;
    ///
    /// assert_eq!(Gender::of_first_name("David"), Gender::Male);
    /// assert_eq!(Gender::of_first_name("Leslie"), Gender::Unknown);
    /// ```
    pub fn of_first_name(name: &str) -> Self {
        match FIRST_NAMES.get(&name.to_lowercase()) {
            Some("male") => return Self::Male,
            Some(_) => return Self::Female,
            None => {}
        }
        let known = KnownNames::builtin().find(name);
        match (known.is(NameClass::Male), known.is(NameClass::Female)) {
            (true, false) => Self::Male,
            (false, true) => Self::Female,
            _ => Self::Unknown,
        }
    }

    /// The gender of those whom a noun in small letters describes.
    ///
    /// ```
    /// use sayso_entities::Gender;
    ///
    /// assert_eq!(Gender::of_noun("mother"), Gender::Female);
    /// assert_eq!(Gender::of_noun("senator"), Gender::Unknown);
    /// ```
    pub fn of_noun(noun: &str) -> Self {
        Roles::builtin().of(text_hash(noun)).gender()
    }

    pub(crate) fn fits(self, other: Self) -> bool {
        self == Self::Unknown || other == Self::Unknown || self == other
    }
}

/// What a word refers to; a word may have several uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Uses(u16);

pub(crate) const HE: u16 = 1;
pub(crate) const SHE: u16 = 1 << 1;
pub(crate) const THEY: u16 = 1 << 2;
pub(crate) const IT: u16 = 1 << 3;
pub(crate) const TITLE: u16 = 1 << 4;
pub(crate) const ROLE: u16 = 1 << 5;
pub(crate) const BODY: u16 = 1 << 6;
pub(crate) const AREA: u16 = 1 << 7;
pub(crate) const MALE: u16 = 1 << 8;
pub(crate) const FEMALE: u16 = 1 << 9;
pub(crate) const WORK: u16 = 1 << 10;
pub(crate) const STORM: u16 = 1 << 11;

impl Uses {
    #[inline]
    pub(crate) const fn any(self, bits: u16) -> bool {
        self.0 & bits != 0
    }

    pub(crate) const fn gender(self) -> Gender {
        match (self.any(MALE | HE), self.any(FEMALE | SHE)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}

const SLOTS: usize = 2048;

static TABLE: LazyLock<Vec<(u64, Uses)>> = LazyLock::new(|| {
    let mut slots = vec![(0, Uses::default()); SLOTS];
    for line in include_str!("../data/roles.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((class, words)) = line.split_once('\t') else { continue };
        let bits = match class {
            "he" => HE,
            "she" => SHE,
            "they" => THEY,
            "it" => IT,
            "title" => TITLE,
            "title-male" => TITLE | MALE,
            "title-female" => TITLE | FEMALE,
            "role" => ROLE,
            "role-male" => ROLE | MALE,
            "role-female" => ROLE | FEMALE,
            "body" => BODY,
            "work" => WORK,
            "storm" => STORM,
            _ => AREA,
        };
        for word in words.split(' ') {
            let hash = text_hash(word);
            let mut slot = hash as usize % SLOTS;
            while slots[slot].0 != 0 && slots[slot].0 != hash {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot].0 = hash;
            slots[slot].1.0 |= bits;
        }
    }
    slots
});

/// The table of uses, by the hash of the word in lower case.
#[derive(Clone, Copy)]
pub(crate) struct Roles(&'static [(u64, Uses)]);

impl Roles {
    pub(crate) fn builtin() -> Self {
        Self(&TABLE)
    }

    #[inline]
    pub(crate) fn of(self, word: u64) -> Uses {
        let mut slot = word as usize % SLOTS;
        loop {
            let (hash, uses) = self.0[slot];
            if hash == word || hash == 0 {
                return uses;
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}
