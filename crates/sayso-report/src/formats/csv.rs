//! A table as CSV.

use crate::table::{Cell, ReportTable, rounded};

/// Appends `table` as CSV: a line with the names of the columns, then a line a row.
///
/// Spreadsheets take cells that begin with `=`, `+`, `-` or `@` for formulas and run them; articles are not to
/// be trusted with that, so such words get an apostrophe before them.
///
/// ```
/// use sayso_report::{Cell, ReportColumn, ColumnKind, Row, ReportTable, write_csv};
///
/// let mut table = ReportTable::new("sources", "Sources", "Who.", vec![
///     ReportColumn::new("source", "source", ColumnKind::Text),
///     ReportColumn::new("direct", "direct", ColumnKind::Share),
/// ]);
/// table.rows.push(Row::new(vec!["=HYPERLINK(\"x\")".into(), Cell::Share(0.5)]));
/// let mut out = String::new();
/// write_csv(&mut out, &table);
/// assert_eq!(out, "source,direct\n\"'=HYPERLINK(\"\"x\"\")\",0.5\n");
/// ```
pub fn write_csv(out: &mut String, table: &ReportTable) {
    line(out, table.columns.iter().map(|column| column.name.to_owned()));
    for row in &table.rows {
        line(out, row.cells.iter().map(cell));
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => {
            format!("'{text}")
        }
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Share(share) => rounded(*share).to_string(),
        Cell::Missing => String::new(),
    }
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}
