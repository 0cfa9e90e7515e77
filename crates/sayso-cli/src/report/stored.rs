//! Analyses that are stored as tables: Parquet folders and SQLite files.

use std::path::Path;

use sayso_report::corpus::{Digest, Digester};

/// Gives `each` what every record of the tables at `path` adds, or in one line why it cannot; gives the number of
/// documents of which there is no record, which was told when they were read.
pub(super) fn digest(
    path: &Path,
    digester: &mut Digester,
    mut each: impl FnMut(Result<Digest, String>),
) -> u64 {
    let mut records = match sayso_tables::open(path) {
        Ok(records) => records,
        Err(error) => {
            each(Err(error.to_string()));
            return 0;
        }
    };
    for record in records.by_ref() {
        each(record.map_err(|error| error.to_string()).and_then(|record| {
            let place = || format!("{}: {}", path.display(), record.id);
            digester.digest(&record).map_err(|error| format!("{}: {error}", place()))
        }));
    }
    records.failed()
}
