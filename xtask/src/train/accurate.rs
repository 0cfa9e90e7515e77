//! The accurate model: the weights that `training/accurate` learned, in 8 bits.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use safetensors::{Dtype, SafeTensors};
use sayso::{OffsetMap, OffsetUnit};
use sayso_encoder::{EncoderModel, EncoderScratch, Reading};
use serde::Deserialize;

use super::attribution;

pub(crate) const MODEL: &str = "crates/sayso-encoder/data/accurate.model";
/// More does not belong in a program and a package.
const LARGEST: usize = 30_000_000;

pub(super) fn convert(weights: &Path, vocab: &Path, data: &Path, out: &Path) -> Result<()> {
    let read = |path: &Path| fs::read(path).with_context(|| format!("{}", path.display()));
    let vocabulary = String::from_utf8(read(vocab)?)?;
    let bytes = read(weights)?;
    let tensors = SafeTensors::deserialize(&bytes)?;
    let mut tensor = |name: &str| -> Option<Vec<f32>> {
        let tensor = tensors.tensor(name).ok().filter(|tensor| tensor.dtype() == Dtype::F32)?;
        Some(tensor.data().as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    };
    let mut model = |extra: &[f32]| {
        sayso_encoder::convert::convert(&vocabulary, &mut tensor, extra)
            .map_err(|name| anyhow!("{}: no tensor {name} of the right size", weights.display()))
    };
    let dev = attribution::read(&data.join("attribution/polnear-dev.jsonl"))?;
    let annotated: Vec<_> =
        dev.iter().map(|article| attribution::annotate(article, false)).collect();
    let note = |what: &str| eprintln!("{what}");
    let extra = sayso_attribution::train::calibrate(model(&[])?, &annotated, &note)?;
    let model = model(&extra)?;
    ensure!(model.len() <= LARGEST, "the model has {} bytes", model.len());
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(out, &model).with_context(|| format!("{}", out.display()))?;
    eprintln!("wrote {}, {} bytes", out.display(), model.len());
    Ok(())
}

/// What the training computed.
#[derive(Debug, Deserialize)]
struct Reference {
    documents: Vec<Document>,
}

#[derive(Debug, Deserialize)]
struct Document {
    text: String,
    ids: Vec<u32>,
    offsets: Vec<(u32, u32)>,
    windows: Vec<Window>,
    marked: Vec<Marked>,
}

#[derive(Debug, Deserialize)]
struct Window {
    start: usize,
    from: usize,
    to: usize,
    cue_logits: Vec<[f32; 3]>,
}

#[derive(Debug, Deserialize)]
struct Marked {
    cue: (usize, usize),
    first_piece: usize,
    label_logits: Vec<[f32; 3]>,
}

/// The largest and the mean difference of probabilities, and how often another class is the most probable.
#[derive(Debug, Default)]
struct Difference {
    most: f32,
    sum: f32,
    count: usize,
    other: usize,
}

impl Difference {
    fn add(&mut self, wanted: [f32; 3], found: [f32; 3]) {
        let largest = |p: [f32; 3]| (0..3).max_by(|&a, &b| p[a].total_cmp(&p[b]));
        let difference =
            wanted.iter().zip(found).fold(0f32, |most, (a, b)| most.max((a - b).abs()));
        self.most = self.most.max(difference);
        self.sum += difference;
        self.count += 1;
        self.other += usize::from(largest(wanted) != largest(found));
    }

    fn print(&self, what: &str) {
        let mean = self.sum / self.count.max(1) as f32;
        let Self { most, count, other, .. } = self;
        eprintln!(
            "{what}: {count} pieces, difference {mean:.4} in the mean, {most:.4} at most, {other} other"
        );
    }
}

/// Compares what the model makes of a few texts with what the weights made of them before they had 8 bits.
pub(super) fn compare(model: &Path, reference: &Path) -> Result<()> {
    let reference: Reference = serde_json::from_slice(&fs::read(reference)?)?;
    let model = EncoderModel::from_bytes(fs::read(model)?)?;
    let (mut scratch, mut reading) = (EncoderScratch::default(), Reading::default());
    let (mut tags, mut labels) = (Difference::default(), Difference::default());
    for document in &reference.documents {
        model.annotate(&document.text, &[], &mut scratch, &mut reading);
        let map = OffsetMap::new(&document.text, OffsetUnit::Char);
        let offset = |at: u32| map.get(at);
        let pieces = reading.pieces().iter();
        let found: Vec<(u32, (u32, u32))> = pieces
            .map(|piece| (piece.id, (offset(piece.range.start()), offset(piece.range.end()))))
            .collect();
        let wanted = document.ids.iter().copied().zip(document.offsets.iter().copied());
        ensure!(found.iter().copied().eq(wanted), "other pieces of {:?}", document.text);
        for window in &document.windows {
            for piece in window.from..window.to {
                let wanted = softmax(window.cue_logits[piece - window.start]);
                tags.add(wanted, reading.tags()[piece].map(f32::exp));
            }
        }
        for marked in &document.marked {
            let same = |cue: &sayso_encoder::CueReading<'_>| {
                (cue.pieces, cue.from) == (marked.cue, marked.first_piece)
            };
            let Some(cue) = reading.cues().find(same) else {
                eprintln!("no cue at pieces {:?}", marked.cue);
                continue;
            };
            ensure!(cue.labels.len() == marked.label_logits.len(), "{:?}", marked.cue);
            for (wanted, found) in marked.label_logits.iter().zip(cue.labels) {
                labels.add(softmax(*wanted), found.map(f32::exp));
            }
        }
    }
    tags.print("cues");
    labels.print("labels");
    Ok(())
}

fn softmax(mut scores: [f32; 3]) -> [f32; 3] {
    sayso_linear::softmax(&mut scores);
    scores
}
