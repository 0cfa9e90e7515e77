//! TSV: CSV with tabs between the values.

use super::reader::Reader;
use super::sniff::never;
use super::table::Table;
use crate::Format;

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "tsv",
        extensions: &["tsv", "tab"],
        description: "Values separated by tabs, under a header",
    },
    binary: false,
    is_signature: false,
    sniff: never,
    open: |file| {
        let (stream, file) = file.records()?;
        Ok(Box::new(Table::open(stream, file, b"\t")?))
    },
};
