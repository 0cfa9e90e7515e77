//! What several sections read: who is who, who is cited, and which documents have one origin. Counted once for all of them.

pub(crate) mod origins;
pub(crate) mod sources;
mod union;

use serde::{Deserialize, Serialize};

use crate::identity::{Identities, Names};
use crate::options::Limits;
use crate::statistics::DocumentStatistics;
use origins::{Groups, Origins};
use sources::Sources;

/// The counts that sections share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Common {
    sources: Sources,
    origins: Origins,
    names: Names,
}

/// What is known of the whole corpus when tables are made.
pub(crate) struct Known<'c> {
    pub(crate) identities: Identities,
    pub(crate) sources: Sources,
    pub(crate) origins: Groups<'c>,
    /// What a reader of names must know, if they were too many.
    pub(crate) names_caveat: Option<String>,
}

impl Common {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            sources: Sources::new(limits),
            origins: Origins::new(limits),
            names: Names::new(limits),
        }
    }

    pub(crate) fn add(&mut self, statistics: &DocumentStatistics) {
        self.sources.add(statistics);
        self.origins.add(statistics);
        self.names.add(&statistics.names);
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.sources.merge(other.sources);
        self.origins.merge(other.origins);
        self.names.merge(other.names);
    }

    pub(crate) fn known(&self) -> Known<'_> {
        let mut identities = self.names.settle();
        let sources = self.sources.settled(&mut identities);
        let names_caveat = self.names.caveat();
        Known { identities, sources, origins: self.origins.groups(), names_caveat }
    }

    pub(crate) fn origins(&self) -> Groups<'_> {
        self.origins.groups()
    }
}
