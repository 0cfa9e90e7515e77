//! Names of one thing: the same words, a family name, an acronym, the short form of a longer name, a country
//! by any of its names.

mod same_body;
mod same_person;

use sayso_lexicon::{Lexeme, Look, lists};
use sayso_text::TokenRange;

use self::same_body::{is_end, same_body, same_place};
use self::same_person::{
    first_names_fit, gender, initials_fit, is_inner_name, is_part, suffixes_fit,
};
use super::couples;
use super::full_names::is_first_name;
use super::state::{Cluster, Context, Resolver, WINDOW};
use crate::entities::{Entities, Entity, EntityId, Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::Hints;
use crate::roles::Gender;

/// How sure it is that the first of two family names is used alone.
const INNER_NAME: f32 = 0.7;
/// Of people with one family name, so many are looked at, and a few times as many mentions of them.
const NEAREST: usize = 16;

impl Resolver {
    pub(super) fn cluster_names(&mut self, context: &Context<'_>, entities: &mut Entities) {
        for i in 0..entities.mentions.len() {
            let mention = entities.mentions[i];
            if mention.form != MentionForm::Name {
                continue;
            }
            let thing = context.thing(mention.tokens);
            let found = match thing.and_then(|thing| self.things.get(&thing)) {
                Some(&id) => Some((id, 1.0)),
                // Two things of a list are two, however alike their names are.
                None => self
                    .same_entity(context, entities, i)
                    .filter(|(id, _)| thing.is_none() || self.clusters[id.index()].thing.is_none()),
            };
            let (id, link) = match found {
                Some((id, link)) => (id, link),
                None => (self.begin(entities, i, 0, true), 1.0),
            };
            let entry = self.entries[i];
            let family = couples::family(context, entities, i);
            let known = &mut self.clusters[id.index()];
            known.family = known.family.or(family);
            if length(context.lexemes, mention.tokens) > length(context.lexemes, known.name) {
                known.name = mention.tokens;
            }
            let entity = &mut entities.entities[id.index()];
            if let Some(thing) = thing {
                self.things.insert(thing, id);
                known.thing = Some(thing);
                entity.kind = mention.kind;
            }
            entity.mentions += 1;
            let geographic = !matches!(
                mention.kind,
                EntityKind::Person | EntityKind::Work | EntityKind::Event | EntityKind::Product
            );
            if geographic && entity.country.is_none() {
                entity.country = entry.country();
            }
            if mention.kind == EntityKind::Person && entity.gender == Gender::Unknown {
                entity.gender = gender(context, mention.tokens);
            }
            entities.mentions[i].entity = Some(id);
            entities.mentions[i].link = link;
        }
    }

    fn same_entity(
        &self,
        context: &Context<'_>,
        entities: &Entities,
        index: usize,
    ) -> Option<(EntityId, f32)> {
        let mention = &entities.mentions[index];
        let entry = self.entries[index];
        let sex = gender(context, mention.tokens);
        // "David and Jeanne Heidler" are no David of another family.
        let given = is_first_name(context, mention.tokens.start());
        let shared = couples::family(context, entities, index).filter(|_| given);
        let word = last_word(context.lexemes, mention.tokens);
        let called = |known: &Cluster| last_word(context.lexemes, known.name) == word;
        if shared.is_some()
            && !self
                .candidates(entities, EntityKind::Person)
                .any(|(_, known, _)| known.name.len() > 1 && called(known))
        {
            return self.same_person(context, entities, mention, sex, shared);
        }
        // The same words, whatever they look like; "Mrs Hale" is not Mr Hale.
        let exact = self.alike(entities, mention.kind).find(|(_, known, entity)| {
            sex.fits(entity.gender) && same_words(context.hints, known.name, mention.tokens)
                || entry.is(NameClass::Country)
                    && known.entry.is(NameClass::Country)
                    && entry.country() == known.entry.country()
                    && mention.kind == EntityKind::Place
        });
        if let Some((id, ..)) = exact {
            return Some((id, 0.99));
        }
        // An earlier, shorter form of the same entity.
        let earlier = entities.mentions[..index].iter().rev().take(WINDOW).find(|other| {
            other.form == MentionForm::Name
                && is_alike(other.kind, mention.kind)
                && same_words(context.hints, other.tokens, mention.tokens)
                && other.entity.is_none_or(|id| sex.fits(entities.entities[id.index()].gender))
        });
        if let Some(id) = earlier.and_then(|other| other.entity) {
            return Some((id, 0.97));
        }
        match mention.kind {
            EntityKind::Person => self.same_person(context, entities, mention, sex, None),
            EntityKind::Nationality => None,
            EntityKind::Place | EntityKind::Facility => {
                let mut found = self.alike(entities, mention.kind);
                let same = |known: &Cluster| same_place(context, known.name, mention.tokens);
                found.find(|(_, known, _)| same(known)).map(|(id, ..)| (id, 0.9))
            }
            kind => {
                let mut found = self.candidates(entities, kind).filter(|(_, known, _)| {
                    same_body(context, known.name, mention.tokens)
                        || kind == EntityKind::Event && is_end(context, known.name, mention.tokens)
                });
                let (id, ..) = found.next()?;
                // Two that fit: the last one met is likelier, but less sure.
                match found.last() {
                    Some((id, ..)) => Some((id, 0.6)),
                    None => Some((id, 0.9)),
                }
            }
        }
    }

    /// Entities that may be the same when they are called the same: a body and the building that it sits in
    /// are, a person and a town are not.
    fn alike<'e>(
        &'e self,
        entities: &'e Entities,
        kind: EntityKind,
    ) -> impl Iterator<Item = (EntityId, &'e Cluster, &'e Entity)> {
        self.named(entities).filter(move |(.., entity)| is_alike(entity.kind, kind))
    }

    fn candidates<'e>(
        &'e self,
        entities: &'e Entities,
        kind: EntityKind,
    ) -> impl Iterator<Item = (EntityId, &'e Cluster, &'e Entity)> {
        self.named(entities).filter(move |(.., entity)| entity.kind == kind)
    }

    /// The last entities met that have a name.
    fn named<'e>(
        &'e self,
        entities: &'e Entities,
    ) -> impl Iterator<Item = (EntityId, &'e Cluster, &'e Entity)> {
        let pairs = self.clusters.iter().zip(&entities.entities).enumerate();
        let pairs = pairs.skip(self.clusters.len().saturating_sub(WINDOW));
        pairs
            .filter(|(_, (known, _))| known.named)
            .map(|(i, (known, entity))| (EntityId(i as u32), known, entity))
    }

    /// "Kovalenko" is the one Kovalenko met so far, "A. Kovalenko" the one whose first name begins so; of two, the one
    /// whom the text is plainly about, or nobody. Only one of the family is met whose name is `shared` with the next.
    fn same_person(
        &self,
        context: &Context<'_>,
        entities: &Entities,
        mention: &Mention,
        sex: Gender,
        shared: Option<u64>,
    ) -> Option<(EntityId, f32)> {
        let (lexemes, hints) = (context.lexemes, context.hints);
        let single = mention.tokens.len() == 1;
        let fits = |known: &Cluster, entity: &Entity| {
            let name = known.name;
            let other = shared.is_some_and(|family| {
                last_word(lexemes, name) != family && known.family != Some(family)
            });
            if other || !sex.fits(entity.gender) {
                return None;
            }
            if single || name.len() == 1 {
                let (short, long) =
                    if single { (mention.tokens, name) } else { (name, mention.tokens) };
                // "Johnson-Weld" is not Weld.
                let double = long.len() == 3 && context.is(long.start() + 1, &["-"]);
                if double {
                    return None;
                }
                let family = last_word(lexemes, mention.tokens);
                if last_word(lexemes, short) == last_word(lexemes, long)
                    || single && known.family == Some(family)
                {
                    return Some(0.95);
                }
                // First names are used of those close to the writer.
                let first =
                    lexemes[short.indices().start].word == lexemes[long.indices().start].word;
                return first
                    .then_some(0.8)
                    .or_else(|| is_inner_name(context, short.start(), long).then_some(INNER_NAME));
            }
            let same_family = last_word(lexemes, name) == last_word(lexemes, mention.tokens);
            let fits = same_family
                && first_names_fit(context, name, mention.tokens)
                && initials_fit(context, name, mention.tokens)
                && suffixes_fit(context, name, mention.tokens)
                || is_part(hints, name, mention.tokens);
            fits.then_some(0.95)
        };
        let mut found: Vec<(EntityId, &Cluster, &Entity)> = Vec::new();
        let mut best = 0.0;
        for (id, known, entity) in self.candidates(entities, EntityKind::Person) {
            let Some(score) = fits(known, entity) else { continue };
            if score > best {
                best = score;
                found.clear();
            }
            if score == best {
                found.push((id, known, entity));
            }
        }
        match found.as_slice() {
            [] => None,
            &[(id, ..)] => Some((id, best)),
            several if couples::leave_open(several, last_word(lexemes, mention.tokens), sex) => {
                None
            }
            several => {
                // Of two with one family name, the one mentioned more often by it; if none is, the one who is not called
                // by a first name, or the one met just before.
                let counts = family_counts(context, entities, several, mention);
                let most = counts.iter().map(|(family, _)| *family).max()?;
                let pairs = || several.iter().zip(&counts);
                let mut often = pairs().filter(|(_, (family, _))| 2 * family > most);
                let (first, second) = (often.next()?.0, often.next());
                let mut formal =
                    pairs().filter(|(_, (family, first))| 2 * family > most && *first == 0);
                if second.is_some()
                    && let (Some((only, _)), None) = (formal.next(), formal.next())
                {
                    return Some((only.0, 0.6));
                }
                if second.is_none() {
                    return Some((first.0, 0.6));
                }
                let nearest = self.last_named(entities, several, mention.tokens.start());
                nearest.map(|id| (id, 0.6))
            }
        }
    }

    /// The one of several who was named in this sentence or the one before, if no other was named there or just before.
    fn last_named(
        &self,
        entities: &Entities,
        several: &[(EntityId, &Cluster, &Entity)],
        token: u32,
    ) -> Option<EntityId> {
        let here = self.sentence_of[token as usize];
        let several = &several[several.len().saturating_sub(NEAREST)..];
        let before = entities.mentions.partition_point(|m| m.tokens.start() < token);
        let mentions = entities.mentions[..before].iter().rev().take(4 * NEAREST);
        let mut named = mentions.filter_map(|m| {
            let id = m.entity.filter(|id| several.iter().any(|(other, ..)| other == id))?;
            let distance = here - self.sentence_of[m.tokens.indices().start];
            (m.form == MentionForm::Name).then_some((id, distance))
        });
        let (first, near) = named.next()?;
        let other = named.find(|(id, _)| *id != first);
        (near <= 1 && other.is_none_or(|(_, far)| far > near + 1)).then_some(first)
    }
}

/// How often each of several people is named with their family name, and by their first name alone, before a mention.
fn family_counts(
    context: &Context<'_>,
    entities: &Entities,
    several: &[(EntityId, &Cluster, &Entity)],
    mention: &Mention,
) -> Vec<(u32, u32)> {
    let mut counts = vec![(0, 0); several.len()];
    let family = last_word(context.lexemes, mention.tokens);
    let before = entities.mentions.partition_point(|m| m.tokens.start() < mention.tokens.start());
    let names = entities.mentions[..before].iter().rev().take(WINDOW);
    for m in names.filter(|m| m.form == MentionForm::Name) {
        let Some(at) = several.iter().position(|(id, ..)| m.entity == Some(*id)) else { continue };
        if last_word(context.lexemes, m.tokens) == family {
            counts[at].0 += 1;
        } else if m.tokens.len() == 1 {
            counts[at].1 += 1;
        }
    }
    // By a first name alone nobody has been told apart yet.
    if counts.iter().all(|(family, _)| *family == 0) {
        return several.iter().map(|(.., entity)| (entity.mentions, 0)).collect();
    }
    counts
}

fn is_alike(a: EntityKind, b: EntityKind) -> bool {
    let apart = |kind| matches!(kind, EntityKind::Person | EntityKind::Nationality);
    a == b || !apart(a) && !apart(b)
}

/// Letters of words: the fullest form is the longest.
fn length(lexemes: &[Lexeme], tokens: TokenRange) -> usize {
    let words = lexemes[tokens.indices()].iter();
    words.filter(|s| !matches!(s.look, Look::Punctuation)).count() * 2
        - usize::from(tokens.len() == 1 && lexemes[tokens.indices().start].look == Look::Capitals)
}

pub(super) fn same_words(hints: &[Hints], a: TokenRange, b: TokenRange) -> bool {
    a.len() == b.len()
        && hints[a.indices()].iter().zip(&hints[b.indices()]).all(|(a, b)| a.key == b.key)
}

/// The family name of a person, the last word of any other name.
pub(super) fn last_word(lexemes: &[Lexeme], tokens: TokenRange) -> u64 {
    last(lexemes, tokens).map_or(0, |t| lexemes[t].word)
}

/// Where the last word is that is no suffix: "Harris" of "Harry B. Harris Jr.".
pub(super) fn last(lexemes: &[Lexeme], tokens: TokenRange) -> Option<usize> {
    let first = tokens.indices().start;
    let is_word = |&t: &usize| {
        let lexeme = &lexemes[t];
        !matches!(lexeme.look, Look::Punctuation)
            && (t == first || !lists::NAME_SUFFIXES.contains_hash(lexeme.word))
    };
    tokens.indices().rev().find(is_word)
}
