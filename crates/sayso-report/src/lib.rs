//! The tables of an analysed corpus, and one page that shows them.
//!
//! A [`DocumentCounter`] turns each record into [`DocumentStatistics`], which is most of the work and can be done
//! by any thread; an [`Aggregate`] adds them up; aggregates of parts of a corpus are merged into one of the whole;
//! [`Aggregate::finish`] makes a [`Report`] of [`ReportTable`]s, which the writers of this crate show as text, Markdown,
//! CSV, JSON or a workbook; a [`Network`] can be written for Gephi. A [`Page`] is a report for browsers.
//!
//! One pass over the records is enough for all tables. Up to the [`Limits`] every number is exact and does not
//! depend on how the records were split or ordered. Beyond them memory stays bounded, and the notes of a table say
//! what was given up.

mod aggregate;
mod answers;
mod bytes;
mod claims;
mod common;
mod compact;
mod dates;
mod entity_key;
mod error;
mod formats;
mod hash;
mod heavy_hitters;
mod identity;
mod network;
mod options;
mod page;
mod reader;
mod report;
mod sample;
mod section;
mod sections;
mod shingles;
mod statistics;
mod table;
mod words;

pub use aggregate::Aggregate;
pub use claims::{
    ClaimEntry, ClaimMention, ClaimNumbers, ClaimValue, Claims, CorpusClaim, CorpusClaims,
    CorpusMention,
};
pub use dates::Period;
pub use error::CountError;
pub use formats::{
    WorkbookError, write_csv, write_gexf, write_json, write_markdown, write_text, write_xlsx,
};
pub use identity::{CorpusEntity, CorpusKey, CorpusNames, DocumentKey, DocumentKeys, Identities};
pub use network::{Network, NetworkEdge, NetworkNode};
pub use options::{Limits, ReportOptions};
pub use page::{DOM_SCRIPT, Page, PageError, PageOptions, STYLE, TEXT_SCRIPT};
pub use report::Report;
pub use statistics::{DocumentCounter, DocumentStatistics};
pub use table::{Cell, ColumnKind, Evidence, Place, ReportColumn, ReportTable, Row};

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
