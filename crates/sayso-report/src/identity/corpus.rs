//! The names of a corpus for whoever wants no report: keys while documents come, who is who when all are there.

use sayso_record::Record;

use super::{Identities, Names, shown_key};
use crate::entity_key::Keys;
use crate::reader::Reader;
use crate::statistics::document_key;
use crate::{CountError, Limits};

/// Counts the names of documents, in bounded memory.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layers, Record};
/// use sayso_report::{CorpusNames, Limits};
///
/// let mut names = CorpusNames::new(&Limits::default());
/// let mut keys = Vec::new();
/// for text in ["Barack Obama spoke in Iowa.", "“We can,” Obama said."] {
///     let analysis = Analyzer::new().analyze(text);
///     let record =
///         Record::new(Header::default(), text, &analysis, Layers::default(), OffsetUnit::Char);
///     keys.push(names.add(&record)?.entities[0]);
/// }
/// let identities = names.identities();
/// let of = |key| identities.keys().into_iter().find(|found| Some(found.key) == key).unwrap();
/// let [first, second] = [of(keys[0]), of(keys[1])];
/// assert_eq!(first.entity, second.entity);
/// assert!(second.confidence < 1.0);
/// # Ok::<(), sayso_report::CountError>(())
/// ```
#[derive(Clone, Debug)]
pub struct CorpusNames(Names);

/// The keys that names have in one document; [`Identities::keys`] says what they are in the corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentKeys {
    /// For each entity; nothing for what has no name.
    pub entities: Vec<Option<u64>>,
    /// For the source of each attribution; nothing for a source without a name.
    pub sources: Vec<Option<u64>>,
}

impl CorpusNames {
    /// Nothing yet.
    pub fn new(limits: &Limits) -> Self {
        Self(Names::new(limits))
    }

    /// Adds a document.
    ///
    /// # Errors
    /// If the record lacks a layer, is of another version, or points outside its text.
    pub fn add(&mut self, record: &Record) -> Result<DocumentKeys, CountError> {
        let reader = Reader::new(record)?;
        let keys = Keys::new(&reader, &record.meta, document_key(record));
        self.0.add(&keys.names());
        let entities = (0..reader.entities.len()).map(|i| keys.of_named(i).map(shown_key));
        let sources = reader.attributions.iter().map(|a| keys.of_named_source(a).map(shown_key));
        Ok(DocumentKeys { entities: entities.collect(), sources: sources.collect() })
    }

    /// Who is who in what was added.
    pub fn identities(&self) -> Identities {
        self.0.settle()
    }
}
