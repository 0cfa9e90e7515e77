//! Who is who across documents: which keys are of one person, body or place, and what each is called.
//!
//! Nothing is decided before the names of all documents are counted. Then names are joined in order of certainty: full
//! names of people with the same family name, if their other parts fit; acronyms and short forms that documents use for one
//! long name; single names of people, if one full name prevails in that outlet and month, else in the whole corpus. What
//! is too uncertain stays apart.

pub(crate) mod body;
mod names;
mod person;
mod settle;

use rustc_hash::FxHashMap;
use sayso_record::Record;

use crate::CountError;
use crate::entity_key::Keys;
use crate::reader::Reader;
use crate::statistics::document_key;

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
    /// The key that stands for all that are one with a key; most stand for themselves.
    settled: FxHashMap<u64, u64>,
    described: FxHashMap<u64, Description>,
    /// How many single names were joined.
    pub(crate) joined: u64,
}

/// What is said of an identity in the whole corpus.
#[derive(Clone, Debug, Default)]
pub(crate) struct Description {
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
}

/// An entity as the whole corpus knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CorpusEntity {
    /// The same for all that are one, in this corpus; a hash of a name.
    pub key: u64,
    /// The one name under which it is shown.
    pub name: String,
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
            CorpusEntity { key, name: self.name(key).unwrap_or(&here.shown).to_owned() }
        });
        Ok(entities.collect())
    }

    /// The key that stands for all that are one with `key`.
    pub(crate) fn settle(&self, key: u64) -> u64 {
        self.settled.get(&key).copied().unwrap_or(key)
    }

    /// The name of a settled key.
    pub(crate) fn name(&self, key: u64) -> Option<&str> {
        self.described.get(&key).map(|found| &*found.name)
    }

    pub(crate) fn description(&self, key: u64) -> Option<&Description> {
        self.described.get(&key)
    }

    /// Adds what is said of a settled key.
    pub(crate) fn describe(&mut self, key: u64, description: Description) {
        self.described.insert(key, description);
    }
}
