//! The key of a source: the entity that it is, somebody whom only the source names, or the words that describe it.

use sayso::{Gender, SourceKind};
use sayso_lexicon::lists::SMALL_WORDS;
use sayso_record::{AttributionRecord, MentionRecord, SpanRecord};

use super::label::{self, head_words};
use super::words::{
    PRONOUN, fold, is_pronoun, listed_together, named_together, names_people, names_somebody,
    one_line, party_members, words_key,
};
use super::{EntityKey, Keys, LEAST_LINK, Named};

impl Keys<'_> {
    /// The source of an attribution.
    pub(crate) fn source(&self, attribution: &AttributionRecord) -> EntityKey {
        let source = &attribution.source;
        if let Some((index, acts)) = self.own_entity(attribution) {
            return self.mentioned(index, acts).clone();
        }
        match source.kind {
            SourceKind::Author => EntityKey::unknown(source.kind.as_str(), "(the writer)"),
            SourceKind::None => EntityKey::unknown(source.kind.as_str(), "(nobody named)"),
            _ => match self.named_source(attribution) {
                Some(named) => named.key,
                None => self.described_source(attribution),
            },
        }
    }

    /// What kind of source `own` is counted as: "the governor" has a name where the document says who that is, and "she" has
    /// none where that is "a woman".
    pub(crate) fn source_kind(&self, a: &AttributionRecord, own: &EntityKey) -> SourceKind {
        // Several with names are no group without.
        let mut members = a.source.members.iter().map(|&member| self.member_kind(member));
        if let Some(first) = members.next() {
            let person = members.any(|kind| kind == SourceKind::Person);
            return if person { SourceKind::Person } else { first };
        }
        let of_entity = self.own_entity(a).map(|(index, _)| &self.reader.entities[index]);
        let named = of_entity.is_some_and(|e| e.kind == "person" && !e.mentions.is_empty());
        let described = own.known && !own.is_named();
        // "Florida, which": a pronoun does not tell what it means.
        let kind = of_entity.filter(|e| !e.mentions.is_empty()).and_then(|e| match &*e.kind {
            "place" => Some(SourceKind::Government),
            "organisation" => Some(SourceKind::Organisation),
            _ => None,
        });
        match a.source.kind {
            SourceKind::Person
                if kind.is_some() && is_pronoun(&self.reader.words(&a.source.spans)) =>
            {
                kind.unwrap_or_default()
            }
            SourceKind::Role if named => SourceKind::Person,
            // "We" of one who speaks for several.
            SourceKind::Group if named && is_pronoun(&self.reader.words(&a.source.spans)) => {
                SourceKind::Person
            }
            SourceKind::Person
                if described && named_together(&self.reader.words(&a.source.spans)).is_none() =>
            {
                SourceKind::Role
            }
            kind => kind,
        }
    }

    /// A source that goes by the words that describe it.
    pub(super) fn described_source(&self, attribution: &AttributionRecord) -> EntityKey {
        let (reader, source) = (self.reader, &attribution.source);
        let words = reader.words(&source.spans);
        let unnamed = matches!(source.kind, SourceKind::Role | SourceKind::Group);
        let people = matches!(source.kind, SourceKind::Person | SourceKind::Group);
        let several = match source.kind {
            SourceKind::Group => listed_together(&words).or_else(|| named_together(&words)),
            _ => named_together(&words).filter(|_| people),
        };
        let shown = several
            .map_or_else(|| head_words(&words, unnamed), |names| names.replace(" nor ", " and "));
        if is_pronoun(&shown) || label::only_counts(&shown) {
            return EntityKey::unknown(source.kind.as_str(), PRONOUN);
        }
        let opens = self.opens(attribution) && words.starts_with(&*shown);
        let affiliation = source.affiliation.map(|span| one_line(reader.at(span)));
        let affiliation = label::bare(affiliation.as_deref().unwrap_or_default());
        let within = label::written_within(&shown, opens, unnamed, affiliation);
        let label = label::with_affiliation(within, affiliation);
        // "the Vermont senator" of one article need not be that of another.
        let names = names_somebody(&shown, opens) || affiliation.contains(char::is_uppercase);
        let key = match names && source.kind != SourceKind::Role {
            true => words_key(&label),
            false => self.own(&fold(&label)),
        };
        EntityKey::described(key, label)
    }

    /// Whether a source begins its sentence.
    fn opens(&self, attribution: &AttributionRecord) -> bool {
        let first = attribution.source.spans.first();
        first.is_some_and(|&span| label::opens(self.reader, span))
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

    /// Those who are named where several speak together, and what each is counted as.
    pub(crate) fn members(
        &self,
        attribution: &AttributionRecord,
    ) -> Box<[(EntityKey, SourceKind)]> {
        let mut members: Vec<(EntityKey, SourceKind)> = Vec::new();
        for &member in &attribution.source.members {
            let key = self.entity(member as usize);
            // "Moscow and Russia" are one.
            if members.iter().all(|(known, _)| known.row != key.row) {
                members.push((key.clone(), self.member_kind(member)));
            }
        }
        members.into()
    }

    fn member_kind(&self, member: u32) -> SourceKind {
        match &*self.reader.entities[member as usize].kind {
            "person" => SourceKind::Person,
            "place" => SourceKind::Government,
            _ => SourceKind::Organisation,
        }
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

    /// A person or body who is named in a source without being an entity of the document, or somebody's campaign.
    pub(super) fn named_source(&self, attribution: &AttributionRecord) -> Option<Named> {
        if self.own_entity(attribution).is_some() {
            return None;
        }
        let kind = attribution.source.kind;
        let words = self.reader.words(&attribution.source.spans);
        // "Mr. Pell of Norbank" is Mr. Pell.
        let people = matches!(kind, SourceKind::Person | SourceKind::Group);
        let shown = head_words(&words, people);
        let opens = words.starts_with(&*shown) && self.opens(attribution);
        match kind {
            SourceKind::Person if named_together(&words).is_none() && is_name(&shown, false) => {
                Some(self.person(shown, std::iter::empty(), Gender::Unknown))
            }
            SourceKind::Organisation | SourceKind::Government | SourceKind::Outlet
                if is_name(&shown, opens) =>
            {
                Some(Self::body_called(shown))
            }
            SourceKind::Group => {
                let shown = party_members(&shown).unwrap_or(shown);
                let people = is_name(&shown, opens) && names_people(&shown);
                people.then(|| Self::body_called(shown)).or_else(|| self.owned_source(attribution))
            }
            _ => self.owned_source(attribution),
        }
    }
}

/// Whether words are a name: all begin with capitals, and that is not because they open a sentence.
fn is_name(words: &str, opens: bool) -> bool {
    let joins = |word: &str| matches!(word, "of" | "for" | "the" | "&");
    let capital = |word: &str| word.starts_with(char::is_uppercase) || joins(word);
    let small = |word: &str| SMALL_WORDS.contains(&fold(word));
    !is_pronoun(words) && words.split(' ').all(capital) && !(opens && words.split(' ').all(small))
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
