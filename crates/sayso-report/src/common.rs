//! What several sections read: who is who, who is cited, and which documents have one origin. Counted once for all of them.

pub(crate) mod origins;
pub(crate) mod sources;
pub(crate) mod statements;
mod union;

use std::cell::OnceCell;

use sayso_claims::{Claim, Statement};
use serde::{Deserialize, Serialize};

use crate::identity::{Identities, Names};
use crate::options::ReportOptions;
use crate::statistics::DocumentStatistics;
use origins::{Groups, Origins};
use sources::Sources;
use statements::{Background, Statements};

/// The counts that sections share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Common {
    sources: Sources,
    origins: Origins,
    names: Names,
    statements: Statements,
}

/// What is known of the whole corpus when tables are made.
pub(crate) struct Known<'c> {
    pub(crate) identities: Identities,
    pub(crate) sources: Sources,
    pub(crate) origins: Groups<'c>,
    /// What a reader of names must know, if they were too many.
    pub(crate) names_caveat: Option<String>,
    pub(crate) statements: &'c Statements,
    claimed: OnceCell<Claimed<'c>>,
}

/// The claims of the corpus, with the statements that they are made of.
pub(crate) struct Claimed<'c> {
    pub(crate) statements: Vec<&'c Statement>,
    pub(crate) claims: Vec<Claim>,
}

impl Known<'_> {
    /// The claims, which are made when somebody asks.
    pub(crate) fn claimed(&self) -> &Claimed<'_> {
        self.claimed.get_or_init(|| {
            let statements = self.statements.all();
            let claims = sayso_claims::claims(&statements, &self.background());
            Claimed { statements, claims }
        })
    }

    /// The one name of who makes a statement.
    pub(crate) fn source_name<'k>(&'k self, statement: &'k Statement) -> &'k str {
        let key = self.identities.settle(statement.source);
        self.identities.name(key).unwrap_or(&statement.source_words)
    }

    pub(crate) fn background(&self) -> Background<'_> {
        let Self { statements, identities, origins, .. } = self;
        Background { statements, identities, origins: &origins.of }
    }
}

impl Common {
    pub(crate) fn new(options: &ReportOptions) -> Self {
        let limits = &options.limits;
        Self {
            sources: Sources::new(options),
            origins: Origins::new(limits),
            names: Names::new(limits),
            statements: Statements::new(limits),
        }
    }

    pub(crate) fn add(&mut self, statistics: &DocumentStatistics) {
        self.sources.add(statistics);
        self.origins.add(statistics);
        self.names.add(&statistics.names);
        self.statements.add(statistics);
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.sources.merge(other.sources);
        self.origins.merge(other.origins);
        self.names.merge(other.names);
        self.statements.merge(other.statements);
    }

    pub(crate) fn known(&self) -> Known<'_> {
        let mut identities = self.names.settle();
        let sources = self.sources.settled(&mut identities);
        let names_caveat = self.names.caveat();
        Known {
            identities,
            sources,
            origins: self.origins.groups(),
            names_caveat,
            statements: &self.statements,
            claimed: OnceCell::new(),
        }
    }

    pub(crate) fn origins(&self) -> Groups<'_> {
        self.origins.groups()
    }
}
