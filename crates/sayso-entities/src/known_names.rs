//! Names known beforehand: countries, capitals, cities, seats of government, peoples, first names, and a few
//! hundred organisations, outlets, weapons and vehicles.
//!
//! Names are not stored, only hashes of their words, each with what the name may be and the country that it
//! belongs to. Reading a text word by word, a bit in every slot says whether a longer name begins so.

use std::borrow::Cow;
use std::sync::LazyLock;

use sayso_linear::{ModelError, ModelFile, text_hash};

static DATA: &[u8] = include_bytes!("../data/known_names.bin");
/// The kind of model in its file.
pub(crate) const KIND: &str = "known names";

/// What a name in the gazetteer may be. A name may be several: Jordan is a country and a man.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum NameClass {
    /// A country.
    Country,
    /// The capital of one.
    Capital,
    /// Another town.
    City,
    /// A state of the United States.
    State,
    /// A continent, a sea, a part of the world.
    Region,
    /// A place or building that stands for a government: the Kremlin.
    Seat,
    /// A nation, people or faith: Ukrainian, Shia.
    Nationality,
    /// An organisation.
    Organisation,
    /// A newspaper, station or agency.
    Outlet,
    /// A man's first name.
    Male,
    /// A woman's first name.
    Female,
    /// A family name.
    Surname,
    /// A weapon.
    Weapon,
    /// A vehicle, ship or aircraft.
    Platform,
    /// What may be a weapon: "strikes".
    MaybeWeapon,
    /// What may be one of war: "vehicles".
    MaybePlatform,
}

impl NameClass {
    /// Every value, by its bit.
    pub const ALL: [Self; 16] = [
        Self::Country,
        Self::Capital,
        Self::City,
        Self::State,
        Self::Region,
        Self::Seat,
        Self::Nationality,
        Self::Organisation,
        Self::Outlet,
        Self::Male,
        Self::Female,
        Self::Surname,
        Self::Weapon,
        Self::Platform,
        Self::MaybeWeapon,
        Self::MaybePlatform,
    ];

    /// The class called `name` in the list that people edit.
    #[cfg(feature = "train")]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "country" => Self::Country,
            "capital" => Self::Capital,
            "city" => Self::City,
            "state" => Self::State,
            "region" => Self::Region,
            "seat" => Self::Seat,
            "nationality" => Self::Nationality,
            "organisation" => Self::Organisation,
            "outlet" => Self::Outlet,
            "weapon" => Self::Weapon,
            "platform" => Self::Platform,
            "maybe-weapon" => Self::MaybeWeapon,
            "maybe-platform" => Self::MaybePlatform,
            _ => return None,
        })
    }
}

/// The two letters of ISO 3166-1 for a country.
///
/// ```
/// use sayso_entities::CountryCode;
///
/// let korea = CountryCode::new("KP").expect("two letters");
/// assert_eq!(korea.to_string(), "KP");
/// assert_eq!(CountryCode::new("k"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code, if it is two capital letters.
    pub fn new(code: &str) -> Option<Self> {
        let letters: [u8; 2] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    #[cfg(feature = "train")]
    pub(crate) fn number(self) -> u64 {
        1 + u64::from(self.0[0] - b'A') * 26 + u64::from(self.0[1] - b'A')
    }

    fn from_number(number: u64) -> Option<Self> {
        let number = number.checked_sub(1).filter(|n| *n < 26 * 26)?;
        Some(Self([b'A' + (number / 26) as u8, b'A' + (number % 26) as u8]))
    }
}

impl std::fmt::Display for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the gazetteer knows of a name.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct KnownName(u32);

pub(crate) const PREFIX: u32 = 1 << 31;
const CLASSES: u32 = (1 << NameClass::ALL.len()) - 1;
pub(crate) const CODE_SHIFT: u32 = 16;

impl KnownName {
    /// Whether the name may be such a thing.
    #[inline]
    pub const fn is(self, listed: NameClass) -> bool {
        self.0 >> listed as u32 & 1 == 1
    }

    /// Whether nothing is known but that longer names begin so.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 & CLASSES == 0
    }

    /// One bit for each thing that the name may be, by [`NameClass`].
    #[inline]
    pub const fn classes(self) -> u32 {
        self.0 & CLASSES
    }

    /// The country that it is or belongs to.
    pub fn country(self) -> Option<CountryCode> {
        CountryCode::from_number(u64::from(self.0 & !PREFIX) >> CODE_SHIFT)
    }

    /// Whether a longer name begins so.
    #[inline]
    pub(crate) const fn goes_on(self) -> bool {
        self.0 & PREFIX != 0
    }
}

/// The hash of no words yet.
pub(crate) const START: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of words, given that of all but the last and that of the last.
#[inline]
pub(crate) const fn extend(hash: u64, word: u64) -> u64 {
    let hash = (hash ^ word).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ hash >> 29
}

/// Whether case tells a word from another: `US` from `us`.
#[inline]
pub(crate) fn is_cased(word: &str) -> bool {
    matches!(word.len(), 2..=4) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// The gazetteer inside the binary.
///
/// ```
/// use sayso_entities::{KnownNames, NameClass};
///
/// let gazetteer = KnownNames::builtin();
/// let kremlin = gazetteer.find("Kremlin");
/// assert!(kremlin.is(NameClass::Seat));
/// assert_eq!(kremlin.country().unwrap().as_str(), "RU");
/// assert!(gazetteer.find("North Korea").is(NameClass::Country));
/// assert!(gazetteer.find("denied").is_empty());
/// ```
#[derive(Debug)]
pub struct KnownNames {
    slots: Cow<'static, [[u8; 8]]>,
}

impl KnownNames {
    /// The gazetteer that is compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<KnownNames> =
            LazyLock::new(|| KnownNames::from_bytes(DATA).expect("the builtin names are valid"));
        &BUILTIN
    }

    /// Reads what [`KnownNamesBuilder::build`] has written.
    fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let slots = ModelFile::read(bytes, KIND, 0)?.next_rows("slots")?;
        // A search ends at a free slot.
        if slots.len().is_power_of_two() && slots.contains(&[0; 8]) {
            Ok(Self { slots })
        } else {
            Err(ModelError::Damaged { part: "slots" })
        }
    }

    /// What is known of a name written with single blanks, as the tokenizer would part its words.
    pub fn find(&self, name: &str) -> KnownName {
        let mut lower = String::new();
        let hash =
            name.split(' ').fold(START, |hash, word| extend(hash, word_key(word, &mut lower)));
        self.get(hash)
    }

    /// What is known of the words with this hash.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> KnownName {
        let slots: &[[u8; 8]] = &self.slots;
        let mask = slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = u64::from_le_bytes(slots[at]);
            if slot == 0 {
                return KnownName(0);
            }
            if slot >> 32 == hash >> 32 {
                return KnownName(slot as u32);
            }
            at = (at + 1) & mask;
        }
    }
}

/// The hash of one word, case-free unless [`is_cased`].
pub(crate) fn word_key(word: &str, lower: &mut String) -> u64 {
    if is_cased(word) {
        return text_hash(word);
    }
    sayso_lexicon::lower_into(word, lower);
    text_hash(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_know_their_country() {
        let gazetteer = KnownNames::builtin();
        let code = |name| gazetteer.find(name).country().map(|code| code.to_string());
        for (name, country) in [
            ("Pyongyang", "KP"),
            ("North Korean", "KP"),
            ("Moscow", "RU"),
            ("U.S.", "US"),
            ("US", "US"),
            ("Ukrainian", "UA"),
            ("White House", "US"),
            ("Mosul", "IQ"),
            ("The Hague", "NL"),
        ] {
            assert_eq!(code(name).as_deref(), Some(country), "{name}");
        }
        assert!(gazetteer.find("us").is_empty());
        assert!(gazetteer.find("missiles").is(NameClass::Weapon));
    }
}
