//! Who is who across documents: which keys are of one person, body or place, and what each is called.
//!
//! Nothing is decided before the names of all documents are counted. Then names are joined in order of certainty: full
//! names of people with the same family name, if their other parts fit; acronyms and short forms that documents use for one
//! long name; single names of people, if one full name prevails in that outlet and month, else in the whole corpus. What
//! is too uncertain stays apart.

pub(crate) mod body;
mod corpus;
mod names;
mod person;
mod said;
mod settle;

use rustc_hash::FxHashMap;
use sayso::EntityKind;
use sayso_record::Record;

use crate::CountError;
use crate::entity_key::Keys;
use crate::reader::Reader;
use crate::statistics::document_key;

pub use corpus::{CorpusNames, DocumentKey, DocumentKeys};
pub(crate) use names::{NameStatistics, Names};
pub(crate) use person::PersonName;

/// Who is who in a corpus: one key and one name for everything that its documents name.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layer, Record};
/// use sayso_report::{Aggregate, ReportOptions};
///
/// let analyzer = Analyzer::new();
/// let records = ["Barack Obama spoke in Iowa.", "“We can,” Obama said."].map(|text| {
///     let layers = Layer::ALL.into_iter().collect();
///     Record::new(Header::default(), text, &analyzer.analyze(text), layers, OffsetUnit::Char)
/// });
/// let mut aggregate = Aggregate::new(ReportOptions::default());
/// records.iter().try_for_each(|record| aggregate.add(record))?;
/// let identities = aggregate.identities();
/// let [first, second] = [&records[0], &records[1]].map(|record| identities.of(record));
/// assert_eq!(first?[0], second?[0]);
/// # Ok::<(), sayso_report::CountError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Identities {
    /// What keys are joined with; most stand for themselves.
    settled: FxHashMap<u64, Joined>,
    described: FxHashMap<u64, Description>,
    /// How many single names were joined.
    pub(crate) joined: u64,
}

/// How a key is joined with the one that stands for all.
#[derive(Clone, Debug)]
struct Joined {
    key: u64,
    confidence: f32,
    /// How it is written.
    name: String,
}

/// What is said of an identity in the whole corpus.
#[derive(Clone, Debug, Default)]
pub(crate) struct Description {
    pub(crate) name: String,
    /// Nothing for a source without a name.
    pub(crate) kind: Option<EntityKind>,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) documents: u64,
}

/// An entity as the whole corpus knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CorpusEntity {
    /// The same for all that are one, in this corpus; a hash of a name.
    pub key: u64,
    /// The one name under which it is shown.
    pub name: String,
    /// What it most often is.
    pub kind: Option<EntityKind>,
    /// What it is most often said to be.
    pub role: Option<String>,
    /// Where it is most often said to belong.
    pub affiliation: Option<String>,
    /// How many documents name it.
    pub documents: u64,
}

/// A key that names have in their documents, and what it is in the whole corpus.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CorpusKey {
    /// The key in documents.
    pub key: u64,
    /// The key of what it is: see [`CorpusEntity::key`].
    pub entity: u64,
    /// How it is written where it has this key.
    pub name: String,
    /// How sure it is that it is this one.
    pub confidence: f32,
}

/// A key as it is shown: databases have no unsigned numbers of 64 bits.
pub(crate) const fn shown_key(key: u64) -> u64 {
    key >> 1
}

impl Identities {
    /// What the entities of a record are, in their order.
    ///
    /// # Errors
    /// If it lacks a layer, is of another version, or points outside its text.
    pub fn of(&self, record: &Record) -> Result<Vec<CorpusEntity>, CountError> {
        let reader = Reader::new(record)?;
        let keys = Keys::new(&reader, &record.meta, document_key(record));
        let entities = (0..reader.entities.len()).map(|i| {
            let here = keys.entity(i);
            let key = self.settle(here.key);
            self.entity(key).unwrap_or_else(|| CorpusEntity {
                key: shown_key(key),
                name: here.shown.clone(),
                kind: EntityKind::from_name(&reader.entities[i].kind),
                role: None,
                affiliation: None,
                documents: 1,
            })
        });
        Ok(entities.collect())
    }

    /// All that has a name, what most documents name first.
    pub fn entities(&self) -> Vec<CorpusEntity> {
        let named = self.described.iter().filter(|(_, found)| found.kind.is_some());
        let mut all: Vec<CorpusEntity> = named.filter_map(|(&key, _)| self.entity(key)).collect();
        all.sort_by(|a, b| {
            b.documents.cmp(&a.documents).then_with(|| a.name.cmp(&b.name)).then(a.key.cmp(&b.key))
        });
        all
    }

    /// All keys that names have in documents, in their order.
    pub fn keys(&self) -> Vec<CorpusKey> {
        let joined = self.settled.iter().map(|(&key, joined)| CorpusKey {
            key: shown_key(key),
            entity: shown_key(joined.key),
            name: joined.name.clone(),
            confidence: joined.confidence,
        });
        let own = self.described.iter().filter(|(_, found)| found.kind.is_some());
        let own = own.map(|(&key, found)| CorpusKey {
            key: shown_key(key),
            entity: shown_key(key),
            name: found.name.clone(),
            confidence: 1.0,
        });
        let mut all: Vec<CorpusKey> = joined.chain(own).collect();
        all.sort_by_key(|found| found.key);
        all
    }

    /// What is known of a settled key.
    fn entity(&self, key: u64) -> Option<CorpusEntity> {
        let found = self.described.get(&key)?.clone();
        let Description { name, kind, role, affiliation, documents } = found;
        Some(CorpusEntity { key: shown_key(key), name, kind, role, affiliation, documents })
    }

    /// The key that stands for all that are one with `key`.
    pub(crate) fn settle(&self, key: u64) -> u64 {
        self.settled.get(&key).map_or(key, |joined| joined.key)
    }

    /// The name of a settled key.
    pub(crate) fn name(&self, key: u64) -> Option<&str> {
        self.described.get(&key).map(|found| &*found.name)
    }

    /// Whether a settled key is that of a name.
    pub(crate) fn is_named(&self, key: u64) -> bool {
        self.description(key).is_some_and(|found| found.kind.is_some())
    }

    pub(crate) fn description(&self, key: u64) -> Option<&Description> {
        self.described.get(&key)
    }

    /// Adds what is said of a settled key.
    pub(crate) fn describe(&mut self, key: u64, description: Description) {
        self.described.insert(key, description);
    }
}
