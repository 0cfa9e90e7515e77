//! Pronouns before the name that they mean: "In her speech, Clinton said".

use sayso_lexicon::{Look, lists};

use super::state::Context;
use crate::entities::{Entities, EntityId, MentionForm};
use crate::kind::EntityKind;

/// How sure it is.
const SURE: f32 = 0.7;
/// The most tokens from the pronoun to the comma before the name.
const FARTHEST: u32 = 12;

/// The person named right after the phrase that opens the sentence, for "his" or "her" in that phrase.
pub(super) fn subject(
    context: &Context<'_>,
    entities: &Entities,
    index: usize,
) -> Option<(EntityId, f32)> {
    let mention = &entities.mentions[index];
    let at = mention.tokens.start();
    let owner = context.is(at, &["his", "her"]);
    let opens = at > 0 && context.hints[at as usize - 1].initial;
    let preposition =
        opens && context.is(at - 1, &["after", "at", "before", "despite", "during", "for", "in"]);
    if !owner || !preposition {
        return None;
    }
    let last = context.lexemes.len() as u32;
    let comma = (at + 1..last.min(at + FARTHEST)).find(|&t| {
        context.lexemes[t as usize].look == Look::Punctuation && !context.is(t, &["-"])
    })?;
    let name = entities.mentions[index + 1..].iter().find(|m| m.tokens.start() > comma)?;
    // A title may stand before it.
    let titled = (comma + 1..name.tokens.start()).all(|t| {
        lists::NAME_TITLES.get(&context.word(t).trim_end_matches('.').to_lowercase()).is_some()
    });
    let person = name.kind == EntityKind::Person && name.form == MentionForm::Name;
    let id = name.entity.filter(|_| person && titled && context.is(comma, &[","]))?;
    let gender = context.roles.of(context.lexemes[at as usize].word).gender();
    gender.fits(entities.entities[id.index()].gender).then_some((id, SURE))
}
