//! What a source or entity is called in its document, as a key that other documents may share.
//!
//! In order of trust: the id in the list that the user brought; the country, its people or its government
//! ("Pyongyang denied" and "North Korea" are one); the fullest name in the document. A single name of a person
//! is shared only within an outlet and month, a first name not at all. Who has no name goes by the words that say
//! what they are: "two senior U.S. officials who asked not to be named" are "senior U.S. officials". All of the corpus who
//! go by the same words are counted in one row, though nobody takes "the campaign" of one document for that of another.
//! Which keys are of one is settled over the whole corpus, by [`Identities`](crate::Identities).

mod label;
mod named;
mod names;
mod owned;
mod party;
mod source;
mod words;

use sayso::{EntityKind, Gender};
use sayso_record::{EntityRecord, Meta};
use serde::{Deserialize, Serialize};

use super::dates::{Period, When};
use super::hash::{hash, mix};
use super::reader::Reader;
pub(crate) use owned::Owned;
use words::words_key;
pub(crate) use words::{body_key, fold, one_line};

/// A source or entity as it can be met again in another document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntityKey {
    /// Who it is: of those without a name nobody knows whether another document has them too.
    pub(crate) key: u64,
    /// What it is counted as: all of a corpus who have no name and go by the same words are one row.
    pub(crate) row: u64,
    /// How it is written here; the words of those without a name are the same for all of a row.
    pub(crate) shown: String,
    /// Of many spellings those of the highest rank are shown; names have 2 and more.
    pub(crate) rank: u8,
    /// Whether it stands for somebody: no pronoun of whom nobody knows who it is, and not the writer.
    pub(crate) known: bool,
}

impl EntityKey {
    /// Somebody with a name.
    fn named(key: u64, shown: String, rank: u8) -> Self {
        Self { key, row: key, shown, rank, known: true }
    }

    fn is_named(&self) -> bool {
        self.rank > 1
    }

    /// Somebody who goes by words; `key` tells them from others who do.
    fn described(key: u64, label: String) -> Self {
        Self { key, row: words_key(&label), shown: label, rank: 1, known: true }
    }

    /// Somebody of whom nobody knows who it is.
    fn unknown(kind: &str, shown: &str) -> Self {
        let key = mix(hash(kind), hash(shown));
        Self { key, row: key, shown: shown.to_owned(), rank: 0, known: false }
    }
}

/// What it is worth that a document calls somebody by the family name, beside that it has the name.
pub(crate) const CALLED: u64 = 4;

/// What kind of name a key is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Form {
    /// A country, or an id in the user's list: nothing is to be settled.
    #[default]
    Fixed,
    /// A name of a person in several words.
    Person,
    /// A single name of a person.
    Bare(BareName),
    /// Any other name.
    Body,
    /// What belongs to somebody with a name: "the Clinton campaign".
    Owned(Owned),
}

/// A single name of a person, as others may have it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct BareName {
    /// The hash of the word.
    name: u64,
    gender: u8,
    /// The outlet and month.
    scope: u64,
    /// Whether it may be a first name, which says nothing outside its document.
    pub(crate) is_first: bool,
}

impl BareName {
    /// The key within outlet and month.
    pub(crate) fn within(self) -> u64 {
        mix(mix(hash("bare"), self.name), mix(u64::from(self.gender), self.scope))
    }

    /// The key within the whole corpus.
    pub(crate) fn anywhere(self) -> u64 {
        Self { scope: 0, ..self }.within()
    }

    /// The key of all of that name of whom nobody knows who they are.
    pub(crate) fn unsettled(self) -> u64 {
        Self { scope: 0, gender: Gender::Unknown as u8, ..self }.within()
    }
}

/// The keys of a document.
pub(crate) struct Keys<'r> {
    reader: &'r Reader<'r>,
    /// The check value of outlet and month.
    scope: u64,
    document: u64,
    entities: Vec<Named>,
}

/// A pronoun or description counts for whom it means if that is so sure.
pub(crate) const LEAST_LINK: f32 = 0.5;

/// An entity's key, and what may be settled about it.
struct Named {
    key: EntityKey,
    /// The key where it acts for its government.
    acting: Option<EntityKey>,
    /// Whether it mostly acts.
    acts: bool,
    form: Form,
    /// The keys of shorter forms, with how much the document says for them.
    shorts: Vec<(u64, u64)>,
}

impl Named {
    /// What it is, if it has a name and is not only described or counted.
    fn kind(&self, entity: &EntityRecord) -> Option<EntityKind> {
        match self.form {
            Form::Owned(_) => Some(EntityKind::Organisation),
            _ => EntityKind::from_name(&entity.kind).filter(|_| self.key.is_named()),
        }
    }
}

impl<'r> Keys<'r> {
    /// The keys of the entities of a record; `document` tells it from others.
    pub(crate) fn new(reader: &'r Reader<'r>, meta: &Meta, document: u64) -> Self {
        let outlet = meta.publisher.as_deref().map(one_line).unwrap_or_default();
        let month = When::of(meta.date.as_deref(), Period::Month);
        let scope = mix(hash(&fold(&outlet)), hash(&month.shown()));
        let mut keys = Self { reader, scope, document, entities: Vec::new() };
        keys.entities = reader.entities.iter().map(|entity| keys.named(entity)).collect();
        keys.describe();
        keys
    }

    /// Gives those without a name the fullest words that they have as sources: "the government of Karsland" is "the government".
    fn describe(&mut self) {
        for attribution in self.reader.attributions {
            let Some((index, _)) = self.own_entity(attribution) else { continue };
            if !self.reader.entities[index].mentions.is_empty()
                || self.entities[index].key.is_named()
            {
                continue;
            }
            let found = self.described_source(attribution);
            let own = &mut self.entities[index].key;
            if found.known && (!own.known || found.shown.len() > own.shown.len()) {
                *own = EntityKey { key: own.key, ..found };
            }
        }
    }

    /// The entity with that index, as it mostly is.
    pub(crate) fn entity(&self, index: usize) -> &EntityKey {
        self.mentioned(index, self.entities[index].acts)
    }

    /// The entity with that index, where it acts for its government or does not.
    pub(crate) fn mentioned(&self, index: usize, acts: bool) -> &EntityKey {
        let named = &self.entities[index];
        named.acting.as_ref().filter(|_| acts).unwrap_or(&named.key)
    }

    /// The key of an entity that has a name.
    pub(crate) fn of_named(&self, index: usize) -> Option<u64> {
        self.of_mentioned(index, self.entities.get(index)?.acts)
    }

    /// The same where it acts for its government or does not.
    pub(crate) fn of_mentioned(&self, index: usize, acts: bool) -> Option<u64> {
        let kind = self.reader.entities.get(index).and_then(|e| self.entities[index].kind(e));
        kind.map(|_| self.mentioned(index, acts).key)
    }

    /// A key that no other document has.
    fn own(&self, words: &str) -> u64 {
        mix(mix(hash("own"), self.document), hash(words))
    }
}
