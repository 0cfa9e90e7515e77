//! Tables as people and programs take them.

mod csv;
mod gexf;
mod json;
mod markdown;
mod text;
mod xlsx;

pub use csv::write_csv;
pub use gexf::write_gexf;
pub use json::write_json;
pub use markdown::write_markdown;
pub use text::write_text;
pub use xlsx::{WorkbookError, write_xlsx};

use super::table::{Cell, ColumnKind, ReportColumn, ReportTable};

/// A cell for reading: one line, a number with its thousands parted, a share in percent.
fn shown(cell: &Cell, column: &ReportColumn) -> String {
    match cell {
        Cell::Text(text) => clean(text),
        Cell::Count(count) => parted(*count),
        Cell::Share(share) if column.kind == ColumnKind::Score => format!("{share:.2}"),
        Cell::Share(share) => format!("{:.1}%", share * 100.0),
        Cell::Missing => String::new(),
    }
}

/// The columns that say something: counts that are nothing in every row, and cells that are all missing, are
/// left out for readers, but for the first two columns.
fn telling(table: &ReportTable) -> Vec<usize> {
    let says = |cell: &Cell| match cell {
        Cell::Missing => false,
        Cell::Text(text) => !text.is_empty(),
        Cell::Count(count) => *count > 0,
        Cell::Share(share) => *share > 0.0,
    };
    let any = |i: &usize| table.rows.iter().any(|row| row.cells.get(*i).is_some_and(says));
    (0..table.columns.len()).filter(|i| *i < 2 || any(i)).collect()
}

/// One line without anything that steers a terminal or turns the direction of writing.
fn clean(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let keeps = |c: &char| c.is_control() || !sayso_record::steers_terminal(*c);
        let safe = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
        word.chars().filter(keeps).map(safe).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `1,234,567`.
fn parted(number: u64) -> String {
    let digits = number.to_string();
    let mut parted = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}
