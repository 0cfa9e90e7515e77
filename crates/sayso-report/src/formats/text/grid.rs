//! The cells of a table as words, and how much room they need.

use comfy_table::{CellAlignment, ColumnConstraint, Row, Table, Width};
use unicode_width::UnicodeWidthStr;

use super::super::{shown, telling};
use crate::table::{Cell, ColumnKind, ReportTable};

/// Columns of words are not made narrower than this,
const NARROW: usize = 12;
/// those of whole sentences than this,
const NARROW_LONG: usize = 20;
/// and what is wider than this is long.
const LONG: usize = 40;
/// In an entry, wider words have a line of their own.
const OWN_LINE: usize = 24;
/// Words that hold those of other columns too are not made narrower than this.
const NARROW_FOLDED: usize = 22;
/// Longer words may be broken, unless they are numbers.
const LONGEST_WORD: usize = 16;
/// Lines of a row; what is more is cut.
const MOST_LINES: usize = 4;

/// No line ends there. Cells have none: they are [cleaned](super::super::clean).
pub(super) const HARD_BLANK: char = '\u{a0}';

/// A table for reading: the columns that say something.
pub(super) struct Grid {
    columns: Vec<Column>,
    /// One cell a column; empty where there is nothing to say.
    rows: Vec<Vec<String>>,
}

struct Column {
    title: &'static str,
    is_text: bool,
    /// The widest cell.
    widest: usize,
    /// What it needs.
    least: usize,
}

impl Column {
    fn new<'c>(
        title: &'static str,
        is_text: bool,
        cells: impl Iterator<Item = &'c str> + Clone,
    ) -> Self {
        let widest = cells.clone().flat_map(str::lines).map(UnicodeWidthStr::width);
        let widest = widest.max().unwrap_or(0);
        let least = match is_text {
            false => widest,
            true => {
                let words = cells.flat_map(str::split_whitespace);
                let room = |word: &str| match is_number(word) {
                    true => word.width(),
                    false => word.width().min(LONGEST_WORD),
                };
                let words = words.map(room).max().unwrap_or(0);
                words.max(widest.min(if widest > LONG { NARROW_LONG } else { NARROW }))
            }
        };
        let head = title.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
        Self { title, is_text, widest, least: least.max(head) }
    }

    fn has_own_line(&self) -> bool {
        self.is_text && self.widest > OWN_LINE
    }
}

/// Whether a word must not be broken: "12,000", "~3.5%".
fn is_number(word: &str) -> bool {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '~' | '%' | '$' | '-' | ':');
    word.contains(|c: char| c.is_ascii_digit()) && word.chars().all(part)
}

impl Grid {
    pub(super) fn new(table: &ReportTable) -> Self {
        let told = telling(table);
        let cell = |cell: &Cell, i: usize| shown(cell, &table.columns[i]);
        let cells = |row: &Vec<Cell>| told.iter().map(|&i| cell(&row[i], i)).collect();
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| cells(&row.cells)).collect();
        let columns = told.iter().enumerate().map(|(at, &i)| {
            let column = &table.columns[i];
            let cells = rows.iter().map(|row: &Vec<String>| row[at].as_str());
            Column::new(column.title, column.kind == ColumnKind::Text, cells)
        });
        Self { columns: columns.collect(), rows }
    }

    /// The width that all columns need beside one another.
    pub(super) fn least_width(&self, gap: u16) -> usize {
        self.columns.iter().map(|column| column.least + usize::from(gap)).sum()
    }

    /// The rows under the heads of the columns.
    pub(super) fn side_by_side(&self, mut table: Table, gap: u16) -> Table {
        table.set_header(self.columns.iter().map(|column| column.title));
        for cells in &self.rows {
            let mut row = Row::from(cells);
            row.max_height(MOST_LINES);
            table.add_row(row);
        }
        for (column, of) in table.column_iter_mut().zip(&self.columns) {
            column.set_padding((gap, 0));
            let least = u16::try_from(of.least).unwrap_or(u16::MAX).saturating_add(gap);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
            if !of.is_text {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }

    /// The same with all words of a row in its first cell, where numbers are most of it.
    pub(super) fn folded(&self) -> Option<Self> {
        let (words, numbers): (Vec<usize>, Vec<usize>) =
            (0..self.columns.len()).partition(|&i| self.columns[i].is_text);
        let [first, others @ ..] = &words[..] else { return None };
        if others.is_empty() || numbers.len() < 2 {
            return None;
        }
        let fold = |row: &Vec<String>| {
            let others = others.iter().map(|&i| &*row[i]).filter(|words| !words.is_empty());
            let others = others.collect::<Vec<&str>>().join(" · ");
            let words = match &*others {
                "" => row[*first].clone(),
                others => format!("{}\n({others})", row[*first]),
            };
            [words].into_iter().chain(numbers.iter().map(|&i| row[i].clone())).collect()
        };
        let rows: Vec<Vec<String>> = self.rows.iter().map(fold).collect();
        let columns = [*first].into_iter().chain(numbers.iter().copied()).enumerate();
        let columns = columns.map(|(at, i)| {
            let cells = rows.iter().map(|row| row[at].as_str());
            Column::new(self.columns[i].title, self.columns[i].is_text, cells)
        });
        let mut columns: Vec<Column> = columns.collect();
        columns[0].least = columns[0].least.max(NARROW_FOLDED);
        Some(Self { columns, rows })
    }

    /// Each row as an entry: its first cell, and the others in lines below, long ones by themselves.
    pub(super) fn entries(&self) -> impl Iterator<Item = (String, Vec<String>)> {
        self.rows.iter().map(|row| {
            let mut details: Vec<String> = Vec::new();
            let mut goes_on = false;
            for (column, cell) in self.columns.iter().zip(row).skip(1) {
                // What is not there, or was never counted, needs no words here.
                if matches!(cell.as_str(), "" | "0" | "0.0%") {
                    continue;
                }
                let blank = if column.is_text { ' ' } else { HARD_BLANK };
                let detail = format!("{}:{blank}{cell}", column.title);
                let joins = goes_on && !column.has_own_line();
                match details.last_mut().filter(|_| joins) {
                    Some(line) => *line = format!("{line}{HARD_BLANK}· {detail}"),
                    None => details.push(detail),
                }
                goes_on = !column.has_own_line();
            }
            let head = row.first().filter(|head| !head.is_empty());
            (head.map_or("–", String::as_str).to_owned(), details)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_whole() {
        assert!(["12,000", "~3.5%", "$40", "2024-11-23"].into_iter().all(is_number));
        assert!(!["a1", "—", "", "12th"].into_iter().any(is_number));
    }
}
