//! What an output format of reports is.

use anyhow::Result;
use sayso_report::Report;

/// A way to write tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    pub(crate) name: &'static str,
    /// One line for `--help`.
    pub(crate) help: &'static str,
    /// Whether it holds one table: several go to a folder, a file each with the format's name as its extension.
    pub(in crate::report) holds_one: bool,
    /// Whether programs read it, which want all rows.
    pub(in crate::report) for_programs: bool,
    /// Whether it is no text, and nothing for a terminal.
    pub(in crate::report) binary: bool,
    /// What is written.
    pub(in crate::report) write: fn(&Printed<'_>) -> Result<Vec<u8>>,
}

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printed<'a> {
    pub(in crate::report) report: &'a Report,
    /// The width of the terminal.
    pub(in crate::report) width: usize,
}

/// What a writer of text makes.
pub(super) fn text(write: impl FnOnce(&mut String)) -> Result<Vec<u8>> {
    let mut out = String::new();
    write(&mut out);
    Ok(out.into_bytes())
}
