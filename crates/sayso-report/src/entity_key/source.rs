//! The key of a source: the entity that it is, somebody whom only the source names, or the words that describe it.

use sayso::{Gender, SourceKind};
use sayso_record::{AttributionRecord, MentionRecord, SpanRecord};

use super::words::{
    body_key, fold, head_words, is_pronoun, named_together, names_somebody, one_line, party_members,
};
use super::{EntityKey, Keys, LEAST_LINK, Named};
use crate::hash::{hash, mix};
use crate::identity::body;

impl Keys<'_> {
    /// The source of an attribution.
    pub(crate) fn source(&self, attribution: &AttributionRecord) -> EntityKey {
        let (reader, source) = (self.reader, &attribution.source);
        let unknown = |shown: &str| {
            let key = mix(hash(source.kind.as_str()), hash(shown));
            EntityKey { key, shown: shown.to_owned(), rank: 0, known: false }
        };
        if let Some((index, acts)) = self.own_entity(attribution) {
            return self.mentioned(index, acts).clone();
        }
        match source.kind {
            SourceKind::Author => return unknown("(the writer)"),
            SourceKind::None => return unknown("(nobody named)"),
            _ => {}
        }
        if let Some(named) = self.named_source(attribution) {
            return named.key;
        }
        let words = reader.words(&source.spans);
        let unnamed = matches!(source.kind, SourceKind::Role | SourceKind::Group);
        let several = named_together(&words).filter(|_| source.kind == SourceKind::Person);
        let mut shown = several.map_or_else(|| head_words(&words, unnamed), str::to_owned);
        if source.kind == SourceKind::Group
            && let Some(members) = party_members(&shown)
        {
            shown = members;
        }
        let letter = shown.chars().nth(1).is_none();
        if letter || is_pronoun(&fold(&shown)) {
            return unknown("(a pronoun)");
        }
        let opens = source.spans.first().is_some_and(|span| {
            let at = reader.sentences.partition_point(|sentence| sentence.1 <= span.0);
            let opening = |start: u32| reader.at(SpanRecord(start, span.0));
            let sentence = reader.sentences.get(at).filter(|sentence| sentence.0 <= span.0);
            sentence.is_some_and(|s| !opening(s.0).chars().any(char::is_alphanumeric))
        });
        let mut names = names_somebody(&shown, opens && words.starts_with(&*shown));
        let plain = |span| {
            let name = one_line(reader.at(span));
            name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_owned()
        };
        if let Some(affiliation) = source.affiliation.map(plain)
            && !fold(&shown).contains(&fold(&affiliation))
        {
            names |= affiliation.chars().any(char::is_uppercase);
            shown = format!("{shown} ({affiliation})");
        }
        // "the Vermont senator" of one article need not be that of another.
        let key = match names && source.kind != SourceKind::Role {
            true => body_key(&body::plain(&shown)),
            false => self.own(&fold(&shown)),
        };
        EntityKey { key, shown, rank: 1, known: true }
    }

    /// The entity that a source is, and whether it acts there; nothing if a pronoun or description means it too unsurely.
    pub(crate) fn own_entity(&self, attribution: &AttributionRecord) -> Option<(usize, bool)> {
        let index = attribution.source.entity? as usize;
        let entity = self.reader.entities.get(index)?;
        if let Some(named) = within(&entity.mentions, &attribution.source.spans).next() {
            return Some((index, named.acts));
        }
        let references = within(&entity.references, &attribution.source.spans);
        let link = references.map(|m| m.link).reduce(f32::max);
        link.is_none_or(|link| link >= LEAST_LINK).then_some((index, self.entities[index].acts))
    }

    /// Whether it is too unsure whom a pronoun or description means that is a source.
    pub(crate) fn is_doubtful(&self, attribution: &AttributionRecord) -> bool {
        attribution.source.entity.is_some() && self.own_entity(attribution).is_none()
    }

    /// The key of a source that has a name.
    pub(crate) fn of_named_source(&self, attribution: &AttributionRecord) -> Option<u64> {
        match self.own_entity(attribution) {
            Some((index, acts)) => {
                let kind = self.entities[index].kind(&self.reader.entities[index]);
                kind.map(|_| self.mentioned(index, acts).key)
            }
            None => self.named_source(attribution).map(|named| named.key.key),
        }
    }

    /// A person who is named in a source without being an entity of the document, or somebody's campaign.
    pub(super) fn named_source(&self, attribution: &AttributionRecord) -> Option<Named> {
        let source = &attribution.source;
        let is_person = source.kind == SourceKind::Person && self.own_entity(attribution).is_none();
        let words = self.reader.words(&source.spans);
        let is_person = is_person && named_together(&words).is_none();
        let shown = head_words(&words, false);
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        // "A:" answers.
        let letter = shown.chars().nth(1).is_none();
        let is_name = !letter && !is_pronoun(&fold(&shown)) && shown.split(' ').all(capital);
        match is_person && is_name {
            true => Some(self.person(shown, std::iter::empty(), Gender::Unknown)),
            false => self.owned_source(attribution),
        }
    }
}

/// Those of `mentions`, which are in the order of the text, that lie in one of the `spans`.
fn within<'m>(
    mentions: &'m [MentionRecord],
    spans: &'m [SpanRecord],
) -> impl Iterator<Item = &'m MentionRecord> {
    spans.iter().flat_map(|span| {
        let first = mentions.partition_point(|m| m.start < span.0);
        let begun = mentions[first..].iter().take_while(|m| m.start < span.1);
        begun.filter(|m| m.end <= span.1)
    })
}
