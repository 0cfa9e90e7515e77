//! How much of what, and who says so.

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::heavy_hitters::{HeavyHitters, Shown, Tally};
use crate::options::Limits;
use crate::sample::Sample;
use crate::section::Section;
use crate::statistics::DocumentStatistics;
use crate::table::{Cell, ReportColumn, ReportTable, Row};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Quantities(HeavyHitters<(u64, u64), Claimed>);

/// One amount of one thing by one source.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Claimed {
    value: String,
    words: Shown,
    thing: Shown,
    source: Shown,
    sample: Sample,
}

impl Tally for Claimed {
    fn merge(&mut self, other: Self) {
        self.value = other.value;
        self.words.merge(other.words);
        self.thing.merge(other.thing);
        self.source.merge(other.source);
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.sample.total()
    }
}

impl Section for Quantities {
    const TABLES: &[&str] = &["quantities"];

    fn new(limits: &Limits) -> Self {
        Self(HeavyHitters::new(limits.pairs))
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        for said in &statistics.said {
            for quantity in &said.quantities {
                let claimed = self.0.at((quantity.key, said.source.row));
                claimed.value.clone_from(&quantity.value);
                claimed.words.add(&quantity.words, 0);
                claimed.thing.add(&quantity.thing, 0);
                claimed.source.add(&said.source.shown, said.source.rank);
                claimed.sample.add(said.sample_key, &statistics.document, said.id);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let mut table = ReportTable::new(
            "quantities",
            "Quantities claimed",
            "How much of what is said to be, by whom; what is denied, asked or ordered is not. \"value\" is the number in normal \
             form, ~ for about.",
            vec![
                ReportColumn::text("quantity"),
                ReportColumn::text("thing"),
                ReportColumn::text("value"),
                ReportColumn::text("source"),
                ReportColumn::count("attributions"),
            ],
        );
        let settled = self.0.settled(|(quantity, key)| (quantity, known.identities.settle(key)));
        let mut claims: Vec<(&str, &Claimed)> = settled
            .iter()
            .map(|((_, key), claim)| (known.sources.name(key).unwrap_or(claim.source.get()), claim))
            .collect();
        claims.sort_by(|(source, a), (other, b)| {
            let words = |c: &Claimed| (c.thing.get().to_owned(), c.value.clone());
            b.weight()
                .cmp(&a.weight())
                .then_with(|| words(a).cmp(&words(b)))
                .then(source.cmp(other))
        });
        for (source, claim) in claims {
            let cells = vec![
                claim.words.get().into(),
                Cell::words(Some(claim.thing.get())),
                claim.value.as_str().into(),
                source.into(),
                claim.weight().into(),
            ];
            table.rows.push(Row { cells, evidence: claim.sample.evidence() });
        }
        table.notes.extend(self.0.caveat("quantities"));
        vec![table]
    }
}
