//! What the models achieve.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;
use sayso::QuotationType;
use sayso_attribution::learned::{Extractor, Scratch};
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
    let mut inner = 0;
    let start = std::time::Instant::now();
    for document in documents {
        let Document { article, layout, syntax, .. } = document;
        let attributions = extractor.extract(&article.text, layout, syntax, &mut scratch);
        let map = gold::map(document);
        let mut prediction = Prediction::default();
        prediction.id.clone_from(&article.id);
        prediction.attributions =
            attributions.iter().map(|attribution| gold::in_chars(&map, attribution)).collect();
        for attribution in attributions.iter().filter(|a| a.parent.is_none()) {
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
    if let Ok(path) = std::env::var("ATTR_DUMP") {
        dump(&path, &articles, &found)?;
    }
    let scores = sayso_eval::score_attributions(&articles, &found)?;
    for (name, score) in scores.rows() {
        eprintln!("{name:<20} {score}");
    }
    eprintln!("{inner} inner ones; direct quotations: speaker of {speakers} in {direct} right");
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

// DEVELOPMENT ONLY
fn dump(
    path: &str,
    articles: &[sayso_eval::Article],
    found: &HashMap<String, Prediction>,
) -> Result<()> {
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for article in articles {
        let list: Vec<serde_json::Value> = found[&article.id]
            .attributions
            .iter()
            .map(|a| serde_json::json!({"source": a.source, "cue": a.cue, "content": a.content}))
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": article.id, "attributions": list}))?;
    }
    Ok(())
}

// DEVELOPMENT ONLY
pub(super) fn trial(learned: &Extractor, documents: &[Document]) {
    use super::judge::overlaps;
    let mut scratch = Scratch::default();
    let (mut all, mut loose, mut strict, mut content, mut source) = (0, 0, 0, 0, 0);
    let (mut none, mut nosource) = (0, 0);
    for (_, document) in super::numbered(documents).filter(|(d, _)| super::fold(*d) == 0) {
        scratch.graph.clone_from(&document.graph);
        scratch.probabilities.clone_from(&document.probabilities);
        for gold in &document.gold {
            all += 1;
            let Some(head) = gold.head else { continue };
            let proposal = learned.proposal(head, &mut scratch);
            let (c, s) = overlaps(document, gold, &proposal);
            loose += usize::from(c >= 0.5 && s >= 0.5);
            strict += usize::from(c == 1.0 && s == 1.0);
            content += usize::from(c == 1.0);
            source += usize::from(s == 1.0);
            none += usize::from(proposal.content.is_empty());
            nosource += usize::from(proposal.source.is_empty());
        }
    }
    let share = |n: usize| n as f64 / all as f64;
    super::note(&format!(
        "GOLD CUES: loose {:.4} strict {:.4} content {:.4} source {:.4}  (no content {none}, no source {nosource}, of {all})",
        share(loose),
        share(strict),
        share(content),
        share(source)
    ));
}
