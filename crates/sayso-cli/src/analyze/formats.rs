//! The output formats of `sayso analyze`, each a file here and a line in [`FORMATS`].

mod annotations;
mod brat;
mod conllu;
#[cfg(feature = "tables")]
mod csv;
mod jsonl;
mod label_studio;
#[cfg(feature = "tables")]
mod parquet;
mod pretty;
#[cfg(feature = "tables")]
mod sqlite;
#[cfg(feature = "tables")]
mod tables;
mod xmi;

use super::encoder::Format;

/// All formats, in the order of `--help`.
pub(crate) const FORMATS: &[Format] = &[
    jsonl::FORMAT,
    conllu::FORMAT,
    brat::FORMAT,
    label_studio::FORMAT,
    xmi::FORMAT,
    #[cfg(feature = "tables")]
    csv::FORMAT,
    #[cfg(feature = "tables")]
    parquet::FORMAT,
    #[cfg(feature = "tables")]
    sqlite::FORMAT,
    annotations::FORMAT,
    pretty::FORMAT,
];

/// The format on a terminal, if nobody says otherwise.
pub(super) const FOR_READING: Format = pretty::FORMAT;
/// The format elsewhere.
pub(super) const FOR_PROGRAMS: Format = jsonl::FORMAT;
