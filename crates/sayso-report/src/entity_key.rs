//! What a source or entity is called in its document, as a key that other documents may share.
//!
//! In order of trust: the id in the list that the user brought; the country, its people or its government
//! ("Pyongyang denied" and "North Korea" are one); the fullest name in the document. A single name of a person
//! is shared only within an outlet and month, a first name not at all. Who has no name goes by the words that say
//! what they are: "two senior U.S. officials who asked not to be named" are "senior U.S. officials"; where these
//! name nobody ("the campaign"), they are not shared. Which keys are of one is settled over the whole corpus, by
//! [`Identities`](crate::Identities).

mod owned;
mod words;

use sayso::{EntityKind, Gender, SourceKind};
use sayso_lexicon::lists::{FIRST_NAMES, GOVERNMENT_SEATS, NAME_TITLES};
use serde::{Deserialize, Serialize};

use super::dates::{Period, When};
use super::hash::{hash, mix};
use super::identity::{NameStatistics, PersonName, body};
use super::reader::Reader;
use super::statistics::{shown_name, shown_role};
pub(crate) use owned::Owned;
use sayso_record::{AttributionRecord, EntityRecord, MentionRecord, Meta, SpanRecord};
pub(crate) use words::{body_key, fold, one_line};
use words::{
    country, country_key, head_words, is_pronoun, named_kind, names_people, names_somebody,
};

/// A source or entity as it can be met again in another document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntityKey {
    pub(crate) key: u64,
    /// How it is written here.
    pub(crate) shown: String,
    /// Of many spellings those of the highest rank are shown; names have 2 and more.
    pub(crate) rank: u8,
    /// Whether it stands for somebody: no pronoun of whom nobody knows who it is, and not the writer.
    pub(crate) known: bool,
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
            _ => named_kind(entity),
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
        keys
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

    /// What the document adds to the names of the corpus.
    pub(crate) fn names(&self) -> Vec<NameStatistics> {
        let mut names: Vec<NameStatistics> = Vec::new();
        for (entity, named) in self.reader.entities.iter().zip(&self.entities) {
            let Some(kind) = named.kind(entity) else { continue };
            let Named { key, form, shorts, acting, .. } = named;
            let acts = |m: &&MentionRecord| m.acts && acting.is_some();
            if let Some(acting) = acting.as_ref().filter(|_| entity.mentions.iter().any(|m| m.acts))
                && names.iter().all(|known| known.key != acting.key)
            {
                let EntityKey { key, shown, rank, .. } = acting.clone();
                names.push(NameStatistics {
                    key,
                    shown,
                    rank,
                    form: Form::Fixed,
                    kind,
                    roles: Vec::new(),
                    affiliations: Vec::new(),
                    shorts: Vec::new(),
                });
            }
            if !entity.mentions.is_empty() && entity.mentions.iter().all(|m| acts(&m)) {
                continue;
            }
            match names.iter_mut().find(|known| known.key == key.key) {
                Some(known) => known.shorts.extend(shorts),
                None => names.push(NameStatistics {
                    key: key.key,
                    shown: key.shown.clone(),
                    rank: key.rank,
                    form: *form,
                    kind,
                    roles: Vec::new(),
                    affiliations: Vec::new(),
                    shorts: shorts.clone(),
                }),
            }
        }
        for attribution in self.reader.attributions {
            let source = &attribution.source;
            let named = self.named_source(attribution);
            let key = match self.own_entity(attribution) {
                Some((id, acts)) => Some(self.mentioned(id, acts).key),
                None => named.as_ref().map(|named| named.key.key),
            };
            let Some(key) = key else { continue };
            let known = names.iter().position(|known| known.key == key);
            let known = match (known, named) {
                (Some(known), _) => known,
                (None, Some(named)) => {
                    let Named { key: EntityKey { key, shown, rank, .. }, form, .. } = named;
                    let kind = match form {
                        Form::Owned(_) => EntityKind::Organisation,
                        _ => EntityKind::Person,
                    };
                    names.push(NameStatistics {
                        key,
                        shown,
                        rank,
                        form,
                        kind,
                        roles: Vec::new(),
                        affiliations: Vec::new(),
                        shorts: Vec::new(),
                    });
                    names.len() - 1
                }
                // A description.
                (None, None) => continue,
            };
            names[known].roles.extend(source.role.map(|span| shown_role(self.reader.at(span))));
            let body = source.affiliation.map(|span| shown_name(self.reader.at(span)));
            names[known].affiliations.extend(body);
        }
        // Sources say it in more words.
        for (entity, named) in self.reader.entities.iter().zip(&self.entities) {
            let key = named.acting.as_ref().filter(|_| named.acts).unwrap_or(&named.key).key;
            let known = names.iter_mut().find(|known| known.key == key);
            let Some(known) = known.filter(|_| named.kind(entity).is_some()) else { continue };
            if known.roles.is_empty() {
                known.roles.extend(entity.role.as_deref().map(shown_role));
            }
            if known.affiliations.is_empty() {
                let body = entity.affiliation.and_then(|id| self.reader.entities.get(id as usize));
                known.affiliations.extend(body.map(|body| shown_name(&body.name)));
            }
        }
        for name in &mut names {
            name.shorts.sort_unstable_by(|a, b| b.cmp(a));
            name.shorts.dedup_by_key(|&mut (short, _)| short);
            name.shorts.retain(|&(short, _)| short != name.key);
        }
        names
    }

    /// The key of an entity that has a name.
    pub(crate) fn of_named(&self, index: usize) -> Option<u64> {
        let kind = self.reader.entities.get(index).and_then(|e| self.entities[index].kind(e));
        kind.map(|_| self.entity(index).key)
    }

    /// The entity that a source is, and whether it acts there; nothing if a pronoun or description means it too unsurely.
    fn own_entity(&self, attribution: &AttributionRecord) -> Option<(usize, bool)> {
        let index = attribution.source.entity? as usize;
        let entity = self.reader.entities.get(index)?;
        let within = |m: &&MentionRecord| {
            let spans = &attribution.source.spans;
            spans.iter().any(|span| span.0 <= m.start && m.end <= span.1)
        };
        if let Some(named) = entity.mentions.iter().find(within) {
            return Some((index, named.acts));
        }
        let link = entity.references.iter().filter(within).map(|m| m.link).reduce(f32::max);
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

    fn named(&self, entity: &EntityRecord) -> Named {
        let shown = one_line(&entity.name);
        let fixed = |key: u64, rank: u8| Named {
            key: EntityKey { key, shown: shown.clone(), rank, known: true },
            acting: None,
            acts: false,
            form: Form::Fixed,
            shorts: Vec::new(),
        };
        if let Some(link) = &entity.r#ref {
            return fixed(mix(1, hash(link)), 5);
        }
        if let Some(country) = country(entity, &shown) {
            return fixed(country_key(&country), if entity.kind == "place" { 4 } else { 2 });
        }
        if entity.mentions.is_empty() && !entity.references.is_empty() {
            if let Some(owned) = self.owned_entity(entity, &shown) {
                return owned;
            }
            // A description: "the campaign" of one article is not that of another.
            return fixed(self.own(&fold(&shown)), 1);
        }
        match &*entity.kind {
            // "Americans" may be taken for somebody's name.
            "person" if !names_people(&shown) => {
                let written = |mention: &MentionRecord| {
                    self.reader.at(SpanRecord(mention.start, mention.end))
                };
                let mentions = entity.mentions.iter().map(written);
                self.person(shown, mentions, self.title(entity))
            }
            _ => self.body(entity, shown),
        }
    }

    /// The key of a place where it acts: "Pyongyang denied", not "in Pyongyang". The Pentagon is a body of its own.
    fn acting(entity: &EntityRecord, shown: &str) -> Option<EntityKey> {
        let name = fold(shown);
        let seat = name.strip_prefix("the ").unwrap_or(&name);
        if entity.kind != "place" && !GOVERNMENT_SEATS.contains(seat) {
            return None;
        }
        let key = country_key(entity.acts_for.as_ref()?);
        // "Russia" says it better than "Kremlin", and that better than "Russian".
        Some(EntityKey { key, shown: shown.to_owned(), rank: 3, known: true })
    }

    fn person<'t>(
        &self,
        shown: String,
        mut mentions: impl Iterator<Item = &'t str>,
        gender: Gender,
    ) -> Named {
        let name = PersonName::parse(&shown);
        if !name.is_single() {
            let key = mix(hash("person"), hash(&name.line()));
            let genders = match name.gender() {
                Gender::Unknown => vec![Gender::Unknown, Gender::Male, Gender::Female],
                gender => vec![Gender::Unknown, gender],
            };
            // Of two who share a name, it is the one who is called by it.
            let called = mentions.any(|written| {
                let written = PersonName::parse(written);
                written.is_single() && written.single() == name.last
            });
            let worth = if called { CALLED } else { 1 };
            let shorts = genders.into_iter().flat_map(|gender| {
                let bare = self.bare(&name.last, gender);
                [(bare.within(), worth), (bare.anywhere(), worth)]
            });
            return Named {
                key: EntityKey { key, shown, rank: 2, known: true },
                acting: None,
                acts: false,
                form: Form::Person,
                shorts: shorts.collect(),
            };
        }
        let bare = self.bare(name.single(), gender);
        let key = match bare.is_first {
            true => mix(bare.within(), self.document),
            false => bare.within(),
        };
        Named {
            key: EntityKey { key, shown, rank: 2, known: true },
            acting: None,
            acts: false,
            form: Form::Bare(bare),
            shorts: Vec::new(),
        }
    }

    fn bare(&self, name: &str, gender: Gender) -> BareName {
        let is_first = FIRST_NAMES.contains(name);
        BareName { name: hash(name), gender: gender as u8, scope: self.scope, is_first }
    }

    /// The gender that a title before a mention tells: "Mrs. Clinton".
    fn title(&self, entity: &EntityRecord) -> Gender {
        for mention in &entity.mentions {
            let range = self.reader.range(SpanRecord(mention.start, mention.end));
            let before = self.reader.text[..range.start].trim_end();
            let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            let within = self.reader.text[range].split_once(char::is_whitespace);
            let word = within.map_or(word, |(first, _)| first);
            match NAME_TITLES.get(fold(word).trim_matches(|c: char| !c.is_alphanumeric())) {
                Some("male") => return Gender::Male,
                Some("female") => return Gender::Female,
                _ => {}
            }
        }
        Gender::Unknown
    }

    fn body(&self, entity: &EntityRecord, shown: String) -> Named {
        let is_place = matches!(&*entity.kind, "place" | "facility" | "nationality");
        let name = body::plain(&shown);
        let mut shorts: Vec<(u64, u64)> = Vec::new();
        for mention in entity.mentions.iter().filter(|_| !is_place) {
            let written = body::plain(self.reader.at(SpanRecord(mention.start, mention.end)));
            if written != name && !written.is_empty() && written.len() < name.len() {
                shorts.push((body_key(&written), 1));
            }
        }
        let acting = Self::acting(entity, &shown);
        let acts = entity.mentions.iter().filter(|m| m.acts).count();
        Named {
            acts: acting.is_some() && 2 * acts >= entity.mentions.len(),
            acting,
            key: EntityKey { key: body_key(&name), shown, rank: 2, known: true },
            form: Form::Body,
            shorts,
        }
    }

    /// A person who is named in a source without being an entity of the document, or somebody's campaign.
    fn named_source(&self, attribution: &AttributionRecord) -> Option<Named> {
        let source = &attribution.source;
        let is_person = source.kind == SourceKind::Person && self.own_entity(attribution).is_none();
        let shown = head_words(&self.reader.words(&source.spans), false);
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        // "A:" answers.
        let letter = shown.chars().nth(1).is_none();
        let is_name = !letter && !is_pronoun(&fold(&shown)) && shown.split(' ').all(capital);
        match is_person && is_name {
            true => Some(self.person(shown, std::iter::empty(), Gender::Unknown)),
            false => self.owned_source(attribution),
        }
    }

    /// A key that no other document has.
    fn own(&self, words: &str) -> u64 {
        mix(mix(hash("own"), self.document), hash(words))
    }

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
        let mut shown = head_words(&words, unnamed);
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
}
