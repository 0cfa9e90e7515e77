//! Names of people: their parts, and whether two may be of one person.

use sayso::Gender;
use sayso_lexicon::lists::{NAME_SUFFIXES, NAME_TITLES, NICKNAMES};

use crate::entity_key::fold;

/// A folded name in its parts: "Sen. Harry M. Reid Jr." is harry, m, reid, jr.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonName {
    pub(super) first: String,
    pub(super) middle: Vec<String>,
    /// Empty where only one word is known.
    pub(crate) last: String,
    pub(super) suffix: String,
    /// What stands in quotation marks: `Robert "Bob" Hale` is Bob Hale.
    pub(super) nickname: String,
}

impl PersonName {
    /// The parts of a name.
    pub(crate) fn parse(name: &str) -> Self {
        let (name, nickname) = without_nickname(name);
        let (folded, nickname) = (plain(&name), plain(nickname));
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        while words.len() > 1 && NAME_TITLES.contains(words[0]) {
            words.remove(0);
        }
        let mut suffix = String::new();
        if words.len() > 1 && words.last().is_some_and(|word| NAME_SUFFIXES.contains(word)) {
            suffix = words.pop().unwrap_or_default().to_owned();
        }
        let last = if words.len() > 1 { words.pop().unwrap_or_default() } else { "" };
        let mut words = words.into_iter().map(str::to_owned);
        let first = words.next().unwrap_or_default();
        Self { first, middle: words.collect(), last: last.to_owned(), suffix, nickname }
    }

    /// The name as one folded line.
    pub(crate) fn line(&self) -> String {
        let first = [&self.first, &self.nickname];
        let words = first.into_iter().chain(&self.middle).chain([&self.last, &self.suffix]);
        words.filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn is_single(&self) -> bool {
        self.last.is_empty()
    }

    /// The word that is the whole name.
    pub(crate) fn single(&self) -> &str {
        &self.first
    }

    pub(crate) fn gender(&self) -> Gender {
        Gender::of_first_name(&self.first)
    }

    /// Whether both may be names of one person, as far as names tell.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        // Father and son have one first name: Joseph Biden Jr. may be Joe Biden.
        let suffix = |name: &Self| name.suffix.clone().replace("sr", "");
        let is_son = suffix(self) != suffix(other) && is_short_for(&self.first, &other.first);
        if self.last != other.last || is_son || self.is_single() {
            return false;
        }
        self.fits_given(other) || self.fits_behind_initial(other) || other.fits_behind_initial(self)
    }

    fn fits_given(&self, other: &Self) -> bool {
        let middle = || self.middle.iter().zip(&other.middle);
        let called = |a: &Self, b: &Self| !a.nickname.is_empty() && a.nickname == b.first;
        let first = is_one_first_name(&self.first, &other.first)
            || called(self, other)
            || called(other, self);
        first && middle().all(|(a, b)| is_short_for(a, b))
    }

    /// "W. Mark Felt" is Mark Felt.
    fn fits_behind_initial(&self, other: &Self) -> bool {
        self.first.chars().count() == 1
            && other.middle.is_empty()
            && self.middle.first().is_some_and(|second| {
                second.chars().count() > 1 && is_one_first_name(second, &other.first)
            })
    }
}

/// A name and the nickname in quotation marks after its first word.
fn without_nickname(name: &str) -> (String, &str) {
    let mark = |c: char| matches!(c, '"' | '“' | '”');
    let found = name.find(mark).filter(|&at| at > 0).and_then(|at| {
        let inner = &name[at..];
        let inner = inner.strip_prefix(mark)?;
        let (nickname, rest) = inner.split_once(mark)?;
        Some((format!("{}{}", name[..at].trim_end(), rest), nickname))
    });
    found.unwrap_or_else(|| (name.to_owned(), ""))
}

/// Folded, without full stops; initials that are written together are parted.
fn plain(name: &str) -> String {
    let mut line = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
        for part in word.split(if initials { '.' } else { ' ' }) {
            let part = fold(part);
            let part = part.trim_matches(|c: char| !c.is_alphanumeric());
            let part = part.strip_suffix("'s").unwrap_or(part);
            if !part.is_empty() {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.extend(part.chars().filter(|c| !matches!(c, '.' | '"')).map(without_accent));
            }
        }
    }
    line
}

/// The letter of English for one of its neighbours.
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        c => c,
    }
}

/// Whether one is the other or its initial.
fn is_short_for(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || initial(a, b) || initial(b, a)
}

/// The same name, an initial, a short form, or a doubled letter: "Hilary" and "Hillary".
fn is_one_first_name(a: &str, b: &str) -> bool {
    let full = |name: &'static str| name.split('|');
    let long = |name: &str| NICKNAMES.get(name).into_iter().flat_map(full);
    is_short_for(a, b)
        || long(a).any(|name| name == b)
        || long(b).any(|name| name == a)
        || long(a).any(|name| long(b).any(|other| name == other))
        || a.len() > 4 && b.len() > 4 && without_doubles(a) == without_doubles(b)
}

fn without_doubles(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}
