//! What an output format of reports is.

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
    /// Appends the tables, for a terminal as wide as the last argument says.
    pub(in crate::report) write: fn(&mut String, &Report, usize),
}
