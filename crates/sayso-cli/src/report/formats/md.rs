//! Markdown.

use sayso_report::write_markdown;

use super::Format;
use super::format::text;

pub(super) const FORMAT: Format = Format {
    name: "md",
    help: "Markdown, for notebooks and mail",
    holds_one: false,
    for_programs: false,
    binary: false,
    write: |printed| text(|out| write_markdown(out, printed.report)),
};
