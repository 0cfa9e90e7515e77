//! The names of a corpus, counted: what there is to settle who is who with.

use rustc_hash::FxHashMap;
use sayso::EntityKind;
use serde::{Deserialize, Serialize};

use super::body;
use crate::entity_key::Form;
use crate::heavy_hitters::{HeavyHitters, Shown, Spellings, Tally};
use crate::options::Limits;

/// What a document adds: a name that it uses.
#[derive(Clone, Debug)]
pub(crate) struct NameStatistics {
    pub(crate) key: u64,
    pub(crate) shown: String,
    pub(crate) rank: u8,
    pub(crate) form: Form,
    pub(crate) kind: EntityKind,
    /// What the document says that it is, and where it belongs.
    pub(crate) roles: Vec<String>,
    pub(crate) affiliations: Vec<String>,
    /// The keys that shorter forms of the name would have in this document, with how much it says for each.
    pub(crate) shorts: Vec<(u64, u64)>,
}

/// A name in the corpus.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Name {
    pub(crate) shown: Shown,
    pub(crate) form: Form,
    pub(crate) kinds: Kinds,
    pub(crate) roles: Spellings,
    pub(crate) affiliations: Spellings,
    pub(crate) documents: u64,
}

/// How often something is of each kind, by documents that write it in the way of the highest rank: Russia is a place, though
/// most documents write "Russian".
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Kinds {
    rank: u8,
    counts: [u64; EntityKind::ALL.len()],
}

impl Kinds {
    fn add(&mut self, kind: EntityKind, rank: u8) {
        let mut one = Self { rank, ..Self::default() };
        one.counts[kind as usize] = 1;
        self.merge(&one);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if other.rank > self.rank {
            *self = Self { rank: other.rank, ..Self::default() };
        }
        if other.rank == self.rank {
            self.counts.iter_mut().zip(other.counts).for_each(|(count, more)| *count += more);
        }
    }

    /// The most frequent one; of equals the first.
    pub(super) fn best(&self) -> EntityKind {
        let kinds = EntityKind::ALL.into_iter().rev();
        kinds.max_by_key(|&kind| self.counts[kind as usize]).unwrap_or(EntityKind::Person)
    }
}

impl Tally for Name {
    fn merge(&mut self, other: Self) {
        self.shown.merge(other.shown);
        self.kinds.merge(&other.kinds);
        self.roles.merge(other.roles);
        self.affiliations.merge(other.affiliations);
        self.form = self.form.max(other.form);
        self.documents += other.documents;
    }

    fn weight(&self) -> u64 {
        self.documents
    }
}

/// How much the documents say for something.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Evidence(pub(crate) u64);

impl Tally for Evidence {
    fn merge(&mut self, other: Self) {
        self.0 += other.0;
    }

    fn weight(&self) -> u64 {
        self.0
    }
}

/// All names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Names {
    pub(super) names: HeavyHitters<u64, Name>,
    /// A short form and a full name for which a document has it, or could have it.
    pub(super) shorts: HeavyHitters<(u64, u64), Evidence>,
    /// Two names that share a word, and in how many documents both are.
    pub(super) together: HeavyHitters<(u64, u64), Evidence>,
}

impl Names {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            names: HeavyHitters::new(limits.sources),
            shorts: HeavyHitters::new(limits.pairs),
            together: HeavyHitters::new(limits.pairs),
        }
    }

    /// Adds the names of a document.
    pub(crate) fn add(&mut self, names: &[NameStatistics]) {
        for name in names {
            let known = self.names.at(name.key);
            known.shown.add(&name.shown, name.rank);
            known.form = name.form;
            known.kinds.add(name.kind, name.rank);
            name.roles.iter().for_each(|role| known.roles.add(role));
            name.affiliations.iter().for_each(|name| known.affiliations.add(name));
            known.documents += 1;
            for &(short, worth) in &name.shorts {
                self.shorts.at((short, name.key)).0 += worth;
            }
        }
        for pair in alike(names) {
            self.together.at(pair).0 += 1;
        }
    }

    pub(crate) fn caveat(&self) -> Option<String> {
        self.names.caveat_in("names", "documents")
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.names.merge(other.names);
        self.shorts.merge(other.shorts);
        self.together.merge(other.together);
    }
}

/// Pairs of a document's names that share a word or are an acronym and what it stands for, so few that they connect all that
/// do, directly or through others: if all of those turn out to be one, the document is counted once too often for each pair.
fn alike(names: &[NameStatistics]) -> Vec<(u64, u64)> {
    let mut groups: Vec<usize> = (0..names.len()).collect();
    let mut met = FxHashMap::<String, usize>::default();
    let mut pairs = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let plain = body::plain(&name.shown);
        let words = plain.split(' ').filter(|word| !SMALL.contains(word));
        let initials: String = words.clone().filter_map(|word| word.chars().next()).collect();
        let initials = Some(initials).filter(|initials| initials.len() > 1);
        for word in words.map(str::to_owned).chain(initials) {
            let first = *met.entry(word).or_insert(i);
            let (own, other) = (groups[i], groups[first]);
            if own != other {
                pairs.push((names[first].key, name.key));
                groups.iter_mut().filter(|group| **group == own).for_each(|group| *group = other);
            }
        }
    }
    pairs
}

/// Words that names share without being of one.
const SMALL: [&str; 6] = ["", "and", "for", "in", "of", "the"];

#[cfg(test)]
mod tests {
    use super::*;

    fn name(key: u64, short: u64) -> NameStatistics {
        NameStatistics {
            key,
            shown: format!("Name {key}"),
            rank: 0,
            form: Form::default(),
            kind: EntityKind::Person,
            roles: Vec::new(),
            affiliations: Vec::new(),
            shorts: vec![(short, 1)],
        }
    }

    /// However they come, the names and short forms with the most documents are those that are kept.
    #[test]
    fn beyond_the_limits_the_most_frequent_stay() {
        for often in [1, 5, 9] {
            let limits = Limits { sources: 1, pairs: 1, ..Limits::default() };
            let mut names = Names::new(&limits);
            for key in
                (0..10).flat_map(|key| std::iter::repeat_n(key, if key == often { 3 } else { 1 }))
            {
                names.add(&[name(key, 100 + key)]);
            }
            let shown = |key| names.names.get(key).map(|name| name.documents);
            assert_eq!(shown(often), Some(3), "{often}");
            assert_eq!(names.shorts.get((100 + often, often)).map(|worth| worth.0), Some(3));
            let caveat = names.caveat().expect("some were dropped");
            assert!(caveat.contains("too many names") && caveat.contains("documents"), "{caveat}");
        }
        let mut few = Names::new(&Limits::default());
        few.add(&[name(1, 2)]);
        assert_eq!(few.caveat(), None);
    }
}
