//! Which mentions of a document stand for one thing.
//!
//! Everything is decided from left to right with lists of what was met: no tree is needed. First the names,
//! then titles and roles, then who acts, then descriptions and pronouns.

mod actors;
mod names;
mod pronouns;
mod titles;

use std::collections::HashMap;

use sayso_text::{Segmentation, TextRange, TokenRange};

use crate::entities::{Entities, Entity, EntityId, Mention};
use crate::gazetteer::Hit;
use crate::known_names::{self, KnownName, KnownNames};
use crate::names::Sight;
use crate::roles::{Gender, Roles};

/// Working memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolver {
    /// What the gazetteer holds of each mention, in step with the mentions.
    entries: Vec<KnownName>,
    /// What is known of each entity, in step with the entities.
    known: Vec<Known>,
    /// How many entities have names: those come first, each part in order of its first mentions.
    named: usize,
    /// Sentence number of every token.
    sentence_of: Vec<u32>,
    extra: Vec<Mention>,
    /// The entity of every thing in the user's list.
    things: HashMap<u32, EntityId>,
}

/// What clustering needs to know of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// Tokens of its fullest name.
    pub(super) name: TokenRange,
    pub(super) entry: KnownName,
    /// Head word of a description, for entities without a name.
    pub(super) head: u64,
    pub(super) named: bool,
    /// Its first mention, as a token index.
    pub(super) first: u32,
    /// The mention that came last, as a token index, and in which sentence.
    pub(super) last: u32,
    pub(super) last_sentence: u32,
    /// Whether that one stood first in its sentence, and whether it was a pronoun.
    pub(super) last_first: bool,
    pub(super) last_pronoun: bool,
    /// What it is in the user's list.
    pub(super) thing: Option<u32>,
}

/// What the steps share.
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    pub(super) segmentation: &'a Segmentation,
    pub(super) sights: &'a [Sight],
    /// The names of the user's list, in order, with what they mean.
    pub(super) listed: &'a [Hit],
    pub(super) roles: Roles,
}

impl Resolver {
    pub(crate) fn resolve(
        &mut self,
        text: &str,
        segmentation: &Segmentation,
        sights: &[Sight],
        listed: &[Hit],
        taken: &mut [bool],
        entities: &mut Entities,
    ) {
        let context = Context { text, segmentation, sights, listed, roles: Roles::builtin() };
        self.sentence_of.clear();
        self.sentence_of.resize(sights.len(), 0);
        for (i, sentence) in segmentation.sentences().iter().enumerate() {
            self.sentence_of[sentence.indices()].fill(i as u32);
        }
        names::settle_kinds(&context, &mut entities.mentions);
        self.find_references(&context, taken, &mut entities.mentions);
        self.entries.clear();
        self.entries.extend(entities.mentions.iter().map(|m| entry(sights, m.tokens)));
        self.known.clear();
        self.things.clear();
        self.join_names(&context, entities);
        self.named = self.known.len();
        titles::attach(&context, &self.entries, entities);
        self.mark_actors(&context, entities);
        self.join_references(&context, entities);
        for (entity, known) in entities.entities.iter_mut().zip(&self.known) {
            entity.name = segmentation.tokens().cover(known.name);
        }
    }

    /// The entities that are in the user's list, in order, with what they are there.
    pub(crate) fn each_listed(&self, mut each: impl FnMut(EntityId, u32)) {
        for (i, known) in self.known.iter().enumerate() {
            if let Some(thing) = known.thing {
                each(EntityId(i as u32), thing);
            }
        }
    }

    /// Begins an entity with a mention.
    fn begin(&mut self, entities: &mut Entities, index: usize, head: u64, named: bool) -> EntityId {
        let mention = &entities.mentions[index];
        let id = EntityId(entities.entities.len() as u32);
        entities.entities.push(Entity {
            kind: mention.kind,
            name: mention.range,
            mentions: 0,
            country: None,
            acts_for: None,
            gender: Gender::Unknown,
            role: None,
            affiliation: None,
        });
        let tokens = mention.tokens;
        self.known.push(Known {
            name: tokens,
            entry: self.entries[index],
            head,
            named,
            first: tokens.start(),
            last: tokens.start(),
            last_sentence: self.sentence_of[tokens.indices().start],
            last_first: false,
            last_pronoun: false,
            thing: None,
        });
        id
    }
}

/// So many entities or mentions are looked back at: all of any article, and in a book enough to stay linear.
pub(super) const WINDOW: usize = 1500;

impl Resolver {
    /// Entities that began before a token, as far back as [`WINDOW`].
    pub(super) fn near(&self, token: u32) -> impl Iterator<Item = usize> + use<> {
        let named = self.known[..self.named].partition_point(|known| known.first < token);
        let all = self.known.len();
        let described = self.named.max(all.saturating_sub(WINDOW))..all;
        (named.saturating_sub(WINDOW)..named).chain(described)
    }
}

/// What the gazetteer holds of a name.
fn entry(sights: &[Sight], tokens: TokenRange) -> KnownName {
    let words = &sights[tokens.indices()];
    let hash = words.iter().fold(known_names::START, |hash, s| known_names::extend(hash, s.key));
    KnownNames::builtin().get(hash)
}

impl Context<'_> {
    /// What a mention is in the user's list.
    pub(super) fn thing(&self, tokens: TokenRange) -> Option<u32> {
        let found = self.listed.binary_search_by_key(&tokens.start(), |hit| hit.tokens.start());
        found.ok().map(|i| self.listed[i]).filter(|hit| hit.tokens == tokens)?.thing
    }

    pub(super) fn word(&self, token: u32) -> &str {
        &self.text[self.range(token)]
    }

    pub(super) fn range(&self, token: u32) -> TextRange {
        self.segmentation.tokens().range(sayso_text::TokenId::new(token))
    }

    pub(super) fn is(&self, token: u32, words: &[&str]) -> bool {
        (token as usize) < self.sights.len()
            && words.iter().any(|word| self.word(token).eq_ignore_ascii_case(word))
    }
}
