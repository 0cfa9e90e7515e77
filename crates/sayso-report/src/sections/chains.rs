//! Who says that others say it: attributions in the contents of others.

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::heavy_hitters::{HeavyHitters, Shown, Tally};
use crate::options::Limits;
use crate::sample::Sample;
use crate::section::Section;
use crate::statistics::DocumentStatistics;
use crate::table::{ReportColumn, ReportTable, Row};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Chains(HeavyHitters<u64, Chain>);

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

impl Section for Chains {
    const TABLES: &[&str] = &["chains"];

    fn new(limits: &Limits) -> Self {
        Self(HeavyHitters::new(limits.pairs))
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        for said in &statistics.said {
            if let Some((key, shown)) = &said.chain {
                let chain = self.0.at(*key);
                chain.shown.add(shown, 0);
                chain.sample.add(said.sample_key, &statistics.document, said.id);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
    }

    fn tables(&self, _: &Known<'_>) -> Vec<ReportTable> {
        let mut table = ReportTable::new(
            "chains",
            "Chains",
            "Who says that others say it: from the source that the article names to the one on which the \
             content rests.",
            vec![
                ReportColumn::text("chain"),
                ReportColumn::count("sources"),
                ReportColumn::count("attributions"),
            ],
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
        vec![table]
    }
}
