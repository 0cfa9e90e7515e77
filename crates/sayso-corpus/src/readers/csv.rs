//! CSV: a header names the columns, each row is a document.

use super::reader::Reader;
use super::sniff::never;
use super::table::Table;
use crate::Format;

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "csv",
        extensions: &["csv"],
        description: "Values separated by commas, semicolons, tabs or bars, under a header",
    },
    binary: false,
    is_signature: false,
    sniff: never,
    open: |file| {
        let (stream, file) = file.records()?;
        Ok(Box::new(Table::open(stream, file, b",;\t|")?))
    },
};
