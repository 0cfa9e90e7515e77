//! What attributions share: sources, entities, cues, publishers. Who is who is settled when all are known.

use std::collections::HashMap;

use serde::Serialize;

use super::pool::Pool;
use crate::entity_key::{EntityKey, fold};
use crate::hash::hash;
use crate::heavy_hitters::Shown;
use crate::identity::Identities;
use crate::statistics::AttributionStatistics;

/// The lists to which the rows of attributions point.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) sources: Pool<Source>,
    pub(super) entities: Pool<Entity>,
    pub(super) cues: Pool<String>,
    pub(super) publishers: Pool<Publisher>,
    pub(super) reasons: Pool<String>,
}

/// A source.
#[derive(Debug, Serialize)]
pub(super) struct Source {
    name: String,
    /// What it is most often said to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// Where it is most often said to belong.
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<String>,
    /// Whether it stands for somebody.
    pub(super) known: bool,
    /// Whether it has a name, and does not go by words alone.
    named: bool,
    /// The number of the source that stands for all that are one with it.
    #[serde(skip)]
    pub(super) one: u32,
    #[serde(skip)]
    pub(super) key: u64,
    #[serde(skip)]
    rank: u8,
}

/// Something that contents name.
#[derive(Debug, Serialize)]
pub(super) struct Entity {
    name: String,
    /// The number of the entity that stands for all that are one with it.
    #[serde(skip)]
    pub(super) one: u32,
    #[serde(skip)]
    pub(super) key: u64,
    #[serde(skip)]
    rank: u8,
}

/// A publisher, under the name that tables show.
#[derive(Debug)]
pub(super) struct Publisher {
    first: String,
    shown: Shown,
}

impl Publisher {
    pub(super) fn name(&self) -> &str {
        Some(self.shown.get()).filter(|name| !name.is_empty()).unwrap_or(&self.first)
    }
}

impl Names {
    pub(super) fn source(&mut self, source: &EntityKey) -> u32 {
        let EntityKey { row: key, shown, rank, known, .. } = source;
        let (name, rank, known) = (shown.clone(), *rank, *known);
        let key = *key;
        let make = || Source {
            name,
            role: None,
            affiliation: None,
            known,
            named: false,
            one: 0,
            key,
            rank,
        };
        let (number, source) = self.sources.enter(key, make);
        if rank > source.rank {
            (source.name, source.rank) = (shown.clone(), rank);
        }
        number
    }

    /// Says of everyone what they are in the whole corpus.
    pub(super) fn settle(&mut self, identities: &Identities) {
        let mut first = HashMap::<u64, u32>::new();
        for (number, source) in (0..).zip(self.sources.values_mut().iter_mut()) {
            let key = identities.settle(source.key);
            source.one = *first.entry(key).or_insert(number);
            source.key = key;
            source.named = identities.is_named(key);
            if let Some(found) = identities.description(key) {
                source.name.clone_from(&found.name);
                source.role.clone_from(&found.role);
                source.affiliation.clone_from(&found.affiliation);
            }
        }
        first.clear();
        for (number, entity) in (0..).zip(self.entities.values_mut().iter_mut()) {
            let key = identities.settle(entity.key);
            entity.one = *first.entry(key).or_insert(number);
            entity.key = key;
            if let Some(name) = identities.name(key) {
                name.clone_into(&mut entity.name);
            }
        }
    }

    /// The entities that the content names or means.
    pub(super) fn about(&mut self, said: &AttributionStatistics) -> Box<[u32]> {
        let mut enter = |EntityKey { key, shown, rank, .. }: &EntityKey| {
            let make = || Entity { name: shown.clone(), one: 0, key: *key, rank: *rank };
            let (number, entity) = self.entities.enter(*key, make);
            if *rank > entity.rank {
                (entity.name, entity.rank) = (shown.clone(), *rank);
            }
            number
        };
        said.about.iter().map(&mut enter).collect()
    }

    pub(super) fn cue(&mut self, lemma: &str) -> u32 {
        text(&mut self.cues, lemma)
    }

    /// A publisher, whatever the case of its name; `says` if anything in its article is ascribed to anybody.
    pub(super) fn publisher(&mut self, name: &str, says: bool) -> u32 {
        let make = || Publisher { first: name.to_owned(), shown: Shown::default() };
        let (number, publisher) = self.publishers.enter(hash(&fold(name)), make);
        if says {
            publisher.shown.add(name, 0);
        }
        number
    }

    /// Why the source's name is withheld.
    pub(super) fn reason(&mut self, said: &AttributionStatistics) -> Option<u32> {
        let reason = said.anonymity.as_ref()?;
        Some(text(&mut self.reasons, reason.as_deref().unwrap_or("")))
    }
}

fn text(pool: &mut Pool<String>, text: &str) -> u32 {
    pool.enter(hash(text), || text.to_owned()).0
}
