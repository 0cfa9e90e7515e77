//! Tables for spreadsheets.

use sayso_tables::TableFormat;

use super::tables::TableEncoder;
use crate::analyze::encoder::Format;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    help: "Tables for spreadsheets: documents, entities, mentions and attributions in the folder or .zip -o",
    encoder: |options| {
        let without_output =
            "--format csv writes a file for each table; name a folder or a .zip with -o";
        Box::new(TableEncoder::new(TableFormat::Csv, without_output, options))
    },
};
