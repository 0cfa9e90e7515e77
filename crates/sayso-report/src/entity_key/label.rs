//! The words by which a source without a name is counted: "officials" for "Several officials, who asked not to be named". They
//! depend on their document alone, so that reports and tables count the same.

use sayso_lexicon::lists::{
    BODY_TYPES, NAME_TITLES, PERSON_NOUNS, QUANTITY_NOUNS, SMALL_WORDS, SOURCE_NOUNS,
};
use sayso_record::SpanRecord;

use super::words::fold;
use crate::reader::Reader;

/// Words before a noun that do not say what it is.
const BEFORE: [&str; 65] = [
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
    "even",
    "own",
    "dozen",
    "hundred",
    "thousand",
    "million",
];

/// So many words after a comma are looked at for the noun that adjectives before it describe.
const LONGEST_NOUN: usize = 3;

/// Words that stand for people without a noun: "most in Miami".
const ALONE: [&str; 7] = ["those", "these", "many", "most", "some", "few", "all"];

/// Whether words say no more than how many: "about half", "47 percent".
pub(super) fn only_counts(words: &str) -> bool {
    const PARTS: [&str; 19] = [
        "eighty", "fifth", "fifty", "forty", "half", "hundred", "in", "ninety", "out", "percent",
        "quarter", "quarters", "seventy", "sixty", "tenth", "third", "thirds", "thirty", "twenty",
    ];
    words.split([' ', '-']).all(|word| {
        let word = word.to_lowercase();
        let digits = word.trim_end_matches('%');
        BEFORE.contains(&&*word)
            || PARTS.contains(&&*word)
            || !digits.is_empty()
                && digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
    })
}

/// The words that say what somebody is: no determiners and numbers before, no "hundreds of", and nothing from the
/// first comma, dash, relative pronoun or, if `short`, preposition on.
pub(super) fn head_words(words: &str, short: bool) -> String {
    // "some, including officials"
    let words = words.split(", including ").next().unwrap_or_default();
    let counted = words.split_once(" of ").filter(|(count, _)| {
        let count = count.to_lowercase();
        let noun = count.rsplit([' ', '-']).next().unwrap_or_default();
        let one = noun.strip_suffix("ies").map(|stem| format!("{stem}y"));
        let one = one.as_deref().or_else(|| noun.strip_suffix('s')).unwrap_or(noun);
        // A group may be a body.
        let counts = [noun, one].iter().any(|noun| QUANTITY_NOUNS.contains(noun))
            || matches!(noun, "tens" | "hundreds" | "thousands" | "millions")
            || short && noun == "group";
        counts && count.split(' ').count() <= 4
    });
    let words = counted.map_or(words, |(_, counted)| counted);
    const AFTER: [&str; 6] = ["who", "whom", "which", "that", "whose", "and"];
    const PREPOSITIONS: [&str; 16] = [
        "over", "under", "in", "on", "at", "from", "with", "for", "of", "to", "by", "about",
        "inside", "within", "close", "familiar",
    ];
    // "Republicans seeking the presidency", "people jogging".
    const OPENERS: [&str; 6] = ["", "the", "a", "an", "that", "this"];
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
        // "those surveyed", "most in Miami".
        let stands = head.is_empty()
            && !matches!(next, "of" | "about")
            && (matches!(&*lower, "those" | "these")
                && (next.ends_with("ed") || next.ends_with("ing") || AFTER[..5].contains(&next))
                || short
                    && !number(&lower)
                    && PREPOSITIONS.contains(&next)
                    && ALONE.contains(&&*lower));
        // "no one else"
        if head.is_empty() && lower == "else" {
            return words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        }
        // "one in five voters", "two out of three".
        let ratio = matches!(&*lower, "in" | "out") && (number(next) || BEFORE.contains(&next));
        let before = BEFORE.contains(&&*lower) || number(&lower) || ratio;
        if head.is_empty() && before && !stands {
            continue;
        }
        let dash = bare.is_empty();
        // "chief of staff" is one word.
        let office = lower == "of"
            && head.last().is_some_and(|last| matches!(&*fold(last), "chief" | "secretary"));
        // "domestic and international critics": an adjective before "and" says nothing alone.
        let groups = head.last().is_some_and(|last| last.starts_with(char::is_lowercase))
            && !BEFORE.contains(&next)
            && all.clone().take(2).any(|word| word.ends_with('s') && !word.ends_with("'s"));
        let adjectives = lower == "and"
            && (short || groups)
            && head.last().is_some_and(|last| !last.ends_with('s'))
            && (all.clone().nth(1).is_some() || next.ends_with('s'));
        let doing = short
            && head.last().is_some_and(|last| !matches!(&*fold(last), "those" | "these"))
            && bare.starts_with(char::is_lowercase)
            && (lower.ends_with("ing") || lower.ends_with("ed"))
            && (OPENERS.contains(&next) || PREPOSITIONS.contains(&next));
        if doing {
            break;
        }
        if stands && PREPOSITIONS.contains(&next) {
            let own = words.split(',').next().unwrap_or_default();
            return own.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        }
        if !head.is_empty()
            && !adjectives
            && !office
            // "Ann Bell (D)"
            && (dash || word.starts_with('(') || AFTER.contains(&&*lower) || short && PREPOSITIONS.contains(&&*lower))
        {
            break;
        }
        if !dash {
            head.push(written(word, bare, next));
        }
        let describes =
            word.ends_with(',') && describe_next(&head, &all.clone().collect::<Vec<_>>());
        if word.ends_with([',', ';', ':', '(']) && !describes {
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

/// A word without the stop that ends a sentence, but with that of "Mr." before a name and the mark of "Europeans'".
fn written<'w>(word: &'w str, bare: &'w str, next: &str) -> &'w str {
    let plain = bare.strip_suffix('.').filter(|rest| !rest.contains('.'));
    let owns = bare.ends_with('s')
        && word.strip_prefix(bare).is_some_and(|mark| matches!(mark, "'" | "’"));
    match plain {
        _ if owns => word,
        Some(plain) if next.is_empty() || !NAME_TITLES.contains(&plain.to_lowercase()) => plain,
        _ => bare,
    }
}

/// Whether words before a comma are adjectives of a noun for people after it: "bespectacled, 71-year-old diplomat".
fn describe_next(before: &[&str], after: &[&str]) -> bool {
    let is_noun = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let single = word.strip_suffix('s').unwrap_or(word);
        [word, single].iter().any(|word| PERSON_NOUNS.contains(word) || SOURCE_NOUNS.contains(word))
    };
    let small = |word: &&str| word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let opens = |word: &&str| BEFORE.contains(word) || matches!(*word, "and" | "or" | "who");
    before.last().is_some_and(|own| small(own) && !is_noun(own))
        && after.first().is_some_and(|next| !opens(next))
        && after.iter().copied().take_while(small).take(LONGEST_NOUN).any(is_noun)
}

/// A description as it is written within a sentence: "officials" for "Officials", which `opens` one, or for "Officials" in a
/// headline. What belongs to the name of where somebody is stays.
pub(super) fn written_within(words: &str, opens: bool, unnamed: bool, affiliation: &str) -> String {
    let of_name = |word: &str| affiliation.split(' ').any(|part| part == word);
    let last = words.split(' ').count() - 1;
    let title = unnamed && words.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let lower = |(i, word): (usize, &str)| {
        let folded = fold(word);
        // "Supreme Court" in a sentence is a name.
        let name = i > 0 && !opens && BODY_TYPES.contains(&folded);
        let place = i == 0 && opens || i == last && title && !name;
        match place && SMALL_WORDS.contains(&folded) && !of_name(word) {
            true => folded,
            false => word.to_owned(),
        }
    };
    words.split(' ').enumerate().map(lower).collect::<Vec<_>>().join(" ")
}

/// The words, and where they belong if they do not say so.
pub(super) fn with_affiliation(words: String, affiliation: &str) -> String {
    let last = fold(affiliation.rsplit(' ').next().unwrap_or_default());
    match fold(&words).contains(&last) || fold(affiliation).contains(&fold(&words)) {
        true => words,
        false => format!("{words} ({affiliation})"),
    }
}

/// Whether a span begins its sentence.
pub(super) fn opens(reader: &Reader<'_>, span: SpanRecord) -> bool {
    let at = reader.sentences.partition_point(|sentence| sentence.1 <= span.0);
    let sentence = reader.sentences.get(at).filter(|sentence| sentence.0 <= span.0);
    let before = sentence.map(|sentence| reader.at(SpanRecord(sentence.0, span.0)));
    before.is_some_and(|before| !before.chars().any(char::is_alphanumeric))
}

/// A name without what is written around it, or in brackets after it.
pub(super) fn bare(name: &str) -> &str {
    let name = name.split(" (").next().unwrap_or_default();
    name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
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
        check("two out of three Americans", "Americans");
        check("about two-thirds of those surveyed", "those surveyed");
        check("those whose work was lost", "those");
        check("around 30 to 70 people", "people");
        check("most of them", "them");
        check("most in Miami", "most in Miami");
        check("those over 45", "those over 45");
        check("those mourning his death in Riga", "those mourning his death");
        check("even some of his own supporters", "supporters");
        check("Republicans seeking the presidency", "Republicans");
        check("people jogging", "people");
        check("several hundred demonstrators", "demonstrators");
        check("union organizing directors", "union organizing directors");
        check("a large majority of Democrats", "Democrats");
        check("domestic and international critics", "domestic and international critics");
        check("officials and residents", "officials");
        check("his Democratic rival and groups", "Democratic rival and groups");
        check("the former Secretary of State", "former Secretary of State");
        check("Clinton's chief of staff, who", "Clinton's chief of staff");
        check("the country's", "country");
        check(
            "both the Democratic and the Republican platforms",
            "Democratic and the Republican platforms",
        );
        check("Party elites — what’s left", "Party elites");
        check("the bespectacled, 71-year-old diplomat", "bespectacled 71-year-old diplomat");
        check("angry, frustrated voters in Ohio", "angry frustrated voters");
        check("the spokesman, a former reporter", "spokesman");
        check("aides, lawyers and friends", "aides");
        check("no one else", "no one else");
        check("Mr. Rubio's advisers", "Mr. Rubio's advisers");
        check("Europeans' hostility", "Europeans' hostility");
        check("some, including U.S. senators", "some");
        check("they", "they");
        check("some", "some");
        check("", "");
        assert_eq!(head_words("University of Kyiv, a school", false), "University of Kyiv");
        assert_eq!(
            head_words("the health care and business groups", false),
            "health care and business groups"
        );
    }

    #[test]
    fn numbers_alone_name_nobody() {
        assert!(only_counts("about half") && only_counts("47 percent") && only_counts("22%"));
        assert!(only_counts("even some") && only_counts("three-quarters"));
        assert!(only_counts("Twenty-four percent") && only_counts("about 4 in 10"));
        assert!(!only_counts("47 percent of voters") && !only_counts("voters"));
    }

    #[test]
    fn capitals_are_those_of_names() {
        #[track_caller]
        fn check(words: &str, affiliation: &str, expected: &str) {
            let within = written_within(words, true, true, affiliation);
            assert_eq!(with_affiliation(within, affiliation), expected);
        }
        check("Officials", "", "officials");
        check("Senior U.S. Officials", "U.S.", "senior U.S. officials");
        check("White House Officials", "White House", "White House officials");
        check("Federal Reserve officials", "Federal Reserve", "Federal Reserve officials");
        check("Clinton aides", "", "Clinton aides");
        check("Spokesman", "Kremlin", "spokesman (Kremlin)");
        check("former Secretary of State", "", "former Secretary of State");
        check("Cameron’s spokesman", "David Cameron", "Cameron’s spokesman");
        assert_eq!(written_within("Supreme Court", false, true, ""), "Supreme Court");
    }
}
