//! The arguments of `sayso report`, as data.

use std::path::PathBuf;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Args, ValueEnum};
use sayso::Date;
use sayso_report::Report;

use super::formats::{FORMATS, Format};
use crate::analyze::args::{Finding, Reading, by_name};
use crate::view::Color;

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ReportArgs {
    /// Articles, or records of `sayso analyze`: files, folders, patterns, or - for standard input
    ///
    /// Articles are analysed first. Records that `sayso analyze` wrote as JSON Lines, Parquet or SQLite are
    /// recognised and counted as they are. They need the layers text,sentences,entities,attributions, which
    /// are the default, and for the table transfers that layer too.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) reading: Reading,

    #[command(flatten)]
    pub(super) finding: Finding,

    #[command(flatten)]
    pub(super) choosing: Choosing,

    #[command(flatten)]
    pub(super) counting: Counting,

    #[command(flatten)]
    pub(super) writing: Writing,

    #[command(flatten)]
    pub(super) running: Running,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Choosing documents")]
pub(crate) struct Choosing {
    /// Count only documents of this day and later, such as 2024-11-23
    ///
    /// Documents without a day are left out, and counted in the last line.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) since: Option<Date>,

    /// Count only documents of this day and earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) until: Option<Date>,

    /// Count only documents of this publisher, in any case; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(super) publisher: Vec<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Counting")]
pub(crate) struct Counting {
    /// The tables to make; origins, for one, selects origins-articles too [default: all]
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', value_parser = table())]
    pub(super) tables: Vec<&'static str>,

    /// The maximum number of rows per table; 0 means all [default: 50; all in CSV, JSON, xlsx and GEXF]
    #[arg(long, value_name = "N")]
    pub(super) top: Option<usize>,

    /// The period that counts over time are grouped by, from the date of publication
    #[arg(long, value_enum, value_name = "PERIOD", default_value_t = Period::Month)]
    pub(super) by: Period,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Writing")]
pub(crate) struct Writing {
    /// Write to this file instead of standard output
    ///
    /// The file gets its name only when it is complete, and replaces one of that name. With --format csv and
    /// more than one table, this is a folder with one file per table.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Output format [default: text on a terminal, md elsewhere]
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub(super) format: Option<Format>,

    /// Also write an HTML page: charts, tables, filters, and the sentences behind every number
    ///
    /// The page is one file that loads nothing else. Tables are then printed only with -o or --format.
    #[arg(long, value_name = "FILE")]
    pub(super) html: Option<PathBuf>,

    /// The heading of the page
    #[arg(long, value_name = "TEXT", requires = "html", default_value = "Who said what")]
    pub(super) title: String,

    /// How many articles the page carries with their whole text, or all
    ///
    /// The choice is by chance, and the same in every run. Of nine times as many the page carries the sentences with
    /// attributions. By default, as many as fit into a page of 20 MB; its numbers always cover all articles.
    #[arg(long, value_name = "N", requires = "html", value_parser = many)]
    pub(super) texts: Option<u64>,

    /// How many attributions the page carries, or all: its filters choose among these
    ///
    /// The choice is by chance, and the same in every run. By default, as many as fit into a page of 20 MB, which are some
    /// hundreds of thousands; its numbers always cover all attributions.
    #[arg(long, value_name = "N", requires = "html", value_parser = many)]
    pub(super) sample: Option<u64>,

    /// The width of text tables [default: the terminal's width]
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,

    /// When text tables have bold titles
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(super) color: Color,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Running")]
pub(crate) struct Running {
    /// How many documents to analyse at a time; 0 means one per core
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = crate::analyze::args::threads)]
    pub(super) threads: usize,

    /// Print only results and errors
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// Show no progress bar
    #[arg(long)]
    pub(super) no_progress: bool,
}

/// The period that counts over time are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Period {
    Day,
    Month,
}

fn day(argument: &str) -> Result<Date, String> {
    let day = Date::parse_iso(argument).filter(|_| argument.len() == "2024-11-23".len());
    day.ok_or_else(|| "no such day; write it like 2024-11-23".to_owned())
}

/// A number, or `all`.
fn many(argument: &str) -> Result<u64, String> {
    match argument {
        "all" => Ok(u64::MAX),
        number => number.parse().map_err(|_| "write a number, or all".to_owned()),
    }
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
      who is cited, how often, who stays anonymous, who denied what: all tables
  sayso analyze news/ --layers text,sentences,entities,attributions -o said.jsonl.zst
  sayso report said.jsonl.zst --tables denials,origins
      analyse once, then ask as often as you like
  sayso report news/ --html report.html --title 'Whom we quoted'
      a page to look at, search, share and print
  sayso report said.jsonl.zst --since 2024-11-01 --until 2024-11-30 --publisher 'The Wire'
      one month of one paper
  sayso report said.jsonl.zst --tables sources --format csv -o sources.csv
      one table for a spreadsheet, with all rows
  sayso report said.jsonl.zst --format xlsx -o report.xlsx
      all tables, a sheet each
  sayso report said.jsonl.zst --format gexf -o network.gexf
      who speaks about whom, for Gephi
  sayso report said.jsonl.zst --format csv -o tables/
      all tables, one file each
  sayso report said.jsonl.zst --format json | jq '.tables[] | select(.name == \"denials\").rows[0]'
      for programs: each row with its number of attributions and the ids of some

Exit codes:
  0    every document was counted
  1    the command line is wrong, or a path or pattern leads to nothing to read; the rest is counted
  2    a document or the run failed; the reason is on standard error
  129, 130, 143  stopped by SIGHUP, Ctrl-C or SIGTERM; no report is written";
