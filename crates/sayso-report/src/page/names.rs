//! What attributions share: sources, entities, cues, publishers. Who is who is settled as in the tables.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::pool::Pool;
use crate::corpus::{self, Reader};
use crate::{AttributionRecord, SpanRecord};

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
    kind: String,
    #[serde(skip)]
    rank: u8,
}

impl Names {
    pub(super) fn source(&mut self, reader: &Reader<'_>, attribution: &AttributionRecord) -> u32 {
        let name = corpus::source(reader, attribution);
        let make = || Source {
            name: name.shown.clone(),
            role: None,
            affiliation: None,
            known: name.known,
            rank: name.rank,
        };
        let (number, source) = self.sources.enter(name.key, make);
        if name.rank > source.rank {
            (source.name, source.rank) = (name.shown, name.rank);
        }
        let words = |span| {
            let words = corpus::one_line(reader.at(span));
            words.trim_matches(|c: char| c == ',' || c.is_whitespace()).to_owned()
        };
        source.role = source.role.take().or_else(|| attribution.source.role.map(words));
        source.affiliation =
            source.affiliation.take().or_else(|| attribution.source.affiliation.map(words));
        number
    }

    /// The entities that `content` names or means.
    pub(super) fn about(&mut self, reader: &Reader<'_>, content: &[Range<usize>]) -> Vec<u32> {
        let inside = |range: Range<usize>| {
            content.iter().any(|piece| piece.start <= range.start && range.end <= piece.end)
        };
        let mut found = BTreeSet::new();
        for entity in reader.entities.iter().filter(|entity| entity.value.is_none()) {
            let mut places = entity.mentions.iter().chain(&entity.references);
            if !is_named(&entity.kind) || !places.any(|m| inside(reader.range(SpanRecord(m.start, m.end)))) {
                continue;
            }
            let name = corpus::entity(entity);
            let make =
                || Entity { name: name.shown.clone(), kind: entity.kind.clone(), rank: name.rank };
            let (number, kept) = self.entities.enter(name.key, make);
            if name.rank > kept.rank {
                (kept.name, kept.rank) = (name.shown, name.rank);
                kept.kind.clone_from(&entity.kind);
            }
            found.insert(number);
        }
        found.into_iter().collect()
    }

    pub(super) fn cue(&mut self, lemma: &str) -> u32 {
        text(&mut self.cues, lemma)
    }

    pub(super) fn publisher(&mut self, name: &str) -> u32 {
        text(&mut self.publishers, name)
    }

    /// Why the source's name is withheld; -1 where nothing is said of it.
    pub(super) fn reason(&mut self, reader: &Reader<'_>, attribution: &AttributionRecord) -> i64 {
        let Some(anonymity) = &attribution.source.anonymity else { return -1 };
        let words = anonymity.reason.map_or_else(String::new, |span| {
            corpus::one_line(reader.at(span))
        });
        i64::from(text(&mut self.reasons, &words))
    }
}

fn text(pool: &mut Pool<String>, text: &str) -> u32 {
    pool.enter(corpus::hash(text), || text.to_owned()).0
}

/// Whether entities of this kind are somebody or something that one speaks about.
fn is_named(kind: &str) -> bool {
    const VALUES: [&str; 10] =
        ["date", "time", "number", "quantity", "money", "percent", "age", "url", "email", "handle"];
    !VALUES.contains(&kind)
}
