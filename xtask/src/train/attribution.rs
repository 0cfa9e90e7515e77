//! The model of attribution, from annotated articles, and what it achieves on others.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use sayso::{Analyzer, AttributionModel, Models, OffsetMap, OffsetUnit, TextRange};
use sayso_attribution::train::{AnnotatedArticle, AnnotatedAttribution};
use sayso_eval::{Article, Prediction, Span};

pub(crate) fn train(data: &Path) -> Result<()> {
    let path = Path::new("crates/sayso-attribution/data/attribution.model");
    let articles = read(&data.join("attribution/polnear-train.jsonl"))?;
    let dev = read(&data.join("attribution/polnear-dev.jsonl"))?;
    let start = Instant::now();
    let note = |what: &str| eprintln!("{:7.1} s  {what}", start.elapsed().as_secs_f32());
    let mut annotated: Vec<AnnotatedArticle> =
        articles.iter().map(|article| annotate(article, false)).collect();
    let silver = read(&data.join("attribution/silver.jsonl.gz"))?;
    annotated.extend(silver.iter().map(|article| annotate(article, true)));
    drop(silver);
    let bytes = sayso_attribution::train::train(&annotated, &note)?;
    std::fs::write(path, &bytes).with_context(|| format!("{}", path.display()))?;
    note(&format!("wrote {}, {} bytes", path.display(), bytes.len()));
    let models = Models::builtin().with_attribution(AttributionModel::from_bytes(bytes)?);
    measure(&Analyzer::builder().models(models).build(), &dev)
}

pub(super) fn read(path: &Path) -> Result<Vec<Article>> {
    let file = File::open(path).with_context(|| format!("{}", path.display()))?;
    let reader: Box<dyn BufRead> = match path.extension().is_some_and(|end| end == "gz") {
        true => Box::new(BufReader::new(MultiGzDecoder::new(file))),
        false => Box::new(BufReader::new(file)),
    };
    sayso_eval::read_articles(reader).with_context(|| format!("{}", path.display()))
}

/// The same article with spans in bytes.
pub(super) fn annotate(article: &Article, silver: bool) -> AnnotatedArticle {
    let bytes: Vec<u32> = article.text.char_indices().map(|(at, _)| at as u32).collect();
    let byte = |at: u32| bytes.get(at as usize).copied().unwrap_or(article.text.len() as u32);
    let spans = |spans: &[Span]| -> Vec<TextRange> {
        let range = |&(start, end): &Span| TextRange::new(byte(start), byte(end).max(byte(start)));
        spans.iter().map(range).collect()
    };
    let attribution = |a: &sayso_eval::Attribution| AnnotatedAttribution {
        source: spans(&a.source),
        cue: spans(&a.cue),
        content: spans(&a.content),
    };
    AnnotatedArticle {
        text: article.text.clone(),
        attributions: article.attributions.iter().map(attribution).collect(),
        silver,
    }
}

/// Prints the scores of `analyzer` on `articles`, and how far its confidences can be trusted.
fn measure(analyzer: &Analyzer, articles: &[Article]) -> Result<()> {
    let mut found = HashMap::new();
    let mut rated = Vec::new();
    for article in articles {
        let analysis = analyzer.analyze(article.text.as_str());
        let map = OffsetMap::new(&article.text, OffsetUnit::Char);
        let spans = |ranges: &[TextRange]| {
            ranges.iter().map(|range| (map.get(range.start()), map.get(range.end()))).collect()
        };
        let attributions = analysis.attributions.iter().map(|a| sayso_eval::Attribution {
            source: spans(&a.source.spans),
            cue: spans(&a.cue.spans),
            content: spans(&a.content.spans),
            parent: a.parent,
            ..sayso_eval::Attribution::default()
        });
        let attributions: Vec<sayso_eval::Attribution> = attributions.collect();
        let own = attributions.iter().zip(&analysis.attributions);
        for (attribution, found) in own.filter(|(a, _)| a.parent.is_none()) {
            let right = article.attributions.iter().any(|gold| {
                overlap(&gold.content, &attribution.content) >= 0.5
                    && overlap(&gold.source, &attribution.source) >= 0.5
            });
            rated.push((found.confidence, right));
        }
        let mut prediction = Prediction::default();
        prediction.id.clone_from(&article.id);
        prediction.attributions = attributions;
        found.insert(article.id.clone(), prediction);
    }
    let scores = sayso_eval::score_attributions(articles, &found)?;
    for (name, score) in scores.rows() {
        eprintln!("{name:<20} {score}");
    }
    reliability(&rated);
    Ok(())
}

/// The Jaccard index of two lists of spans, in code points; 1 where both are empty.
fn overlap(a: &[Span], b: &[Span]) -> f32 {
    let size = |spans: &[Span]| spans.iter().map(|(start, end)| end - start).sum::<u32>();
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    let shared: u32 = pairs.map(|(a, b)| a.1.min(b.1).saturating_sub(a.0.max(b.0))).sum();
    match size(a) + size(b) {
        0 => 1.0,
        all => shared as f32 / (all - shared) as f32,
    }
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
