//! One page that holds a whole report: charts, tables, and the sentences behind every number.
//!
//! The page is one file. It contains its data as compressed JSON, its script turns them into what is seen, and its content
//! security policy allows nothing else: no requests, no other scripts, no forms, no markup from strings.
//!
//! A page is no longer than [`PageOptions::bytes`]. Where a corpus needs more room, articles are drawn: those whose ids
//! and words have the smallest check values, so that the choice is the same in every run. Tables then still count all.

mod article;
mod counted;
mod draw;
mod names;
mod numbers;
mod pack;
mod pool;
mod tables;
mod text;

use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sayso_record::Record;
use sha2::{Digest as _, Sha256};

use crate::reader::Reader;
use crate::{CountError, DocumentStatistics, Identities, Report};
use article::Article;
use counted::{Counted, Total};
use draw::{Draw, Lot};
use names::Names;
use text::{Keep, Text};

/// What a page is called and how much it carries. Its numbers are those of all articles, whatever it carries.
#[derive(Clone, Debug)]
pub struct PageOptions {
    /// The heading.
    pub title: String,
    /// How many articles have their whole text on the page, and nine times as many the sentences with attributions.
    /// `None` for as many as there is room for.
    pub texts: Option<u64>,
    /// How many attributions the page carries, so that filters can count them. `None` for as many as there is room for.
    pub sample: Option<u64>,
    /// How long the page is at most, unless `texts` or `sample` demand more.
    pub bytes: u64,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self { title: "Who said what".to_owned(), texts: None, sample: None, bytes: 20_000_000 }
    }
}

/// A page that is being put together.
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
/// assert!(html.contains("Who said what"));
/// ```
#[derive(Debug)]
pub struct Page<W> {
    out: W,
    options: PageOptions,
    total: Total,
    /// Bytes written so far.
    written: u64,
    names: Names,
    articles: Draw<Article>,
    texts: Draw<Text>,
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

/// An attribution takes at least so many bytes of a page.
const LEAST_BYTES: u64 = 8;
/// A text is at least so many times as long as what the page holds of it.
const MOST_PACKED: u64 = 5;
/// What attributions and tables may take of a page, in percent; the rest is for texts.
const COUNTED_SHARE: u64 = 70;
/// Texts are packed so many bytes at a time.
const BLOCK: usize = 256 << 10;

impl<W: Write> Page<W> {
    /// Writes the head of the page to `out`.
    pub fn begin(mut out: W, options: PageOptions) -> io::Result<Self> {
        let title = escaped(&options.title);
        let mut head = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"generator\" content=\"Sayso {}\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            policy(),
            env!("CARGO_PKG_VERSION"),
        );
        let (before, behind) = SKELETON.split_once("<!--title-->").expect("a place for the title");
        let (between, behind) = behind.split_once("<!--version-->").expect("one for the version");
        head.extend([before, &title, between, env!("CARGO_PKG_VERSION"), behind]);
        out.write_all(head.as_bytes())?;
        let articles = options.sample.unwrap_or(options.bytes / LEAST_BYTES);
        let texts = match options.texts {
            Some(_) => u64::MAX,
            None => options.bytes.saturating_mul(MOST_PACKED),
        };
        Ok(Self {
            out,
            total: Total::default(),
            written: head.len() as u64,
            names: Names::default(),
            articles: Draw::new(articles),
            texts: Draw::new(texts),
            options,
        })
    }

    /// Takes an article: its record, and the statistics of that.
    pub fn add(
        &mut self,
        record: &Record,
        statistics: &DocumentStatistics,
    ) -> Result<(), PageError> {
        let reader = Reader::new(record)?;
        let lot: Lot = (statistics.sample_key, self.total.articles as u32);
        self.total.add(statistics);
        let names = &mut self.names;
        let weight = statistics.attributions().max(1);
        self.articles.add(lot, weight, || Article::new(record, statistics, names));
        self.texts.add(lot, reader.text.len() as u64, || Text::new(&reader));
        Ok(())
    }

    /// Settles who is who by `identities`, and writes what the page carries, with those tables of `report` that it does not count
    /// by itself.
    pub fn finish(mut self, report: &Report, identities: &Identities) -> io::Result<W> {
        self.names.settle(identities);
        self.total.settle(report);
        let script = format!("<script>{}</script>\n</body>\n</html>\n", script());
        let room = self.options.bytes.saturating_sub(self.written + script.len() as u64);
        let (lots, core) = self.counted(report, room * COUNTED_SHARE / 100)?;
        pack::put(&mut self.out, "counted", &core)?;
        self.put_texts(&lots, room.saturating_sub(core.len() as u64))?;
        self.out.write_all(script.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Which articles are carried, in the order of the draw, and what is counted of them, packed into `room` bytes.
    fn counted(&self, report: &Report, room: u64) -> io::Result<(Vec<Lot>, String)> {
        let mut lots: Vec<Lot> = self.articles.iter().map(|(lot, _)| lot).collect();
        loop {
            let articles = by_number(&lots);
            let articles = articles.iter().filter_map(|&lot| self.articles.get(lot));
            let articles: Vec<&Article> = articles.collect();
            let all = articles.len() as u64 == self.total.articles;
            let wanted = |name: &str| match (COUNTED.contains(&name), all) {
                (true, _) => Some(MOST_ROWS),
                (false, false) => Some(MOST_ROWS_OF_ALL),
                (false, true) => None,
            };
            let core = Counted::new(&articles, &self.names, report, wanted, &self.total);
            let packed = pack::pack(&core)?;
            let length = packed.len() as u64;
            if self.options.sample.is_some() || length <= room || lots.is_empty() {
                return Ok((lots, packed));
            }
            let fewer = lots.len() as u64 * room * 97 / (length * 100);
            lots.truncate(fewer.min(lots.len() as u64 - 1) as usize);
        }
    }

    /// Writes texts of the articles `lots`, whole ones if they find `room`; otherwise half of it is for whole ones, in the order of
    /// the draw, and half for the sentences with attributions of those that follow.
    fn put_texts(&mut self, lots: &[Lot], room: u64) -> io::Result<()> {
        let mut numbered: Vec<(Lot, u32)> = by_number(lots).into_iter().zip(0..).collect();
        numbered.sort_unstable();
        let blocks = match self.options.texts {
            Some(most) => {
                let most = usize::try_from(most).unwrap_or(usize::MAX).min(numbered.len());
                let (whole, rest) = numbered.split_at(most);
                let rest = &rest[..most.saturating_mul(9).min(rest.len())];
                let (mut blocks, _) = self.blocks(whole, Keep::Whole, u64::MAX)?;
                blocks.append(&mut self.blocks(rest, Keep::Sentences, u64::MAX)?.0);
                blocks
            }
            None => {
                let (mut blocks, mut taken) = self.blocks(&numbered, Keep::Whole, room)?;
                if taken < numbered.len() {
                    (blocks, taken) = self.blocks(&numbered, Keep::Whole, room / 2)?;
                    let used = blocks.iter().map(|block| block.len() as u64).sum();
                    let rest = room.saturating_sub(used);
                    blocks.append(&mut self.blocks(&numbered[taken..], Keep::Sentences, rest)?.0);
                }
                blocks
            }
        };
        blocks.iter().try_for_each(|block| pack::put(&mut self.out, "texts", block))
    }

    /// The texts of `articles` in packed blocks, as many as find `room`, and how many these are.
    fn blocks(
        &self,
        articles: &[(Lot, u32)],
        keep: Keep,
        room: u64,
    ) -> io::Result<(Vec<String>, usize)> {
        let (mut blocks, mut taken, mut used) = (Vec::new(), 0, 0);
        while taken < articles.len() {
            let (mut block, mut bytes) = (Vec::new(), 0);
            for &(lot, number) in &articles[taken..] {
                let Some(text) = self.texts.get(lot).filter(|_| bytes < BLOCK) else { break };
                bytes += text.len();
                block.push(text.packed(number, keep));
            }
            let packed = pack::pack(&block)?;
            used += packed.len() as u64 + pack::AROUND;
            if used > room || block.is_empty() {
                break;
            }
            taken += block.len();
            blocks.push(packed);
        }
        Ok((blocks, taken))
    }
}

/// The articles in the order of the input.
fn by_number(lots: &[Lot]) -> Vec<Lot> {
    let mut lots = lots.to_vec();
    lots.sort_unstable_by_key(|&(_, number)| number);
    lots
}

/// The tables that need all articles at once, in the order in which they are read. The page's script makes
/// all others, for whatever is chosen, where it has all attributions.
const COUNTED: [&str; 9] = [
    "denials",
    "claims",
    "numbers",
    "transfers",
    "quantities",
    "origins",
    "origins-articles",
    "origins-quotations",
    "reading",
];

/// More rows of one of them nobody reads in a browser.
const MOST_ROWS: usize = 3_000;
/// So many of each are enough where the page carries a sample, and all tables instead of counting itself.
const MOST_ROWS_OF_ALL: usize = 300;

/// The style of the page, for other pages that show articles with their sources marked.
pub const STYLE: &str = include_str!("../page/page.css");
/// The part of its script that makes elements, and shows text from anywhere as text that can do nothing.
pub const DOM_SCRIPT: &str = include_str!("../page/dom.js");
/// The part that cuts a text where marks begin and end.
pub const TEXT_SCRIPT: &str = include_str!("../page/text.js");
const SKELETON: &str = include_str!("../page/page.html");

/// One script of all parts, in a scope of its own.
fn script() -> String {
    const PARTS: [&str; 17] = [
        include_str!("../page/unpack.js"),
        include_str!("../page/data.js"),
        include_str!("../page/texts.js"),
        DOM_SCRIPT,
        TEXT_SCRIPT,
        include_str!("../page/search.js"),
        include_str!("../page/filter.js"),
        include_str!("../page/address.js"),
        include_str!("../page/export.js"),
        include_str!("../page/table.js"),
        include_str!("../page/chart.js"),
        include_str!("../page/drawer.js"),
        include_str!("../page/sections.js"),
        include_str!("../page/compare.js"),
        include_str!("../page/counted.js"),
        include_str!("../page/denials.js"),
        include_str!("../page/app.js"),
    ];
    format!("\"use strict\";\n(async () => {{\n{}}})();\n", PARTS.concat())
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
