//! Analyses that are stored as tables: Parquet folders and SQLite files.

use std::path::Path;

use anyhow::Result;
use sayso_report::DocumentCounter;

use super::collect::Collecting;
use super::work::{Counted, Done};

/// Gives `each` what every record of the tables at `path` adds, or in one line why it cannot; gives the number of
/// documents of which there is no record, which was told when they were read.
pub(super) fn count(
    path: &Path,
    settings: &Collecting,
    mut each: impl FnMut(Result<Done, String>) -> Result<()>,
) -> Result<u64> {
    let mut records = match sayso_tables::open(path) {
        Ok(records) => records,
        Err(error) => {
            each(Err(error.to_string()))?;
            return Ok(0);
        }
    };
    let &Collecting { ref selection, min_confidence, options, .. } = settings;
    let mut counter = DocumentCounter::new(options);
    for record in records.by_ref() {
        let done = record.map_err(|error| error.to_string()).and_then(|mut record| {
            record.retain_confident(min_confidence);
            let (date, publisher) = (record.meta.date.as_deref(), record.meta.publisher.as_deref());
            if let Some(why) = selection.check(date, publisher) {
                return Ok(Done::LeftOut(why));
            }
            let place = || format!("{}: {}", path.display(), record.id);
            let statistics = counter.count(&record);
            let statistics = statistics.map_err(|error| format!("{}: {error}", place()))?;
            Ok(Counted { statistics, record: Some(record), was_record: true }.into())
        });
        each(done)?;
    }
    Ok(records.failed())
}
