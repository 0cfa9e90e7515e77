//! Columns for a terminal.

use sayso_report::write_text;

use super::Format;

pub(super) const FORMAT: Format = Format {
    name: "text",
    help: "Columns for a terminal",
    holds_one: false,
    for_programs: false,
    write: write_text,
};
