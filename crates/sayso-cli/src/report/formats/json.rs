//! JSON.

use sayso_report::write_json;

use super::format::text;
use super::{Format, Holds};

pub(super) const FORMAT: Format = Format {
    name: "json",
    help: "One JSON object; each row with the ids of up to ten attributions behind it",
    holds: Holds::Tables,
    for_programs: true,
    binary: false,
    write: |printed| text(|out| write_json(out, printed.report)),
};
