//! Parquet: each row is a document, its columns are found by name.

#[cfg(feature = "parquet")]
mod rows;

use super::open_file::OpenFile;
use super::reader::{Documents, Reader};
use crate::Format;
use crate::error::Cause;

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "parquet",
        extensions: &["parquet", "pq"],
        description: "Apache Parquet, one document per row",
    },
    binary: true,
    is_signature: true,
    sniff: |head| head.starts_with(b"PAR1"),
    open,
};

#[cfg(feature = "parquet")]
fn open(file: OpenFile<'_>) -> Result<Documents, Cause> {
    Ok(Box::new(rows::Rows::open(file)?))
}

#[cfg(not(feature = "parquet"))]
fn open(_: OpenFile<'_>) -> Result<Documents, Cause> {
    Err(Cause::NoParquet)
}
