//! CSV, a table a file.

use sayso_report::write_csv;

use super::format::text;
use super::{Format, Holds};

pub(super) const FORMAT: Format = Format {
    name: "csv",
    help: "A table as CSV",
    holds: Holds::Table,
    for_programs: true,
    binary: false,
    write: |printed| {
        text(|out| printed.report.tables.iter().for_each(|table| write_csv(out, table)))
    },
};
