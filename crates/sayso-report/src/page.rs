//! One page that holds a whole report: charts, tables, and the sentences behind every number.
//!
//! The page is one file. It contains its data as JSON, its script turns them into what is seen, and its content
//! security policy allows nothing else: no requests, no other scripts, no forms, no markup from strings. Articles are
//! written as they come; only names stay in memory, not the texts.

mod article;
mod json;
mod names;
mod pool;

use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sayso::{QuotationType, SourceKind, Stance};
use sayso_record::Record;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::heavy_hitters::NOT_SAID;
use crate::reader::Reader;
use crate::{CountError, DocumentStatistics, Identities, Report, ReportTable};
use article::Keep;
use names::Names;

/// What a page is called and how much it carries.
#[derive(Clone, Debug)]
pub struct PageOptions {
    /// The heading.
    pub title: String,
    /// How many articles, from the first, have their whole text on the page.
    pub texts: u64,
    /// How many have at least the sentences with attributions. The others have numbers only; numbers are always
    /// complete.
    pub sentences: u64,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self { title: "Who said what".to_owned(), texts: 2_000, sentences: 20_000 }
    }
}

/// A page that is being written.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_report::{DocumentCounter, Aggregate, ReportOptions};
/// use sayso_record::{Header, Layer, Record};
/// use sayso_report::{Page, PageOptions};
///
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let analysis = Analyzer::new().analyze(text);
/// let layers = Layer::ALL.into_iter().collect();
/// let header = Header { id: "wire-1".into(), ..Header::default() };
/// let record = Record::new(header, text, &analysis, layers, OffsetUnit::Char);
///
/// let mut page = Page::begin(Vec::new(), PageOptions::default()).unwrap();
/// let mut aggregate = Aggregate::new(ReportOptions::default());
/// let statistics = DocumentCounter::new(ReportOptions::default()).count(&record).unwrap();
/// page.add(&record, &statistics).unwrap();
/// aggregate.take(statistics);
/// let (report, identities) = (aggregate.finish(), aggregate.identities());
/// let html = String::from_utf8(page.finish(&report, &identities).unwrap()).unwrap();
/// assert!(html.starts_with("<!doctype html>"));
/// assert!(html.contains("Andrey Kovalenko"));
/// ```
#[derive(Debug)]
pub struct Page<W> {
    out: W,
    options: PageOptions,
    articles: u64,
    names: Names,
}

/// Why an article cannot be put on a page.
///
/// ```
/// use sayso_report::{PageError, CountError};
///
/// let error = PageError::from(CountError::Layer { id: "wire-1".into(), layer: "text" });
/// assert!(error.to_string().starts_with("wire-1: the record has no text"));
/// ```
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The record lacks something.
    #[error(transparent)]
    Record(#[from] CountError),
    /// The page cannot be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

impl<W: Write> Page<W> {
    /// Writes the head of the page to `out`.
    pub fn begin(mut out: W, options: PageOptions) -> io::Result<Self> {
        let title = escaped(&options.title);
        write!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"generator\" content=\"Sayso {}\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            policy(),
            env!("CARGO_PKG_VERSION"),
        )?;
        let (before, behind) = SKELETON.split_once("<!--title-->").expect("a place for the title");
        let (between, behind) = behind.split_once("<!--version-->").expect("one for the version");
        write!(out, "{before}{title}{between}{}{behind}", env!("CARGO_PKG_VERSION"))?;
        out.write_all(b"<script type=\"application/json\" id=\"data\">{\"kinds\":")?;
        let kinds = SourceKind::ALL.iter().map(|kind| kind.as_str());
        let stances = Stance::ALL.iter().map(|stance| stance.as_str()).chain([NOT_SAID]);
        let quotations = QuotationType::ALL.iter().map(|quotation| quotation.as_str());
        json::write(&mut out, &kinds.collect::<Vec<_>>())?;
        out.write_all(b",\"stances\":")?;
        json::write(&mut out, &stances.collect::<Vec<_>>())?;
        out.write_all(b",\"quotations\":")?;
        json::write(&mut out, &quotations.collect::<Vec<_>>())?;
        out.write_all(b",\"articles\":[")?;
        Ok(Self { out, options, articles: 0, names: Names::default() })
    }

    /// Writes an article: its record, and the statistics of that.
    pub fn add(
        &mut self,
        record: &Record,
        statistics: &DocumentStatistics,
    ) -> Result<(), PageError> {
        let reader = Reader::new(record)?;
        let keep = match self.articles {
            n if n < self.options.texts => Keep::Whole,
            n if n < self.options.sentences => Keep::Sentences,
            _ => Keep::Nothing,
        };
        let article = article::article(record, statistics, &reader, &mut self.names, keep);
        self.out.write_all(if self.articles == 0 { b"\n" } else { b",\n" })?;
        json::write(&mut self.out, &article)?;
        self.articles += 1;
        Ok(())
    }

    /// Settles who is who by `identities`, and writes those tables of `report` that the page cannot count anew by itself, and the rest of the page.
    pub fn finish(mut self, report: &Report, identities: &Identities) -> io::Result<W> {
        #[derive(Serialize)]
        struct Rest<'p> {
            #[serde(flatten)]
            names: &'p Names,
            tables: Vec<ReportTable>,
            limits: Limits,
        }
        #[derive(Serialize)]
        struct Limits {
            texts: u64,
            sentences: u64,
        }
        self.names.settle(identities);
        let PageOptions { texts, sentences, .. } = self.options;
        let tables = COUNTED.iter().filter_map(|name| report.table(name)).map(|table| {
            let mut table = table.clone();
            table.keep(MOST_ROWS);
            table
        });
        let tables = tables.collect();
        let limits = Limits { texts, sentences };
        let rest = Rest { names: &self.names, tables, limits };
        let mut json = Vec::new();
        json::write(&mut json, &rest)?;
        // The object that is open goes on with what is in this one.
        self.out.write_all(b"\n],\n")?;
        self.out.write_all(&json[1..])?;
        write!(self.out, "</script>\n<script>{}</script>\n</body>\n</html>\n", script())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// The tables that need all articles at once, in the order in which they are read. The page's script makes
/// all others, for whatever is chosen.
const COUNTED: [&str; 6] =
    ["denials", "quantities", "origins", "origins-articles", "origins-quotations", "reading"];

/// More rows of one of them nobody reads in a browser.
const MOST_ROWS: usize = 3_000;

/// The style of the page, for other pages that show articles with their sources marked.
pub const STYLE: &str = include_str!("../page/page.css");
/// The part of its script that makes elements, and shows text from anywhere as text that can do nothing.
pub const DOM_SCRIPT: &str = include_str!("../page/dom.js");
/// The part that cuts a text where marks begin and end.
pub const TEXT_SCRIPT: &str = include_str!("../page/text.js");
const SKELETON: &str = include_str!("../page/page.html");

/// One script of all parts, in a scope of its own.
fn script() -> String {
    const PARTS: [&str; 11] = [
        include_str!("../page/data.js"),
        DOM_SCRIPT,
        TEXT_SCRIPT,
        include_str!("../page/search.js"),
        include_str!("../page/filter.js"),
        include_str!("../page/address.js"),
        include_str!("../page/table.js"),
        include_str!("../page/chart.js"),
        include_str!("../page/drawer.js"),
        include_str!("../page/sections.js"),
        include_str!("../page/app.js"),
    ];
    format!("\"use strict\";\n(() => {{\n{}}})();\n", PARTS.concat())
}

/// What the page may do: run its one script and look like its one style sheet.
fn policy() -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        hash(&script()),
        hash(STYLE),
    )
}

/// Text as it may stand between tags.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            // Nothing that is not to be seen, and nothing that turns the direction of the heading.
            c if sayso_record::steers_terminal(c) => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
