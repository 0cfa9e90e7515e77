//! What is said in annotated articles, as claims are made of it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Header, Layers, Meta, Record};
use sayso_report::{Aggregate, DocumentCounter, ReportOptions};
use serde::Deserialize;

/// An article; annotations are for those who know their form.
#[derive(Debug, Deserialize)]
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) publisher: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    /// Of ECB+: where a mention begins, where it ends, its type, its chain.
    #[serde(default)]
    pub(crate) mentions: Vec<(u32, u32, String, String)>,
}

/// Reads articles, one JSON object a line.
pub(crate) fn read(path: impl AsRef<Path>) -> Result<Vec<Article>> {
    let path = path.as_ref();
    let shown = path.display();
    let lines = fs::read_to_string(path).with_context(|| format!("{shown}: cannot be read"))?;
    let article = |(at, line)| {
        serde_json::from_str(line).with_context(|| format!("{shown}:{}: no article", at + 1))
    };
    lines.lines().enumerate().map(article).collect()
}

/// Analyses articles; offsets count characters.
pub(crate) fn aggregate(articles: &[Article]) -> Result<Aggregate> {
    let analyzer = Analyzer::new();
    let mut aggregate = Aggregate::new(ReportOptions::default());
    let mut counter = DocumentCounter::new(ReportOptions::default());
    for Article { id, publisher, date, title, text, .. } in articles {
        let (publisher, date, title) = (publisher.clone(), date.clone(), title.clone());
        let meta = Meta { publisher, date, title, ..Meta::default() };
        let header = Header { id: id.clone(), meta, ..Header::default() };
        let analysis = analyzer.analyze(text);
        let record = Record::new(header, text, &analysis, Layers::default(), OffsetUnit::Char);
        aggregate.take(counter.count(&record)?);
    }
    Ok(aggregate)
}

/// The events of ECB+ within a span, in order: where each begins and ends, and its chain.
pub(crate) fn events(article: &Article, span: (u32, u32)) -> Vec<(u32, u32, &str)> {
    let mut within: Vec<(u32, u32, &str)> = article
        .mentions
        .iter()
        .filter(|(start, end, kind, _)| kind == "ACT" && span.0 <= *start && *end <= span.1)
        .map(|(start, end, _, chain)| (*start, *end, chain.as_str()))
        .collect();
    within.sort_unstable();
    within
}
