//! What the cues commit each source to, and the cues.

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::heavy_hitters::{Stances, Tally};
use crate::options::Limits;
use crate::section::Section;
use crate::table::{Cell, ReportColumn, ReportTable, Row};

/// Counts nothing of its own.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct StancesBySource;

impl Section for StancesBySource {
    const TABLES: &[&str] = &["stances-by-source"];

    fn new(_: &Limits) -> Self {
        Self
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let mut table = ReportTable::new(
            "stances-by-source",
            "Stances and cues by source",
            "What the cues commit each source to, and the cues themselves: said against claimed against \
             denied.",
            [ReportColumn::text("source"), ReportColumn::count("attributions")]
                .into_iter()
                .chain(Stances::columns())
                .chain([ReportColumn::text("cues")])
                .collect(),
        );
        for (_, source) in known.sources.ranked() {
            let cells = [Cell::from(source.shown.get()), source.weight().into()]
                .into_iter()
                .chain(source.stances.cells())
                .chain([source.lemmas.list(5).into()])
                .collect();
            table.rows.push(Row { cells, evidence: source.sample.evidence() });
        }
        table.notes.extend(known.sources.notes());
        vec![table]
    }
}
