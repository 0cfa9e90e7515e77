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
    #[cfg(feature = "tables")]
