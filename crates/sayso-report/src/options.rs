//! What a report holds, and how much memory it may take.

use serde::{Deserialize, Serialize};

use super::Period;

/// Options of a report.
///
/// ```
/// use sayso_report::{Period, ReportOptions};
///
/// let options = ReportOptions { by: Period::Day, top: 20, ..ReportOptions::default() };
/// assert_eq!(options.limits.sources, 100_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportOptions {
    /// The periods into which time is divided.
    pub by: Period,
    /// The most rows of a table; 0 for all.
    pub top: usize,
    /// Whether only what [claims](crate::Aggregate::claims) are made of is counted: all tables are empty then.
    pub only_claims: bool,
    /// Where exact counts end.
    pub limits: Limits,
}

/// How many things of each kind are counted separately. Up to the limits everything is exact, and the same for any
/// split and order of the records. Beyond them memory stops growing; each table says what that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Sources, and entities that are spoken about. Beyond it the rarest are dropped, with a bounded error.
    pub sources: usize,
    /// Pairs: who about whom, who when, who how much. Beyond it, the same.
    pub pairs: usize,
    /// Documents that are compared with one another. Beyond it, a random choice of them is.
    pub documents: usize,
    /// Statements and denials that are compared with one another. Beyond it, a random choice of them is.
    pub claims: usize,
    /// Statements that claims are made of. Beyond it, a random choice of them is.
    pub statements: usize,
    /// Quotations that are looked for in other documents. Beyond it, a random choice of them is.
    pub quotes: usize,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self { by: Period::default(), top: 50, only_claims: false, limits: Limits::default() }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sources: 100_000,
            pairs: 300_000,
            documents: 200_000,
            claims: 100_000,
            statements: 100_000,
            quotes: 100_000,
        }
    }
}
