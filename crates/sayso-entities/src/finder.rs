//! From a segmentation to the layer of entities: the one way in.

use sayso_text::{Segmentation, TokenRange};

use crate::calendar::Date;
use crate::entities::{Entities, Mention, MentionForm};
use crate::gazetteer::Listed;
use crate::join::Joiner;
use crate::kind::EntityKind;
use crate::list::{Hit, UserList};
use crate::names::{Look, NameModel, NameReader, Sight};
use crate::roles::{Roles, TITLE};
use crate::rules::words::Class;
use crate::rules::{self, Found};

/// Finds the entities of texts. It holds scratch memory: keep one a thread and reuse it.
///
/// ```
/// use sayso_entities::{EntityFinder, EntityKind};
/// use sayso_text::Segmentation;
///
/// let text = "About 12,000 North Korean soldiers are in Russia, Kyiv says.";
/// let segmentation = Segmentation::of(text);
/// let entities = EntityFinder::default().find(text, &segmentation, None);
/// let found: Vec<_> = entities.mentions().iter().map(|m| (&text[m.range], m.kind)).collect();
/// assert_eq!(found, [
///     ("About 12,000", EntityKind::Quantity),
///     ("North Korean", EntityKind::Nationality),
///     ("Russia", EntityKind::Place),
///     ("Kyiv", EntityKind::Place),
/// ]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct EntityFinder {
    classes: Vec<Class>,
    found: Vec<Found>,
    reader: NameReader,
    names: Vec<Name>,
    listed: Vec<Hit>,
    taken: Vec<bool>,
    joiner: Joiner,
}

#[derive(Clone, Copy, Debug)]
struct Name {
    tokens: TokenRange,
    kind: EntityKind,
    confidence: f32,
    listed: bool,
}

impl EntityFinder {
    /// The entities of `text`; `today` is the day by which "yesterday" is meant.
    pub fn find(
        &mut self,
        text: &str,
        segmentation: &Segmentation,
        today: Option<Date>,
    ) -> Entities {
        let mut entities = Entities::default();
        self.find_into(text, segmentation, today, &mut entities);
        entities
    }

    /// Like [`find`](Self::find), into memory that an earlier text leaves behind.
    pub fn find_into(
        &mut self,
        text: &str,
        segmentation: &Segmentation,
        today: Option<Date>,
        entities: &mut Entities,
    ) {
        self.find_listed_into(text, segmentation, None, today, entities);
    }

    /// Like [`find`](Self::find), where the names of a list are sure to be what it says.
    pub fn find_listed(
        &mut self,
        text: &str,
        segmentation: &Segmentation,
        list: Option<&UserList>,
        today: Option<Date>,
    ) -> Entities {
        let mut entities = Entities::default();
        self.find_listed_into(text, segmentation, list, today, &mut entities);
        entities
    }

    /// Like [`find_listed`](Self::find_listed), into memory that an earlier text leaves behind.
    pub fn find_listed_into(
        &mut self,
        text: &str,
        segmentation: &Segmentation,
        list: Option<&UserList>,
        today: Option<Date>,
        entities: &mut Entities,
    ) {
        entities.mentions.clear();
        entities.entities.clear();
        entities.listings.clear();
        self.tag_values(text, segmentation, today);
        self.tag_names(text, segmentation);
        self.listed.clear();
        if let Some(list) = list {
            list.find(text, segmentation, &mut self.listed);
            self.place_listed();
        }
        self.merge(segmentation, &mut entities.mentions);
        let (sights, listed) = (&self.reader.sights, &self.listed);
        self.joiner.join(text, segmentation, sights, listed, &mut self.taken, entities);
        if let Some(list) = list {
            let listings = &mut entities.listings;
            self.joiner.each_listed(|id, thing| listings.push((id, list.thing(thing).clone())));
        }
    }

    fn tag_values(&mut self, text: &str, segmentation: &Segmentation, today: Option<Date>) {
        rules::words::classify(text, segmentation.tokens(), &mut self.classes);
        self.found.clear();
        rules::find(text, segmentation, &self.classes, today, &mut self.found);
    }

    fn tag_names(&mut self, text: &str, segmentation: &Segmentation) {
        self.reader.read(text, segmentation);
        self.names.clear();
        let names = &mut self.names;
        self.reader.tag(NameModel::builtin(), |tokens, kind, confidence| {
            names.push(Name { tokens, kind, confidence, listed: false });
        });
        let sights = &self.reader.sights;
        // "KN-25" and "rocket launchers": a designation right before a thing is the thing's.
        self.names.dedup_by(|thing, name| {
            let designation = name.tokens.len() == 1
                && sights[name.tokens.indices().start].look == Look::Mixed
                && name.tokens.end() == thing.tokens.start()
                && matches!(thing.kind, EntityKind::Weapon | EntityKind::Platform);
            if designation {
                name.tokens = TokenRange::new(name.tokens.start(), thing.tokens.end());
                name.kind = thing.kind;
                name.confidence = name.confidence.max(thing.confidence);
            }
            designation
        });
        let roles = Roles::builtin();
        for name in &mut self.names {
            name.tokens = without_edges(sights, roles, *name);
            if name.kind == EntityKind::Organisation && is_country(sights, name.tokens) {
                name.kind = EntityKind::Place;
            }
        }
    }

    /// Names of the user's list in the place of learned names that they overlap.
    fn place_listed(&mut self) {
        if self.listed.is_empty() {
            return;
        }
        let listed = &self.listed;
        self.names.retain(|name| {
            let next = listed.partition_point(|hit| hit.tokens.end() <= name.tokens.start());
            listed.get(next).is_none_or(|hit| !hit.tokens.overlaps(name.tokens))
        });
        self.names.extend(listed.iter().map(|&Hit { tokens, kind, .. }| Name {
            tokens,
            kind,
            confidence: 1.0,
            listed: true,
        }));
        self.names.sort_by_key(|name| name.tokens.start());
    }

    /// Names and values in one list. Where they overlap, a date or sum wins over a name, a name over a number.
    fn merge(&mut self, segmentation: &Segmentation, mentions: &mut Vec<Mention>) {
        let tokens = segmentation.tokens();
        self.taken.clear();
        self.taken.resize(tokens.len(), false);
        let mut values = self.found.iter().peekable();
        for name in &self.names {
            while values.peek().is_some_and(|v| v.end <= name.tokens.start()) {
                mentions.extend(values.next().map(|v| value(segmentation, v)));
            }
            let rival = values.peek().filter(|v| v.start < name.tokens.end());
            if let Some(rival) = rival {
                let digits = self.reader.sights[rival.start as usize].look == Look::Number;
                let firm = matches!(
                    rival.kind,
                    EntityKind::Date | EntityKind::Time | EntityKind::Money | EntityKind::Percent
                ) && (digits || rival.end - rival.start > 1 || name.confidence < 0.9);
                let thing = matches!(name.kind, EntityKind::Weapon | EntityKind::Platform);
                let loses = firm || thing && rival.start < name.tokens.start();
                if loses && !name.listed {
                    continue;
                }
                // Skip every value that the name covers.
                while values.peek().is_some_and(|v| v.start < name.tokens.end()) {
                    values.next();
                }
            }
            mentions.push(Mention {
                tokens: name.tokens,
                range: tokens.cover(name.tokens),
                kind: name.kind,
                form: MentionForm::Name,
                confidence: name.confidence,
                entity: None,
                link: 0.0,
                acts: false,
                value: None,
            });
        }
        mentions.extend(values.map(|v| value(segmentation, v)));
        for mention in &*mentions {
            self.taken[mention.tokens.indices()].fill(true);
        }
    }
}

fn value(segmentation: &Segmentation, found: &Found) -> Mention {
    Mention {
        tokens: found.tokens(),
        range: segmentation.tokens().cover(found.tokens()),
        kind: found.kind,
        form: MentionForm::Value,
        confidence: 0.95,
        entity: None,
        link: 0.0,
        acts: false,
        value: found.value,
    }
}

/// The name without an article or title before it.
fn without_edges(sights: &[Sight], roles: Roles, name: Name) -> TokenRange {
    let (mut start, end) = (name.tokens.start(), name.tokens.end());
    while start + 1 < end {
        let sight = &sights[start as usize];
        let title = name.kind == EntityKind::Person
            && roles.of(sight.word).any(TITLE)
            && !sight.is(Listed::Male)
            && !sight.is(Listed::Female);
        let article = sight.opener && matches!(sight.look, Look::Lower);
        if !title && !article {
            break;
        }
        start += 1;
    }
    TokenRange::new(start, end)
}

/// "South Africa" is a team in the headlines of sports pages and a country in the rest.
fn is_country(sights: &[Sight], tokens: TokenRange) -> bool {
    let first = &sights[tokens.indices().start];
    let whole = sights[tokens.indices()].iter().all(|s| s.is(Listed::Country));
    whole && !first.shouted
}
