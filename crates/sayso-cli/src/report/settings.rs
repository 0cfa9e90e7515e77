//! From arguments to settings: defaults that depend on the terminal, and combinations that make no sense.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use sayso_report::PageOptions;
use sayso_report::{Period, Report, ReportOptions};

use super::args::{self, Counting, ReportArgs, Writing};
use super::collect::{Collecting, Given};
use super::formats::{ELSEWHERE, FOR_READING, Format, Holds};
use crate::analyze::settings::named;
use crate::view;

/// What a run is to do, with nothing left to decide.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) collecting: Collecting,
    /// The names of the tables that are wanted, in their order.
    pub(super) tables: Vec<&'static str>,
    pub(super) format: Format,
    pub(super) width: usize,
    pub(super) color: bool,
    /// The file of the page, and what is on it.
    pub(super) page: Option<(PathBuf, PageOptions)>,
    /// The most rows of a table that is printed; 0 for all.
    pub(super) top: usize,
    /// Whether tables are printed at all.
    pub(super) prints: bool,
    /// Nothing for standard output.
    pub(super) output: Option<PathBuf>,
}

/// Rows of a table that somebody reads.
const READABLE: usize = 50;

impl Settings {
    /// Decides what the arguments leave open, or says in one line what is wrong with them.
    pub(super) fn resolve(args: ReportArgs) -> Result<Self, String> {
        let ReportArgs { paths, reading, finding, choosing, counting, mut writing, running } = args;
        writing.output = named(writing.output);
        let outputs: Vec<PathBuf> =
            [&writing.output, &writing.html].into_iter().flatten().cloned().collect();
        let tables = tables(&counting);
        let format = format(&writing);
        let top = counting.top.unwrap_or(if format.for_programs { 0 } else { READABLE });
        let prints = writing.html.is_none() || writing.output.is_some() || writing.format.is_some();
        if writing.html.is_some() && writing.html == writing.output {
            return Err("the page and the tables need two files; choose another -o".into());
        }
        if format.holds == Holds::Table && tables.len() > 1 && writing.output.is_none() {
            let name = format.name.to_uppercase();
            return Err(format!(
                "{name} holds one table; name it with --tables, or a folder with -o"
            ));
        }
        if format.holds == Holds::Network && !counting.tables.is_empty() {
            let name = format.name.to_uppercase();
            return Err(format!("{name} holds the network and no tables; leave --tables off"));
        }
        if format.binary && writing.output.is_none() && io::stdout().is_terminal() {
            let name = format.name;
            return Err(format!("--format {name} is binary; name a file with -o"));
        }
        let by = match counting.by {
            args::Period::Day => Period::Day,
            args::Period::Month => Period::Month,
        };
        let given = Given {
            paths,
            reading,
            finding: &finding,
            choosing: &choosing,
            running: &running,
            transfers: writing.html.is_some() || prints && tables.contains(&"transfers"),
        };
        // A page takes more rows than are printed.
        let most = if writing.html.is_some() { 0 } else { top };
        let options = ReportOptions { by, top: most, ..ReportOptions::default() };
        Ok(Self {
            collecting: Collecting::resolve(given, options, outputs, "report")?,
            top,
            page: writing.html.map(|path| {
                let (title, texts, sample) = (writing.title, writing.texts, writing.sample);
                (path, PageOptions { title, texts, sample, ..PageOptions::default() })
            }),
            prints,
            tables,
            format,
            width: writing.width.unwrap_or_else(view::width),
            color: writing.color.is_on(writing.output.is_none()),
            output: writing.output,
        })
    }
}

fn tables(counting: &Counting) -> Vec<&'static str> {
    let begins = |table: &str, name: &str| {
        table.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let wanted = |table: &&str| {
        counting.tables.is_empty() || counting.tables.iter().any(|name| begins(table, name))
    };
    Report::NAMES.iter().copied().filter(wanted).collect()
}

fn format(writing: &Writing) -> Format {
    let to_terminal = writing.output.is_none() && io::stdout().is_terminal();
    writing.format.unwrap_or(if to_terminal { FOR_READING } else { ELSEWHERE })
}
