//! Records as files.

use std::path::Path;

use rusqlite::Connection;
use sayso_record::Record;
use sayso_tables::{Output, TableFormat};

/// Writes the records, and a document that could not be read.
pub(crate) fn write(path: &Path, format: TableFormat, records: &[Record]) {
    let mut output = Output::create(path, format).expect("a place to write");
    for record in records {
        output.push(record).expect("a disk to write to");
    }
    output.push_failure("lost.txt", Some("lost.txt"), "lost.txt: is no text");
    output.commit().expect("a disk to write to");
}

/// The rows of a query whose columns are text.
pub(crate) fn query(database: &Connection, query: &str) -> Vec<Vec<String>> {
    let mut statement = database.prepare(query).expect("a query");
    let columns = statement.column_count();
    let cell = |row: &rusqlite::Row<'_>, i| row.get::<_, Option<String>>(i);
    let rows = statement.query_map([], |row| (0..columns).map(|i| cell(row, i)).collect());
    let rows: Result<Vec<Vec<Option<String>>>, _> = rows.expect("rows").collect();
    let rows = rows.expect("text").into_iter();
    rows.map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect()
}
