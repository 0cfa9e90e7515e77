//! The words of names and descriptions, as keys compare them.

use sayso::EntityKind;
use sayso_entities::{KnownNames, NameClass};
use sayso_lexicon::lists::PARTY_MEMBERS;
use sayso_record::EntityRecord;

use crate::hash::{hash, mix};

/// The kind of an entity that has a name, and is not only described or counted.
pub(super) fn named_kind(entity: &EntityRecord) -> Option<EntityKind> {
    let kind = EntityKind::from_name(&entity.kind).filter(|kind| kind.is_name());
    kind.filter(|_| !entity.mentions.is_empty())
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
            is(people?, &[NameClass::Country, NameClass::Nationality])
        }
        _ => None,
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

/// Nouns that say how many: "a handful of advisers" are advisers.
const COUNTS: [&str; 30] = [
    "array",
    "bunch",
    "couple",
    "dozens",
    "fraction",
    "group",
    "half",
    "handful",
    "host",
    "hundreds",
    "lot",
    "lots",
    "majorities",
    "majority",
    "millions",
    "minority",
    "number",
    "percent",
    "percentage",
    "plurality",
    "proportion",
    "quarter",
    "quarters",
    "scores",
    "share",
    "slew",
    "tens",
    "third",
    "thirds",
    "thousands",
];

/// Words before a noun that do not say what it is.
const BEFORE: [&str; 59] = [
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "some",
    "several",
    "many",
    "most",
    "few",
    "all",
    "any",
    "both",
    "other",
    "another",
    "two",
    "three",
    "four",
    "five",
    "six",
    "more",
    "than",
    "his",
    "her",
    "its",
    "their",
    "one",
    "no",
    "of",
    "nearly",
    "about",
    "almost",
    "roughly",
    "around",
    "only",
    "just",
    "at",
    "least",
    "fewer",
    "less",
    "half",
    "each",
    "every",
    "either",
    "neither",
    "seven",
    "eight",
    "nine",
    "ten",
    "not",
    "percent",
    "two-thirds",
    "one-third",
    "three-quarters",
    "virtually",
    "much",
    "to",
];

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

/// The words that say what somebody is: no determiners and numbers before, no "hundreds of", and nothing from the
/// first comma, dash, relative pronoun or, if `short`, preposition on.
pub(super) fn head_words(words: &str, short: bool) -> String {
    let counted = words.split_once(" of ").filter(|(count, _)| {
        let count = count.to_lowercase();
        let noun = count.rsplit([' ', '-']).next().unwrap_or_default();
        // A group may be a body.
        let counts = COUNTS.contains(&noun) && (short || noun != "group");
        counts && count.split(' ').count() <= 4
    });
    let words = counted.map_or(words, |(_, counted)| counted);
    const AFTER: [&str; 6] = ["who", "whom", "which", "that", "whose", "and"];
    const PREPOSITIONS: [&str; 14] = [
        "in", "on", "at", "from", "with", "for", "of", "to", "by", "about", "inside", "within",
        "close", "familiar",
    ];
    let number = |word: &str| {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '%');
        word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(digits)
    };
    let mut head: Vec<&str> = Vec::new();
    let mut all = words.split(' ').peekable();
    while let Some(word) = all.next() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let lower = bare.to_lowercase();
        let next = all.peek().copied().unwrap_or_default();
        // "those surveyed", "one in five voters".
        let stands = matches!(&*lower, "those" | "these")
            && (next.ends_with("ed") || matches!(next, "who" | "whose" | "with"));
        let ratio = lower == "in" && (number(next) || BEFORE.contains(&next));
        let before = BEFORE.contains(&&*lower) || number(&lower) || ratio;
        if head.is_empty() && before && !stands {
            continue;
        }
        let dash = bare.is_empty();
        // "chief of staff" is one word.
        let office = lower == "of" && matches!(head.last(), Some(&("chief" | "secretary")));
        // "domestic and international critics": an adjective before "and" says nothing alone.
        let adjectives = lower == "and"
            && short
            && head.last().is_some_and(|last| !last.ends_with('s'))
            && all.clone().nth(1).is_some();
        if !head.is_empty()
            && !adjectives
            && !office
            && (dash || AFTER.contains(&&*lower) || short && PREPOSITIONS.contains(&&*lower))
        {
            break;
        }
        if !dash {
            head.push(bare.strip_suffix('.').filter(|rest| !rest.contains('.')).unwrap_or(bare));
        }
        if word.ends_with([',', ';', ':', '(']) {
            break;
        }
    }
    if head.is_empty() && !words.is_empty() {
        return words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    }
    let head = head.join(" ");
    // "the country's zeal" is that of the country.
    head.strip_suffix("'s").or(head.strip_suffix("’s")).map(str::to_owned).unwrap_or(head)
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

pub(super) fn is_pronoun(word: &str) -> bool {
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
    fn who_has_no_name_goes_by_head_words() {
        #[track_caller]
        fn check(words: &str, expected: &str) {
            assert_eq!(head_words(words, true), expected);
        }
        check("Ukrainian officials", "Ukrainian officials");
        check("two senior U.S. officials who asked not to be named", "senior U.S. officials");
        check("The officials, who came", "officials");
        check("a spokeswoman for the agency", "spokeswoman");
        check("12 residents of Kyiv", "residents");
        check("hundreds of pro-union demonstrators in Riga", "pro-union demonstrators");
        check("a small group of senators", "senators");
        check("most of the women", "women");
        check("56 percent of Republican voters", "Republican voters");
        check("nine in 10 New York voters", "New York voters");
        check("about two-thirds of those surveyed", "those surveyed");
        check("those whose work was lost", "those");
        check("around 30 to 70 people", "people");
        check("most of them", "them");
        check("a large majority of Democrats", "Democrats");
        check("domestic and international critics", "domestic and international critics");
        check("officials and residents", "officials");
        check("Clinton's chief of staff, who", "Clinton's chief of staff");
        check("the country's", "country");
        check(
            "both the Democratic and the Republican platforms",
            "Democratic and the Republican platforms",
        );
        check("Party elites — what’s left", "Party elites");
        check("they", "they");
        check("some", "some");
        check("", "");
        assert_eq!(head_words("University of Kyiv, a school", false), "University of Kyiv");
    }

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
    fn words_that_name_nobody_are_told_apart() {
        assert!(names_somebody("Ukrainian officials", true));
        assert!(names_somebody("Republicans", true));
        assert!(names_somebody("senior U.S. officials", false));
        assert!(!names_somebody("Officials", true));
        assert!(!names_somebody("campaign", false));
    }
}
