//! Columns for a terminal.

use sayso_report::write_text;

use super::format::text;
use super::{Format, Holds};

pub(super) const FORMAT: Format = Format {
    name: "text",
    help: "Columns for a terminal",
    holds: Holds::Tables,
    for_programs: false,
    binary: false,
    write: |printed| text(|out| write_text(out, printed.report, printed.width)),
};
