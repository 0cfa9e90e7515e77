//! What an output format of reports is.

use anyhow::Result;
use sayso_report::{Aggregate, Report};

/// A way to write tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    pub(crate) name: &'static str,
    /// One line for `--help`.
    pub(crate) help: &'static str,
    pub(in crate::report) holds: Holds,
    /// Whether programs read it, which want all rows.
    pub(in crate::report) for_programs: bool,
    /// Whether it is no text, and nothing for a terminal.
    pub(in crate::report) binary: bool,
    /// What is written.
    pub(in crate::report) write: fn(&Printed<'_>) -> Result<Vec<u8>>,
}

/// What a file of a format holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// One table: several go to a folder, a file each with the format's name as its extension.
    Table,
    /// All tables.
    Tables,
    /// The network alone.
    Network,
}

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printed<'a> {
    pub(in crate::report) report: &'a Report,
    /// What the report was made of.
    pub(in crate::report) aggregate: &'a Aggregate,
    /// The most rows of a table; 0 for all.
    pub(in crate::report) top: usize,
    /// The width of the terminal.
    pub(in crate::report) width: usize,
    /// Whether it shows colours.
    pub(in crate::report) color: bool,
}

/// What a writer of text makes.
pub(super) fn text(write: impl FnOnce(&mut String)) -> Result<Vec<u8>> {
    let mut out = String::new();
    write(&mut out);
    Ok(out.into_bytes())
}
