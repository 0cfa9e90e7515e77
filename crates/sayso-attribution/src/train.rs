//! Training the linear models: seeded, in one thread, the same bytes each time.
//!
//! What one step passes to the next is always what it says of articles that it has not learned from: the articles are
//! dealt into folds, and each fold is scored by models of the others.

mod accurate;
mod confidence;
mod cues;
mod extent;
mod gold;
mod labels;
mod rerank;

use std::borrow::Cow;

use sayso_linear::{ModelError, ModelFile, TableBuilder, WeightTable};
use sayso_text::TextRange;

pub use self::accurate::calibrate;
use self::confidence::Calibration;
use self::gold::GoldDocument;
use self::labels::Labels;
use crate::finders::linear::LinearFinder;
use crate::finders::linear::model::{KIND, SCHEMA};

/// The number of folds.
const FOLDS: usize = 5;
/// How often each annotated article is learned from where others were labelled by a model.
const GOLD_COPIES: usize = 3;
/// How many features the tables of cues and of labels keep.
const MOST_FEATURES: usize = 300_000;

/// Hears how the training goes.
pub type Progress<'p> = &'p dyn Fn(&str);

/// An article with the attributions that people found in it.
#[derive(Clone, Debug, Default)]
pub struct AnnotatedArticle {
    /// The text.
    pub text: String,
    /// Who said what.
    pub attributions: Vec<AnnotatedAttribution>,
    /// Whether another model found them. Such articles are learned from, but never calibrated on.
    pub silver: bool,
}

/// One attribution; each part is a list because it can be in pieces.
#[derive(Clone, Debug, Default)]
pub struct AnnotatedAttribution {
    /// Who; empty where nobody is named.
    pub source: Vec<TextRange>,
    /// The words that mark it.
    pub cue: Vec<TextRange>,
    /// What is ascribed.
    pub content: Vec<TextRange>,
}

/// Trains on `articles` and gives the bytes of a model file.
///
/// # Errors
/// If a model of one fold, written a moment before, cannot be read back.
pub fn train(articles: &[AnnotatedArticle], note: Progress<'_>) -> Result<Vec<u8>, ModelError> {
    let mut documents = gold::read(articles);
    note(&format!("{} articles parsed", documents.len()));
    let hints = cues::hints(&documents, note).build();
    let lemmas = WeightTable::read(hints.clone())?;
    let cues = cues::train(&mut documents, &lemmas, note).build();
    let cues = [hints, cues];
    note("cues learned");
    // Fields without one fold each, to learn how far their results can be trusted.
    let nothing = TableBuilder::new(1).build();
    let uncalibrated = Calibration::default();
    let mut groups = Vec::new();
    let mut folds = Vec::new();
    for own in 0..FOLDS {
        let labels = labels::train(&documents, |fold| fold != own, note);
        let extent = extent::train(&documents, |fold| fold != own, note).build();
        let trial = model(&cues, &labels, &nothing, &extent, &uncalibrated);
        let finder = LinearFinder::from_bytes(Cow::Owned(trial))?;
        rerank::collect(&documents, own, &finder, &mut groups);
        folds.push((labels, extent));
    }
    note("labels learned fold by fold");
    let mut candidates = confidence::Candidates::default();
    for (own, (labels, extent)) in folds.iter().enumerate() {
        let rerank = rerank::train(&groups, |fold| fold != own, note).build();
        rerank::measure(&groups, own, &WeightTable::read(rerank.clone())?, note);
        let trial = model(&cues, labels, &rerank, extent, &uncalibrated);
        let finder = LinearFinder::from_bytes(Cow::Owned(trial))?;
        candidates.collect(&documents, own, &finder);
    }
    let calibration = candidates.calibrate(note);
    note("confidence calibrated");
    let rerank = rerank::train(&groups, |_| true, note).build();
    let labels = labels::train(&documents, |_| true, note);
    let extent = extent::train(&documents, |_| true, note).build();
    Ok(model(&cues, &labels, &rerank, &extent, &calibration))
}

fn model(
    cues: &[Vec<u8>; 2],
    labels: &Labels,
    rerank: &[u8],
    extent: &[u8],
    calibration: &Calibration,
) -> Vec<u8> {
    let bytes = |floats: &mut dyn Iterator<Item = f32>| -> Vec<u8> {
        floats.flat_map(f32::to_le_bytes).collect()
    };
    let transitions = bytes(&mut labels.transitions.scores());
    let weights = bytes(&mut calibration.weights.iter().copied());
    let threshold = bytes(&mut std::iter::once(calibration.min_confidence));
    let [hints, cues] = cues;
    let Labels { tokens, gaps, .. } = labels;
    let sections: [&[u8]; 9] =
        [hints, cues, tokens, gaps, &transitions, rerank, extent, &weights, &threshold];
    ModelFile::write(KIND, SCHEMA, &sections)
}

/// One feature: its hash, its table, its weights, and how often it was seen.
type FeatureRow = (u64, usize, Vec<f32>, u32);

/// Tables, given by their classes, of the `most` features that matter most: those with large weights that are
/// seen often.
fn tables<const N: usize>(
    classes: [usize; N],
    mut rows: Vec<FeatureRow>,
    most: usize,
    note: Progress<'_>,
) -> [TableBuilder; N] {
    let weight = |row: &FeatureRow| {
        let largest = row.2.iter().fold(0f32, |most, w| most.max(w.abs()));
        largest * (row.3 as f32).powf(0.5)
    };
    rows.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.0.cmp(&b.0)));
    note(&format!("{} of {} features kept", most.min(rows.len()), rows.len()));
    rows.truncate(most);
    let mut builders = classes.map(TableBuilder::new);
    for (feature, table, weights, _) in rows {
        let row: Vec<(u8, f32)> = weights
            .iter()
            .enumerate()
            .filter(|(_, w)| w.abs() > 0.02)
            .map(|(class, &w)| (class as u8, w))
            .collect();
        builders[table].push(feature, &row);
    }
    builders
}

/// How often an article is learned from: what people say counts more.
fn copies(document: &GoldDocument) -> usize {
    if document.silver { 1 } else { GOLD_COPIES }
}

/// Articles' folds, by place.
fn fold(document: usize) -> usize {
    document % FOLDS
}

/// All documents with their places.
fn numbered(documents: &[GoldDocument]) -> impl Iterator<Item = (usize, &GoldDocument)> {
    documents.iter().enumerate()
}
