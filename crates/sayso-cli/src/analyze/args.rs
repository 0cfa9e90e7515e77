//! The arguments of `sayso analyze`, as data.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use sayso::{Analyzer, OffsetUnit};
use sayso_record::Layer;

use super::encoder::Format;
use super::formats::FORMATS;
use crate::view::Color;

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct AnalyzeArgs {
    /// Files, folders, patterns, or - for standard input
    ///
    /// The format of a file is recognised by its extension, then by its contents; --input-format lists all
    /// formats. Files may be compressed with gzip or Zstandard. Folders are searched recursively. Without a
    /// path, standard input is read unless it is a terminal.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) reading: Reading,

    #[command(flatten)]
    pub(super) finding: Finding,

    #[command(flatten)]
    pub(super) writing: Writing,

    #[command(flatten)]
    pub(super) running: Running,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// Treat every input as this format instead of detecting it file by file
    #[arg(long, value_name = "FORMAT", value_parser = input_format())]
    pub(super) input_format: Option<sayso_corpus::Format>,

    /// The field or column that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(super) text_field: String,

    /// The field or column that holds the document's id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(super) id_field: String,

    /// The field or column that holds the headline
    #[arg(long, value_name = "NAME", default_value = "title")]
    pub(super) title_field: String,

    /// The field or column that holds the date
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub(super) date_field: String,

    /// The field or column that holds the outlet
    #[arg(long, value_name = "NAME", default_value = "publisher")]
    pub(super) publisher_field: String,

    /// The field or column that holds the address; it is in records as `url`
    #[arg(long, value_name = "NAME", default_value = "url")]
    pub(super) url_field: String,

    /// How the text of a field or column is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = TextFormat::Auto)]
    pub(super) text_format: TextFormat,

    /// Skip documents that are not in English, and count them
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en"])]
    pub(super) language: Option<String>,

    /// In folders, read only files that match, such as '*.txt' or '2024/**'; '!*.csv' excludes
    #[arg(long, value_name = "PATTERN")]
    pub(super) glob: Vec<String>,

    /// In folders, read hidden files too
    #[arg(long)]
    pub(super) hidden: bool,

    /// In folders, read files that .gitignore or .ignore exclude too
    #[arg(long)]
    pub(super) no_ignore: bool,

    /// In folders, follow links to files and folders
    #[arg(long)]
    pub(super) follow: bool,

    /// Read at most this much of a document; a cut is reported
    ///
    /// In bytes, or with K, M or G for units of 1024.
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = document_size)]
    pub(super) max_document_size: usize,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Finding")]
pub(crate) struct Finding {
    /// A CSV table of names to find, with the header name,kind,canonical,link
    ///
    /// The kind is person, organisation, place, nationality, event, work, facility, product, weapon or
    /// platform; the canonical name and the link (an id of your own) may be empty; the record shows them as
    /// name and ref. Names match whole words, the longest first, exactly as written, or in any case if they
    /// are all lower case. They override what the program would find there.
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Option<PathBuf>,

    /// A CSV table of patterns for names, with the header pattern,kind,canonical,link
    ///
    /// A pattern is a regular expression in ripgrep's syntax: Kh-\d+, (?i)operation [a-z]+. It must match
    /// whole words. Where several match, the longest wins, and a name from --gazetteer wins over a pattern.
    /// The other columns are those of --gazetteer; without a canonical name, each match is named by its own
    /// words.
    #[arg(long, value_name = "FILE")]
    pub(crate) patterns: Option<PathBuf>,

    /// A CSV table of words and phrases that mark attributions, with the header cue,pos,stance
    ///
    /// A cue is a dictionary form ("mansplain") or a phrase ("go on record"). The part of speech (verb, noun,
    /// adjective, adverb or preposition) and the stance (assert, confirm, deny, question, suggest, believe,
    /// intend, direct or withhold) may be empty. They are added to the cues that the model
    /// has learned, and count wherever something near them can be their content.
    #[arg(long, value_name = "FILE")]
    pub(crate) cues: Option<PathBuf>,

    /// Which model finds attributions: fast, accurate, or a file as written by `cargo xtask train`
    ///
    /// The accurate model is a small transformer. In edited news it finds more attributions and gets more
    /// of them exactly right, but takes some forty times as long. For a file that is called fast or accurate, write ./fast or
    /// ./accurate.
    #[arg(long, value_name = "MODEL", default_value = "fast")]
    pub(crate) model: PathBuf,

    /// Leave out attributions with a confidence below P, from 0 to 1
    ///
    /// An attribution nested in one that is left out is attached to the next one outside.
    #[arg(long, value_name = "P", default_value_t = 0.0, hide_default_value = true,
        value_parser = probability)]
    pub(crate) min_confidence: f32,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Writing")]
pub(crate) struct Writing {
    /// Write to this file instead of standard output
    ///
    /// The file gets its name only when it is complete. Names ending in .gz or .zst are compressed. With
    /// --format brat, parquet or csv, give a new or empty folder; with csv, a name ending in .zip works too.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Output format [default: pretty on a terminal, jsonl elsewhere]
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub(super) format: Option<Format>,

    /// The layers that a record contains [default: text,sentences,entities,attributions]
    #[arg(long, value_name = "LAYER,...", value_delimiter = ',', value_parser = layer())]
    pub(super) layers: Vec<Layer>,

    /// The unit of offsets in records
    #[arg(long, value_enum, default_value_t = Offsets::Char)]
    pub(super) offsets: Offsets,

    /// When to use colour in the reading view
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(super) color: Color,

    /// The width of the reading view [default: the terminal's width]
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Running")]
pub(crate) struct Running {
    /// How many documents to analyse at a time; 0 means one per core
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads)]
    pub(super) threads: usize,

    /// Leave out documents with the text or the address of an earlier one
    ///
    /// The last line says how many there were. Only hashes are kept, of the first two million documents.
    #[arg(long)]
    pub(super) dedupe: bool,

    /// Continue the interrupted run that was writing the same output
    ///
    /// Any format can be continued; the output is the same as without the interruption. If the run was finished,
    /// nothing is done.
    #[arg(long, requires = "output")]
    pub(super) resume: bool,

    /// Discard an interrupted run, and replace whatever has the name of the output
    ///
    /// A file that an earlier run has written in the same format is replaced without this, when the new one is
    /// complete: the same command twice gives the same file. A folder is replaced only if it holds nothing but
    /// what an earlier run has written.
    #[arg(long, requires = "output", conflicts_with = "resume")]
    pub(super) force: bool,

    /// Print only results and errors
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// Show no progress bar
    #[arg(long)]
    pub(super) no_progress: bool,
}

/// How the text of a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    /// HTML if it has tags or character references of HTML, else plain
    Auto,
    /// As it is
    Plain,
    /// HTML; its markup becomes blanks, so that offsets are those of the field
    Html,
}

impl From<TextFormat> for sayso_corpus::TextFormat {
    fn from(format: TextFormat) -> Self {
        match format {
            TextFormat::Auto => Self::Auto,
            TextFormat::Plain => Self::Plain,
            TextFormat::Html => Self::Html,
        }
    }
}

/// The unit of offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode code points, as in Python
    Char,
    /// UTF-8 bytes, as in Rust and Go
    Byte,
    /// UTF-16 units, as in JavaScript and Java
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Char => Self::Char,
            Offsets::Byte => Self::Byte,
            Offsets::Utf16 => Self::Utf16,
        }
    }
}

fn layer() -> impl TypedValueParser<Value = Layer> {
    by_name(&Layer::ALL, |layer| {
        PossibleValue::new(layer.as_str()).help(match layer {
            Layer::Text => "The text itself",
            Layer::Sentences => "Where sentences start and end",
            Layer::Words => "Where words and punctuation start and end",
            Layer::Tokens => "Words and punctuation with lemma, part of speech and head",
            Layer::Quotations => "Text inside quotation marks",
            Layer::Entities => "Names, numbers and dates, and what they refer to",
            Layer::Boilerplate => "Bylines, datelines, credits and the like",
            Layer::Attributions => "Who said what",
            Layer::Transfers => "Who gives what to whom",
        })
    })
}

fn format() -> impl TypedValueParser<Value = Format> {
    by_name(FORMATS, |format| PossibleValue::new(format.name).help(format.help))
}

fn input_format() -> impl TypedValueParser<Value = sayso_corpus::Format> {
    let value = |f: sayso_corpus::Format| PossibleValue::new(f.name).help(f.description);
    PossibleValuesParser::new(sayso_corpus::formats().map(value)).try_map(|given| {
        let found = sayso_corpus::formats().find(|format| format.name == given);
        found.ok_or("not one of the possible values")
    })
}

/// Parses one of `values` by the name that `shown` gives it.
pub(crate) fn by_name<T: Copy + Send + Sync + 'static>(
    values: &'static [T],
    shown: fn(T) -> PossibleValue,
) -> impl TypedValueParser<Value = T> {
    let names = values.iter().map(|&value| shown(value));
    PossibleValuesParser::new(names).try_map(move |given| {
        let found = values.iter().find(|&&value| shown(value).get_name() == given);
        found.copied().ok_or("not one of the possible values")
    })
}

/// A number of bytes: `1000`, `64K`, `10M`, `2G`.
pub(crate) fn size(argument: &str) -> Result<usize, String> {
    let wrong = || "write a number, or one with K, M or G, such as 64M".to_owned();
    let digits = argument.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match argument[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err(wrong()),
    };
    let number: usize = digits.parse().map_err(|_| wrong())?;
    number.checked_mul(unit).filter(|&size| size > 0).ok_or_else(wrong)
}

/// A number of threads that a machine may have.
pub(crate) fn threads(argument: &str) -> Result<usize, String> {
    const MOST: usize = 1024;
    let number: Result<usize, _> = argument.parse();
    number.ok().filter(|&n| n <= MOST).ok_or_else(|| format!("write a number from 0 to {MOST}"))
}

/// What one document may have at most.
fn document_size(argument: &str) -> Result<usize, String> {
    let most = Analyzer::LONGEST;
    let too_much = || format!("no document may be longer than {} MiB", most >> 20);
    size(argument).and_then(|size| if size <= most { Ok(size) } else { Err(too_much()) })
}

/// A number from 0 to 1.
fn probability(argument: &str) -> Result<f32, String> {
    let number: Result<f32, _> = argument.parse();
    number.ok().filter(|p| (0.0..=1.0).contains(p)).ok_or("write a number from 0 to 1".to_owned())
}

const EXAMPLES: &str = "\
Examples:
  sayso analyze article.txt
      read an article with its sources, cues and contents marked
  sayso analyze news/ -o said.jsonl
      analyse a folder into JSON Lines
  sayso analyze news/ -o said.jsonl --resume
      continue an interrupted run without losing or repeating anything
  sayso analyze dump.csv.gz --text-field body --id-field url -o said.jsonl.zst
      read a column of a compressed table and compress the result
  sayso analyze news/ --format sqlite -o said.db
      make a database to query: sqlite3 said.db 'SELECT * FROM top_sources LIMIT 20'
  curl -s https://example.org/story | sayso analyze --input-format html --format pretty
      read a page from standard input
  sayso analyze news/ | jq -r '
      .text as $t | .attributions[] | .source.spans[] | $t[.[0]:.[1]]' | sort | uniq -c
      count how often each source is named

Records keep the order of the input; the output is the same for any number of threads. A document
that cannot be read is reported on standard error with its place and the reason, and the run goes on.

Exit codes:
  0    every document was analysed
  1    the command line is wrong, or a path or pattern leads to nothing to read; the rest is analysed
  2    a document or the run failed; the reason is on standard error
  129, 130, 143  stopped by SIGHUP, Ctrl-C or SIGTERM; --resume continues";

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("1000"), Ok(1000));
        assert_eq!(size("64K"), Ok(64 << 10));
        assert_eq!(size("2gb"), Ok(2 << 30));
        for wrong in ["", "M", "-1", "1.5M", "64Q", "0", "99999999999999999999"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
