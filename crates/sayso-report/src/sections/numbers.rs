//! Numbers that disagree: the values that one claim gives for one thing, by source and day.

use sayso_claims::{Series, Statement, Value};
use serde::{Deserialize, Serialize};

use super::claims::evidence;
use crate::common::Known;
use crate::dates::shown_day;
use crate::options::Limits;
use crate::section::Section;
use crate::table::{Cell, ReportColumn, ReportTable, Row};

/// Values that are listed in a cell.
const LISTED: usize = 12;

/// Counts nothing of its own.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Numbers;

impl Section for Numbers {
    const TABLES: &[&str] = &["numbers"];

    fn new(_: &Limits) -> Self {
        Self
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let text = ReportColumn::text;
        let mut columns = vec![text("claim"), text("thing"), text("unit"), text("trend")];
        columns.extend(["values", "conflicts"].map(ReportColumn::count));
        columns.extend([text("by day and source"), text("in conflict")]);
        let mut table = ReportTable::new(
            "numbers",
            "Numbers of claims",
            "What sources say how much or many there are: how the number moves from day to day, and where two \
             sources of one day cannot both be right.",
            columns,
        );
        let claimed = known.claimed();
        for claim in &claimed.claims {
            for series in &claim.series {
                table.rows.push(row(&claim.wording, series, &claimed.statements, known));
            }
        }
        table.notes.extend(known.statements.caveat());
        vec![table]
    }
}

fn row(claim: &str, series: &Series, statements: &[&Statement], known: &Known<'_>) -> Row {
    let shown = |value: &Value| {
        let source = known.source_name(statements[value.statement]);
        match value.day {
            Some(day) => format!("{} {} ({source})", shown_day(day), value.words),
            None => format!("{} ({source})", value.words),
        }
    };
    let conflicts = series.conflicts();
    let at = |place: usize| shown(&series.values[place]);
    let pairs: Vec<String> = conflicts
        .iter()
        .take(LISTED)
        .map(|&(a, b)| format!("{} against {}", at(a), at(b)))
        .collect();
    let mut values: Vec<String> = series.values.iter().map(shown).collect();
    values.dedup();
    values.truncate(LISTED);
    let cells = vec![
        claim.into(),
        Cell::words(Some(series.thing.as_str())),
        Cell::words(Some(series.unit.as_str())),
        series.trend().as_str().into(),
        (series.values.len() as u64).into(),
        (conflicts.len() as u64).into(),
        values.join("; ").into(),
        Cell::words(Some(pairs.join("; "))),
    ];
    Row { cells, evidence: evidence(series.values.iter().map(|v| statements[v.statement])) }
}
