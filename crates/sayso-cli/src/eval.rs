//! `sayso eval`: how right predictions are, or the program itself is, on a file of gold.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;
use sayso::{Analysis, Analyzer, OffsetUnit, Scratch};
use sayso_eval::{Prediction, Score};
use sayso_report::{Header, Layer, Record};
use serde::Serialize;

use crate::exit::Exit;

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct EvalArgs {
    /// The gold: .conllu for syntax, .bio for names, anything else for attributions in JSON Lines
    #[arg(value_name = "GOLD")]
    gold: PathBuf,

    /// Predictions for the gold's texts, as records in JSON Lines, or - for standard input; without it,
    /// the gold's texts are analysed first
    #[arg(value_name = "PRED")]
    predictions: Option<PathBuf>,

    /// Print the scores as JSON
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso eval gold.jsonl
      analyse the gold's texts and score what is found
  sayso eval gold.jsonl other-system.jsonl
      score what another system found
  sayso eval ewt-dev.conllu --json
      words and sentences against a treebank, as JSON

Attributions: gold and predictions hold one object a line, joined on \"id\":
  {\"id\": \"...\", \"text\": \"...\",                        (text: gold only)
   \"attributions\": [{\"source\": [[start, end], ...],     (may be empty)
                     \"cue\": [[start, end], ...],
                     \"content\": [[start, end], ...]}]}
Offsets count Unicode code points, the end is exclusive. Records of sayso are read as they are.

  exact        the predicted spans of a role equal gold ones
  overlap      credit for the share of characters in common
  attribution  content and source each share at least half of their characters
  strict       content and source are both exact

Names: the text of a .bio sentence is its tokens joined by single spaces, its id its number from 1.";

pub(crate) fn run(args: &EvalArgs) -> Result<Exit> {
    let extension = args.gold.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let gold = named(&args.gold);
    // A span or head that fits nothing may be the fault of either file.
    let scored = || match &args.predictions {
        Some(found) => format!("{} against {gold}", named(found)),
        None => gold.clone(),
    };
    let mut out = io::stdout().lock();
    match extension {
        "conllu" => {
            let mut conllu = String::new();
            open(&args.gold)?.read_to_string(&mut conllu).with_context(|| gold.clone())?;
            let treebank = sayso_eval::read_treebank(&conllu).with_context(|| gold.clone())?;
            let texts = treebank.iter().map(|d| (d.id.as_str(), d.text.as_str()));
            let found = args.predictions(texts, &[Layer::Sentences, Layer::Tokens])?;
            let scores = sayso_eval::score_syntax(&treebank, &found).with_context(scored)?;
            if args.json {
                return json(&mut out, &scores);
            }
            for (name, value) in scores.rows() {
                writeln!(out, "{name:10} F1 {value:6.2}")?;
            }
        }
        "bio" => {
            let names = sayso_eval::read_names(open(&args.gold)?).with_context(|| gold.clone())?;
            let texts = names.iter().map(|t| (t.id.as_str(), t.text.as_str()));
            let found = args.predictions(texts, &Layer::ALL)?;
            let scores = sayso_eval::score_names(&names, &found);
            if args.json {
                return json(&mut out, &scores);
            }
            rows(&mut out, &scores.rows())?;
        }
        _ => {
            let articles =
                sayso_eval::read_articles(open(&args.gold)?).with_context(|| gold.clone())?;
            let texts = articles.iter().map(|a| (a.id.as_str(), a.text.as_str()));
            let found = args.predictions(texts, &[Layer::Attributions])?;
            let scores = sayso_eval::score_attributions(&articles, &found).with_context(scored)?;
            if args.json {
                return json(&mut out, &scores);
            }
            rows(&mut out, &scores.rows())?;
        }
    }
    Ok(Exit::Success)
}

impl EvalArgs {
    /// The predictions that were given, or those of this program for `texts`.
    fn predictions<'t>(
        &self,
        texts: impl Iterator<Item = (&'t str, &'t str)>,
        layers: &[Layer],
    ) -> Result<HashMap<String, Prediction>> {
        match &self.predictions {
            Some(path) => sayso_eval::read_predictions(open(path)?).with_context(|| named(path)),
            None => Ok(sayso_eval::read_predictions(analyze(texts, layers).as_slice())?),
        }
    }
}

/// The records of `texts`.
fn analyze<'t>(texts: impl Iterator<Item = (&'t str, &'t str)>, layers: &[Layer]) -> Vec<u8> {
    let analyzer = Analyzer::new();
    let (mut scratch, mut analysis) = (Scratch::default(), Analysis::default());
    let mut records = Vec::new();
    for (id, text) in texts {
        analyzer.analyze_into(text, &mut scratch, &mut analysis);
        let header = Header { id: id.to_owned(), ..Header::default() };
        let layers = layers.iter().copied().collect();
        Record::new(header, text, &analysis, layers, OffsetUnit::Char).write_line(&mut records);
    }
    records
}

fn rows(out: &mut impl Write, rows: &[(&str, Score)]) -> Result<()> {
    for (name, score) in rows {
        writeln!(out, "{name:20} {score}")?;
    }
    Ok(())
}

fn json(out: &mut impl Write, scores: &impl Serialize) -> Result<Exit> {
    serde_json::to_writer_pretty(&mut *out, scores).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(Exit::Success)
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    ensure!(!path.is_dir(), "{}: a folder; name one of its files", path.display());
    let file = File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow!("{}: no such file; check the path", path.display()),
        _ => anyhow!("{}: cannot be read ({error}); check your rights to it", path.display()),
    })?;
    Ok(Box::new(BufReader::new(file)))
}

fn named(path: &Path) -> String {
    path.display().to_string()
}
