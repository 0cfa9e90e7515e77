//! The classifier of sentence boundaries in `sayso-text`.

use std::path::Path;

use anyhow::Result;
use sayso_linear::{Examples, Logistic, LogisticConfig};
use sayso_text::{BOUNDARY_FEATURES, Candidates, Segmentation, SegmentationModel, TokenId};

use crate::data::attributions;
use crate::data::treebank::{self, TreebankDocument};

/// Weights beyond this are cut off when they are stored in a byte.
const LARGEST_WEIGHT: f32 = 4.0;

/// The mean of so many runs is taken, each over another order of the examples: single runs differ by
/// half a point in what they make of mail.
const RUNS: u64 = 8;

pub(crate) fn train(data: &Path) -> Result<()> {
    let mut documents = treebank::read(&data.join("treebank/ewt-train.conllu"))?;
    documents.extend(treebank::read(&data.join("treebank/gum-train.conllu"))?);
    let news = attributions::read(&data.join("attribution/polnear-train.jsonl"))?
        .into_iter()
        .map(|d| d.text);
    let mut examples = Examples::default();
    for document in &documents {
        collect(document, &mut examples);
    }
    for text in news {
        collect_unmarked(&text, &mut examples);
    }
    let boundaries = examples.iter().filter(|(_, class)| *class == 1).count();
    eprintln!("{} candidates, {boundaries} boundaries", examples.len());
    let weights = train_weights(&examples);
    let largest = LARGEST_WEIGHT * RUNS as f32;
    let weights: Vec<u8> = weights
        .iter()
        .map(|w| (w / largest * 127.0).round().clamp(-127.0, 127.0) as i8 as u8)
        .collect();
    let path = Path::new("crates/sayso-text/data/boundaries.bin");
    let weights = weights.as_slice().try_into()?;
    std::fs::write(path, SegmentationModel::to_bytes(weights))?;
    eprintln!("wrote {}", path.display());
    Ok(())
}

/// For each feature, the sum of its weights over all runs.
fn train_weights(examples: &Examples) -> Vec<f32> {
    let mut sums = vec![0f32; BOUNDARY_FEATURES];
    for seed in 1..=RUNS {
        let config = LogisticConfig {
            features: BOUNDARY_FEATURES,
            classes: 2,
            epochs: 20,
            rate: 0.2,
            l2: 5e-3,
            seed,
        };
        let model = Logistic::train(examples, &config);
        let rows = model.weights().chunks_exact(2);
        sums.iter_mut().zip(rows).for_each(|(sum, row)| *sum += row[1] - row[0]);
    }
    sums
}

/// Adds every candidate of `document`, walked with its gold boundaries.
fn collect(document: &TreebankDocument, examples: &mut Examples) {
    let segmentation = Segmentation::of(&document.text);
    let tokens = segmentation.tokens();
    let starts: Vec<u32> = document.sentences.iter().map(|s| s.range.start()).collect();
    let mut features = Vec::new();
    for &paragraph in segmentation.paragraphs() {
        let mut candidates = Candidates::new(&document.text, tokens, paragraph);
        while let Some(gap) = candidates.next_gap(&mut features) {
            // A boundary where a sentence begins after the last token and not after this one.
            let after = tokens.range(TokenId::new(gap - 1)).end();
            let next = starts.partition_point(|&start| start < after);
            let begins =
                starts.get(next).is_some_and(|&s| s <= tokens.range(TokenId::new(gap)).start());
            examples.push(&features, u16::from(begins));
            if begins {
                candidates.begin_sentence(gap);
            }
        }
    }
}

/// Adds the places in news where no sentence ends, as far as spelling alone shows it: before a word in
/// lower case, and after a word without a stop in a paragraph that has stops.
///
/// The treebanks' mail and reviews leave out stops and capitals; edited news does not. Where sentences
/// begin is taken from spelling too: a trained model's opinion would make each training depend on the
/// last one.
fn collect_unmarked(text: &str, examples: &mut Examples) {
    let segmentation = Segmentation::of(text);
    let tokens = segmentation.tokens();
    let word = |i: u32| &text[tokens.range(TokenId::new(i))];
    let mut features = Vec::new();
    for &paragraph in segmentation.paragraphs() {
        let ends_marked = text[tokens.cover(paragraph)].ends_with(['.', '!', '?', '"', '”']);
        let mut candidates = Candidates::new(text, tokens, paragraph);
        while let Some(gap) = candidates.next_gap(&mut features) {
            let lower = word(gap).starts_with(|c: char| c.is_ascii_lowercase());
            let unmarked = word(gap - 1).ends_with(char::is_alphanumeric);
            if lower || unmarked && ends_marked {
                examples.push(&features, 0);
            } else if ends_sentence(gap - 1, paragraph.start(), &word) {
                candidates.begin_sentence(gap);
            }
        }
    }
}

/// Whether a full stop, a question or an exclamation ends with token `last`, marks and brackets after
/// it aside.
fn ends_sentence<'t>(last: u32, first: u32, word: &impl Fn(u32) -> &'t str) -> bool {
    let signs =
        (first..=last).rev().map(word).skip_while(|w| matches!(*w, "\"" | "”" | "’" | "'" | ")"));
    signs.take(1).any(|w| matches!(w.as_bytes()[0], b'.' | b'!' | b'?'))
}
