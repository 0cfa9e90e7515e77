//! `sayso explain`: why an attribution was found at a place in an article, or was not.

mod explained;
mod view;

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use sayso::{Article, Date, OffsetUnit};
use sayso_corpus::Inputs;

pub use explained::Explained;

use crate::analysis::AnalysisSettings;
use crate::analyze::Offsets;
use crate::analyze::args::{Finding, Reading};
use crate::analyze::settings::read_options;
use crate::exit::Exit;
use crate::messages::misused;

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ExplainArgs {
    /// The article: a file, or - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The place in the article, an offset as in records
    #[arg(long, value_name = "OFFSET")]
    at: u32,

    /// The id of the document, if the file holds several [default: the first]
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// The unit of the offset
    #[arg(long, value_enum, default_value_t = Offsets::Char)]
    offsets: Offsets,

    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    finding: Finding,
}

/// How to write an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines to read
    Text,
    /// One JSON object
    Json,
}

const EXAMPLES: &str = "\
Examples:
  sayso explain article.txt --at 512
      why the words at character 512 are part of an attribution, or why not
  sayso explain news.jsonl --id a-17 --at 80 --format json
      the same for one document of many, as JSON

The weights are those of the learned model, in log odds: above 0 they speak for a cue, source or
content, below 0 against it. The accurate model has none: --model accurate shows probabilities alone.";

pub(crate) fn run(args: ExplainArgs) -> Result<Exit> {
    let analysis = match AnalysisSettings::read(&args.finding) {
        Ok(analysis) => analysis,
        Err(complaint) => return Ok(misused(&complaint)),
    };
    let options = read_options(args.reading);
    let inputs = match Inputs::new([&args.file], options) {
        Ok(inputs) => inputs,
        Err(complaint) => return Ok(misused(&complaint)),
    };
    let mut wanted = None;
    for document in inputs.documents() {
        let document = match document {
            Err(error) if error.is_skip() => continue,
            Err(error) if error.is_nothing() => return Ok(misused(&error)),
            document => document?,
        };
        if args.id.as_ref().is_none_or(|id| *id == document.id) {
            wanted = Some(document);
            break;
        }
    }
    let file = args.file.display();
    let Some(document) = wanted else {
        return Ok(match &args.id {
            Some(id) => misused(&format_args!("{file}: holds no document `{id}`")),
            None => misused(&format_args!("{file}: holds no document")),
        });
    };
    let text = document.text.as_str();
    let date = document.meta.date.as_deref().and_then(Date::parse);
    let analyzer = analysis.analyzer(false);
    let (article, offsets) = (Article { text, date }, OffsetUnit::from(args.offsets));
    let why = match Explained::new(&analyzer, article, args.at, offsets) {
        Ok(why) => why,
        Err(problem) => return Ok(misused(&format_args!("{file}: {problem}"))),
    };
    let written = match args.format {
        Format::Text => why.to_text(),
        Format::Json => format!("{}\n", why.to_json(&document.id)),
    };
    io::stdout().write_all(written.as_bytes())?;
    Ok(Exit::Success)
}
