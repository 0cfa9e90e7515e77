//! Records as files.

use std::path::Path;

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
