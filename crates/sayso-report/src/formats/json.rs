//! A report as JSON.

use crate::Report;

/// Appends `report` as one JSON object with a list of tables, a table a line: with its columns, its rows, and
/// behind each row the ids of attributions.
///
/// ```
/// use sayso_report::{Aggregate, ReportOptions, write_json};
///
/// let mut out = String::new();
/// write_json(&mut out, &Aggregate::new(ReportOptions::default()).finish());
/// assert!(out.starts_with("{\"tables\":[\n{\"name\":\"sources\",\"title\":\"Sources\","));
/// ```
pub fn write_json(out: &mut String, report: &Report) {
    out.push_str("{\"tables\":[\n");
    for (i, table) in report.tables.iter().enumerate() {
        if i > 0 {
            out.push_str(",\n");
        }
        out.push_str(&serde_json::to_string(table).expect("a table is plain data"));
    }
    out.push_str("\n]}\n");
}
