//! A report as text, for terminals.
//!
//! A table has its columns side by side where the width allows it; then with its columns of words in one; and else
//! each row is an entry of its own. No number is ever broken.

mod grid;

use std::fmt::Write as _;

use comfy_table::{ContentArrangement, Table, presets};

use crate::Report;
use grid::{Grid, HARD_BLANK};

/// Blanks before a column, and before every line.
const GAP: u16 = 2;
/// Nothing can be read in less.
const NARROWEST: usize = 20;

/// Appends `report` in lines of at most `width` columns.
///
/// ```
/// use sayso_report::{Aggregate, ReportOptions, write_text};
///
/// let mut out = String::new();
/// write_text(&mut out, &Aggregate::new(ReportOptions::default()).finish(), 80);
/// assert!(out.starts_with("SOURCES\n"));
/// ```
pub fn write_text(out: &mut String, report: &Report, width: usize) {
    let width = u16::try_from(width.max(NARROWEST)).unwrap_or(u16::MAX);
    for (i, table) in report.tables.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let _ = writeln!(out, "{}", table.title.to_uppercase());
        paragraph(out, &table.about, GAP, width);
        if table.rows.is_empty() {
            out.push_str("  nothing\n");
        } else {
            rows(out, &Grid::new(table), width);
        }
        for note in &table.notes {
            paragraph(out, &format!("note: {note}"), GAP, width);
        }
    }
}

fn rows(out: &mut String, grid: &Grid, width: u16) {
    if grid.least_width(GAP) <= usize::from(width) {
        return lines(out, &grid.side_by_side(blank(width), GAP));
    }
    match grid.folded().filter(|folded| folded.least_width(GAP) <= usize::from(width)) {
        Some(folded) => lines(out, &folded.side_by_side(blank(width), GAP)),
        None => {
            for (head, details) in grid.entries() {
                paragraph(out, &head, GAP, width);
                details.iter().for_each(|detail| paragraph(out, detail, 2 * GAP, width));
            }
        }
    }
}

/// Words in lines, with blanks before each.
fn paragraph(out: &mut String, text: &str, indent: u16, width: u16) {
    let mut table = blank(width);
    table.add_row([text]);
    table.column_iter_mut().for_each(|column| _ = column.set_padding((indent, 0)));
    lines(out, &table);
}

/// A table without rules.
fn blank(width: u16) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width).set_truncation_indicator("…");
    table
}

fn lines(out: &mut String, table: &Table) {
    for line in table.lines() {
        let _ = writeln!(out, "{}", line.trim_end().replace(HARD_BLANK, " "));
    }
}
