//! What the words of a content say: stems, classes of words that say the same, clusters of like words.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;
use sayso_lexicon::{Grain, Lexicon, lower_into};
use sayso_linear::{combined, text_hash};
use serde::{Deserialize, Serialize};

use crate::concepts::{Class, Concepts};
use crate::negation::Negation;
use crate::words::{is_auxiliary, is_determiner, is_function_word, is_number};

/// A word that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Item {
    /// The check value of its stem.
    pub(crate) stem: u32,
    pub(crate) event: Option<Class>,
    pub(crate) thing: Option<Class>,
    /// The cluster of words that are used like it.
    pub(crate) cluster: Option<u16>,
}

/// Words of one stem hardly differ.
impl Hash for Item {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.stem.hash(state);
    }
}

/// What a content says, in a form that can be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gist {
    /// Each once, in the order of the words.
    pub(crate) items: Box<[Item]>,
    /// The class of the first word that says what happens.
    pub(crate) main: Option<Class>,
    /// The check value of all words.
    wording: u64,
    /// Whether it says that something is not so.
    negated: bool,
    /// Whether it says that something is or happens, and is not only the name of a thing.
    clause: bool,
    /// Whether it begins like the name of a thing and has no auxiliary: "the delivery of weapons".
    phrase: bool,
}

impl Gist {
    /// Whether no word says anything.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The check value of all words.
    pub(crate) fn wording(&self) -> u64 {
        self.wording
    }

    /// Whether it says that something is or happens: "the news media" does not.
    pub fn is_clause(&self) -> bool {
        self.clause
    }

    /// Whether it is only the name of a thing or of what happens: "a no-fly zone", "the delivery of weapons".
    pub(crate) fn is_phrase(&self) -> bool {
        self.phrase
    }

    /// Whether it says that something is not so.
    pub(crate) fn negated(&self) -> bool {
        self.negated
    }

    /// The classes of what happens, in the order of the words.
    pub(crate) fn events(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = Vec::new();
        for class in self.items.iter().filter_map(|item| item.event) {
            let name = Concepts::builtin().name(class);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Whether a word of one and a word of the other can name one event: they have one stem, or their events are of one class.
    ///
    /// ```
    /// use sayso_claims::GistReader;
    ///
    /// let mut reader = GistReader::default();
    /// let content = reader.read(["Six people drowned when the ferry sank"]);
    /// assert!(content.names_event(&reader.read(["the sinking"])));
    /// assert!(content.names_event(&reader.read(["deaths"])));
    /// assert!(!content.names_event(&reader.read(["the resignation"])));
    /// ```
    pub fn names_event(&self, other: &Self) -> bool {
        self.shared(other) > 0
    }

    /// Whether half of the words of each, or more, are in the other.
    pub(crate) fn is_mostly(&self, other: &Self) -> bool {
        2 * self.shared(other) >= self.len() && 2 * other.shared(self) >= other.len()
    }

    /// How many of its words can name one event with a word of the other.
    fn shared(&self, other: &Self) -> usize {
        let one =
            |x: &Item, y: &Item| x.stem == y.stem || (x.event.is_some() && x.event == y.event);
        self.items.iter().filter(|x| other.items.iter().any(|y| one(x, y))).count()
    }

    /// How many different words say something.
    pub fn len(&self) -> usize {
        self.items.len()
    }
}

/// Longer contents are compared by so many words.
const MOST_ITEMS: usize = 32;
/// Forgets all beyond so many different words: memory stays flat.
const MOST_MET: usize = 200_000;

/// Reads contents; remembers the words that it has met.
///
/// ```
/// use sayso_claims::GistReader;
///
/// let mut reader = GistReader::default();
/// assert_eq!(reader.read(["They delivered shells"]).len(), 2);
/// assert!(reader.read(["They were there"]).is_empty());
/// ```
#[derive(Debug, Default)]
pub struct GistReader {
    met: FxHashMap<Box<str>, Word>,
    lower: String,
    sentence: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    form: u64,
    stem: Box<str>,
    /// Nothing for words that say nothing by themselves.
    item: Option<Item>,
    negation: Negation,
    /// Whether only clauses have it.
    auxiliary: bool,
    /// Whether the name of a thing begins with it.
    determiner: bool,
}

impl GistReader {
    /// What the pieces of a content say together.
    pub fn read<'t>(&mut self, pieces: impl IntoIterator<Item = &'t str>) -> Gist {
        self.sentence.clear();
        // What is not so is said first; what comes after may be about something else.
        let mut first = None;
        for piece in pieces {
            let begins = self.sentence.is_empty();
            let piece = if begins { without_answer(piece) } else { piece };
            let letter = piece.chars().find(|c| c.is_alphanumeric());
            // A piece behind the words of who says it.
            if !begins && letter.is_some_and(char::is_uppercase) {
                first.get_or_insert(self.sentence.len());
            }
            let (one, more) = piece.split_at(first_sentence(piece));
            self.push_words(one);
            if !more.is_empty() {
                first.get_or_insert(self.sentence.len());
            }
            self.push_words(more);
        }
        let first = &self.sentence[..first.unwrap_or(self.sentence.len())];
        let negated = Negation::holds(first.iter().map(|word| word.negation));
        let wording = self.sentence.iter().fold(0, |value, word| combined(&[value, word.form]));
        let mut items: Vec<Item> = self.items();
        let clause = self.sentence.iter().any(|word| word.auxiliary);
        let named = self.sentence.first().is_some_and(|word| word.determiner);
        let main = items.iter().find_map(|item| item.event);
        let mut seen: Vec<u32> = Vec::with_capacity(items.len());
        items.retain(|item| {
            let first = !seen.contains(&item.stem);
            seen.extend(first.then_some(item.stem));
            first
        });
        Gist {
            items: items.into(),
            main,
            wording,
            negated,
            phrase: named && !clause,
            clause: clause || main.is_some(),
        }
    }

    /// The check value of what is counted, by its last word: "artillery shells" and "ammunition" are one. 0 for nothing.
    pub fn thing(&mut self, words: &str) -> u32 {
        self.sentence.clear();
        let all = words.split(|c: char| !c.is_alphanumeric());
        all.filter(|word| !word.is_empty()).for_each(|word| self.push(word));
        let last = self.sentence.iter().rev().find_map(|word| word.item);
        last.map_or(0, |item| item.thing.map_or(item.stem | 1 << 31, |class| u32::from(class) + 1))
    }

    /// Whether the pieces of a content, of which names are left out, are only what is written before a name: "former secretary of
    /// state".
    ///
    /// ```
    /// use sayso_claims::GistReader;
    ///
    /// assert!(GistReader::is_title(&["Democratic presidential candidate ", ""]));
    /// assert!(!GistReader::is_title(&["support for ", ""]));
    /// assert!(!GistReader::is_title(&["mayor ", " praised teachers"]));
    /// ```
    pub fn is_title(pieces: &[&str]) -> bool {
        let is_plain = |word: &str| word == "of" || !is_function_word(word);
        let [before @ .., last] = pieces else { return false };
        let mut words = before.iter().flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric()));
        !before.is_empty()
            && !last.contains(char::is_alphanumeric)
            && words.all(|word| is_plain(&word.to_lowercase()))
    }

    fn push_words(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
        words.filter(|word| !word.is_empty()).for_each(|word| self.push(word));
    }

    fn items(&self) -> Vec<Item> {
        let concepts = Concepts::builtin();
        let mut items: Vec<Item> = Vec::new();
        let mut taken = 0;
        for (at, word) in self.sentence.iter().enumerate().take(4 * MOST_ITEMS) {
            let near = self.sentence[at + 1..].iter().enumerate().take(2);
            let phrase = near
                .filter_map(|(gap, last)| Some((gap, concepts.phrase(&word.stem, &last.stem)?)))
                .next();
            if let Some((gap, classes)) = phrase {
                items.push(Item {
                    stem: combined(&[word.form, 1]) as u32,
                    event: classes.event,
                    thing: classes.thing,
                    cluster: None,
                });
                taken = at + gap + 2;
            } else if at >= taken {
                items.extend(word.item);
            }
            if items.len() == MOST_ITEMS {
                break;
            }
        }
        items
    }

    fn push(&mut self, word: &str) {
        lower_into(word, &mut self.lower);
        if let Some(known) = self.met.get(&*self.lower) {
            return self.sentence.push(known.clone());
        }
        let lower = self.lower.replace('’', "'");
        let bare = lower.trim_matches('\'');
        let bare = bare.strip_suffix("'s").unwrap_or(bare);
        let concepts = Concepts::builtin();
        let stem = concepts.stem(bare);
        let says = bare.len() > 1 && !is_function_word(bare) && !is_number(bare);
        let item = says.then(|| {
            let classes = concepts.word(&stem);
            let lexicon = Lexicon::builtin();
            let cluster = lexicon.class(bare).map(|class| lexicon.cluster(class, Grain::Fine));
            Item {
                stem: text_hash(&stem) as u32,
                event: classes.event,
                thing: classes.thing,
                cluster,
            }
        });
        let negation = Negation::of(bare);
        let item = item.filter(|_| !negation.negates);
        let word = Word {
            form: text_hash(bare),
            stem,
            item,
            negation,
            auxiliary: is_auxiliary(bare),
            determiner: is_determiner(bare),
        };
        if self.met.len() >= MOST_MET {
            self.met.clear();
        }
        self.met.insert(self.lower.as_str().into(), word.clone());
        self.sentence.push(word);
    }
}

/// A content without the answer with which it begins: "No, he did".
fn without_answer(content: &str) -> &str {
    let said = content.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (answer, rest) = said.split_at_checked(2).unwrap_or_default();
    let ends = rest.trim_start().starts_with([',', '.', '!', '–', '—']);
    if answer.eq_ignore_ascii_case("no") && ends { rest } else { content }
}

/// Where the first sentence of a content ends; a short word before the mark may be a title or an initial.
fn first_sentence(content: &str) -> usize {
    const SHORT: usize = 3;
    let ends = content.match_indices(['.', '!', '?']).map(|(at, _)| at);
    let mut ends = ends.filter(|&at| {
        let word = content[..at].rsplit(|c: char| !c.is_alphanumeric()).next();
        word.is_some_and(|word| word.len() > SHORT)
            && content[at + 1..].trim_start_matches(['”', '"', '\'', '’']).starts_with(' ')
    });
    ends.next().map_or(content.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gist(text: &str) -> Gist {
        GistReader::default().read([text])
    }

    #[test]
    fn words_of_one_class_meet() {
        let (a, b) = (gist("has delivered artillery shells"), gist("supplying any ammunition"));
        let classes = |gist: &Gist| -> Vec<Class> {
            let mut classes: Vec<Class> =
                gist.items.iter().flat_map(|i| [i.event, i.thing]).flatten().collect();
            classes.sort_unstable();
            classes
        };
        assert!(classes(&b).iter().all(|class| classes(&a).contains(class)));
    }

    #[test]
    fn numbers_and_function_words_say_nothing() {
        assert!(gist("There were 12,000 of them, two thousand and 5.4 million.").is_empty());
    }

    #[test]
    fn two_negations_are_none() {
        assert!(gist("We have never delivered a shell").negated);
        assert!(gist("They didn’t deliver shells").negated);
        assert!(!gist("It is not true that there are no shells").negated);
        assert!(!gist("They delivered shells").negated);
        assert!(!gist("“No, they delivered shells,”").negated);
        assert!(!gist("They are not only sending shells, but also making them").negated);
        assert!(gist("They are not sending shells only").negated);
    }

    #[test]
    fn a_phrase_takes_the_place_of_its_words() {
        assert_eq!(gist("she stepped down").len(), 1);
        assert_eq!(
            gist("she was stepping down").items[0].event,
            gist("she resigned").items[0].event
        );
    }

    #[test]
    fn the_name_of_a_thing_is_no_clause() {
        assert!(!gist("the mainstream candidates").is_clause());
        assert!(gist("they are mainstream candidates").is_clause());
        assert!(gist("the delivery of weapons").is_clause());
    }

    #[test]
    fn a_phrase_has_a_determiner_and_no_auxiliary() {
        assert!(gist("the delivery of weapons").is_phrase());
        assert!(!gist("the weapons were delivered").is_phrase());
        assert!(!gist("delivering weapons").is_phrase());
    }

    #[test]
    fn wording_knows_case_and_marks_from_words() {
        assert_eq!(gist("“Shells came,”").wording, gist("shells CAME").wording);
        assert_ne!(gist("shells came").wording, gist("came shells").wording);
    }
}
