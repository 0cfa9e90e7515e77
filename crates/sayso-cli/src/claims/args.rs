//! The arguments of `sayso claims`, as data.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::analyze::args::{Finding, Reading};
use crate::report::args::{Choosing, Running};

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ClaimsArgs {
    /// Articles, or records of `sayso analyze`: files, folders, patterns, or - for standard input
    ///
    /// Articles are analysed first. Records that `sayso analyze` wrote as JSON Lines, Parquet or SQLite are
    /// recognised and taken as they are. They need the layers text,sentences,entities,attributions, which
    /// are the default.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) reading: Reading,

    #[command(flatten)]
    pub(super) finding: Finding,

    #[command(flatten)]
    pub(super) choosing: Choosing,

    #[command(flatten)]
    pub(super) asking: Asking,

    #[command(flatten)]
    pub(super) writing: Writing,

    #[command(flatten)]
    pub(super) running: Running,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Choosing claims")]
pub(crate) struct Asking {
    /// Show only claims that contain these words, or are about somebody or something whose name does
    #[arg(long, value_name = "NAME")]
    pub(super) about: Option<String>,

    /// Show only claims that somebody with this name makes, denies, or does something else with
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,

    /// Show only claims of the story with this key, which every claim shows
    #[arg(long, value_name = "STORY")]
    pub(super) story: Option<String>,

    /// Show only claims about an event that these words name: 'drowned' finds 'deaths' too
    #[arg(long, value_name = "WORDS")]
    pub(super) event: Option<String>,

    /// Also show claims that only one attribution makes
    #[arg(long)]
    pub(super) alone: bool,

    /// The maximum number of claims; 0 means all, which is the default
    #[arg(long, value_name = "N")]
    pub(super) top: Option<usize>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Writing")]
pub(crate) struct Writing {
    /// Write to this file instead of standard output; with --format csv, a folder
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Output format [default: text on a terminal, json elsewhere]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) format: Option<Format>,
}

/// How claims are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Each claim with its sources, for reading
    Text,
    /// One JSON object
    Json,
    /// The tables claims, claim_mentions and claim_numbers, a file each
    Csv,
}

const EXAMPLES: &str = "\
Examples:
  sayso claims news/
      what several articles or sources say, who confirms it and who denies it
  sayso analyze news/ -o said.jsonl.zst
  sayso claims said.jsonl.zst --about 'North Korea' --since 2024-11-01
      analyse once, then ask as often as you like
  sayso claims said.jsonl.zst --by 'Felix Ang' --alone
      all that somebody claims, also what nobody else speaks of
  sayso claims said.jsonl.zst --event drowned --story 697ff9063e0beb4a
      what is said about one happening: every claim shows its story
  sayso claims said.jsonl.zst --format csv -o claims/
      three tables to join
  sayso claims said.jsonl.zst --format json | jq '.claims[] | select(any(.numbers[]; .conflicts != []))'
      claims whose numbers disagree";
