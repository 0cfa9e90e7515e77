//! How many independent origins there are: near-duplicate articles count as one, and so do the same words
//! quoted in several of them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::common::origins::{Document, Groups, Origins};
use crate::heavy_hitters::Tally;
use crate::options::Limits;
use crate::section::Section;
use crate::statistics::UNKNOWN_PUBLISHER;
use crate::table::{Cell, Evidence, Place, ReportColumn, ReportTable, Row};

/// Documents of a group that are named.
const NAMED: usize = 10;

/// Counts nothing of its own.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct OriginTables;

impl Section for OriginTables {
    const TABLES: &[&str] = &["origins", "origins-articles", "origins-quotations"];

    fn new(_: &Limits) -> Self {
        Self
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let (quotes, repeated) = quotes(known);
        vec![summary(&known.origins, repeated), articles(&known.origins), quotes]
    }
}

fn summary(groups: &Groups<'_>, repeated: u64) -> ReportTable {
    let mut table = ReportTable::new(
        "origins",
        "Independent origins",
        "How many articles and attributions there are, and how many are left when near-duplicate \
         articles, and words quoted in several of them, count once.",
        vec![
            ReportColumn::text("what"),
            ReportColumn::count("all"),
            ReportColumn::count("independent"),
            ReportColumn::share("share", "share"),
        ],
    );
    let Origins { documents, total, attributions, .. } = groups.origins;
    let copies: u64 = documents.iter().map(|(_, document)| document.copies).sum();
    let origins = groups.groups.len() as u64 + total - copies;
    let most = |group: &Vec<&Document>| group.iter().map(|d| d.attributions).max().unwrap_or(0);
    let kept: u64 = documents.iter().map(|(_, d)| d.copies * d.attributions).sum();
    let once: u64 = groups.groups.iter().map(most).sum();
    let once = once + (attributions - kept.min(*attributions));
    for (what, all, independent) in [
        ("articles", *total, origins),
        ("attributions", *attributions, once),
        ("attributions, repeated quotations once", *attributions, once.saturating_sub(repeated)),
    ] {
        let share = Cell::share(independent, all);
        table.rows.push(Row::new(vec![what.into(), all.into(), independent.into(), share]));
    }
    caveat(groups, &mut table);
    table
}

fn articles(groups: &Groups<'_>) -> ReportTable {
    let mut table = ReportTable::new(
        "origins-articles",
        "Articles with one origin",
        "Groups of near-duplicate articles, named by the first of them.",
        vec![
            ReportColumn::text("first"),
            ReportColumn::PERIOD,
            ReportColumn::count("articles"),
            ReportColumn::text("publishers"),
            ReportColumn::count("attributions"),
            ReportColumn::count("independent"),
        ],
    );
    let copies = |group: &[&Document]| group.iter().map(|d| d.copies).sum::<u64>();
    let mut several: Vec<&Vec<&Document>> =
        groups.groups.iter().filter(|group| copies(group) > 1).collect();
    several.sort_by(|a, b| {
        copies(b)
            .cmp(&copies(a))
            .then_with(|| a.first().map(|d| &d.id).cmp(&b.first().map(|d| &d.id)))
    });
    for group in several {
        let Some(first) = group.first() else { continue };
        let mut publishers: Vec<&str> =
            group.iter().map(|d| d.publisher.as_deref().unwrap_or(UNKNOWN_PUBLISHER)).collect();
        publishers.sort_unstable();
        publishers.dedup();
        let place = |id: &Arc<str>| Place { document: Arc::clone(id), attribution: None };
        let sample = group.iter().filter_map(|d| d.id.as_ref()).take(NAMED).map(place).collect();
        let cells = vec![
            Cell::words(first.id.as_deref()),
            first.when.shown().into(),
            copies(group).into(),
            publishers.join(", ").into(),
            group.iter().map(|d| d.copies * d.attributions).sum::<u64>().into(),
            group.iter().map(|d| d.attributions).max().unwrap_or(0).into(),
        ];
        table.rows.push(Row { cells, evidence: Evidence { total: copies(group), sample } });
    }
    caveat(groups, &mut table);
    table
}

/// Quotations in several origins, and by how many they are more than one.
fn quotes(known: &Known<'_>) -> (ReportTable, u64) {
    let mut table = ReportTable::new(
        "origins-quotations",
        "Quotations in several articles",
        "The same words in quotation marks in several articles: one statement, however often it is \
         printed.",
        vec![
            ReportColumn::text("quotation"),
            ReportColumn::text("source"),
            ReportColumn::count("articles"),
            ReportColumn::count("origins"),
            ReportColumn::count("attributions"),
        ],
    );
    let mut repeated = 0;
    let mut rows: Vec<(u64, Row)> = Vec::new();
    for (words, quote) in known.origins.origins.quotes.iter() {
        let mut documents = quote.documents.clone();
        documents.sort_unstable();
        documents.dedup();
        if documents.len() < 2 {
            continue;
        }
        let mut origins: Vec<u32> = documents
            .iter()
            .filter_map(|sample_key| known.origins.of.get(sample_key).copied())
            .collect();
        origins.sort_unstable();
        origins.dedup();
        repeated += origins.len().saturating_sub(1) as u64;
        let source = known
            .sources
            .name(known.identities.settle(quote.source))
            .unwrap_or(&quote.source_words);
        let cells = vec![
            quote.content.as_str().into(),
            Cell::words(Some(source)),
            (documents.len() as u64).into(),
            (origins.len() as u64).into(),
            quote.weight().into(),
        ];
        rows.push((words, Row { cells, evidence: quote.sample.evidence() }));
    }
    rows.sort_by(|(words, a), (others, b)| {
        let articles = |row: &Row| match row.cells.get(2) {
            Some(&Cell::Count(count)) => count,
            _ => 0,
        };
        articles(b).cmp(&articles(a)).then(words.cmp(others))
    });
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    if !known.origins.origins.quotes.is_whole() {
        let kept = known.origins.origins.quotes.len();
        table.notes.push(format!("only {kept} quotations, drawn at random, are looked for"));
    }
    (table, repeated)
}

fn caveat(groups: &Groups<'_>, table: &mut ReportTable) {
    if !groups.origins.documents.is_whole() {
        let kept = groups.origins.documents.len();
        table.notes.push(format!(
            "only {kept} documents, drawn at random, are compared; the others count as origins"
        ));
    }
}
