//! What several sections read: who is cited, and which documents have one origin. Counted once for all of them.

pub(crate) mod origins;
pub(crate) mod sources;
mod union;

use serde::{Deserialize, Serialize};

use crate::options::Limits;
use crate::statistics::DocumentStatistics;
use origins::{Groups, Origins};
use sources::Sources;

/// The counts that sections share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Common {
    sources: Sources,
    origins: Origins,
}

/// What is known of the whole corpus when tables are made.
pub(crate) struct Known<'c> {
    pub(crate) sources: &'c Sources,
    pub(crate) origins: Groups<'c>,
}

impl Common {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { sources: Sources::new(limits), origins: Origins::new(limits) }
    }

    pub(crate) fn add(&mut self, statistics: &DocumentStatistics) {
        self.sources.add(statistics);
        self.origins.add(statistics);
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.sources.merge(other.sources);
        self.origins.merge(other.origins);
    }

    pub(crate) fn known(&self) -> Known<'_> {
        Known { sources: &self.sources, origins: self.origins.groups() }
    }
}
