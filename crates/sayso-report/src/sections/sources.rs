//! Who is cited, how often and how.

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::heavy_hitters::{Stances, Tally};
use crate::options::Limits;
use crate::section::Section;
use crate::table::{Cell, ColumnKind, ReportColumn, ReportTable, Row};

/// Counts nothing of its own.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct SourceTable;

impl Section for SourceTable {
    const TABLES: &[&str] = &["sources"];

    fn new(_: &Limits) -> Self {
        Self
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let mut table = ReportTable::new(
            "sources",
            "Sources",
            "Who is cited most, by name, or all who go by the same words; \"independent\" counts near-duplicate articles once, \"words\" is the share \
             of all words that are ascribed to anybody.",
            vec![
                ReportColumn::text("source"),
                ReportColumn::text("kind"),
                ReportColumn::new("known-by", "known by", ColumnKind::Text),
                ReportColumn::text("role"),
                ReportColumn::text("affiliation"),
                ReportColumn::count("attributions"),
                ReportColumn::count("independent"),
                ReportColumn::count("documents"),
                ReportColumn::share("words", "words"),
                // One of the stances is called "direct".
                ReportColumn::share("quoted", "quoted"),
            ]
            .into_iter()
            .chain(Stances::columns())
            .collect(),
        );
        let independent = known.origins.independent(&known.identities);
        let documents = known.origins.documents(&known.identities);
        for (key, source) in known.sources.ranked() {
            let described = known.identities.description(key);
            let count = source.weight();
            let once = independent.as_ref().and_then(|counts| counts.get(&key));
            let cells = [
                Cell::from(source.shown.get()),
                Cell::from(source.kind().as_str()),
                Cell::from(if known.identities.is_named(key) { "name" } else { "words" }),
                Cell::words(described.and_then(|found| found.role.as_deref())),
                Cell::words(described.and_then(|found| found.affiliation.as_deref())),
                Cell::from(count),
                once.map_or(Cell::Missing, |&count| count.into()),
                // Beyond the documents that are kept, one that calls somebody by two names counts twice.
                Cell::from(
                    documents
                        .as_ref()
                        .and_then(|all| all.get(&key))
                        .copied()
                        .unwrap_or(source.documents),
                ),
                Cell::share(source.words, known.sources.words),
                Cell::share(source.direct, count),
            ];
            let cells = cells.into_iter().chain(source.stances.cells()).collect();
            table.rows.push(Row { cells, evidence: source.sample.evidence() });
        }
        table.notes.extend(known.sources.notes());
        vec![table]
    }
}
