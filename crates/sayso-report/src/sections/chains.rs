//! Who says that others say it: attributions in the contents of others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::hash::mix;
use crate::heavy_hitters::{HeavyHitters, Tally};
use crate::options::Limits;
use crate::sample::Sample;
use crate::section::Section;
use crate::statistics::{DocumentStatistics, Link};
use crate::table::{ReportColumn, ReportTable, Row};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Chains(HeavyHitters<u64, Chain>);

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Chain {
    links: Vec<Link>,
    sample: Sample,
}

impl Tally for Chain {
    fn merge(&mut self, other: Self) {
        // Who has no name may be written in several ways.
        if self.links.is_empty() || !other.links.is_empty() && other.links < self.links {
            self.links = other.links;
        }
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
            if !said.chain.is_empty() {
                let key = said.chain.iter().fold(0, |key, link| mix(key, link.0));
                let chain = self.0.at(key);
                if chain.links.is_empty() || said.chain < chain.links {
                    chain.links.clone_from(&said.chain);
                }
                chain.sample.add(said.sample_key, &statistics.document, said.id);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
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
        let mut settled = BTreeMap::<Vec<u64>, (String, Sample)>::new();
        for (_, chain) in self.0.iter() {
            let links = chain.links.iter();
            let mut links: Vec<(u64, &str)> = links
                .map(|(key, shown)| {
                    let key = known.identities.settle(*key);
                    (key, known.sources.name(key).unwrap_or(shown))
                })
                .collect();
            // Nobody is heard by way of himself.
            links.dedup();
            if links.len() < 2 {
                continue;
            }
            let keys: Vec<u64> = links.iter().map(|&(key, _)| key).collect();
            let names: Vec<&str> = links.iter().map(|&(_, name)| name).collect();
            let names = names.join(" → ");
            let (_, sample) = settled.entry(keys).or_insert_with(|| (names, Sample::default()));
            sample.merge(chain.sample.clone());
        }
        let mut chains: Vec<(usize, String, Sample)> = settled
            .into_iter()
            .map(|(keys, (names, sample))| (keys.len(), names, sample))
            .collect();
        chains.sort_by(|a, b| b.2.total().cmp(&a.2.total()).then_with(|| a.1.cmp(&b.1)));
        for (links, names, sample) in chains {
            let cells = vec![names.into(), (links as u64).into(), sample.total().into()];
            table.rows.push(Row { cells, evidence: sample.evidence() });
        }
        table.notes.extend(self.0.caveat("chains"));
        vec![table]
    }
}
