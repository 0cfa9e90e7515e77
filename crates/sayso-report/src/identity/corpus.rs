//! The names of a corpus for whoever wants no report: keys while documents come, who is who when all are there.

use sayso::SourceKind;
use sayso_record::{PartyRecord, Record};

use super::{Identities, Names, shown_key};
use crate::entity_key::{EntityKey, Keys};
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

/// Who is who in one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentKeys {
    /// The key of each entity, as it mostly is; nothing for what has no name.
    pub entities: Vec<Option<u64>>,
    /// Its key where it stands for itself, and where it acts for its government: "Pyongyang".
    pub mentioned: Vec<[Option<u64>; 2]>,
    /// The source of each attribution; neither key nor words where several speak together, who have keys of their own.
    pub sources: Vec<DocumentKey>,
    /// The keys of those who are named where several speak together, each once.
    pub members: Vec<Box<[u64]>>,
    /// The kind that it is counted as: "the governor" is a person where the document says who that is.
    pub source_kinds: Vec<SourceKind>,
    /// Who gives, for each transfer.
    pub givers: Vec<DocumentKey>,
    /// Who receives.
    pub receivers: Vec<DocumentKey>,
}

/// What somebody in a document is counted as in its corpus: one who has a name by its key, all others by words. A pronoun that
/// stands for somebody unknown has neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentKey {
    /// The key of a name; [`Identities::keys`] says what it is in the corpus.
    pub key: Option<u64>,
    /// The words for somebody without a name: "officials".
    pub label: Option<String>,
}

impl DocumentKey {
    fn new(named: Option<u64>, counted: EntityKey) -> Self {
        let label = (named.is_none() && counted.known).then_some(counted.shown);
        Self { key: named.map(shown_key), label }
    }
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
        let entities = 0..reader.entities.len();
        let mentioned = |i| [false, true].map(|acts| keys.of_mentioned(i, acts).map(shown_key));
        let sources: Vec<EntityKey> = reader.attributions.iter().map(|a| keys.source(a)).collect();
        let said = || reader.attributions.iter().zip(&sources);
        let party = |party: Option<PartyRecord>| {
            let found = party.map(|p| DocumentKey::new(keys.of_named_party(p), keys.party(p)));
            found.unwrap_or_default()
        };
        let transfers = || reader.transfers.into_iter().flatten();
        Ok(DocumentKeys {
            entities: entities.clone().map(|i| keys.of_named(i).map(shown_key)).collect(),
            mentioned: entities.map(mentioned).collect(),
            source_kinds: said().map(|(a, own)| keys.source_kind(a, own)).collect(),
            sources: said()
                .map(|(a, own)| match a.source.members.is_empty() {
                    true => DocumentKey::new(keys.of_named_source(a), own.clone()),
                    false => DocumentKey::default(),
                })
                .collect(),
            members: reader
                .attributions
                .iter()
                .map(|a| keys.members(a).iter().map(|(member, _)| shown_key(member.key)).collect())
                .collect(),
            givers: transfers().map(|t| party(t.giver)).collect(),
            receivers: transfers().map(|t| party(t.receiver)).collect(),
        })
    }

    /// Who is who in what was added.
    pub fn identities(&self) -> Identities {
        self.0.settle()
    }
}
