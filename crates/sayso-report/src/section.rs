//! A section: it counts for its own tables, and knows how two counts become one.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::common::Known;
use crate::options::Limits;
use crate::statistics::DocumentStatistics;
use crate::table::ReportTable;

/// A group of tables. It is serialised, since parts of a corpus may be counted by several processes.
///
/// A section that only shows what [`Known`] holds has nothing to add or to merge.
pub(crate) trait Section: Serialize + DeserializeOwned {
    /// The names of its tables, in their order.
    const TABLES: &[&str];

    /// Nothing counted yet.
    fn new(limits: &Limits) -> Self;

    /// Counts a record.
    fn add(&mut self, _: &DocumentStatistics) {}

    /// Adds what another part of the corpus counted. The order of parts must not matter.
    fn merge(&mut self, _: Self) {}

    /// The tables, named as in [`TABLES`](Self::TABLES).
    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable>;
}
