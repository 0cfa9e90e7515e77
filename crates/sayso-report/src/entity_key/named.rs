//! The key of an entity: of its country, its owner, its person or its body, and of the shorter forms of its name.

use sayso::Gender;
use sayso_lexicon::lists::{FIRST_NAMES, GOVERNMENT_SEATS, NAME_TITLES};
use sayso_record::{EntityRecord, MentionRecord, SpanRecord};

use super::label::{self, head_words};
use super::words::{
    PRONOUN, body_key, country, country_key, fold, has_name, is_pronoun, names_people, one_line,
};
use super::{BareName, CALLED, EntityKey, Form, Keys, Named};
use crate::hash::{hash, mix};
use crate::identity::{PersonName, body};

/// How sure it must be whom a pronoun means that tells the gender.
const LEAST_GENDER: f32 = 0.9;

impl Keys<'_> {
    /// The key of an entity.
    pub(super) fn named(&self, entity: &EntityRecord) -> Named {
        let shown = one_line(&entity.name);
        let fixed = |key: EntityKey| Named {
            key,
            acting: None,
            acts: false,
            form: Form::Fixed,
            shorts: Vec::new(),
        };
        if let Some(link) = &entity.r#ref {
            return fixed(EntityKey::named(mix(1, hash(link)), shown, 5));
        }
        if let Some(country) = country(entity, &shown) {
            let rank = if entity.kind == "place" { 4 } else { 2 };
            return fixed(EntityKey::named(country_key(&country), shown, rank));
        }
        if entity.mentions.is_empty() && !entity.references.is_empty() {
            if let Some(owned) = self.owned_entity(entity, &shown) {
                return owned;
            }
            return fixed(self.description(entity, &shown));
        }
        match &*entity.kind {
            // "Americans" may be taken for somebody's name.
            "person" if !names_people(&shown) => {
                let written = |mention: &MentionRecord| {
                    self.reader.at(SpanRecord(mention.start, mention.end))
                };
                let mentions = entity.mentions.iter().map(written);
                self.person(shown, mentions, self.gender(entity))
            }
            _ => self.body(entity, shown),
        }
    }

    /// The key of an entity without a name: "the campaign" of one article is not that of another.
    fn description(&self, entity: &EntityRecord, shown: &str) -> EntityKey {
        let unnamed = entity.kind == "person";
        let words = head_words(shown, unnamed);
        if is_pronoun(&words) {
            return EntityKey::unknown(&entity.kind, PRONOUN);
        }
        let body = entity.affiliation.and_then(|id| self.reader.entities.get(id as usize));
        let body = body.filter(|body| !body.mentions.is_empty());
        let affiliation = body.map_or("", |body| label::bare(&body.name));
        let span = |m: &MentionRecord| SpanRecord(m.start, m.end);
        let written =
            entity.references.iter().map(span).find(|&s| self.reader.at(s) == entity.name);
        let opens = written.is_some_and(|span| label::opens(self.reader, span));
        let words =
            label::written_within(&words, opens && shown.starts_with(&words), unnamed, affiliation);
        EntityKey::described(self.own(&fold(shown)), label::with_affiliation(words, affiliation))
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
        Some(EntityKey::named(key, shown.to_owned(), 3))
    }

    pub(super) fn person<'t>(
        &self,
        shown: String,
        mut mentions: impl Iterator<Item = &'t str>,
        gender: Gender,
    ) -> Named {
        let name = PersonName::parse(&shown);
        if !name.is_single() {
            let key = mix(hash("person"), hash(&name.line()));
            let known = Some(name.gender()).filter(|known| *known != Gender::Unknown);
            let genders = match known.unwrap_or(gender) {
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
                key: EntityKey::named(key, shown, 2),
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
            key: EntityKey::named(key, shown, 2),
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

    /// The gender that a title before a mention tells, "Mrs. Clinton", or else what he or she is called.
    fn gender(&self, entity: &EntityRecord) -> Gender {
        let titled = self.title(entity);
        if titled != Gender::Unknown {
            return titled;
        }
        let called = |words: &[&str], least: f32| {
            let is = |m: &&MentionRecord| {
                let word = self.reader.at(SpanRecord(m.start, m.end));
                m.link >= least && words.iter().any(|pronoun| word.eq_ignore_ascii_case(pronoun))
            };
            entity.references.iter().any(|m| is(&m))
        };
        const MALE: &[&str] = &["he", "him", "his"];
        const FEMALE: &[&str] = &["she", "her", "hers"];
        match (called(MALE, LEAST_GENDER), called(FEMALE, LEAST_GENDER)) {
            (true, _) if !called(FEMALE, 0.0) => Gender::Male,
            (_, true) if !called(MALE, 0.0) => Gender::Female,
            _ => Gender::Unknown,
        }
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
            key: match has_name(entity) {
                true => EntityKey::named(body_key(&name), shown, 2),
                false => EntityKey::described(body_key(&name), shown),
            },
            form: Form::Body,
            shorts,
        }
    }

    /// A body of which no more is known than that it is called so.
    pub(super) fn body_called(shown: String) -> Named {
        Named {
            key: EntityKey::named(body_key(&body::plain(&shown)), shown, 2),
            acting: None,
            acts: false,
            form: Form::Body,
            shorts: Vec::new(),
        }
    }
}
