//! Which statement says what a denial denies: words, names and negations of both are compared.
//!
//! Words are compared by stems and by clusters of like words, each worth more the rarer it is; names by whom they mean. Nearly
//! all of what is denied must be said, it must be much of what is said, and somebody whom the denial names or who denies must
//! be in it, unless the words are the same. Both must be negated, or neither.

use rustc_hash::FxHashMap;

use super::Said;
use crate::statistics::sorted;
use crate::words::Topic;

/// Counterparts of one denial at most.
const COUNTERPARTS: usize = 3;
/// Statements that are compared with one denial at most: those that share most.
const COMPARED: usize = 200;
/// What a cluster in common is worth beside a stem.
const LIKE: f64 = 0.7;
/// What a name is worth beside a word that is as rare.
const NAME: f64 = 0.7;
/// How much of what is denied must be said, and of its words alone.
const LEAST_COVERED: f64 = 0.8;
/// The same where the statement is about the one who denies.
const LEAST_COVERED_ABOUT: f64 = 0.55;
/// How much of what is said must be denied.
const LEAST_FILLED: f64 = 0.35;
const LEAST_FILLED_ABOUT: f64 = 0.08;
/// Fewer words in common may be chance.
const LEAST_WORDS: usize = 2;
/// So many in one article are no chance.
const ENOUGH_WORDS: usize = 3;
/// So much in common, of both, is one statement, whoever is in it.
const SAME: f64 = 0.9;
/// Fewer statements do not tell which words occur everywhere.
const LEAST_STATEMENTS: f64 = 50.0;
/// What is worth less occurs everywhere, as a share of what a word is worth that occurs once.
const LEAST_WORTH: f64 = 0.25;
/// What a pair is worth by the days between two articles, and where they are not known.
const DAYS: [(i64, f64); 4] = [(1, 0.95), (7, 0.85), (31, 0.7), (i64::MAX, 0.55)];
const NOT_DATED: f64 = 0.75;

/// What is compared: a stem, a cluster or an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Term {
    Stem(u32),
    Cluster(u16),
    Entity(u64),
}

/// All statements, by what they are about.
pub(super) struct Matcher<'c> {
    others: &'c [&'c Said],
    /// Indices of those with a word, in order.
    postings: FxHashMap<u32, Vec<u32>>,
    /// In how many statements a term occurs.
    frequency: FxHashMap<Term, u32>,
    statements: f64,
}

impl<'c> Matcher<'c> {
    pub(super) fn new(others: &'c [&'c Said], denials: &[&Said]) -> Self {
        let mut matcher = Self {
            others,
            postings: FxHashMap::default(),
            frequency: FxHashMap::default(),
            statements: (others.len() + denials.len()) as f64,
        };
        for (i, said) in others.iter().chain(denials).enumerate() {
            for term in terms(said) {
                *matcher.frequency.entry(term).or_default() += 1;
                if let Term::Stem(stem) = term
                    && i < others.len()
                {
                    matcher.postings.entry(stem).or_default().push(i as u32);
                }
            }
        }
        matcher
    }

    /// What a term is worth: more the rarer it is.
    fn worth(&self, term: Term) -> f64 {
        let frequency = f64::from(self.frequency.get(&term).copied().unwrap_or(0));
        ((self.statements + 1.0) / (frequency + 0.5)).ln().max(0.0)
    }

    /// The statements that say what `denial` denies, the best first, each with its score from 0 to 1.
    pub(super) fn counterparts(&self, denial: &Said) -> Vec<(f64, &'c Said)> {
        let mut common = FxHashMap::<u32, f64>::default();
        for topic in &denial.topics {
            let worth = self.worth(Term::Stem(topic.stem));
            for &said in self.postings.get(&topic.stem).into_iter().flatten() {
                *common.entry(said).or_default() += worth;
            }
        }
        let mut near: Vec<(f64, u32)> = common.into_iter().map(|(i, worth)| (worth, i)).collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(COMPARED);
        let candidates = near.into_iter().map(|(_, i)| self.others[i as usize]);
        let mut scored: Vec<(f64, &Said)> = candidates
            .filter(|said| {
                said.source != denial.source
                    && said.source_words != denial.source_words
                    && said.negated == denial.negated
                    && !are_one(denial, said)
            })
            .filter_map(|said| Some((self.score(denial, said)?, said)))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place.cmp(&b.1.place)));
        scored.truncate(COUNTERPARTS);
        scored
    }

    /// How much the denied and the said are the same, if that is enough.
    fn score(&self, denial: &Said, said: &Said) -> Option<f64> {
        let names = |said: &Said, topic: &Topic| said.names.contains(&topic.stem);
        let few = self.statements < LEAST_STATEMENTS;
        let least = if few { 0.0 } else { LEAST_WORTH * (self.statements + 1.0).ln() };
        let (mut mass, mut common, mut count) = (0.0, 0.0, 0);
        for topic in denial.topics.iter().filter(|topic| !names(denial, topic)) {
            let worth = self.worth(Term::Stem(topic.stem));
            let share = self.in_common(topic, said, worth);
            mass += worth;
            common += share * worth;
            count += usize::from(share > 0.0 && worth >= least);
        }
        let words_covered = common / f64::max(mass, f64::MIN_POSITIVE);
        let about_denier = said.about.contains(&denial.source);
        let mut met = about_denier;
        let common_words = common;
        for &key in &denial.about {
            let worth = NAME * self.worth(Term::Entity(key));
            mass += worth;
            if said.about.contains(&key) || said.source == key {
                common += worth;
                met = true;
            }
        }
        let covered = common / f64::max(mass, f64::MIN_POSITIVE);
        let whole: f64 = said.topics.iter().map(|t| self.worth(Term::Stem(t.stem))).sum();
        let named = said.topics.iter().filter(|topic| {
            names(denial, topic) || about_denier && denial.own_names.contains(&topic.stem)
        });
        let named: f64 = named.map(|topic| self.worth(Term::Stem(topic.stem))).sum();
        let filled = ((common_words + named) / whole.max(f64::MIN_POSITIVE)).min(1.0);
        let (least_covered, least_filled) = match about_denier {
            true => (LEAST_COVERED_ABOUT, LEAST_FILLED_ABOUT),
            false => (LEAST_COVERED, LEAST_FILLED),
        };
        let together = document(denial) == document(said);
        // In one article the same words mean the same people, whatever these are called.
        met |=
            count >= ENOUGH_WORDS && (together || covered.min(words_covered).min(filled) >= SAME);
        let enough = covered.min(words_covered) >= least_covered && filled >= least_filled;
        if !enough || !met || count < LEAST_WORDS {
            return None;
        }
        let near = if together { 1.0 } else { nearness(denial, said) };
        Some(((0.6 * covered + 0.4 * filled) * near).min(1.0))
    }

    /// How much of a denied word is said: all of it, or a word that is used like it.
    fn in_common(&self, topic: &Topic, said: &Said, worth: f64) -> f64 {
        if said.topics.iter().any(|other| other.stem == topic.stem) {
            return 1.0;
        }
        let like = topic
            .cluster
            .filter(|&cluster| said.topics.iter().any(|other| other.cluster == Some(cluster)));
        like.map_or(0.0, |cluster| {
            LIKE * (self.worth(Term::Cluster(cluster)) / worth.max(0.1)).min(1.0).sqrt()
        })
    }
}

/// Whether one is a part of the other: a denial in a quotation is no answer to it.
fn are_one(denial: &Said, said: &Said) -> bool {
    let id = |said: &Said| said.place.as_ref().and_then(|place| place.attribution);
    document(denial) == document(said)
        && (denial.parent == id(said)
            || said.parent == id(denial)
            || said.content.contains(&*denial.content))
}

pub(super) fn document(said: &Said) -> Option<&str> {
    said.place.as_ref().map(|place| &*place.document)
}

/// What two articles are worth beside one another, by the time between them.
fn nearness(denial: &Said, said: &Said) -> f64 {
    let (Some(day), Some(other)) = (denial.day, said.day) else { return NOT_DATED };
    let near = DAYS.iter().find(|(days, _)| (day - other).abs() <= *days);
    near.map_or(NOT_DATED, |&(_, worth)| worth)
}

/// The terms of a statement, each once.
fn terms(said: &Said) -> Vec<Term> {
    let stems = said.topics.iter().map(|topic| Term::Stem(topic.stem));
    let clusters = said.topics.iter().filter_map(|topic| topic.cluster).map(Term::Cluster);
    let entities = said.about.iter().map(|&key| Term::Entity(key));
    sorted(stems.chain(clusters).chain(entities).collect())
}
