//! What attributions share: sources, entities, cues, publishers. Who is who is settled where the tables are
//! counted, in the statistics of the record.

use serde::Serialize;

use super::pool::Pool;
use crate::entity_key::EntityKey;
use crate::hash::hash;
use crate::statistics::AttributionStatistics;

/// The lists to which the rows of attributions point.
#[derive(Debug, Default, Serialize)]
pub(super) struct Names {
    sources: Pool<Source>,
    entities: Pool<Entity>,
    cues: Pool<String>,
    publishers: Pool<String>,
    reasons: Pool<String>,
}

/// A source.
#[derive(Debug, Serialize)]
struct Source {
    name: String,
    /// What it was said to be when it was first met with a role.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// Where it was said to belong, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<String>,
    /// Whether it stands for somebody.
    known: bool,
    #[serde(skip)]
    rank: u8,
}

/// Something that contents name.
#[derive(Debug, Serialize)]
struct Entity {
    name: String,
    #[serde(skip)]
    rank: u8,
}

impl Names {
    pub(super) fn source(&mut self, said: &AttributionStatistics) -> u32 {
        let EntityKey { key, shown, rank, known } = &said.source;
        let (name, rank, known) = (shown.clone(), *rank, *known);
        let make = || Source { name, role: None, affiliation: None, known, rank };
        let (number, source) = self.sources.enter(*key, make);
        if rank > source.rank {
            (source.name, source.rank) = (shown.clone(), rank);
        }
        let given = |words: &Option<String>| {
            let words = words.as_deref()?.trim_matches(|c: char| c == ',' || c.is_whitespace());
            (!words.is_empty()).then(|| words.to_owned())
        };
        source.role = source.role.take().or_else(|| given(&said.role));
        source.affiliation = source.affiliation.take().or_else(|| given(&said.affiliation));
        number
    }

    /// The entities that the content names or means.
    pub(super) fn about(&mut self, said: &AttributionStatistics) -> Vec<u32> {
        let mut enter = |EntityKey { key, shown, rank, .. }: &EntityKey| {
            let make = || Entity { name: shown.clone(), rank: *rank };
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

    pub(super) fn publisher(&mut self, name: &str) -> u32 {
        text(&mut self.publishers, name)
    }

    /// Why the source's name is withheld; -1 where nothing is said of it.
    pub(super) fn reason(&mut self, said: &AttributionStatistics) -> i64 {
        match &said.anonymity {
            Some(reason) => i64::from(text(&mut self.reasons, reason.as_deref().unwrap_or(""))),
            None => -1,
        }
    }
}

fn text(pool: &mut Pool<String>, text: &str) -> u32 {
    pool.enter(hash(text), || text.to_owned()).0
}
