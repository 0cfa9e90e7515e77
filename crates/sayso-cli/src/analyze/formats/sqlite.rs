//! Tables as a database.

use sayso_tables::TableFormat;

use super::tables::TableEncoder;
use crate::analyze::encoder::Format;

pub(super) const FORMAT: Format = Format {
    name: "sqlite",
    help: "The same tables as a database with full-text search and views, in the file -o",
    encoder: |options| {
        let without_output = "--format sqlite writes a database; name a file with -o";
        Box::new(TableEncoder::new(TableFormat::Sqlite, without_output, options))
    },
};
