//! Statements and what their documents are about: what claims are made of.

use std::collections::BTreeMap;

use sayso_claims::{Corpus, Sketch, Statement};
use serde::{Deserialize, Serialize};

use crate::hash::mix;
use crate::heavy_hitters::Tally;
use crate::identity::Identities;
use crate::options::Limits;
use crate::sample::Draw;
use crate::statistics::DocumentStatistics;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Statements {
    /// In boxes: the tree of a draw has room for more than it holds.
    statements: Draw<Box<Statement>>,
    sketches: Draw<Sketch>,
}

/// The same statement, read twice, is one.
impl Tally for Box<Statement> {
    fn merge(&mut self, _: Self) {}

    fn weight(&self) -> u64 {
        1
    }
}

impl Tally for Sketch {
    fn merge(&mut self, _: Self) {}

    fn weight(&self) -> u64 {
        1
    }
}

impl Statements {
    pub(crate) fn new(limits: &Limits) -> Self {
        let (statements, sketches) = (Draw::new(limits.statements), Draw::new(limits.documents));
        Self { statements, sketches }
    }

    pub(crate) fn add(&mut self, statistics: &DocumentStatistics) {
        self.sketches.add(statistics.sample_key, || statistics.sketch.clone());
        for statement in &statistics.statements {
            self.statements.add(Self::sample_key(statement), || Box::new(statement.clone()));
        }
    }

    /// The key by which a statement is drawn.
    pub(crate) fn sample_key(statement: &Statement) -> u64 {
        mix(statement.document_key, u64::from(statement.attribution))
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.statements.merge(other.statements);
        self.sketches.merge(other.sketches);
    }

    /// All that are kept, in an order that does not depend on how they came.
    pub(crate) fn all(&self) -> Vec<&Statement> {
        self.statements.iter().map(|(_, statement)| &**statement).collect()
    }

    /// What a reader must know if not all are kept.
    pub(crate) fn caveat(&self) -> Option<String> {
        let kept = self.statements.len();
        (!self.statements.is_whole())
            .then(|| format!("only {kept} statements, drawn at random, are compared"))
    }
}

/// What is known of the corpus when claims are made.
pub(crate) struct Background<'k> {
    pub(crate) statements: &'k Statements,
    pub(crate) identities: &'k Identities,
    /// The origin of each document.
    pub(crate) origins: &'k BTreeMap<u64, u32>,
}

impl Corpus for Background<'_> {
    fn settle(&self, key: u64) -> u64 {
        self.identities.settle(key)
    }

    fn name(&self, key: u64) -> Option<&str> {
        self.identities.name(key)
    }

    fn origin(&self, document: u64) -> Option<u32> {
        self.origins.get(&document).copied()
    }

    fn sketch(&self, document: u64) -> Option<&Sketch> {
        self.statements.sketches.get(document)
    }
}
