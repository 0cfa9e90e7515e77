//! The output formats of `sayso report`, each a file here and a line in [`FORMATS`].

mod csv;
mod format;
mod gexf;
mod json;
mod md;
mod text;
mod xlsx;

pub(crate) use format::{Format, Holds, Printed};

/// All formats, in the order of `--help`.
pub(crate) const FORMATS: &[Format] =
    &[text::FORMAT, md::FORMAT, json::FORMAT, csv::FORMAT, xlsx::FORMAT, gexf::FORMAT];

/// The format on a terminal, if nobody says otherwise.
pub(super) const FOR_READING: Format = text::FORMAT;
/// The format elsewhere.
pub(super) const ELSEWHERE: Format = md::FORMAT;
