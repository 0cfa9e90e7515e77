//! CSV, a table a file.

use sayso_report::write_csv;

use super::Format;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    help: "A table as CSV",
    holds_one: true,
    for_programs: true,
    write: |out, report, _| report.tables.iter().for_each(|table| write_csv(out, table)),
};
