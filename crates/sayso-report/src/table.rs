//! A table: what every part of a report is, whatever shows it.
//!
//! Cells hold numbers and words, not how they look: how a share is printed is up to the view. A row may name the
//! attributions that it counts: how many there are, and a few of them.

use std::sync::Arc;

use serde::ser::{Serialize, Serializer};

/// A table of a report.
///
/// ```
/// use sayso_report::{Cell, ReportColumn, ColumnKind, Row, ReportTable};
///
/// let mut table = ReportTable::new("stances", "Stances", "How often each stance was taken.", vec![
///     ReportColumn::new("stance", "stance", ColumnKind::Text),
///     ReportColumn::new("attributions", "attributions", ColumnKind::Count),
/// ]);
/// table.rows.push(Row::new(vec![Cell::from("deny"), Cell::Count(3)]));
/// assert_eq!(table.column("attributions"), Some(1));
/// assert_eq!(serde_json::to_string(&table.rows[0].cells).unwrap(), r#"["deny",3]"#);
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ReportTable {
    /// A word for programs, part of file names and addresses: `sources`, `kinds-by-month`.
    pub name: &'static str,
    /// The heading.
    pub title: &'static str,
    /// One sentence on how to read it.
    pub about: String,
    /// What the columns hold.
    pub columns: Vec<ReportColumn>,
    /// The rows, the most important first.
    pub rows: Vec<Row>,
    /// What a reader must know to trust it: rows left out, counts that are approximate. Usually nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ReportColumn {
    /// A word for programs: the head of a column of CSV.
    pub name: &'static str,
    /// The head for people.
    pub title: &'static str,
    /// What its cells hold, unless they are missing.
    pub kind: ColumnKind,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A whole number.
    Count,
    /// A share, from 0 to 1.
    Share,
    /// A score, from 0 to 1: higher is better, and no share of anything.
    Score,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Row {
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// The attributions that it counts.
    #[serde(skip_serializing_if = "Evidence::is_empty")]
    pub evidence: Evidence,
}

/// A cell. In JSON a string, a number or null.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words as they are in articles: whoever shows them makes them safe.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A share or score, from 0 to 1.
    Share(f64),
    /// There is nothing to say.
    Missing,
}

/// The attributions that a row counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Evidence {
    /// How many there are.
    pub total: u64,
    /// All of them if they are few, otherwise a random choice that is the same in every run.
    pub sample: Vec<Place>,
}

/// An attribution, or a whole document, by its ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Place {
    /// The [id](sayso_record::Record::id) of the document.
    pub document: Arc<str>,
    /// The [id](sayso_record::AttributionRecord::id) of the attribution in it; `None` for the whole document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<u32>,
}

impl ReportTable {
    /// A table without rows.
    pub fn new(
        name: &'static str,
        title: &'static str,
        about: impl Into<String>,
        columns: Vec<ReportColumn>,
    ) -> Self {
        Self { name, title, about: about.into(), columns, rows: Vec::new(), notes: Vec::new() }
    }

    /// The index of the column that is called `name`.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Keeps the first `most` rows, and notes how many went.
    pub fn keep(&mut self, most: usize) {
        let all = self.rows.len();
        if all > most {
            self.rows.truncate(most);
            self.notes.push(format!("{most} of {all} rows are shown"));
        }
    }
}

/// A share or score as it is written for programs: four places are more than any here is known to.
pub(crate) fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

impl ReportColumn {
    /// The column of days or months: `2024-11-23`, `2024-11`, or words where there is no date.
    pub(crate) const PERIOD: Self = Self::text("period");

    /// A column.
    pub const fn new(name: &'static str, title: &'static str, kind: ColumnKind) -> Self {
        Self { name, title, kind }
    }

    /// A column of words whose head is its name.
    pub(crate) const fn text(name: &'static str) -> Self {
        Self::new(name, name, ColumnKind::Text)
    }

    /// A column of whole numbers whose head is its name.
    pub(crate) const fn count(name: &'static str) -> Self {
        Self::new(name, name, ColumnKind::Count)
    }

    /// A column of shares.
    pub(crate) const fn share(name: &'static str, title: &'static str) -> Self {
        Self::new(name, title, ColumnKind::Share)
    }
}

impl Row {
    /// A row with nothing behind it.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, evidence: Evidence::default() }
    }
}

impl Evidence {
    /// Whether nothing stands behind the row.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }
}

impl Cell {
    /// The share of `part` in `whole`; missing if there is no whole.
    pub fn share(part: u64, whole: u64) -> Self {
        if whole == 0 { Self::Missing } else { Self::Share(part as f64 / whole as f64) }
    }

    /// Words, missing if there are none.
    pub fn words(text: Option<impl Into<String>>) -> Self {
        text.map(Into::into).filter(|text| !text.is_empty()).map_or(Self::Missing, Self::Text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Share(share) => serializer.serialize_f64(rounded(*share)),
            Self::Missing => serializer.serialize_none(),
        }
    }
}
