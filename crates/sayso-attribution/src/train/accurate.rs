//! Calibration of the accurate finder, on articles that its encoder has not learned from.

use sayso_encoder::EncoderModel;
use sayso_linear::ModelError;

use super::confidence::{self, COUNT, Calibration, fit, is_right, rate};
use super::{AnnotatedArticle, FOLDS, Progress, fold, gold};
use crate::finders;
use crate::finders::FinderScratch;
use crate::finders::encoder::EncoderFinder;

/// What the attribution keeps with an encoder: the weights of its confidence, then the least confidence.
///
/// # Errors
/// If `model` is no model of an encoder.
pub fn calibrate(
    model: Vec<u8>,
    articles: &[AnnotatedArticle],
    note: Progress<'_>,
) -> Result<Vec<f32>, ModelError> {
    let finder = EncoderFinder::new(EncoderModel::from_bytes(model)?, finders::fast()?)?;
    let documents = gold::read(articles);
    note(&format!("{} articles parsed", documents.len()));
    let mut scratch = FinderScratch::default();
    let mut examples: [Vec<([f32; COUNT], bool)>; FOLDS] = Default::default();
    for (at, document) in documents.iter().enumerate() {
        for candidate in finder.candidates(document.view(), &mut scratch, None) {
            let right = is_right(document, &candidate);
            examples[fold(at)].push((candidate.features.to_array(), right));
        }
    }
    // How far confidences can be trusted is measured on articles that they were not learned from.
    let mut rated = Vec::new();
    for own in 0..FOLDS {
        let others = examples.iter().enumerate().filter(|(fold, _)| *fold != own);
        let weights = fit(&others.flat_map(|(_, e)| e.iter().copied()).collect::<Vec<_>>());
        rated.extend(examples[own].iter().map(|(x, right)| (rate(&weights, x), *right)));
    }
    note(&format!("calibration error on articles of other folds {:.4}", error(&rated)));
    let all = examples.concat();
    let gold_count = documents.iter().map(|document| document.gold.len()).sum();
    let Calibration { mut weights, min_confidence } = confidence::calibrate(&all, gold_count, note);
    weights.push(min_confidence);
    Ok(weights)
}

/// The expected calibration error, in ten bins.
fn error(rated: &[(f32, bool)]) -> f32 {
    let mut bins = [(0.0, 0.0); 10];
    for &(confidence, right) in rated {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        bin.0 += confidence;
        bin.1 += f32::from(right);
    }
    bins.iter().map(|(sum, right)| (sum - right).abs()).sum::<f32>() / rated.len().max(1) as f32
}
