//! The output formats of `sayso analyze`, each a file here and a line in [`FORMATS`].

mod annotations;
mod brat;
mod conllu;
mod csv;
mod jsonl;
mod label_studio;
mod parquet;
mod pretty;
mod sqlite;
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
    csv::FORMAT,
    parquet::FORMAT,
    sqlite::FORMAT,
    annotations::FORMAT,
    pretty::FORMAT,
];

/// The format on a terminal, if nobody says otherwise.
pub(super) const FOR_READING: Format = pretty::FORMAT;
/// The format elsewhere.
pub(super) const FOR_PROGRAMS: Format = jsonl::FORMAT;
