//! Markdown.

use sayso_report::write_markdown;

use super::Format;

pub(super) const FORMAT: Format = Format {
    name: "md",
    help: "Markdown, for notebooks and mail",
    holds_one: false,
    for_programs: false,
    write: |out, report, _| write_markdown(out, report),
};
