//! Who is who across documents: one key for a source or entity, however it is written.
//!
//! In order of trust: the id in the list that the user brought; the country of a place, its people or its
//! government ("Pyongyang" and "North Korea" are one); the fullest name in the document with its kind, middle
//! initials left out. Who has no name goes by the words that say what they are: "two senior U.S. officials
//! who asked not to be named" are "senior U.S. officials". Nobody is guessed: a surname alone stays one.

use sayso::SourceKind;

use super::hash::{hash, mix};
use super::reader::Reader;
use sayso_record::{AttributionRecord, EntityRecord};

/// A source or entity as it can be met again in another document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntityKey {
    pub(crate) key: u64,
    /// How it is written here.
    pub(crate) shown: String,
    /// Of many spellings those of the highest rank are shown.
    pub(crate) rank: u8,
    /// Whether it stands for somebody: no pronoun of whom nobody knows who it is, and not the writer.
    pub(crate) known: bool,
}

/// The entity as it can be met again.
pub(crate) fn entity(entity: &EntityRecord) -> EntityKey {
    let known = true;
    let shown = one_line(&entity.name);
    if let Some(link) = &entity.r#ref {
        return EntityKey { key: mix(1, hash(link)), shown, rank: 3, known };
    }
    let country = entity.acts_for.as_ref().or(entity.country.as_ref());
    if let ("place" | "nationality" | "facility", Some(country)) = (&*entity.kind, country) {
        // "Russia" says it better than "Kremlin" or "Russian".
        let rank = if entity.kind == "place" { 2 } else { 1 };
        return EntityKey { key: mix(2, hash(country)), shown, rank, known };
    }
    let folded = fold(&shown);
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    let key = match &*entity.kind {
        "person" => hash(&without_initials(folded)),
        _ => hash(folded),
    };
    EntityKey { key: mix(hash(&entity.kind), key), shown, rank: 2, known }
}

/// The name of a person without what comes and goes: "Donald J. Trump" is "Donald Trump".
fn without_initials(name: &str) -> String {
    let last = name.split(' ').count() - 1;
    let initial = |word: &str| word.trim_end_matches('.').chars().count() <= 1;
    let words = name.split(' ').enumerate();
    let kept = words.filter(|&(i, word)| i == 0 || i == last || !initial(word));
    kept.map(|(_, word)| word).collect::<Vec<_>>().join(" ")
}

/// The source of an attribution.
pub(crate) fn source(reader: &Reader<'_>, attribution: &AttributionRecord) -> EntityKey {
    let source = &attribution.source;
    let unknown = |shown: &str| {
        let key = mix(hash(source.kind.as_str()), hash(shown));
        EntityKey { key, shown: shown.to_owned(), rank: 0, known: false }
    };
    if let Some(found) = source.entity.and_then(|id| reader.entities.get(id as usize)) {
        return entity(found);
    }
    let words = reader.words(&source.spans);
    match source.kind {
        SourceKind::Author => return unknown("(the writer)"),
        SourceKind::None => return unknown("(nobody named)"),
        _ => {}
    }
    let mut shown = head_words(&words, matches!(source.kind, SourceKind::Role | SourceKind::Group));
    if shown.is_empty() || is_pronoun(&fold(&shown)) {
        return unknown("(a pronoun)");
    }
    if let Some(affiliation) = source.affiliation.map(|span| one_line(reader.at(span)))
        && !fold(&shown).contains(&fold(&affiliation))
    {
        shown = format!("{shown} ({affiliation})");
    }
    let key = mix(hash(source.kind.as_str()), hash(&fold(&shown)));
    EntityKey { key, shown, rank: 1, known: true }
}

/// The words that say what somebody is: no determiners and numbers before, and nothing from the first
/// comma, relative pronoun or, if `short`, preposition on.
fn head_words(words: &str, short: bool) -> String {
    const BEFORE: [&str; 30] = [
        "the", "a", "an", "this", "that", "these", "those", "some", "several", "many", "most",
        "few", "all", "any", "both", "other", "another", "two", "three", "four", "five", "six",
        "more", "than", "his", "her", "its", "their", "one", "no",
    ];
    const BEHIND: [&str; 6] = ["who", "whom", "which", "that", "whose", "and"];
    const PREPOSITIONS: [&str; 14] = [
        "in", "on", "at", "from", "with", "for", "of", "to", "by", "about", "inside", "within",
        "close", "familiar",
    ];
    let mut head: Vec<&str> = Vec::new();
    for word in words.split(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let lower = bare.to_lowercase();
        let number = lower.bytes().all(|b| b.is_ascii_digit() || b == b',');
        if head.is_empty() && (BEFORE.contains(&&*lower) || number) {
            continue;
        }
        if !head.is_empty()
            && (BEHIND.contains(&&*lower) || short && PREPOSITIONS.contains(&&*lower))
        {
            break;
        }
        head.push(bare.strip_suffix('.').filter(|rest| !rest.contains('.')).unwrap_or(bare));
        if word.ends_with([',', ';', ':', '(']) {
            break;
        }
    }
    if head.is_empty() && !words.is_empty() {
        return words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    }
    head.join(" ")
}

fn is_pronoun(word: &str) -> bool {
    const PRONOUNS: [&str; 38] = [
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
    ];
    PRONOUNS.contains(&word)
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
        check("they", "they");
        check("some", "some");
        check("", "");
        assert_eq!(head_words("University of Kyiv, a school", false), "University of Kyiv");
    }

    #[test]
    fn initials_come_and_go() {
        assert_eq!(without_initials("donald j. trump"), "donald trump");
        assert_eq!(without_initials("j. d. vance"), "j. vance");
        assert_eq!(without_initials("h. r. mcmaster"), without_initials("h. mcmaster"));
        assert_eq!(without_initials("madonna"), "madonna");
    }

    #[test]
    fn a_government_is_known_by_its_country() {
        let entity = |kind: &str, name: &str, country: Option<&str>, acts_for: Option<&str>| {
            super::entity(&EntityRecord {
                id: 0,
                kind: kind.to_owned(),
                name: name.to_owned(),
                r#ref: None,
                country: country.map(str::to_owned),
                acts_for: acts_for.map(str::to_owned),
                role: None,
                affiliation: None,
                value: None,
                low: None,
                high: None,
                unit: None,
                approximate: false,
                thing: None,
                mentions: Vec::new(),
                references: Vec::new(),
            })
        };
        let korea = entity("place", "North Korea", Some("KP"), None);
        assert_eq!(korea.key, entity("place", "Pyongyang", Some("KP"), Some("KP")).key);
        assert_ne!(korea.key, entity("place", "Seoul", Some("KR"), None).key);
        let kovalenko = entity("person", "Andrey  Kovalenko", None, None);
        assert_eq!(kovalenko.key, entity("person", "ANDREY KOVALENKO", None, None).key);
        assert_ne!(kovalenko.key, entity("organisation", "Andrey Kovalenko", None, None).key);
    }
}
