//! Names of companies, agencies, places and things, as far as writing goes.

use sayso_lexicon::lists::{BODY_TYPES, LEGAL_SUFFIXES};

use crate::entity_key::fold;

/// The name folded, without punctuation, the article before it, and the legal form after it.
pub(crate) fn plain(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in fold(name).split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/')) {
        let word = word.strip_suffix("'s").unwrap_or(word);
        let word: String = if word == "&" {
            "and".to_owned()
        } else {
            word.chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '&' | '@')).collect()
        };
        if !word.is_empty() {
            words.push(word);
        }
    }
    if words.len() > 1 && matches!(&*words[0], "the" | "a" | "an") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_SUFFIXES.contains(word)) {
        words.pop();
    }
    if words.len() > 1 && words.last().is_some_and(|word| word == "and") {
        words.pop();
    }
    words.join(" ")
}

/// Whether a longer name is a shorter one, which ends with a blank, and words that may come from elsewhere: no "Senate Judiciary
/// Committee", which is not the Senate.
pub(crate) fn goes_on(short: &str, long: &str) -> bool {
    let type_of = |name: &str| {
        let last = name.trim_end().rsplit(' ').next().unwrap_or_default();
        last == "house" || BODY_TYPES.contains(last)
    };
    long.starts_with(short) && !type_of(short) && !type_of(long)
}

/// Whether a name ends in what bodies of a state are: "supreme court".
pub(crate) fn is_public(name: &str) -> bool {
    let kind = BODY_TYPES.get(name.rsplit(' ').next().unwrap_or_default());
    matches!(kind, Some("court" | "government" | "legislature" | "military"))
}

/// Whether `short` is made of the first letters of `long`: all capitals of an acronym are asked for.
pub(crate) fn is_acronym(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    if !(2..=7).contains(&letters.len()) || capitals < 2 || capitals + 1 < letters.chars().count() {
        return false;
    }
    let letters = letters.to_lowercase();
    let long = fold(long);
    let words: Vec<&str> = long
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    let initials = |skip: bool| -> String {
        let small = |word: &&&str| {
            skip && matches!(**word, "of" | "the" | "and" | "for" | "in" | "to" | "on" | "&")
        };
        words.iter().filter(|word| !small(word)).filter_map(|word| word.chars().next()).collect()
    };
    words.len() > 1 && (initials(true) == letters || initials(false) == letters)
}
