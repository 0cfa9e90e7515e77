//! A workbook.

use sayso_report::write_xlsx;

use super::{Format, Holds};

pub(super) const FORMAT: Format = Format {
    name: "xlsx",
    help: "A workbook for spreadsheets, a sheet per table, with numbers, percentages and dates",
    holds: Holds::Tables,
    for_programs: true,
    binary: true,
    write: |printed| {
        let mut out = Vec::new();
        write_xlsx(&mut out, printed.report)?;
        Ok(out)
    },
};
