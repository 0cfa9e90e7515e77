//! The gold files, and how each is measured: its texts are analysed, the records scored.
//!
//! Predictions take the way of a user's: through the JSON record and its reader. So the record is what is
//! measured.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sayso::{Analysis, Analyzer, Models, OffsetUnit};
use sayso_entities::Entities;
use sayso_eval::Prediction;
use sayso_record::{Header, Layer, Record};
use sayso_text::Segmentation;

use crate::DataFolders;

/// Source kind, stance and quotation of attributions of `polnear-dev`, without their texts: from the
/// repository's root.
const LABELS: &str = "crates/sayso-eval/data/polnear-dev-fields.jsonl";

/// Names and values, in the order in which they are printed.
type Figures = Vec<(&'static str, f64)>;

/// One gold file.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) gold: PathBuf,
    pub(super) measure: Measure,
}

/// How a gold file is measured.
pub(super) enum Measure {
    /// Without attributions.
    Below(fn(&Path) -> Result<Figures>),
    /// With these models, among them that of attribution.
    Attributions(fn(&Path, &Models) -> Result<Figures>),
}

/// Every part, the lowest layer first.
pub(super) fn all(folders: &DataFolders) -> Vec<Part> {
    let DataFolders { data, gold } = folders;
    vec![
        Part {
            name: "golden-rules",
            gold: gold.join("golden-rules-en.jsonl"),
            measure: Measure::Below(golden_rules),
        },
        Part {
            name: "ewt-dev",
            gold: data.join("treebank/ewt-dev.conllu"),
            measure: Measure::Below(treebank),
        },
        Part {
            name: "gum-dev-entities",
            gold: data.join("treebank/gum-dev.conllu"),
            measure: Measure::Below(super::entities::coreference),
        },
        Part {
            name: "conll2003-dev",
            gold: data.join("ner/conll2003-dev.bio"),
            measure: Measure::Below(names),
        },
        Part {
            name: "uner-ewt-dev",
            gold: data.join("ner/uner-ewt-dev.bio"),
            measure: Measure::Below(names),
        },
        Part {
            name: "crossner-politics-dev",
            gold: data.join("ner/crossner-politics-dev.bio"),
            measure: Measure::Below(names),
        },
        Part {
            name: "re3d-dev",
            gold: data.join("ner/re3d-dev.jsonl"),
            measure: Measure::Below(super::entities::re3d),
        },
        Part {
            name: "values-dev",
            gold: gold.join("values-dev.jsonl"),
            measure: Measure::Below(super::values::measure),
        },
        Part {
            name: "gum-dev",
            gold: data.join("treebank/gum-dev.conllu"),
            measure: Measure::Below(treebank),
        },
        Part {
            name: "polnear-dev",
            gold: data.join("attribution/polnear-dev.jsonl"),
            measure: Measure::Attributions(articles),
        },
        Part {
            name: "polnear-dev-fields",
            gold: data.join("attribution/polnear-dev.jsonl"),
            measure: Measure::Attributions(fields),
        },
        Part {
            name: "polnear-origins",
            gold: data.join("attribution/polnear-train.jsonl"),
            measure: Measure::Below(super::origins::measure),
        },
        Part {
            name: "ecbplus-train",
            gold: gold.join("ecbplus-train.jsonl"),
            measure: Measure::Below(super::identities::measure),
        },
        Part {
            name: "ecbplus-events",
            gold: gold.join("ecbplus-train.jsonl"),
            measure: Measure::Below(super::events::measure),
        },
        Part {
            name: "claims-dev",
            gold: Path::new(super::own_claims::GOLD).join("dev.jsonl"),
            measure: Measure::Below(super::own_claims::measure),
        },
        Part {
            name: "claims-held-back",
            gold: Path::new(super::own_claims::GOLD).join("held-back.jsonl"),
            measure: Measure::Below(super::own_claims::measure),
        },
        Part {
            name: "seed",
            gold: gold.join("seed-gold.jsonl"),
            measure: Measure::Attributions(articles),
        },
    ]
}

fn golden_rules(gold: &Path) -> Result<Figures> {
    let rules = sayso_eval::read_golden_rules(BufReader::new(File::open(gold)?))?;
    let analyzer = Analyzer::new();
    let holding = rules.iter().filter(|rule| {
        let segmentation = analyzer.analyze(&rule.text).segmentation;
        rule.holds(
            segmentation.sentences().iter().map(|&s| &rule.text[segmentation.tokens().cover(s)]),
        )
    });
    Ok(vec![("rules held (count)", holding.count() as f64)])
}

fn treebank(gold: &Path) -> Result<Figures> {
    let gold = sayso_eval::read_treebank(&fs::read_to_string(gold)?)?;
    let texts = gold.iter().map(|d| (d.id.as_str(), d.text.as_str()));
    let found = predict(texts, &[Layer::Sentences, Layer::Tokens], &Models::builtin())?;
    let scores = sayso_eval::score_syntax(&gold, &found)?;
    Ok(scores.rows().to_vec())
}

/// Entities need neither grammar nor attributions: they are found alone, which is a hundred times faster.
fn names(gold: &Path) -> Result<Figures> {
    let gold = sayso_eval::read_names(BufReader::new(File::open(gold)?))?;
    let mut analysis = Analysis::default();
    let mut records = Vec::new();
    for text in &gold {
        analysis.segmentation = Segmentation::of(&text.text);
        analysis.entities = Entities::of(&text.text);
        let header = Header { id: text.id.clone(), ..Header::default() };
        let layers = [Layer::Entities].into_iter().collect();
        Record::new(header, &text.text, &analysis, layers, OffsetUnit::Char)
            .write_line(&mut records);
    }
    let found = sayso_eval::read_predictions(records.as_slice())?;
    let scores = sayso_eval::score_names(&gold, &found);
    Ok(scores.rows().iter().map(|(name, score)| (*name, 100.0 * score.f1)).collect())
}

fn articles(gold: &Path, models: &Models) -> Result<Figures> {
    let gold = sayso_eval::read_articles(BufReader::new(File::open(gold)?))?;
    let texts = gold.iter().map(|a| (a.id.as_str(), a.text.as_str()));
    let found = predict(texts, &[Layer::Attributions], models)?;
    let scores = sayso_eval::score_attributions(&gold, &found)?;
    Ok(scores.rows().iter().map(|(name, score)| (*name, 100.0 * score.f1)).collect())
}

fn fields(gold: &Path, models: &Models) -> Result<Figures> {
    let labels = File::open(LABELS).with_context(|| format!("{LABELS}: cannot be read"))?;
    let labels = sayso_eval::read_labels(BufReader::new(labels))?;
    let gold = sayso_eval::read_articles(BufReader::new(File::open(gold)?))?;
    let texts = gold.iter().map(|a| (a.id.as_str(), a.text.as_str()));
    let found = predict(texts, &[Layer::Attributions], models)?;
    let scores = sayso_eval::score_fields(&labels, &gold, &found)?;
    let mut figures = vec![("matched (count)", scores.matched as f64)];
    figures.extend(scores.rows().map(|(name, share)| (name, 100.0 * share.value())));
    Ok(figures)
}

fn predict<'t>(
    texts: impl Iterator<Item = (&'t str, &'t str)>,
    layers: &[Layer],
    models: &Models,
) -> Result<HashMap<String, Prediction>> {
    let analyzer = Analyzer::builder()
        .models(models.clone())
        .full_syntax(layers.contains(&Layer::Tokens))
        .build();
    let mut records = Vec::new();
    for (id, text) in texts {
        let header = Header { id: id.to_owned(), ..Header::default() };
        let layers = layers.iter().copied().collect();
        let analysis = analyzer.analyze(text);
        Record::new(header, text, &analysis, layers, OffsetUnit::Char).write_line(&mut records);
    }
    Ok(sayso_eval::read_predictions(records.as_slice())?)
}
