//! Tables as the page holds them: the evidence names articles by their numbers on the page.

use std::collections::HashMap;

use serde::Serialize;

use crate::table::Place;
use crate::{Cell, ReportColumn, ReportTable};

/// The number and the count of attributions of each article that is carried, by its id.
pub(super) type Places<'p> = HashMap<&'p str, (u32, u32)>;

#[derive(Debug, Serialize)]
pub(super) struct PageTable<'p> {
    name: &'p str,
    title: &'p str,
    about: &'p str,
    columns: &'p [ReportColumn],
    rows: Vec<PageRow<'p>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

/// Cells, how many attributions they count, and some of those: article and attribution, nothing where the page does not
/// carry them.
#[derive(Debug, Serialize)]
struct PageRow<'p>(&'p [Cell], u64, Vec<Option<(u32, u32)>>);

impl<'p> PageTable<'p> {
    /// The first `most` rows.
    pub(super) fn new(table: &'p ReportTable, most: usize, places: &Places<'_>) -> Self {
        let place = |place: &Place| {
            let &(article, said) = places.get(&*place.document)?;
            let attribution = place.attribution.filter(|&attribution| attribution < said)?;
            Some((article, attribution))
        };
        let rows = table.rows.iter().take(most).map(|row| {
            PageRow(&row.cells, row.evidence.total, row.evidence.sample.iter().map(place).collect())
        });
        let mut notes = table.notes.clone();
        if table.rows.len() > most {
            notes.push(format!("{most} of {} rows are shown", table.rows.len()));
        }
        let &ReportTable { name, title, ref about, ref columns, .. } = table;
        Self { name, title, about, columns, rows: rows.collect(), notes }
    }
}
