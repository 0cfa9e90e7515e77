//! How many independent origins there are: near-duplicate articles count as one, and so do the same words
//! quoted in several of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::kinds::UNKNOWN;
use super::sources::Sources;
use crate::dates::When;
use crate::heavy_hitters::Tally;
use crate::options::Limits;
use crate::sample::{Draw, Sample};
use crate::shingles::Signature;
use crate::statistics::DocumentStatistics;
use crate::table::{Cell, Column, Evidence, Place, Row, Table};

/// Documents of a band that one is compared with: of many alike it finds those that came just before.
const COMPARED: usize = 16;
/// Documents of a group that are named.
const NAMED: usize = 10;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Origins {
    documents: Draw<Document>,
    quotes: Draw<Quote>,
    /// All of them, kept or not.
    total: u64,
    attributions: u64,
}

/// What is kept of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Document {
    id: Option<Arc<str>>,
    copies: u64,
    publisher: Option<Box<str>>,
    when: When,
    attributions: u64,
    /// How often each source is cited.
    sources: Box<[(u64, u32)]>,
    signature: Option<Signature>,
}

/// Words that are quoted.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Quote {
    content: String,
    source: u64,
    source_words: String,
    /// The sample keys of the documents.
    documents: Vec<u64>,
    sample: Sample,
}

impl Tally for Document {
    fn merge(&mut self, other: Self) {
        self.copies += other.copies;
    }

    fn weight(&self) -> u64 {
        self.copies
    }
}

impl Tally for Quote {
    fn merge(&mut self, other: Self) {
        // Quotation marks and capitals may differ, and one article names the speaker better.
        let better = (&other.content, other.source, &other.source_words)
            < (&self.content, self.source, &self.source_words);
        if better {
            self.content = other.content;
            self.source = other.source;
            self.source_words = other.source_words;
        }
        self.documents.extend(other.documents);
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.sample.total()
    }
}

impl Origins {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            documents: Draw::new(limits.documents),
            quotes: Draw::new(limits.quotes),
            total: 0,
            attributions: 0,
        }
    }

    pub(crate) fn add(&mut self, statistics: &DocumentStatistics) {
        self.total += 1;
        self.attributions += statistics.said.len() as u64;
        self.documents.add(statistics.sample_key, || {
            let mut sources = BTreeMap::<u64, u32>::new();
            for said in statistics.said.iter().filter(|said| said.source.known) {
                *sources.entry(said.source.key).or_default() += 1;
            }
            Document {
                id: Some(Arc::clone(&statistics.document)),
                copies: 1,
                publisher: statistics.publisher.as_deref().map(Into::into),
                when: statistics.when,
                attributions: statistics.said.len() as u64,
                sources: sources.into_iter().collect(),
                signature: statistics.signature.clone(),
            }
        });
        for said in &statistics.said {
            let Some(words) = said.quote else { continue };
            self.quotes.add(words, || {
                let mut sample = Sample::default();
                sample.add(said.sample_key, &statistics.document, said.id);
                Quote {
                    content: said.content.clone(),
                    source: said.source.key,
                    source_words: said.source_words.clone(),
                    documents: vec![statistics.sample_key],
                    sample,
                }
            });
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.documents.merge(other.documents);
        self.quotes.merge(other.quotes);
        self.total += other.total;
        self.attributions += other.attributions;
    }

    /// Groups near-duplicates.
    pub(crate) fn groups(&self) -> Groups<'_> {
        let documents: Vec<(u64, &Document)> = self.documents.iter().collect();
        let mut origins = Union::new(documents.len());
        let mut bands: Vec<(u32, u64, u32)> = Vec::new();
        for (i, (_, document)) in documents.iter().enumerate() {
            let signature = document.signature.iter();
            bands.extend(signature.flat_map(|s| s.bands()).map(|(band, v)| (band, v, i as u32)));
        }
        bands.sort_unstable();
        for alike in bands.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            for (at, &(_, _, i)) in alike.iter().enumerate() {
                for &(_, _, j) in &alike[at.saturating_sub(COMPARED)..at] {
                    let signature = |i: u32| documents[i as usize].1.signature.as_ref();
                    if !origins.are_one(i, j)
                        && let (Some(a), Some(b)) = (signature(i), signature(j))
                        && a.is_near(b)
                    {
                        origins.join(i, j);
                    }
                }
            }
        }
        let mut members = BTreeMap::<u32, Vec<&Document>>::new();
        let mut of = BTreeMap::new();
        for (i, (sample_key, document)) in (0..).zip(&documents) {
            let origin = origins.find(i);
            of.insert(*sample_key, origin);
            members.entry(origin).or_default().push(document);
        }
        let mut groups: Vec<Vec<&Document>> = members.into_values().collect();
        for group in &mut groups {
            group.sort_by(|a, b| {
                // Not dated comes last.
                (!a.when.is_known(), a.when, &a.id).cmp(&(!b.when.is_known(), b.when, &b.id))
            });
        }
        Groups { origins: self, groups, of }
    }
}

/// Documents by origin.
pub(crate) struct Groups<'o> {
    origins: &'o Origins,
    groups: Vec<Vec<&'o Document>>,
    of: BTreeMap<u64, u32>,
}

impl Groups<'_> {
    /// How often each source is cited if near-duplicate articles count once; `None` if not all are kept.
    pub(crate) fn independent(&self) -> Option<BTreeMap<u64, u64>> {
        self.origins.documents.is_whole().then(|| {
            let mut counts = BTreeMap::new();
            for group in &self.groups {
                let mut most = BTreeMap::<u64, u32>::new();
                for &(source, count) in group.iter().flat_map(|document| &document.sources) {
                    let known = most.entry(source).or_default();
                    *known = (*known).max(count);
                }
                for (source, count) in most {
                    *counts.entry(source).or_default() += u64::from(count);
                }
            }
            counts
        })
    }

    pub(crate) fn ids(&self) -> Vec<Vec<Arc<str>>> {
        let ids = |group: &Vec<&Document>| group.iter().filter_map(|d| d.id.clone()).collect();
        self.groups.iter().map(ids).collect()
    }

    pub(crate) fn tables(&self, sources: &Sources) -> Vec<Table> {
        let (quotes, repeated) = self.quotes(sources);
        vec![self.summary(repeated), self.articles(), quotes]
    }

    fn summary(&self, repeated: u64) -> Table {
        let mut table = Table::new(
            "origins",
            "Independent origins",
            "How many articles and attributions there are, and how many are left when near-duplicate \
             articles, and words quoted in several of them, count once.",
            vec![
                Column::text("what"),
                Column::count("all"),
                Column::count("independent"),
                Column::share("share", "share"),
            ],
        );
        let Origins { documents, total, attributions, .. } = self.origins;
        let copies: u64 = documents.iter().map(|(_, document)| document.copies).sum();
        let origins = self.groups.len() as u64 + total - copies;
        let most = |group: &Vec<&Document>| group.iter().map(|d| d.attributions).max().unwrap_or(0);
        let kept: u64 = documents.iter().map(|(_, d)| d.copies * d.attributions).sum();
        let once: u64 = self.groups.iter().map(most).sum();
        let once = once + (attributions - kept.min(*attributions));
        for (what, all, independent) in [
            ("articles", *total, origins),
            ("attributions", *attributions, once),
            (
                "attributions, repeated quotations once",
                *attributions,
                once.saturating_sub(repeated),
            ),
        ] {
            let share = Cell::share(independent, all);
            table.rows.push(Row::new(vec![what.into(), all.into(), independent.into(), share]));
        }
        self.caveat(&mut table);
        table
    }

    fn articles(&self) -> Table {
        let mut table = Table::new(
            "origins-articles",
            "Articles with one origin",
            "Groups of near-duplicate articles, named by the first of them.",
            vec![
                Column::text("first"),
                Column::text("period"),
                Column::count("articles"),
                Column::text("publishers"),
                Column::count("attributions"),
                Column::count("independent"),
            ],
        );
        let copies = |group: &[&Document]| group.iter().map(|d| d.copies).sum::<u64>();
        let mut groups: Vec<&Vec<&Document>> =
            self.groups.iter().filter(|group| copies(group) > 1).collect();
        groups.sort_by(|a, b| {
            copies(b)
                .cmp(&copies(a))
                .then_with(|| a.first().map(|d| &d.id).cmp(&b.first().map(|d| &d.id)))
        });
        for group in groups {
            let Some(first) = group.first() else { continue };
            let mut publishers: Vec<&str> =
                group.iter().map(|d| d.publisher.as_deref().unwrap_or(UNKNOWN)).collect();
            publishers.sort_unstable();
            publishers.dedup();
            let place = |id: &Arc<str>| Place { document: Arc::clone(id), attribution: None };
            let sample =
                group.iter().filter_map(|d| d.id.as_ref()).take(NAMED).map(place).collect();
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
        self.caveat(&mut table);
        table
    }

    /// Quotations in several origins, and by how many they are more than one.
    fn quotes(&self, sources: &Sources) -> (Table, u64) {
        let mut table = Table::new(
            "origins-quotations",
            "Quotations in several articles",
            "The same words in quotation marks in several articles: one statement, however often it is \
             printed.",
            vec![
                Column::text("quotation"),
                Column::text("source"),
                Column::count("articles"),
                Column::count("origins"),
                Column::count("attributions"),
            ],
        );
        let mut repeated = 0;
        let mut rows: Vec<(u64, Row)> = Vec::new();
        for (words, quote) in self.origins.quotes.iter() {
            let mut documents = quote.documents.clone();
            documents.sort_unstable();
            documents.dedup();
            if documents.len() < 2 {
                continue;
            }
            let mut origins: Vec<u32> = documents
                .iter()
                .filter_map(|sample_key| self.of.get(sample_key).copied())
                .collect();
            origins.sort_unstable();
            origins.dedup();
            repeated += origins.len().saturating_sub(1) as u64;
            let source = sources.name(quote.source).unwrap_or(&quote.source_words);
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
        if !self.origins.quotes.is_whole() {
            let kept = self.origins.quotes.len();
            table.notes.push(format!("only {kept} quotations, drawn at random, are looked for"));
        }
        (table, repeated)
    }

    fn caveat(&self, table: &mut Table) {
        if !self.origins.documents.is_whole() {
            let kept = self.origins.documents.len();
            table.notes.push(format!(
                "only {kept} documents, drawn at random, are compared; the others count as origins"
            ));
        }
    }
}

/// Sets that are joined step by step.
struct Union(Vec<u32>);

impl Union {
    fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    fn find(&mut self, i: u32) -> u32 {
        let mut at = i;
        while self.0[at as usize] != at {
            // Halve the way for the next time.
            self.0[at as usize] = self.0[self.0[at as usize] as usize];
            at = self.0[at as usize];
        }
        at
    }

    fn are_one(&mut self, i: u32, j: u32) -> bool {
        self.find(i) == self.find(j)
    }

    /// The smaller root stays, so that the order of joining does not matter.
    fn join(&mut self, i: u32, j: u32) {
        let (i, j) = (self.find(i), self.find(j));
        self.0[i.max(j) as usize] = i.min(j);
    }
}
