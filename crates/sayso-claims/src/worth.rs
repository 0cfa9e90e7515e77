//! What a word or name in common is worth: more the rarer it is.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::concepts::Class;
use crate::items::Item;

/// A word, class or name as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Term {
    Entity(u64),
    Event(Class),
    Thing(Class),
    Stem(u32),
    Cluster(u16),
}

impl Term {
    /// The terms of a word.
    pub(crate) fn of(item: Item) -> impl Iterator<Item = Self> {
        let classes = [item.event.map(Self::Event), item.thing.map(Self::Thing)];
        let stem = Some(Self::Stem(item.stem));
        let cluster = item.cluster.map(Self::Cluster);
        classes.into_iter().chain([stem, cluster]).flatten()
    }

    /// The term as a number.
    pub(crate) fn key(self) -> u64 {
        use sayso_linear::feature;
        match self {
            Self::Entity(key) => feature(1, &[key]),
            Self::Event(class) => feature(2, &[u64::from(class)]),
            Self::Thing(class) => feature(3, &[u64::from(class)]),
            Self::Stem(stem) => feature(4, &[u64::from(stem)]),
            Self::Cluster(cluster) => feature(5, &[u64::from(cluster)]),
        }
    }
}

/// Things whose terms are kept at a time.
const AT_ONCE: usize = 1 << 14;

/// In how many of the things that are compared each term occurs.
#[derive(Debug, Default)]
pub(crate) struct Worth {
    frequency: FxHashMap<Term, u32>,
    all: u32,
}

impl Worth {
    /// Counts in how many things each term is; repetitions within one count once.
    pub(crate) fn count<T: Sync>(things: &[T], terms: impl Fn(&T) -> Vec<Term> + Sync) -> Self {
        let distinct = |thing: &T| {
            let mut terms = terms(thing);
            terms.sort_unstable();
            terms.dedup();
            terms
        };
        let mut worth = Self { frequency: FxHashMap::default(), all: things.len() as u32 };
        for some in things.chunks(AT_ONCE) {
            let terms: Vec<Vec<Term>> = some.par_iter().map(distinct).collect();
            for term in terms.into_iter().flatten() {
                *worth.frequency.entry(term).or_default() += 1;
            }
        }
        worth
    }

    pub(crate) fn frequency(&self, term: Term) -> u32 {
        self.frequency.get(&term).copied().unwrap_or(0)
    }

    /// From nearly 1 for what occurs once to 0 for what occurs everywhere.
    pub(crate) fn of(&self, term: Term) -> f32 {
        let all = f64::from(self.all.max(LEAST)) + 1.0;
        let share = all / (f64::from(self.frequency(term)) + 0.5);
        (share.ln() / all.ln()).clamp(0.02, 1.0) as f32
    }
}

/// In a small corpus nothing is common.
const LEAST: u32 = 100;
