//! `sayso explain`: why an attribution was found at a place of an article, or was not.

mod view;

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use sayso::{
    Alternative, Article, Date, Explanation, FeatureContribution, OffsetMap, OffsetUnit, TextRange,
};
use sayso_corpus::Inputs;
use serde::Serialize;

use crate::analyze::Offsets;
use crate::analyze::analysis::AnalysisSettings;
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

    /// The place in the article, as a record tells it
    #[arg(long, value_name = "OFFSET")]
    at: u32,

    /// The id of the document, where the file holds several [default: the first]
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// What the offset counts
    #[arg(long, value_enum, default_value_t = Offsets::Char)]
    offsets: Offsets,

    /// How to write what was found
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
      the same of one document of many, for programs

The weights are those of the learned model, in log odds: what is above 0 speaks for a cue, source or
content, what is below speaks against it.";

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
        let document = document?;
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
    let unit = OffsetUnit::from(args.offsets);
    let map = OffsetMap::new(text, unit);
    let boundaries = text.char_indices().map(|(byte, _)| byte as u32);
    let Some(at) = boundaries.take_while(|&byte| map.get(byte) <= args.at).last() else {
        return Ok(misused(&format_args!("{file}: is empty")));
    };
    let end = map.get(text.len() as u32);
    if args.at >= end {
        let at = args.at;
        return Ok(misused(&format_args!("{file}: ends at offset {end}, before {at}")));
    }
    let date = document.meta.date.as_deref().and_then(Date::parse);
    let analyzer = analysis.analyzer(false, false);
    let Some(why) = analyzer.explain(Article { text, date }, at) else {
        return Ok(misused(&format_args!("{file}: has no words")));
    };
    let written = match args.format {
        Format::Text => view::write(text, &map, &why),
        Format::Json => {
            let answer = Answer::new(&document.id, text, &map, &why);
            let mut line = serde_json::to_string(&answer)?;
            line.push('\n');
            line
        }
    };
    io::stdout().write_all(written.as_bytes())?;
    Ok(Exit::Success)
}

/// An explanation as JSON. Offsets count what the argument does.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    /// The id of the attribution in the record, where there is one.
    attribution: Option<usize>,
    outcome: &'static str,
    /// The rule that found it, where one did.
    rule: Option<&'static str>,
    cue: Place<'a>,
    head: Place<'a>,
    /// At first sight, in sight of the words around, and the least that makes a cue.
    first_probability: f32,
    probability: f32,
    least_probability: f32,
    listed: bool,
    reasons: Vec<Weight>,
    sources: Vec<Possible<'a>>,
    contents: Vec<Possible<'a>>,
    /// Which labelling was chosen, 0 for the one that words and gaps speak for most; and its probability.
    labelling: usize,
    labelling_probability: f32,
    confidence: f32,
    least_confidence: f32,
}

#[derive(Serialize)]
struct Place<'a> {
    span: [u32; 2],
    text: &'a str,
}

#[derive(Serialize)]
struct Possible<'a> {
    places: Vec<Place<'a>>,
    probability: f32,
    chosen: bool,
    reasons: Vec<Weight>,
}

#[derive(Serialize)]
struct Weight {
    what: &'static str,
    weight: f32,
}

impl<'a> Answer<'a> {
    fn new(id: &'a str, text: &'a str, map: &OffsetMap<'_>, why: &Explanation) -> Self {
        let place = |range: TextRange| Place {
            span: [map.get(range.start()), map.get(range.end())],
            text: &text[range],
        };
        let weights = |reasons: &[FeatureContribution]| {
            let weight =
                |r: &FeatureContribution| Weight { what: r.what, weight: rounded(r.weight) };
            reasons.iter().map(weight).collect::<Vec<_>>()
        };
        let options = |choices: &[Alternative]| {
            let option = |choice: &Alternative| Possible {
                places: choice.spans.iter().map(|&span| place(span)).collect(),
                probability: rounded(choice.probability),
                chosen: choice.chosen,
                reasons: weights(&choice.contributions),
            };
            choices.iter().map(option).collect::<Vec<_>>()
        };
        let cue = &why.cue;
        Self {
            id,
            attribution: why.attribution,
            outcome: cue.decision.as_str(),
            rule: cue.rule,
            cue: place(cue.cue),
            head: place(cue.head),
            first_probability: rounded(cue.first_probability),
            probability: rounded(cue.probability),
            least_probability: cue.min_probability,
            listed: cue.listed,
            reasons: weights(&cue.contributions),
            sources: options(&cue.sources),
            contents: options(&cue.contents),
            labelling: cue.labelling,
            labelling_probability: rounded(cue.labelling_probability),
            confidence: rounded(cue.confidence),
            least_confidence: rounded(cue.min_confidence),
        }
    }
}

/// To three places.
fn rounded(number: f32) -> f32 {
    (number * 1000.0).round() / 1000.0
}
