//! Who says that others say it: attributions in the contents of others.

use serde::{Deserialize, Serialize};

use crate::corpus::digest::Digest;
use crate::corpus::options::Limits;
use crate::corpus::ranking::{Ranking, Shown, Tally};
use crate::corpus::sample::Sample;
use crate::corpus::table::{Column, Row, Table};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::corpus) struct Chains(Ranking<u64, Chain>);

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Chain {
    shown: Shown,
    sample: Sample,
}

impl Tally for Chain {
    fn merge(&mut self, other: Self) {
        self.shown.merge(other.shown);
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.sample.total()
    }
}

impl Chains {
    pub(in crate::corpus) fn new(limits: &Limits) -> Self {
        Self(Ranking::new(limits.pairs))
    }

    pub(in crate::corpus) fn add(&mut self, digest: &Digest) {
        for said in &digest.said {
            if let Some((key, shown)) = &said.chain {
                let chain = self.0.at(*key);
                chain.shown.add(shown, 0);
                chain.sample.add(said.lot, &digest.document, said.id);
            }
        }
    }

    pub(in crate::corpus) fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
    }

    pub(in crate::corpus) fn table(&self) -> Table {
        let mut table = Table::new(
            "chains",
            "Chains",
            "Who says that others say it: from the source that the article names to the one on which the \
             content rests.",
            vec![Column::text("chain"), Column::count("sources"), Column::count("attributions")],
        );
        let mut chains: Vec<&Chain> = self.0.iter().map(|(_, chain)| chain).collect();
        chains.sort_by(|a, b| {
            b.weight().cmp(&a.weight()).then_with(|| a.shown.get().cmp(b.shown.get()))
        });
        for chain in chains {
            let shown = chain.shown.get();
            let links = shown.split(" → ").count() as u64;
            let cells = vec![shown.into(), links.into(), chain.weight().into()];
            table.rows.push(Row { cells, evidence: chain.sample.evidence() });
        }
        table.notes.extend(self.0.caveat("chains"));
        table
    }
}
