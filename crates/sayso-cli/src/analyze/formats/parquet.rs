//! Tables for data frames.

use sayso_tables::TableFormat;

use super::tables::TableEncoder;
use crate::analyze::encoder::Format;

pub(super) const FORMAT: Format = Format {
    name: "parquet",
    help: "The same tables for data frames and DuckDB, in the folder -o",
    encoder: |options| {
        let without_output = "--format parquet writes a file for each table; name a folder with -o";
        Box::new(TableEncoder::new(TableFormat::Parquet, without_output, options))
    },
};
