//! `sayso eval`: how right predictions are, or the program itself is, on a file of gold.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::iter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;
use sayso::{Analyzer, OffsetUnit};
use sayso_eval::{
    Article, Attribution, AttributionScores, NameScores, Prediction, Score, SyntaxScores,
};
use sayso_record::{Header, Layer, Record};
use serde::Serialize;

use crate::exit::Exit;
use crate::messages::{misused, tell};

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct EvalArgs {
    /// Annotated gold: .conllu for syntax, .bio for names; for attributions a folder of brat, a .json export of
    /// Label Studio, or any other name for JSON Lines
    #[arg(value_name = "GOLD")]
    gold: PathBuf,

    /// Predictions for the gold's texts, as records in JSON Lines, or - for standard input; if left out,
    /// the gold's texts are analysed
    #[arg(value_name = "PRED")]
    predictions: Option<PathBuf>,

    /// Fail if ids of gold and predictions are not the same
    ///
    /// Otherwise a warning counts them: a document of the gold without predictions counts as one in which
    /// nothing was found, and predictions without gold count for nothing.
    #[arg(long)]
    strict_ids: bool,

    /// Print the scores as JSON
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  sayso eval gold.jsonl
      analyse the gold's texts and score the result
  sayso eval gold.jsonl other-system.jsonl
      score the predictions of another system
  sayso analyze news/ --format brat -o brat/; sayso eval brat/
      score the program on what was corrected in brat; a .json export of Label Studio works too
  sayso eval ewt-dev.conllu --json
      words and sentences against a treebank, as JSON

Attributions: gold and predictions hold one object per line, joined on \"id\":
  {\"id\": \"...\", \"text\": \"...\",                        (text: gold only)
   \"attributions\": [{\"source\": [[start, end], ...],     (may be empty)
                     \"cue\": [[start, end], ...],
                     \"content\": [[start, end], ...]}]}
Offsets count Unicode code points, the end is exclusive. Records of sayso are read as they are.
Nested predictions (\"parent\" set) are scored only if the gold has nested attributions.

  exact        the predicted spans of a role equal gold ones
  overlap      credit for the share of characters in common
  attribution  content and source each share at least half of their characters
  strict       content and source are both exact

Names: the text of a .bio sentence is its tokens joined by single spaces, its id its number from 1.";

pub(crate) fn run(args: &EvalArgs) -> Result<Exit> {
    let paths = iter::once(&args.gold).chain(&args.predictions);
    let missing = |path: &&PathBuf| path.as_os_str() != "-" && !path.exists();
    if let Some(path) = paths.into_iter().find(missing) {
        return Ok(misused(&format_args!("{}: no such file; check the path", path.display())));
    }
    let scores = match args.gold.extension().and_then(|extension| extension.to_str()) {
        Some("conllu") => args.syntax()?,
        Some("bio") => args.names()?,
        _ => args.attributions()?,
    };
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &scores).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        scores.print(&mut out)?;
    }
    Ok(Exit::Success)
}

#[derive(Serialize)]
#[serde(untagged)]
enum Scores {
    Attributions(AttributionScores),
    Syntax(SyntaxScores),
    Names(NameScores),
}

impl Scores {
    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Attributions(scores) => print(out, &scores.rows()),
            Self::Names(scores) => print(out, &scores.rows()),
            Self::Syntax(scores) => scores
                .rows()
                .iter()
                .try_for_each(|(name, value)| writeln!(out, "{name:10} F1 {value:6.2}")),
        }
    }
}

fn print(out: &mut impl Write, rows: &[(&str, Score)]) -> io::Result<()> {
    rows.iter().try_for_each(|(name, score)| writeln!(out, "{name:20} {score}"))
}

impl EvalArgs {
    fn attributions(&self) -> Result<Scores> {
        let gold = self.articles()?;
        let texts = gold.iter().map(|a| (a.id.as_str(), a.text.as_str()));
        let found = self.predictions(texts, &[Layer::Attributions])?;
        let scores = sayso_eval::score_attributions(&gold, &found);
        let left_out = nested(found.values().flat_map(|p| &p.attributions));
        if nested(gold.iter().flat_map(|a| &a.attributions)) == 0 && left_out > 0 {
            tell(format_args!(
                "{left_out} nested predictions are left out: the gold has no attribution with a \"parent\""
            ));
        }
        Ok(Scores::Attributions(scores.with_context(|| self.both())?))
    }

    /// The articles of the gold, from whatever people corrected them in.
    fn articles(&self) -> Result<Vec<Article>> {
        let gold = &self.gold;
        if gold.is_dir() {
            return brat_folder(gold);
        }
        if gold.extension().is_some_and(|end| end == "json") {
            let tasks = sayso_eval::read_label_studio(open(gold)?).with_context(|| named(gold))?;
            ensure!(
                !tasks.is_empty(),
                "{}: no task has an annotation; correct some first",
                named(gold)
            );
            return Ok(tasks);
        }
        sayso_eval::read_articles(open(gold)?).with_context(|| named(gold))
    }

    fn syntax(&self) -> Result<Scores> {
        let mut conllu = String::new();
        open(&self.gold)?.read_to_string(&mut conllu).with_context(|| named(&self.gold))?;
        let gold = sayso_eval::read_treebank(&conllu).with_context(|| named(&self.gold))?;
        let texts = gold.iter().map(|d| (d.id.as_str(), d.text.as_str()));
        let found = self.predictions(texts, &[Layer::Sentences, Layer::Tokens])?;
        let scores = sayso_eval::score_syntax(&gold, &found);
        Ok(Scores::Syntax(scores.with_context(|| self.both())?))
    }

    fn names(&self) -> Result<Scores> {
        let gold = sayso_eval::read_names(open(&self.gold)?).with_context(|| named(&self.gold))?;
        let texts = gold.iter().map(|t| (t.id.as_str(), t.text.as_str()));
        let found = self.predictions(texts, &Layer::ALL)?;
        Ok(Scores::Names(sayso_eval::score_names(&gold, &found)))
    }

    /// The predictions that were given, or those of this program for `texts`.
    fn predictions<'t>(
        &self,
        texts: impl Iterator<Item = (&'t str, &'t str)>,
        layers: &[Layer],
    ) -> Result<HashMap<String, Prediction>> {
        match &self.predictions {
            Some(path) => {
                let found =
                    sayso_eval::read_predictions(open(path)?).with_context(|| named(path))?;
                self.compare_ids(&texts.map(|(id, _)| id).collect(), &found)?;
                Ok(found)
            }
            None => Ok(sayso_eval::read_predictions(analyze(texts, layers).as_slice())?),
        }
    }

    /// Warns of ids that only one side has, or fails.
    fn compare_ids(&self, gold: &HashSet<&str>, found: &HashMap<String, Prediction>) -> Result<()> {
        let missing = gold.iter().filter(|&&id| !found.contains_key(id)).count();
        let foreign = found.keys().filter(|id| !gold.contains(id.as_str())).count();
        if missing == 0 && foreign == 0 {
            return Ok(());
        }
        let complaint = format!(
            "{}: {missing} of {} ids of the gold have no predictions, {foreign} of {} ids of the \
             predictions are not in the gold",
            self.both(),
            gold.len(),
            found.len()
        );
        ensure!(!self.strict_ids, "{complaint}");
        tell(format_args!("warning: {complaint}"));
        Ok(())
    }

    /// Both files: a span or head that fits nothing may be the fault of either.
    fn both(&self) -> String {
        match &self.predictions {
            Some(found) => format!("{} against {}", named(found), named(&self.gold)),
            None => named(&self.gold),
        }
    }
}

/// How many are nested in others.
fn nested<'a>(attributions: impl Iterator<Item = &'a Attribution>) -> usize {
    attributions.filter(|attribution| attribution.parent.is_some()).count()
}

/// The records of `texts`.
fn analyze<'t>(texts: impl Iterator<Item = (&'t str, &'t str)>, layers: &[Layer]) -> Vec<u8> {
    let analyzer = Analyzer::builder().full_syntax(layers.contains(&Layer::Tokens)).build();
    let mut records = Vec::new();
    for (id, text) in texts {
        let header = Header { id: id.to_owned(), ..Header::default() };
        let layers = layers.iter().copied().collect();
        let analysis = analyzer.analyze(text);
        Record::new(header, text, &analysis, layers, OffsetUnit::Char).write_line(&mut records);
    }
    records
}

/// The documents of a folder of brat, by name; the name of each is its id.
fn brat_folder(folder: &Path) -> Result<Vec<Article>> {
    let unreadable =
        |path: &Path, error: io::Error| anyhow!("{}: cannot be read ({error})", path.display());
    let (mut paths, mut texts) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        match path.extension().and_then(|end| end.to_str()) {
            Some("ann") => paths.push(path),
            Some("txt") => texts.push(path.with_extension("ann")),
            _ => {}
        }
    }
    ensure!(!paths.is_empty(), "{}: holds no .ann file of brat", folder.display());
    let lost = texts.iter().find(|path| !paths.contains(path));
    ensure!(
        lost.is_none(),
        "{}: is missing; a text without attributions has an empty one",
        lost.map_or_else(String::new, |path| named(path))
    );
    paths.sort();
    let article = |path: PathBuf| {
        let read = |path: &Path| fs::read_to_string(path).map_err(|error| unreadable(path, error));
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        let (text, annotations) = (read(&path.with_extension("txt"))?, read(&path)?);
        sayso_eval::read_brat(&id, &text, &annotations).with_context(|| named(&path))
    };
    paths.into_iter().map(article).collect()
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    ensure!(!path.is_dir(), "{}: a folder; name one of its files", path.display());
    let file = File::open(path).map_err(|error| {
        anyhow!("{}: cannot be read ({error}); check your rights to it", path.display())
    })?;
    Ok(Box::new(BufReader::new(file)))
}

fn named(path: &Path) -> String {
    path.display().to_string()
}
