//! A report as text, for terminals.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{shown, telling};
use crate::Report;
use crate::table::{ColumnKind, ReportTable};

/// Blanks between columns.
const GAP: usize = 2;
/// Columns of words are not made narrower.
const NARROWEST: usize = 12;

/// Appends `report` in columns, at most `width` wide where that can be done.
///
/// ```
/// use sayso_report::{Aggregate, ReportOptions, write_text};
///
/// let mut out = String::new();
/// write_text(&mut out, &Aggregate::new(ReportOptions::default()).finish(), 80);
/// assert!(out.starts_with("SOURCES\n"));
/// ```
pub fn write_text(out: &mut String, report: &Report, width: usize) {
    for (i, table) in report.tables.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let _ = writeln!(out, "{}", table.title.to_uppercase());
        paragraph(out, &table.about, width);
        if table.rows.is_empty() {
            out.push_str("  nothing\n");
        } else {
            rows(out, table, width);
        }
        for note in &table.notes {
            paragraph(out, &format!("note: {note}"), width);
        }
    }
}

fn rows(out: &mut String, table: &ReportTable, width: usize) {
    let columns = telling(table);
    let is_text = |i: usize| table.columns[i].kind == ColumnKind::Text;
    let head = columns.iter().map(|&i| table.columns[i].title.to_owned()).collect::<Vec<_>>();
    let mut lines = vec![head];
    for row in &table.rows {
        lines.push(columns.iter().map(|&i| shown(&row.cells[i], &table.columns[i])).collect());
    }
    let widest = |i: usize| lines.iter().map(|line| line[i].width()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns.len()).map(widest).collect();
    // The widest column of words gives way first.
    loop {
        let total = widths.iter().sum::<usize>() + GAP * widths.len();
        let words = (0..columns.len()).filter(|&i| is_text(columns[i]) && widths[i] > NARROWEST);
        match words.max_by_key(|&i| widths[i]) {
            Some(i) if total > width => widths[i] -= 1,
            _ => break,
        }
    }
    for line in lines {
        let mut text = String::new();
        for ((&i, cell), &width) in columns.iter().zip(&line).zip(&widths) {
            let cell = fitted(cell, width);
            let blanks = " ".repeat(width - cell.width());
            text.push_str(&" ".repeat(GAP));
            match is_text(i) {
                true => text.push_str(&format!("{cell}{blanks}")),
                false => text.push_str(&format!("{blanks}{cell}")),
            }
        }
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

/// The text, shortened to `width` columns.
fn fitted(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut room = width.saturating_sub(1);
    for c in text.chars() {
        let columns = c.width().unwrap_or(0);
        if columns > room {
            break;
        }
        room -= columns;
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

fn paragraph(out: &mut String, text: &str, width: usize) {
    let mut column = 0;
    for word in text.split_whitespace() {
        if column > 0 && column + 1 + word.width() > width {
            out.push('\n');
            column = 0;
        }
        out.push_str(if column == 0 { "  " } else { " " });
        out.push_str(word);
        column += word.width() + if column == 0 { 2 } else { 1 };
    }
    out.push('\n');
}
