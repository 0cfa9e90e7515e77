//! A report: all tables of a corpus.

use super::{ReportTable, sections};

/// All tables of a corpus, in the order in which they are read.
///
/// ```
/// use sayso_report::{Aggregate, Report, ReportOptions};
///
/// let report = Aggregate::new(ReportOptions::default()).finish();
/// assert_eq!(report.tables.first().map(|table| table.name), Some("sources"));
/// assert!(report.tables.iter().map(|table| table.name).eq(Report::NAMES.iter().copied()));
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Report {
    /// The tables.
    pub tables: Vec<ReportTable>,
}

impl Report {
    /// The names of the tables, in their order.
    pub const NAMES: &[&str] = sections::NAMES;

    /// The table that is called `name`.
    pub fn table(&self, name: &str) -> Option<&ReportTable> {
        self.tables.iter().find(|table| table.name == name)
    }
}
