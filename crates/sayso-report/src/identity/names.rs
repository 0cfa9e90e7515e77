//! The names of a corpus, counted: what there is to settle who is who with.

use serde::{Deserialize, Serialize};

use crate::entity_key::Form;
use crate::heavy_hitters::{HeavyHitters, Shown, Tally};
use crate::options::Limits;
use crate::statistics::DocumentStatistics;

/// What a document adds: a name that it uses.
#[derive(Clone, Debug)]
pub(crate) struct NameStatistics {
    pub(crate) key: u64,
    pub(crate) shown: String,
    pub(crate) rank: u8,
    pub(crate) form: Form,
    /// The keys that shorter forms of the name would have in this document, with how much it says for each.
    pub(crate) shorts: Vec<(u64, u64)>,
}

/// A name in the corpus.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Name {
    pub(crate) shown: Shown,
    pub(crate) form: Form,
    pub(crate) documents: u64,
}

impl Tally for Name {
    fn merge(&mut self, other: Self) {
        self.shown.merge(other.shown);
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
}

impl Names {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { names: HeavyHitters::new(limits.sources), shorts: HeavyHitters::new(limits.pairs) }
    }

    pub(crate) fn add(&mut self, statistics: &DocumentStatistics) {
        for name in &statistics.names {
            let known = self.names.at(name.key);
            known.shown.add(&name.shown, name.rank);
            known.form = name.form;
            known.documents += 1;
            for &(short, worth) in &name.shorts {
                self.shorts.at((short, name.key)).0 += worth;
            }
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.names.merge(other.names);
        self.shorts.merge(other.shorts);
    }
}
