//! CSV, a table a file.

use sayso_report::write_csv;

use super::Format;
use super::format::text;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    help: "A table as CSV",
    holds_one: true,
    for_programs: true,
    binary: false,
    write: |printed| {
        text(|out| printed.report.tables.iter().for_each(|table| write_csv(out, table)))
    },
};
