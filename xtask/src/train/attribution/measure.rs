//! What the models achieve.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;
use sayso::{Boilerplate, Entities, QuotationType};
use sayso_attribution::learned::{Extractor, Input, Scratch};
use sayso_eval::{Prediction, Score};

use super::gold::{self, Document};
use super::judge;

/// How well the documents' probabilities tell heads of cues.
pub(super) fn cues(documents: &[Document]) {
    for least in [0.3, 0.4, 0.5] {
        let (mut right, mut predicted, mut all) = (0, 0, 0);
        for document in documents {
            let heads: BTreeSet<u32> = document.gold.iter().filter_map(|g| g.head).collect();
            let found = document.probabilities.iter().enumerate();
            let found: BTreeSet<u32> =
                found.filter(|(_, p)| **p >= least).map(|(t, _)| t as u32).collect();
            right += heads.intersection(&found).count();
            predicted += found.len();
            all += heads.len();
        }
        super::note(&format!("cues {least}: {}", Score::from_counts(right, predicted, all)));
    }
}

/// Prints the scores of `extractor` on `documents`.
pub(super) fn print(extractor: &Extractor, documents: &[Document]) -> Result<()> {
    let mut scratch = Scratch::default();
    let mut found = HashMap::new();
    let mut articles = Vec::new();
    let mut rated = Vec::new();
    let (mut direct, mut speakers) = (0, 0);
    let (mut inner, mut floating, mut floating_right) = (0, 0, 0);
    let start = std::time::Instant::now();
    for document in documents {
        let Document { article, segmentation, syntax, .. } = document;
        let input = Input {
            text: &article.text,
            segmentation,
            syntax,
            entities: &Entities::default(),
            boilerplate: &Boilerplate::find(&article.text, segmentation),
            cues: None,
        };
        let attributions = extractor.extract(input, &mut scratch);
        let map = gold::map(document);
        let mut prediction = Prediction::default();
        prediction.id.clone_from(&article.id);
        prediction.attributions =
            attributions.iter().map(|attribution| gold::in_chars(&map, attribution)).collect();
        for attribution in attributions.iter().filter(|a| a.continues.is_some()) {
            floating += 1;
            floating_right += usize::from(judge::goes_on(document, attribution));
        }
        let own = attributions.iter().filter(|a| a.parent.is_none() && a.continues.is_none());
        for attribution in own {
            let (content, source) = judge::best_overlap(document, attribution);
            let right = content >= 0.5 && source >= 0.5;
            rated.push((attribution.confidence, right));
            if attribution.content.quotation == QuotationType::Direct && content >= 0.5 {
                direct += 1;
                speakers += usize::from(right);
            }
        }
        inner += attributions.iter().filter(|a| a.parent.is_some()).count();
        found.insert(article.id.clone(), prediction);
        articles.push(article.clone());
    }
    super::note(&format!("{:.3} s for extraction", start.elapsed().as_secs_f32()));
    let scores = sayso_eval::score_attributions(&articles, &found)?;
    for (name, score) in scores.rows() {
        eprintln!("{name:<20} {score}");
    }
    eprintln!("{inner} inner ones; direct quotations: speaker of {speakers} in {direct} right");
    eprintln!("{floating} without a cue near, {floating_right} with the right source");
    reliability(&rated);
    Ok(())
}

/// Prints how often attributions of each confidence are right, and the expected calibration error.
fn reliability(rated: &[(f32, bool)]) {
    let mut error = 0.0;
    for bin in 0..10 {
        let (from, to) = (bin as f32 / 10.0, (bin + 1) as f32 / 10.0);
        let inside = rated.iter().filter(|(c, _)| *c >= from && (*c < to || bin == 9 && *c <= to));
        let (mut n, mut confidence, mut right) = (0, 0.0, 0);
        for (c, is_right) in inside {
            n += 1;
            confidence += c;
            right += usize::from(*is_right);
        }
        if n > 0 {
            let (mean, share) = (confidence / n as f32, right as f32 / n as f32);
            error += (mean - share).abs() * n as f32 / rated.len() as f32;
            eprintln!("confidence {from:.1} to {to:.1}: {n:5} mean {mean:.3} right {share:.3}");
        }
    }
    eprintln!("expected calibration error {error:.4}");
}
