//! Markdown.

use sayso_report::write_markdown;

use super::format::text;
use super::{Format, Holds};

pub(super) const FORMAT: Format = Format {
    name: "md",
    help: "Markdown, for notebooks and mail",
    holds: Holds::Tables,
    for_programs: false,
    binary: false,
    write: |printed| text(|out| write_markdown(out, printed.report)),
};
