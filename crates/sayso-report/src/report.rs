//! A report: all tables of a corpus.

use super::Table;

/// All tables of a corpus, in the order in which they are read.
///
/// ```
/// use sayso_report::{Aggregate, Report, ReportOptions};
///
/// let report = Aggregate::new(ReportOptions::default()).finish();
/// assert_eq!(report.tables.first().map(|table| table.name), Some("sources"));
/// assert!(Report::NAMES.iter().all(|name| report.table(name).is_some()));
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Report {
    /// The tables.
    pub tables: Vec<Table>,
}

impl Report {
    /// The names of the tables, in their order.
    pub const NAMES: [&str; 20] = [
        "sources",
        "kinds",
        "kinds-by-publisher",
        "kinds-by-time",
        "anonymity",
        "stances",
        "cues",
        "stances-by-publisher",
        "stances-by-source",
        "denials",
        "about",
        "network",
        "origins",
        "origins-articles",
        "origins-quotations",
        "timeline",
        "timeline-by-source",
        "chains",
        "quantities",
        "reading",
    ];

    /// The table that is called `name`.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}
