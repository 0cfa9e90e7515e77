//! When what was said: by date of publication.

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::dates::When;
use crate::heavy_hitters::{HeavyHitters, Stances, Tally};
use crate::options::Limits;
use crate::sample::Sample;
use crate::section::Section;
use crate::statistics::DocumentStatistics;
use crate::table::{Cell, ReportColumn, ReportTable, Row};

/// Sources whose time is shown.
const LEADING: usize = 10;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Timeline {
    periods: HeavyHitters<When, Stretch>,
    by_source: HeavyHitters<(u64, When), Stretch>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Stretch {
    documents: u64,
    stances: Stances,
    sample: Sample,
}

impl Tally for Stretch {
    fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.stances.merge(other.stances);
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.sample.total()
    }
}

impl Section for Timeline {
    const TABLES: &[&str] = &["timeline", "timeline-by-source"];

    fn new(limits: &Limits) -> Self {
        Self {
            periods: HeavyHitters::new(limits.pairs),
            by_source: HeavyHitters::new(limits.pairs),
        }
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        let period = self.periods.at(statistics.when);
        period.documents += 1;
        for said in &statistics.said {
            period.stances.add(said.stance);
            period.sample.add(said.sample_key, &statistics.document, said.id);
            for (speaker, _) in said.speakers() {
                let stretch = self.by_source.at((speaker.row, statistics.when));
                stretch.stances.add(said.stance);
                stretch.sample.add(said.sample_key, &statistics.document, said.id);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.periods.merge(other.periods);
        self.by_source.merge(other.by_source);
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let counts = || [ReportColumn::count("attributions")].into_iter().chain(Stances::columns());
        let mut periods = ReportTable::new(
            "timeline",
            "Timeline",
            "What was said in each day or month, by date of publication.",
            [ReportColumn::PERIOD, ReportColumn::count("documents")]
                .into_iter()
                .chain(counts())
                .collect(),
        );
        for (when, period) in self.periods.iter() {
            let cells = [when.shown().into(), period.documents.into(), period.weight().into()];
            let cells = cells.into_iter().chain(period.stances.cells()).collect();
            periods.rows.push(Row { cells, evidence: period.sample.evidence() });
        }
        periods.notes.extend(self.periods.caveat("periods"));
        let mut leading = ReportTable::new(
            "timeline-by-source",
            "Timeline of the leading sources",
            "When the ten most cited sources were cited, by date of publication.",
            [ReportColumn::text("source"), ReportColumn::PERIOD]
                .into_iter()
                .chain(counts())
                .collect(),
        );
        let by_source = self.by_source.settled(|(key, when)| (known.identities.settle(key), when));
        for (key, source) in known.sources.ranked().into_iter().take(LEADING) {
            for (when, stretch) in by_source.from((key, When::default()), |k| k.0 == key) {
                let cells = [Cell::from(source.shown.get()), when.1.shown().into()];
                let counts = [stretch.weight().into()].into_iter().chain(stretch.stances.cells());
                let cells = cells.into_iter().chain(counts).collect();
                leading.rows.push(Row { cells, evidence: stretch.sample.evidence() });
            }
        }
        leading.notes.extend(self.by_source.caveat("pairs of source and period"));
        vec![periods, leading]
    }
}
