//! Which documents have one origin: near-duplicates, and what is quoted in several of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::union::Union;
use crate::dates::When;
use crate::heavy_hitters::Tally;
use crate::identity::Identities;
use crate::options::Limits;
use crate::sample::{Draw, Sample};
use crate::shingles::Signature;
use crate::statistics::{AttributionStatistics, DocumentStatistics};

/// Documents of a band that one is compared with: of many alike it finds those that came just before.
const COMPARED: usize = 16;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Origins {
    pub(crate) documents: Draw<Document>,
    pub(crate) quotes: Draw<Quote>,
    /// All of them, kept or not.
    pub(crate) total: u64,
    pub(crate) attributions: u64,
}

/// What is kept of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Document {
    pub(crate) id: Option<Arc<str>>,
    pub(crate) copies: u64,
    pub(crate) publisher: Option<Box<str>>,
    pub(crate) when: When,
    pub(crate) attributions: u64,
    /// How often each source is cited.
    sources: Box<[(u64, u32)]>,
    signature: Option<Signature>,
}

/// Words that are quoted.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Quote {
    pub(crate) content: String,
    pub(crate) source: u64,
    pub(crate) source_words: String,
    /// The sample keys of the documents.
    pub(crate) documents: Vec<u64>,
    pub(crate) sample: Sample,
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
            for (speaker, _) in statistics.said.iter().flat_map(AttributionStatistics::speakers) {
                *sources.entry(speaker.row).or_default() += 1;
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
                    source: said.source.row,
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
    pub(crate) origins: &'o Origins,
    pub(crate) groups: Vec<Vec<&'o Document>>,
    /// The group of each document, by its sample key.
    pub(crate) of: BTreeMap<u64, u32>,
}

impl Groups<'_> {
    /// How often each source is cited if near-duplicate articles count once; `None` if not all are kept.
    pub(crate) fn independent(&self, identities: &Identities) -> Option<BTreeMap<u64, u64>> {
        self.origins.documents.is_whole().then(|| {
            let mut counts = BTreeMap::new();
            for group in &self.groups {
                let mut most = BTreeMap::<u64, u32>::new();
                for document in group {
                    let mut sources = BTreeMap::<u64, u32>::new();
                    for &(source, count) in &document.sources {
                        *sources.entry(identities.settle(source)).or_default() += count;
                    }
                    for (source, count) in sources {
                        let known = most.entry(source).or_default();
                        *known = (*known).max(count);
                    }
                }
                for (source, count) in most {
                    *counts.entry(source).or_default() += u64::from(count);
                }
            }
            counts
        })
    }

    /// In how many documents each source is cited, whatever it is called there; `None` if not all are kept.
    pub(crate) fn documents(&self, identities: &Identities) -> Option<BTreeMap<u64, u64>> {
        let documents = &self.origins.documents;
        documents.is_whole().then(|| {
            let mut counts = BTreeMap::new();
            for (_, document) in documents.iter() {
                let sources = document.sources.iter().map(|&(source, _)| identities.settle(source));
                for source in sources.collect::<BTreeSet<u64>>() {
                    *counts.entry(source).or_default() += document.copies;
                }
            }
            counts
        })
    }

    pub(crate) fn ids(&self) -> Vec<Vec<Arc<str>>> {
        let ids = |group: &Vec<&Document>| group.iter().filter_map(|d| d.id.clone()).collect();
        self.groups.iter().map(ids).collect()
    }
}
