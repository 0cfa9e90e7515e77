//! The words of names and descriptions, as keys compare them.

use sayso::EntityKind;
use sayso_entities::{KnownNames, NameClass};
use sayso_lexicon::lists::PARTY_MEMBERS;
use sayso_record::EntityRecord;

use crate::hash::{hash, mix};

/// Whether an entity is of a kind that has names, no number or date.
pub(super) fn has_name(entity: &EntityRecord) -> bool {
    EntityKind::from_name(&entity.kind).is_some_and(EntityKind::is_name)
}

/// The key of all in a corpus who go by the same words.
pub(super) fn words_key(label: &str) -> u64 {
    mix(hash("words"), hash(label))
}

/// The key of a name that is no person's. A city, its team and its government may have one; which is meant, the kind
/// does not tell for sure.
pub(crate) fn body_key(plain: &str) -> u64 {
    mix(hash("name"), hash(plain))
}

pub(super) fn country_key(code: &str) -> u64 {
    mix(2, hash(code))
}

/// The country that an entity is, or whose people or government it is: no city or region in it.
pub(super) fn country(entity: &EntityRecord, shown: &str) -> Option<String> {
    let name = shown.strip_prefix("the ").or(shown.strip_prefix("The ")).unwrap_or(shown);
    let names = KnownNames::builtin();
    let is = |name: &str, classes: &[NameClass]| {
        let known = names.find(name);
        let code = known.country().map(|code| code.to_string());
        code.filter(|_| classes.iter().any(|&class| known.is(class)))
    };
    match &*entity.kind {
        "place" | "nationality" => {
            let known = is(name, &[NameClass::Country, NameClass::Nationality]);
            known.filter(|code| entity.country.as_ref().is_none_or(|given| given == code))
        }
        "organisation" => {
            let people = name.strip_suffix(" government").or(name.strip_suffix(" Government"));
            match people {
                Some(people) => is(people, &[NameClass::Country, NameClass::Nationality]),
                None => is(name, &[NameClass::Country]),
            }
        }
        "person" => None,
        // "United States" may be taken for anything.
        _ => is(name, &[NameClass::Country]),
    }
}

/// Whether words have a name in them: "Ukrainian officials", not "senior officials". The capital of the first word
/// says nothing if it `opens` a sentence.
pub(super) fn names_somebody(words: &str, opens: bool) -> bool {
    words.split(' ').enumerate().any(|(i, word)| {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let known = || !KnownNames::builtin().find(word).is_empty() || names_people(word);
        let all = word.chars().filter(|c| c.is_uppercase()).count() > 1;
        capital && (i > 0 || !opens || all || known())
    })
}

/// Whether words are what a people or the members of a party are called: "Americans", "anti-war Republicans".
pub(super) fn names_people(words: &str) -> bool {
    let word = words.rsplit(' ').next().unwrap_or_default();
    let single = word.strip_suffix('s').unwrap_or(word);
    PARTY_MEMBERS.contains(&word.to_lowercase())
        || single != word && KnownNames::builtin().find(single).is(NameClass::Nationality)
}

/// The members of a party that an adjective alone stands for: "Republican support" is that of Republicans.
pub(super) fn party_members(word: &str) -> Option<String> {
    let capital = word.starts_with(char::is_uppercase);
    let members = PARTY_MEMBERS.get(&word.to_lowercase()).filter(|_| capital)?;
    let (first, rest) = members.split_at(1);
    Some(first.to_uppercase() + rest)
}

/// What is left of the name of somebody's body without its owner: "presidential campaign" of "Clinton's presidential
/// campaign", without words that tell it from no other.
pub(super) fn owned_words(words: &str) -> Option<String> {
    const IDLE: [&str; 6] = ["presidential", "entire", "whole", "own", "main", "campaign's"];
    let small = |word: &&str| word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let words = words
        .strip_prefix("his ")
        .or(words.strip_prefix("her "))
        .map_or_else(|| words.to_owned(), |rest| format!("His {rest}"));
    let mut own: Vec<&str> = words.split(' ').rev().take_while(small).collect();
    own.retain(|word| !IDLE.contains(word));
    own.reverse();
    if own.len() == words.split(' ').count() {
        return None;
    }
    let last = own.last_mut()?;
    if *last == "camp" {
        *last = "campaign";
    }
    Some(own.join(" "))
}

/// People who are named together, up to a comma: "Sanders and Trump" of "both Sanders and Trump, who".
pub(super) fn named_together(words: &str) -> Option<&str> {
    let words = words.split([',', '(']).next().unwrap_or_default().trim();
    let words = ["both ", "either ", "neither ", "Both ", "Either ", "Neither "]
        .iter()
        .find_map(|opener| words.strip_prefix(opener))
        .unwrap_or(words);
    let capital = |word: Option<&str>| {
        word.is_some_and(|word| word.starts_with(char::is_uppercase) && word != "I")
    };
    let together = [" and ", " or ", " nor "].iter().any(|joiner| {
        words.split_once(joiner).is_some_and(|(before, after)| {
            capital(before.rsplit(' ').next()) && capital(after.rsplit(' ').next())
        })
    });
    together.then_some(words)
}

/// People who are listed by their names: "Jason Dana, Robyn Dawes and Nathan Peters".
pub(super) fn listed_together(words: &str) -> Option<&str> {
    let words = words.split(['(', ';']).next().unwrap_or_default();
    let end = words.find(", who").unwrap_or(words.len());
    let words = words[..end].trim().trim_end_matches(',');
    let is_name = |name: &str| {
        let name = name.trim();
        let count = name.split(' ').count();
        name.split(' ').all(|word| word.starts_with(char::is_uppercase)) && (1..=4).contains(&count)
    };
    let (names, last) = words.rsplit_once(" and ")?;
    let names = names.trim_end_matches(',');
    (names.contains(", ") && names.split(", ").all(is_name) && is_name(last)).then_some(words)
}

/// What is shown for a pronoun of which nobody knows whom it means.
pub(super) const PRONOUN: &str = "(a pronoun)";

/// Whether words are a pronoun, or nothing: "A:" answers.
pub(super) fn is_pronoun(words: &str) -> bool {
    let folded = fold(words);
    let word = &*folded;
    if word.chars().filter(|c| c.is_alphanumeric()).nth(1).is_none() {
        return true;
    }
    const PRONOUNS: &[&str] = &[
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "me",
        "us",
        "him",
        "her",
        "them",
        "who",
        "whom",
        "which",
        "that",
        "this",
        "these",
        "those",
        "what",
        "someone",
        "somebody",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "nobody",
        "no one",
        "one",
        "some",
        "many",
        "others",
        "all",
        "both",
        "few",
        "most",
        "several",
        "none",
        "my",
        "our",
        "your",
        "his",
        "its",
        "their",
        "whose",
        "the one",
        "the two",
        "the three",
        "the other",
        "the others",
        "another",
        "either",
        "neither",
        "each",
        "much",
    ];
    // "you know", "she faces": a clause.
    const SUBJECTS: [&str; 7] = ["i", "we", "you", "he", "she", "it", "they"];
    let clause = word.split_once(' ').is_some_and(|(first, _)| SUBJECTS.contains(&first));
    clause || PRONOUNS.contains(&word)
}

/// In lower case, with straight apostrophes.
pub(crate) fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// With single blanks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_one_owner_are_told_by_what_they_are() {
        #[track_caller]
        fn check(words: &str, expected: Option<&str>) {
            assert_eq!(owned_words(words).as_deref(), expected);
        }
        check("the Clinton campaign", Some("campaign"));
        check("Hillary Clinton’s presidential campaign", Some("campaign"));
        check("the Sanders camp", Some("campaign"));
        check("Clinton’s 2008 campaign", Some("2008 campaign"));
        check("his campaign", Some("campaign"));
        check("the campaign", None);
        check("Sanders", None);
    }

    #[test]
    fn lists_of_names_are_told_from_names_with_offices() {
        assert!(listed_together("Jason Dana, Robyn Dawes and Nathan Peters").is_some());
        assert!(listed_together("Ann Bell, the chair, and Tom Rudd").is_none());
        assert!(listed_together("Ann Bell and Tom Rudd").is_none());
        assert!(listed_together("officials, aides and Democrats").is_none());
    }

    #[test]
    fn words_that_name_nobody_are_told_apart() {
        assert!(names_somebody("Ukrainian officials", true));
        assert!(names_somebody("Republicans", true));
        assert!(names_somebody("senior U.S. officials", false));
        assert!(!names_somebody("Officials", true));
        assert!(!names_somebody("campaign", false));
    }
}
