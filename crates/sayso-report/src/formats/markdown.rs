//! A report as Markdown, for notebooks and mail.

use std::fmt::Write as _;

use super::{shown, telling};
use crate::Report;
use crate::table::ColumnKind;

/// Appends `report` with a heading and a pipe table for each of its tables. Whatever Markdown or HTML could
/// take for its own is escaped.
///
/// ```
/// use sayso_report::{Aggregate, ReportOptions, write_markdown};
///
/// let mut out = String::new();
/// write_markdown(&mut out, &Aggregate::new(ReportOptions::default()).finish());
/// assert!(out.starts_with("## Sources\n"));
/// ```
pub fn write_markdown(out: &mut String, report: &Report) {
    for (i, table) in report.tables.iter().enumerate() {
        let gap = if i > 0 { "\n" } else { "" };
        let _ = writeln!(out, "{gap}## {}\n\n{}\n", table.title, table.about);
        if table.rows.is_empty() {
            out.push_str("Nothing.\n");
        } else {
            let columns = telling(table);
            let heads: Vec<&str> = columns.iter().map(|&i| table.columns[i].title).collect();
            let rules: Vec<&str> = columns
                .iter()
                .map(|&i| if table.columns[i].kind == ColumnKind::Text { "---" } else { "---:" })
                .collect();
            let _ = writeln!(out, "| {} |\n| {} |", heads.join(" | "), rules.join(" | "));
            for row in &table.rows {
                let cells: Vec<String> = columns
                    .iter()
                    .map(|&i| escaped(&shown(&row.cells[i], &table.columns[i])))
                    .collect();
                let _ = writeln!(out, "| {} |", cells.join(" | "));
            }
        }
        for note in &table.notes {
            let _ = writeln!(out, "\n*{note}.*");
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn articles_cannot_write_markup() {
        assert_eq!(escaped("a | b"), "a \\| b");
        assert_eq!(escaped("<script> & *"), "&lt;script&gt; &amp; \\*");
        assert_eq!(escaped("[x](javascript:y)"), "\\[x\\](javascript:y)");
    }
}
