//! From the records of a corpus to the tables that people ask for.
//!
//! A [`Digester`] makes of each record a [`Digest`], which is most of the work and can be done by any
//! thread; a [`Fold`] counts digests; folds of parts are merged into one of the whole; [`Fold::finish`] makes
//! a [`Report`] of [`Table`]s, which the writers in this module show as text, Markdown, CSV or JSON.
//!
//! No table needs more than one pass. Up to the [`Limits`] every number is exact and does not depend on how
//! the records were split or ordered; beyond them memory stays bounded, and the table's notes say what was
//! given up.

mod dates;
mod digest;
mod error;
mod fold;
mod hash;
mod names;
mod options;
mod parts;
mod ranking;
mod reader;
mod report;
mod sample;
mod shingles;
mod table;
mod travel;
mod words;
mod write;

pub use dates::Period;
pub(crate) use digest::Said;
pub use digest::{Digest, Digester};
pub use error::FoldError;
pub use fold::Fold;
pub(crate) use hash::hash;
pub(crate) use names::Name;
pub use options::{Limits, ReportOptions};
pub(crate) use reader::Reader;
pub use report::Report;
pub use table::{Cell, Column, ColumnKind, Evidence, Place, Row, Table};
pub use write::{write_csv, write_json, write_markdown, write_text};
