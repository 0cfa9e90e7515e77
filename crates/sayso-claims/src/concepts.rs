//! Words that say the same thing: classes of verbs, nominalisations and nouns.
//!
//! To add a word, edit `data/concepts.tsv`; its head explains the form.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

/// The number of a class.
pub(crate) type Class = u16;

/// The classes of a word or phrase; most have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes {
    /// What happens: "deliver" and "shipment" are of one class.
    pub(crate) event: Option<Class>,
    /// What there is: "shells" and "ammunition" are.
    pub(crate) thing: Option<Class>,
}

/// All classes, by the stems of their words.
pub(crate) struct Concepts {
    stemmer: Stemmer,
    words: FxHashMap<Box<str>, Classes>,
    /// By the stem of the first word, then that of the second.
    phrases: FxHashMap<Box<str>, Vec<(Box<str>, Classes)>>,
    names: Vec<&'static str>,
}

impl Concepts {
    /// The list that is compiled in.
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Concepts> =
            LazyLock::new(|| Concepts::read(include_str!("../data/concepts.tsv")));
        &BUILTIN
    }

    fn read(list: &'static str) -> Self {
        let mut concepts = Self {
            stemmer: Stemmer::create(Algorithm::English),
            words: FxHashMap::default(),
            phrases: FxHashMap::default(),
            names: Vec::new(),
        };
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.splitn(3, '\t');
            let (Some(name), Some(kind), Some(words)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let class = concepts.names.len() as Class;
            concepts.names.push(name);
            words.split(", ").for_each(|word| concepts.add(word, kind == "event", class));
        }
        concepts
    }

    fn add(&mut self, words: &str, is_event: bool, class: Class) {
        let parts: Vec<Box<str>> = words.split([' ', '-']).map(|word| self.stem(word)).collect();
        let classes = match &*parts {
            [word] => self.words.entry(word.clone()).or_default(),
            [first, rest @ ..] => {
                // Of longer phrases the ends are enough.
                let last = rest.last().unwrap_or(first);
                let list = self.phrases.entry(first.clone()).or_default();
                list.push((last.clone(), Classes::default()));
                &mut list.last_mut().expect("just added").1
            }
            [] => return,
        };
        let place = if is_event { &mut classes.event } else { &mut classes.thing };
        place.get_or_insert(class);
    }

    /// The stem of a word in lower case.
    pub(crate) fn stem(&self, word: &str) -> Box<str> {
        self.stemmer.stem(word).as_ref().into()
    }

    /// The classes of a stem by itself.
    pub(crate) fn word(&self, stem: &str) -> Classes {
        self.words.get(stem).copied().unwrap_or_default()
    }

    /// The classes of a phrase that begins with `first` and ends with `last`.
    pub(crate) fn phrase(&self, first: &str, last: &str) -> Option<Classes> {
        let list = self.phrases.get(first)?;
        list.iter().find(|(end, _)| **end == *last).map(|&(_, classes)| classes)
    }

    /// The name of a class.
    pub(crate) fn name(&self, class: Class) -> &'static str {
        self.names.get(usize::from(class)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(word: &str) -> Option<&'static str> {
        let concepts = Concepts::builtin();
        concepts.word(&concepts.stem(word)).event.map(|class| concepts.name(class))
    }

    #[test]
    fn forms_and_nominalisations_are_of_one_class() {
        for word in ["sent", "supplies", "delivering", "shipments", "donated"] {
            assert_eq!(event(word), Some("transfer"), "{word}");
        }
        assert_eq!(event("bread"), None);
    }

    #[test]
    fn phrases_are_found_by_their_ends() {
        let concepts = Concepts::builtin();
        let phrase = |first: &str, last: &str| {
            let classes = concepts.phrase(&concepts.stem(first), &concepts.stem(last))?;
            classes.event.map(|class| concepts.name(class))
        };
        assert_eq!(phrase("stepping", "down"), Some("resign"));
        assert_eq!(phrase("lost", "lives"), Some("kill"));
        assert_eq!(phrase("step", "aside"), None);
    }

    #[test]
    fn every_line_has_a_name_of_its_own_and_a_kind() {
        let lines = include_str!("../data/concepts.tsv").lines().filter(|l| !l.starts_with('#'));
        let mut seen = Vec::new();
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, kind, words] = *fields else { panic!("three columns: {line}") };
            assert!(["event", "thing"].contains(&kind), "{line}");
            assert!(!seen.contains(&name) && !words.is_empty(), "{line}");
            seen.push(name);
        }
    }
}
