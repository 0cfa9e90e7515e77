//! The state of coreference resolution: the clusters built so far, and what all steps read.

use std::collections::HashMap;

use sayso_lexicon::{Lexeme, Look, WordList};
use sayso_text::{Boilerplate, Segmentation, TextRange, TokenRange};

use super::offices::Office;
use crate::entities::{Entities, Entity, EntityId, Mention, MentionForm};
use crate::gazetteer::Hit;
use crate::kind::EntityKind;
use crate::known_names::{self, KnownName, KnownNames};
use crate::names::Hints;
use crate::roles::{Gender, Roles};

/// Working memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolver {
    /// What the gazetteer holds of each mention, in step with the mentions.
    pub(super) entries: Vec<KnownName>,
    /// What is known of each entity, in step with the entities.
    pub(super) clusters: Vec<Cluster>,
    /// How many entities have names: those come first, each part in order of its first mentions.
    pub(super) named: usize,
    /// Sentence number of every token.
    pub(super) sentence_of: Vec<u32>,
    pub(super) extra: Vec<Mention>,
    /// The entity of every thing in the user's list.
    pub(super) things: HashMap<u32, EntityId>,
    /// What the text says that people are.
    pub(super) offices: Vec<Office>,
}

/// What clustering needs to know of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    /// Tokens of its fullest name.
    pub(super) name: TokenRange,
    pub(super) entry: KnownName,
    /// Head word of a description, for entities without a name.
    pub(super) head: u64,
    pub(super) named: bool,
    /// The family name of one who is called by the first name alone, where it is shared: "Khizr and Ghazala Khan".
    pub(super) family: Option<u64>,
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
    /// Whose it is, for entities without a name: Clinton for "the Clinton campaign".
    pub(super) owner: Option<EntityId>,
}

/// What the steps share.
pub(crate) struct Context<'a> {
    pub(crate) text: &'a str,
    pub(crate) segmentation: &'a Segmentation,
    pub(crate) lexemes: &'a [Lexeme],
    pub(crate) hints: &'a [Hints],
    /// The names of the user's list, in order, with what they mean.
    pub(crate) listed: &'a [Hit],
    pub(crate) roles: Roles,
    /// What is not part of the story, in order.
    pub(crate) boilerplate: &'a [Boilerplate],
}

impl Resolver {
    /// Begins an entity with a mention.
    pub(super) fn begin(
        &mut self,
        entities: &mut Entities,
        index: usize,
        head: u64,
        named: bool,
    ) -> EntityId {
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
        self.clusters.push(Cluster {
            name: tokens,
            entry: self.entries[index],
            head,
            named,
            family: None,
            first: tokens.start(),
            last: tokens.start(),
            last_sentence: self.sentence_of[tokens.indices().start],
            last_first: false,
            last_pronoun: false,
            thing: None,
            owner: None,
        });
        id
    }
}

/// So many entities or mentions are looked back at: all of any article, and in a book enough to stay linear.
pub(super) const WINDOW: usize = 1500;

impl Resolver {
    /// Entities that began before a token, as far back as [`WINDOW`].
    pub(super) fn near(&self, token: u32) -> impl Iterator<Item = usize> + use<> {
        let named = self.clusters[..self.named].partition_point(|known| known.first < token);
        let all = self.clusters.len();
        let described = self.named.max(all.saturating_sub(WINDOW))..all;
        (named.saturating_sub(WINDOW)..named).chain(described)
    }
}

/// What the gazetteer holds of a name.
pub(super) fn entry(hints: &[Hints], tokens: TokenRange) -> KnownName {
    let keys = hints[tokens.indices()].iter().map(|h| h.key);
    let hash = keys.fold(known_names::START, known_names::extend);
    KnownNames::builtin().get(hash)
}

impl Context<'_> {
    /// What a mention is in the user's list.
    pub(super) fn thing(&self, tokens: TokenRange) -> Option<u32> {
        let found = self.listed.binary_search_by_key(&tokens.start(), |hit| hit.tokens.start());
        found.ok().map(|i| self.listed[i]).filter(|hit| hit.tokens == tokens)?.thing
    }

    /// Whether a mention is in the user's list, with or without a meaning.
    pub(super) fn is_listed(&self, tokens: TokenRange) -> bool {
        let found = self.listed.binary_search_by_key(&tokens.start(), |hit| hit.tokens.start());
        found.is_ok_and(|i| self.listed[i].tokens == tokens)
    }

    /// The mention of a person by a name that no model has found.
    pub(super) fn person(&self, tokens: TokenRange, confidence: f32) -> Mention {
        Mention {
            tokens,
            range: self.segmentation.tokens().cover(tokens),
            kind: EntityKind::Person,
            form: MentionForm::Name,
            confidence,
            entity: None,
            link: 0.0,
            acts: false,
            value: None,
        }
    }

    pub(super) fn word(&self, token: u32) -> &str {
        &self.text[self.range(token)]
    }

    pub(super) fn range(&self, token: u32) -> TextRange {
        self.segmentation.tokens().range(sayso_text::TokenId::new(token))
    }

    pub(super) fn same_sentence(&self, a: u32, b: u32) -> bool {
        let sentences = self.segmentation.sentences();
        let of = |token: u32| sentences.partition_point(|sentence| sentence.end() <= token);
        of(a) == of(b)
    }

    pub(super) fn in_list(&self, token: u32, list: &WordList) -> bool {
        self.lexemes.get(token as usize).is_some_and(|lexeme| list.contains_hash(lexeme.word))
    }

    pub(super) fn is_capital(&self, token: u32) -> bool {
        self.lexemes.get(token as usize).is_some_and(|lexeme| lexeme.look == Look::Capital)
    }

    pub(super) fn is(&self, token: u32, words: &[&str]) -> bool {
        (token as usize) < self.lexemes.len()
            && words.iter().any(|word| self.word(token).eq_ignore_ascii_case(word))
    }
}
