//! Columns for a terminal.

use sayso_report::write_text;

use super::Format;
use super::format::text;

pub(super) const FORMAT: Format = Format {
    name: "text",
    help: "Columns for a terminal",
    holds_one: false,
    for_programs: false,
    binary: false,
    write: |printed| text(|out| write_text(out, printed.report, printed.width)),
};
