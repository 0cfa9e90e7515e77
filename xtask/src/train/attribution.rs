//! The models of attribution: cues, roles, reach, and the last judge.
//!
//! What one stage tells the next is always what it says of articles that it has not learned from: the
//! articles are dealt into folds, and each fold is judged by models of the others.

mod cues;
mod gold;
mod judge;
mod measure;
mod rank;
mod reach;
mod roles;

use std::path::Path;

use anyhow::{Context, Result};
use sayso_attribution::learned::{Extractor, KIND};
use sayso_linear::{Table, TableBuilder, write_model};

use gold::Document;
use roles::Roles;

/// The number of folds.
const FOLDS: usize = 5;

pub(crate) fn train(data: &Path) -> Result<()> {
    let path = Path::new("crates/sayso-attribution/data/attribution.model");
    let mut documents = gold::read(&data.join("attribution/polnear-train.jsonl"))?;
    let dev = gold::read(&data.join("attribution/polnear-dev.jsonl"))?;
    note(&format!("{} articles read and parsed", documents.len() + dev.len()));
    let hints = cues::hints(&documents).build();
    let lemmas = Table::read(hints.clone())?;
    let cues = cues::train(&mut documents, &lemmas).build();
    let cues = [hints, cues];
    note("cues learned");
    // Fields without one fold each, to learn how far their results can be trusted.
    let nothing = TableBuilder::new(1).build();
    let unjudged = judge::Judge::default();
    let mut groups = Vec::new();
    let mut first = None;
    for own in 0..FOLDS {
        let roles = roles::train(&documents, |fold| fold != own);
        let reach = reach::train(&documents, |fold| fold != own).build();
        let trial = model(&cues, &roles, &nothing, &reach, &unjudged);
        rank::collect(&documents, own, &Extractor::from_bytes(trial.leak())?, &mut groups);
        first.get_or_insert((roles, reach));
    }
    note("roles learned fold by fold");
    let (roles, reach) = first.context("no folds")?;
    let ranks = rank::train(&groups, |fold| fold != 0).build();
    rank::measure(&groups, 0, &Table::read(ranks.clone())?);
    let trial = model(&cues, &roles, &ranks, &reach, &unjudged);
    let judge = judge::train(&documents, &Extractor::from_bytes(trial.leak())?);
    note("judge learned");
    let ranks = rank::train(&groups, |_| true).build();
    let roles = roles::train(&documents, |_| true);
    let reach = reach::train(&documents, |_| true).build();
    let bytes = model(&cues, &roles, &ranks, &reach, &judge);
    std::fs::write(path, &bytes).with_context(|| format!("{}", path.display()))?;
    note(&format!("wrote {}, {} bytes", path.display(), bytes.len()));
    let learned = Extractor::from_bytes(bytes.leak())?;
    measure::print(&learned, &dev)
}

fn note(what: &str) {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(std::time::Instant::now);
    eprintln!("{:7.1} s  {what}", start.elapsed().as_secs_f32());
}

fn model(
    cues: &[Vec<u8>; 2],
    roles: &Roles,
    ranks: &[u8],
    reach: &[u8],
    judge: &judge::Judge,
) -> Vec<u8> {
    let bytes = |floats: &mut dyn Iterator<Item = f32>| -> Vec<u8> {
        floats.flat_map(f32::to_le_bytes).collect()
    };
    let transitions = bytes(&mut roles.transitions.scores());
    let weights = bytes(&mut judge.weights.iter().copied());
    let least = bytes(&mut std::iter::once(judge.least));
    let [hints, cues] = cues;
    let Roles { tokens, gaps, .. } = roles;
    write_model(KIND, &[hints, cues, tokens, gaps, &transitions, ranks, reach, &weights, &least])
}

/// One feature: its hash, its table, its weights, and how often it was seen.
type FeatureRow = (u64, usize, Vec<f32>, u32);

/// Tables, given by their classes, of the `most` features that matter most: those with large weights that are
/// seen often.
fn tables<const N: usize>(
    classes: [usize; N],
    mut rows: Vec<FeatureRow>,
    most: usize,
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

/// Articles' folds, by place.
fn fold(document: usize) -> usize {
    document % FOLDS
}

/// All documents with their places.
fn numbered(documents: &[Document]) -> impl Iterator<Item = (usize, &Document)> {
    documents.iter().enumerate()
}
