//! What is said of those who have a name, as far as it tells them from others of that name.

use std::collections::BTreeSet;

use super::names::Name;
use crate::entity_key::fold;

/// Words that are short for others, or say the same.
const SHORT: [(&str, &str); 10] = [
    ("congressman", "representative"),
    ("congresswoman", "representative"),
    ("gov", "governor"),
    ("govs", "governor"),
    ("pres", "president"),
    ("rep", "representative"),
    ("reps", "representative"),
    ("sen", "senator"),
    ("senators", "senator"),
    ("sens", "senator"),
];
/// Offices that hardly anybody has beside another work.
const OFFICES: [&str; 9] = [
    "chancellor",
    "governor",
    "judge",
    "justice",
    "mayor",
    "minister",
    "president",
    "representative",
    "senator",
];
/// Words of roles that tell nobody from others.
const IDLE: [&str; 16] = [
    "and",
    "candidate",
    "democrat",
    "democratic",
    "for",
    "former",
    "from",
    "her",
    "his",
    "hopeful",
    "nominee",
    "presidential",
    "republican",
    "the",
    "who",
    "with",
];

/// The words of all roles and affiliations of a name.
pub(super) fn words(name: &Name) -> BTreeSet<String> {
    let said = name.roles.ranked().into_iter().chain(name.affiliations.ranked());
    let words = said.flat_map(|(said, _)| said.split(|c: char| !c.is_alphanumeric())).map(fold);
    let long = |word: String| {
        let found = SHORT.iter().find(|(short, _)| *short == word);
        found.map_or(word, |(_, long)| (*long).to_owned())
    };
    words.map(long).filter(|word| word.len() > 2 && !IDLE.contains(&&**word)).collect()
}

/// Whether one of two has an office, and the other is said to be something else.
pub(super) fn differ(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let office = |said: &BTreeSet<String>| said.iter().any(|word| OFFICES.contains(&&**word));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b) && office(a) != office(b)
}
