//! An analysed corpus as tables that people query: documents, entities, mentions, attributions, and who is who
//! and what is claimed in all of it.
//!
//! [`Tables`] turns records into Arrow batches of one documented [schema](Table::columns), in memory.
//! Everything else is a way to keep them: [`Output`] writes a folder of Parquet or CSV files or an SQLite
//! database, [`open`] gets the records back.
//!
//! Nothing here analyses, and nothing knows how documents were read.

// With fewer formats, some of what they share is unused.
#![cfg_attr(
    not(all(feature = "csv", feature = "parquet", feature = "sqlite")),
    allow(dead_code, unused_imports, unused_variables)
)]

mod batches;
mod build;
mod cell;
mod decode;
mod error;
mod rows;
mod schema;
mod tables;

#[cfg(feature = "csv")]
mod csv;
#[cfg(any(feature = "csv", feature = "parquet", feature = "sqlite"))]
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod read;
#[cfg(feature = "sqlite")]
mod sqlite;

#[cfg(feature = "csv")]
pub use csv::write_csv;
pub use error::{ReadError, WriteError};
#[cfg(any(feature = "csv", feature = "parquet", feature = "sqlite"))]
pub use output::{Output, TableFormat};
pub use read::{Records, looks_like, open};
pub use schema::{Column, FORMAT, Kind, Table};
pub use tables::Tables;

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
