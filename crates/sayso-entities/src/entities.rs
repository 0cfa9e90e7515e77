//! The layer: mentions in order of the text, and the entities that they stand for.

use sayso_text::{TextRange, TokenId, TokenRange};

use crate::gazetteer::GazetteerEntry;
use crate::kind::EntityKind;
use crate::known_names::CountryCode;
use crate::roles::Gender;
use crate::value::Value;

/// How a mention refers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum MentionForm {
    /// By name: "Andrey Kovalenko", "the Kremlin".
    Name,
    /// By a description: "the officer", "the ministry".
    Description,
    /// By a pronoun: "he".
    Pronoun,
    /// An expression with a value: "about 12,000".
    Value,
}

/// The index of an entity in its document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct EntityId(pub(crate) u32);

impl EntityId {
    /// The position in [`Entities::entities`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A stretch of text that refers to something.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mention {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub kind: EntityKind,
    /// How it refers.
    pub form: MentionForm,
    /// How probable it is that range and kind are right, from 0 to 1.
    pub confidence: f32,
    /// What it stands for; `None` for values, and for pronouns and descriptions where that is unsure.
    pub entity: Option<EntityId>,
    /// How sure the entity is, from 0 to 1.
    pub link: f32,
    /// Whether the place or building acts, and so stands for its government.
    pub acts: bool,
    /// What an expression is worth.
    pub value: Option<Value>,
}

/// Something that a document speaks of.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Where the fullest form of its name stands.
    pub name: TextRange,
    /// How many mentions stand for it.
    pub mentions: u32,
    /// The country that it is, or that it is the people, capital or seat of.
    pub country: Option<CountryCode>,
    /// The country whose government it stands for somewhere in the document.
    pub acts_for: Option<CountryCode>,
    /// He or she, where that is known.
    pub gender: Gender,
    /// The words that say what somebody is: "Defense Secretary", "an officer in the Ukrainian army".
    pub role: Option<TextRange>,
    /// The organisation or nation in whose service somebody is said to be.
    pub affiliation: Option<EntityId>,
}

/// All mentions and entities of a document.
///
/// ```
/// use sayso_entities::Entities;
/// use sayso_text::TextRange;
///
/// let text = "Pyongyang denied it. Andrey Kovalenko said he had seen 12,000 soldiers.";
/// let entities = Entities::of(text);
/// let pyongyang = entities.best_in(TextRange::new(0, 9)).unwrap();
/// assert!(pyongyang.acts);
/// let entity = entities.entity(pyongyang).unwrap();
/// assert_eq!(entity.acts_for.unwrap().as_str(), "KP");
/// let he = entities.best_in(TextRange::new(43, 45)).unwrap();
/// assert_eq!(&text[entities.entity(he).unwrap().name], "Andrey Kovalenko");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    pub(crate) mentions: Vec<Mention>,
    pub(crate) entities: Vec<Entity>,
    /// By the entity's id.
    pub(crate) gazetteer_entries: Vec<(EntityId, GazetteerEntry)>,
}

impl Entities {
    pub(crate) fn clear(&mut self) {
        self.mentions.clear();
        self.entities.clear();
        self.gazetteer_entries.clear();
    }

    /// The mentions, by where they start; they do not overlap.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The entities, by their first mention.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The ids of all entities, in order.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.entities.len() as u32).map(EntityId)
    }

    /// The entity with this id.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// The name by which an entity is known: that in the user's list, or the fullest form that `text` uses.
    pub fn name<'t>(&'t self, text: &'t str, id: EntityId) -> &'t str {
        let listed = self.gazetteer_entry(id).map(|entry| entry.canonical.as_str());
        listed.filter(|name| !name.is_empty()).unwrap_or(&text[self.get(id).name])
    }

    /// What the user's list says of an entity, if it is in there.
    pub fn gazetteer_entry(&self, id: EntityId) -> Option<&GazetteerEntry> {
        let found = self.gazetteer_entries.binary_search_by_key(&id, |(id, _)| *id);
        found.ok().map(|i| &self.gazetteer_entries[i].1)
    }

    /// The entity that a mention stands for.
    pub fn entity(&self, mention: &Mention) -> Option<&Entity> {
        mention.entity.map(|id| self.get(id))
    }

    /// The mention that holds `token`.
    pub fn at(&self, token: TokenId) -> Option<&Mention> {
        let next = self.mentions.partition_point(|m| m.tokens.end() <= token.raw());
        self.mentions.get(next).filter(|m| m.tokens.contains(token))
    }

    /// The mentions that share a byte with `range`.
    pub fn within(&self, range: TextRange) -> &[Mention] {
        let first = self.mentions.partition_point(|m| m.range.end() <= range.start());
        let behind = self.mentions.partition_point(|m| m.range.start() < range.end());
        &self.mentions[first..behind.max(first)]
    }

    /// Lets the pronoun or description at `range` stand for `entity`, whatever it stood for: a later stage knows who speaks.
    /// `link` says how sure that is.
    ///
    /// ```
    /// use sayso_entities::Entities;
    /// use sayso_text::TextRange;
    ///
    /// let text = "Ann Brown left. She met Lena Marsh.";
    /// let mut entities = Entities::of(text);
    /// let marsh = entities.best_in(TextRange::new(24, 34)).unwrap().entity.unwrap();
    /// entities.refer(TextRange::new(16, 19), marsh, 0.9);
    /// assert_eq!(entities.best_in(TextRange::new(16, 19)).unwrap().entity, Some(marsh));
    /// ```
    pub fn refer(&mut self, range: TextRange, entity: EntityId, link: f32) {
        let at = self.mentions.partition_point(|m| m.range.start() < range.start());
        let Some(mention) = self.mentions.get_mut(at).filter(|m| m.range == range) else { return };
        if !matches!(mention.form, MentionForm::Pronoun | MentionForm::Description) {
            return;
        }
        let before = mention.entity;
        if before != Some(entity) {
            mention.entity = Some(entity);
            (mention.link, mention.kind) = (link, self.entities[entity.index()].kind);
            self.entities[entity.index()].mentions += 1;
            if let Some(before) = before {
                let left = &mut self.entities[before.index()];
                left.mentions -= 1;
                if left.mentions == 0 {
                    self.inherit(before, entity);
                }
            }
        }
        self.own(at, before, entity);
    }

    /// Lets what belongs to an entity that nothing means any more belong to another.
    fn inherit(&mut self, before: EntityId, heir: EntityId) {
        let owned = self.entities.iter_mut().filter(|e| e.affiliation == Some(before));
        owned.for_each(|e| e.affiliation = Some(heir));
        let own = &mut self.entities[heir.index()];
        own.affiliation = own.affiliation.filter(|&id| id != heir);
    }

    /// Whether a name stands for an entity somewhere.
    pub fn is_named(&self, entity: EntityId) -> bool {
        let names = |m: &Mention| m.entity == Some(entity) && m.form == MentionForm::Name;
        self.mentions.iter().any(names)
    }

    /// Leaves out the entities that nothing means any more, and gives the new ids of all if there are such.
    ///
    /// ```
    /// use sayso_entities::Entities;
    /// use sayso_text::TextRange;
    ///
    /// let text = "Leila Osterman cut her forecast. The analyst was wrong.";
    /// let mut entities = Entities::of(text);
    /// let osterman = entities.best_in(TextRange::new(0, 14)).unwrap().entity.unwrap();
    /// entities.refer(TextRange::new(33, 44), osterman, 0.8);
    /// assert!(entities.drop_unmentioned().is_some());
    /// assert_eq!(entities.entities().len(), 1);
    /// ```
    pub fn drop_unmentioned(&mut self) -> Option<Vec<Option<EntityId>>> {
        if self.entities.iter().all(|e| e.mentions > 0) {
            return None;
        }
        let mut kept = 0;
        let ids = self.entities.iter().map(|e| {
            kept += u32::from(e.mentions > 0);
            (e.mentions > 0).then(|| EntityId(kept - 1))
        });
        let ids: Vec<Option<EntityId>> = ids.collect();
        let new = |id: EntityId| ids[id.index()];
        self.entities.retain(|e| e.mentions > 0);
        self.entities.iter_mut().for_each(|e| e.affiliation = e.affiliation.and_then(new));
        self.mentions.iter_mut().for_each(|m| m.entity = m.entity.and_then(new));
        let entries = std::mem::take(&mut self.gazetteer_entries);
        self.gazetteer_entries =
            entries.into_iter().filter_map(|(id, entry)| Some((new(id)?, entry))).collect();
        Some(ids)
    }

    /// Adds what the words of a source say that a person is, and the body, place or nation in `affiliation`, where that is not
    /// known: a later stage reads them.
    ///
    /// ```
    /// use sayso_entities::Entities;
    /// use sayso_text::TextRange;
    ///
    /// let text = "Rovers boss Mick Garside said so.";
    /// let mut entities = Entities::of(text);
    /// let garside = entities.best_in(TextRange::new(12, 24)).unwrap().entity.unwrap();
    /// entities.describe(garside, Some(TextRange::new(0, 11)), None);
    /// assert_eq!(&text[entities.get(garside).role.unwrap()], "Rovers boss");
    /// ```
    pub fn describe(
        &mut self,
        entity: EntityId,
        role: Option<TextRange>,
        affiliation: Option<TextRange>,
    ) {
        let body = affiliation.and_then(|range| self.best_in(range)).filter(|m| {
            use EntityKind::{Nationality, Organisation, Place};
            matches!(m.kind, Nationality | Organisation | Place)
        });
        let body = body.and_then(|m| m.entity);
        let known = &mut self.entities[entity.index()];
        if known.kind == EntityKind::Person {
            known.role = known.role.or(role);
            known.affiliation = known.affiliation.or(body.filter(|&body| body != entity));
        }
    }

    /// Gives the body after the pronoun at `at` to whom that means: "his campaign".
    fn own(&mut self, at: usize, before: Option<EntityId>, owner: EntityId) {
        let (pronoun, owned) = (self.mentions[at].range, self.mentions.get(at + 1));
        let body = |m: &&Mention| {
            m.form == MentionForm::Description
                && m.kind == EntityKind::Organisation
                && m.range.start() == pronoun.end() + 1
        };
        let Some(owned) = owned.filter(body) else { return };
        let Some(id) = owned.entity else { return };
        let end = owned.range.end();
        let known = &mut self.entities[id.index()];
        let free = known.affiliation.is_none() || known.affiliation == before;
        if free && known.name.end() == end {
            known.affiliation = Some(owner);
            known.name = TextRange::new(pronoun.start(), end);
        }
    }

    /// The mention that says who a phrase is: the person in "Andrey Kovalenko, an officer in the Ukrainian
    /// army", the organisation in "the SBU", the pronoun in "he".
    pub fn best_in(&self, range: TextRange) -> Option<&Mention> {
        let rank = |mention: &Mention| match (mention.form, mention.kind) {
            (MentionForm::Value, _) => 9,
            (_, EntityKind::Nationality | EntityKind::Weapon | EntityKind::Platform) => 7,
            (MentionForm::Name, EntityKind::Person) => 0,
            (MentionForm::Pronoun, _) => 1,
            (MentionForm::Description, _) => 2,
            (MentionForm::Name, EntityKind::Organisation) => 3,
            (MentionForm::Name, EntityKind::Place | EntityKind::Facility) => 4,
            (MentionForm::Name, _) => 5,
        };
        self.within(range).iter().min_by_key(|m| (rank(m), m.range.start()))
    }
}
