//! JSON.

use sayso_report::write_json;

use super::Format;

pub(super) const FORMAT: Format = Format {
    name: "json",
    help: "One JSON object, with the ids of attributions behind each row",
    holds_one: false,
    write: |out, report, _| write_json(out, report),
};
