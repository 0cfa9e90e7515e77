//! Who and what is named in the corpus, each under one name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::options::Limits;
use crate::section::Section;
use crate::table::{Cell, ColumnKind, ReportColumn, ReportTable, Row};

/// Counts nothing of its own.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct EntityTable;

impl Section for EntityTable {
    const TABLES: &[&str] = &["entities-corpus"];

    fn new(_: &Limits) -> Self {
        Self
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let mut table = ReportTable::new(
            "entities-corpus",
            "Who and what is named",
            "Everyone and everything that documents name, joined across documents under one name; \
             \"confidence\" is that of the least sure join, where names were joined.",
            vec![
                ReportColumn::text("entity"),
                ReportColumn::text("kind"),
                ReportColumn::text("role"),
                ReportColumn::text("affiliation"),
                ReportColumn::count("documents"),
                ReportColumn::count("names"),
                ReportColumn::new("confidence", "confidence", ColumnKind::Score),
                ReportColumn::text("key"),
            ],
        );
        // How many keys are of one, and the least sure of them.
        let mut joined = BTreeMap::<u64, (u64, f32)>::new();
        for found in known.identities.keys() {
            let (names, least) = joined.entry(found.entity).or_insert((0, 1.0));
            *names += 1;
            *least = least.min(found.confidence);
        }
        for entity in known.identities.entities() {
            let (names, least) = joined.get(&entity.key).copied().unwrap_or((1, 1.0));
            let sure = if names > 1 { Cell::Share(f64::from(least)) } else { Cell::Missing };
            table.rows.push(Row::new(vec![
                entity.name.into(),
                Cell::words(entity.kind.map(|kind| kind.as_str())),
                Cell::words(entity.role),
                Cell::words(entity.affiliation),
                entity.documents.into(),
                names.into(),
                sure,
                entity.key.to_string().into(),
            ]));
        }
        table.notes.extend(known.names_caveat.clone());
        vec![table]
    }
}
