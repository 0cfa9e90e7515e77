//! What words are about: stems, and clusters of like words, as check values.

use std::ops::Range;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use sayso_lexicon::{Grain, Lexicon, lower_into};
use serde::{Deserialize, Serialize};

use super::hash::{hash, mix};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The check value of the word in lower case.
    pub(crate) form: u64,
    /// What it is about; `None` for words that are about nothing: "the", "said", "very".
    pub(crate) topic: Option<Topic>,
}

/// What a word is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Topic {
    /// The check value of its stem: "supplies" and "supplying" have one.
    pub(crate) stem: u32,
    /// The cluster of words that are used like it, if it is known: "weapons" and "ammunition" share one.
    pub(crate) cluster: Option<u16>,
}

/// Finds the words of texts. Remembers those that it has met.
pub(crate) struct WordReader {
    stemmer: Stemmer,
    met: FxHashMap<Box<str>, (u64, Option<Topic>)>,
    lower: String,
}

/// Forgets all beyond so many different words: memory stays flat.
const MOST_MET: usize = 200_000;

impl Default for WordReader {
    fn default() -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        Self { stemmer, met: FxHashMap::default(), lower: String::new() }
    }
}

impl WordReader {
    /// The words of `text`, in order: runs of letters and digits.
    pub(crate) fn read(&mut self, text: &str, words: &mut Vec<Word>) {
        words.clear();
        let mut start = None;
        let mut push = |this: &mut Self, start: usize, end: usize| {
            let (form, topic) = this.meaning(&text[start..end]);
            words.push(Word { start: start as u32, end: end as u32, form, topic });
        };
        for (at, c) in text.char_indices() {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(begin)) => {
                    push(self, begin, at);
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(begin) = start {
            push(self, begin, text.len());
        }
    }

    fn meaning(&mut self, word: &str) -> (u64, Option<Topic>) {
        lower_into(word, &mut self.lower);
        if let Some(&known) = self.met.get(&*self.lower) {
            return known;
        }
        let form = hash(&self.lower);
        let about = self.lower.len() > 1 && STOPWORDS.binary_search(&&*self.lower).is_err();
        let topic = about.then(|| {
            let lexicon = Lexicon::builtin();
            let sense = IN_NEWS.iter().find(|(word, _)| *word == self.lower);
            let class = lexicon.class(sense.map_or(&*self.lower, |(_, sense)| *sense));
            Topic {
                stem: hash(&self.stemmer.stem(&self.lower)) as u32,
                cluster: class.map(|class| lexicon.cluster(class, Grain::Fine)),
            }
        });
        if self.met.len() >= MOST_MET {
            self.met.clear();
        }
        self.met.insert(self.lower.as_str().into(), (form, topic));
        (form, topic)
    }
}

/// The check value of a word's stem.
pub(crate) fn stem_of(word: &str) -> u32 {
    hash(&Stemmer::create(Algorithm::English).stem(&word.to_lowercase())) as u32
}

/// The words that lie in a stretch of the text.
pub(crate) fn within(words: &[Word], range: &Range<usize>) -> Range<usize> {
    let first = words.partition_point(|word| (word.start as usize) < range.start);
    let behind = words.partition_point(|word| (word.end as usize) <= range.end);
    first..behind.max(first)
}

/// The check value of a run of words.
pub(crate) fn phrase(words: &[Word]) -> u64 {
    words.iter().fold(0, |value, word| mix(value, word.form))
}

/// Words that are used like others in news than elsewhere: arms are no limbs.
const IN_NEWS: [(&str, &str); 3] =
    [("armaments", "weapons"), ("arms", "weapons"), ("munitions", "ammunition")];

/// Words that are about nothing by themselves, in order: function words, and those of speech.
static STOPWORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../data/stopwords.txt").lines().collect());

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(text: &str) -> Vec<Topic> {
        let mut words = Vec::new();
        WordReader::default().read(text, &mut words);
        words.iter().filter_map(|word| word.topic).collect()
    }

    #[test]
    fn stopwords_can_be_searched() {
        assert!(STOPWORDS.is_sorted());
        assert_eq!(topics("The report said that they had NEVER been there."), []);
    }

    #[test]
    fn forms_of_a_word_are_about_the_same() {
        assert_eq!(topics("supplies")[0].stem, topics("Supplying")[0].stem);
        assert_eq!(topics("weapons")[0].cluster, topics("ammunition")[0].cluster);
        assert_eq!(topics("weapons")[0].cluster, topics("arms")[0].cluster);
        assert_ne!(topics("weapons")[0].stem, topics("ammunition")[0].stem);
    }

    #[test]
    fn words_are_found_by_their_place() {
        let mut words = Vec::new();
        WordReader::default().read("“Arms, too,” — Kyiv’s.", &mut words);
        let text: Vec<(u32, u32)> = words.iter().map(|w| (w.start, w.end)).collect();
        assert_eq!(text, [(3, 7), (9, 12), (21, 25), (28, 29)]);
        assert_eq!(within(&words, &(3..13)), 0..2);
        assert_eq!(within(&words, &(4..12)), 1..2);
        assert_eq!(within(&words, &(13..14)), 2..2);
    }
}
