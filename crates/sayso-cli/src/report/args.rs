//! The arguments of `sayso report`, as data.

use std::path::PathBuf;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Args, ValueEnum};
use sayso_report::Report;

use super::formats::{FORMATS, Format};
use crate::analyze::args::{Finding, Reading, by_name};

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ReportArgs {
    /// Articles, or records of `sayso analyze`: files, folders, patterns, or - for standard input
    ///
    /// Whatever `sayso analyze` reads is analysed first. JSON Lines that `sayso analyze` wrote are known by
    /// their fields and counted as they are, and so are its folders of Parquet and SQLite files. Records need the
    /// layers text,sentences,entities,attributions, which are those that it writes unasked.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) reading: Reading,

    #[command(flatten)]
    pub(super) finding: Finding,

    #[command(flatten)]
    pub(super) counting: Counting,

    #[command(flatten)]
    pub(super) writing: Writing,

    #[command(flatten)]
    pub(super) running: Running,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Counting")]
pub(crate) struct Counting {
    /// The tables to make; a name stands for all that begin with it [default: all]
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', value_parser = table())]
    pub(super) tables: Vec<&'static str>,

    /// The most rows of a table; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(super) top: usize,

    /// How time is cut, by date of publication
    #[arg(long, value_enum, value_name = "PERIOD", default_value_t = Period::Month)]
    pub(super) by: Period,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Writing")]
pub(crate) struct Writing {
    /// Write to this file instead of standard output
    ///
    /// The file appears under its name when it is complete. With --format csv and more than one table, this
    /// is a folder with a file a table.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// How to write the tables [default: text on a terminal, md elsewhere]
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub(super) format: Option<Format>,

    /// Write a page for browsers too: charts, tables, filters, and the sentences behind every number
    ///
    /// One file that needs nothing else and loads nothing. With it, tables are printed only if -o or --format
    /// asks for them.
    #[arg(long, value_name = "FILE")]
    pub(super) html: Option<PathBuf>,

    /// The heading of the page
    #[arg(long, value_name = "TEXT", requires = "html", default_value = "Who said what")]
    pub(super) title: String,

    /// Of how many articles, the first ones, the page has the whole text
    ///
    /// Of ten times as many it has the sentences with attributions. Its numbers are always those of all.
    #[arg(long, value_name = "N", requires = "html", default_value_t = 2000)]
    pub(super) texts: u64,

    /// How wide text is [default: the terminal's width]
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Running")]
pub(crate) struct Running {
    /// How many documents to work on at a time; 0 is one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) threads: usize,

    /// Print only what is asked for, and errors
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// Show no progress bar
    #[arg(long)]
    pub(super) no_progress: bool,
}

/// How time is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Period {
    Day,
    Month,
}

fn format() -> impl TypedValueParser<Value = Format> {
    by_name(FORMATS, |format| PossibleValue::new(format.name).help(format.help))
}

fn table() -> impl TypedValueParser<Value = &'static str> {
    by_name(Report::NAMES, PossibleValue::new)
}

const EXAMPLES: &str = "\
Examples:
  sayso report news/
      who is cited, how often, without a name, who denied what, and all other tables
  sayso analyze news/ --layers text,sentences,entities,attributions -o said.jsonl.zst
  sayso report said.jsonl.zst --tables denials,origins
      analyse once, then ask as often as you like
  sayso report news/ --html report.html --title 'Whom we quoted'
      a page to look at, search, share and print
  sayso report said.jsonl.zst --tables sources --top 0 --format csv -o sources.csv
      a table for a spreadsheet, with all its rows
  sayso report said.jsonl.zst --format csv -o tables/
      all tables, a file each
  sayso report said.jsonl.zst --format json | jq '.tables[] | select(.name == \"denials\").rows[0]'
      for programs: each row with the number of attributions behind it and ids of some

Exit codes:
  0    every document was counted
  1    the command line is wrong, or names nothing to read
  2    a document or the run failed; the reason is on standard error
  130  stopped by Ctrl-C; no report is written";
