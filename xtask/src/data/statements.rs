//! What is said in annotated articles, as claims are made of it.

use std::path::Path;
use std::{fs, io};

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use sayso::{Analyzer, OffsetUnit};
use sayso_claims::Statement;
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

/// An annotated content of the articles in the repository.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content<'t> {
    pub(crate) document: &'t str,
    pub(crate) claim: &'t str,
    span: (u32, u32),
}

impl<'t> Content<'t> {
    /// Reads a line of `claims.tsv`.
    pub(crate) fn read(line: &'t str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[document, claim, _, _, from, to, _] = fields.as_slice() else { return None };
        Some(Self { document, claim, span: (from.parse().ok()?, to.parse().ok()?) })
    }

    /// Whether it is mostly what a statement says.
    pub(crate) fn is(&self, statement: &Statement) -> bool {
        *statement.document == *self.document && is_mostly(statement, self.span)
    }
}

/// Whether a statement and a stretch are mostly the same.
pub(crate) fn is_mostly(statement: &Statement, (from, to): (u32, u32)) -> bool {
    let (start, end) = statement.span;
    let both = end.min(to).saturating_sub(start.max(from));
    2 * both >= end.max(to) - start.min(from)
}

impl Article {
    /// The text between two places.
    pub(crate) fn within(&self, start: u32, end: u32) -> String {
        let (start, end) = (start as usize, end as usize);
        self.text.chars().skip(start).take(end - start).collect()
    }
}

/// Reads articles, one JSON object a line.
pub(crate) fn read(path: impl AsRef<Path>) -> Result<Vec<Article>> {
    let path = path.as_ref();
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| format!("{shown}: cannot be read"))?;
    let lines = match path.extension().is_some_and(|end| end == "gz") {
        true => io::read_to_string(MultiGzDecoder::new(bytes.as_slice())),
        false => io::read_to_string(bytes.as_slice()),
    };
    let lines = lines.with_context(|| format!("{shown}: cannot be read"))?;
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
