//! Family names that stand alone or after a title and were not found: "Marsh blamed the weather" in a text about Lena Marsh,
//! "Mayor Marsh blamed it" in any.

use std::collections::HashSet;

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::names::last;
use super::state::Context;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::{PLACES, THINGS};
use crate::roles::{BODY, ROLE, TITLE};

/// How sure the full name must be.
const LEAST: f32 = 0.8;
/// How sure the family name then is.
const SURE: f32 = 0.5;

/// Adds the family names of people who are named in full to the mentions.
pub(super) fn find(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let full = |m: &&Mention| {
        m.kind == EntityKind::Person
            && m.form == MentionForm::Name
            && m.tokens.len() > 1
            && m.confidence >= LEAST
    };
    let surnames: HashSet<u64> = mentions
        .iter()
        .filter(full)
        .filter_map(|m| family_name(context, m.tokens))
        .map(|t| &context.lexemes[t])
        .filter(|lexeme| lexeme.look == Look::Capital)
        .map(|lexeme| lexeme.word)
        .collect();
    let found = mentions.len();
    for (at, (lexeme, hints)) in context.lexemes.iter().zip(context.hints).enumerate() {
        let free = !taken[at] && lexeme.look == Look::Capital && !hints.shouted && !hints.opener;
        if !free {
            continue;
        }
        let known = surnames.contains(&lexeme.word);
        // "Brown bears were seen".
        let alone = known
            && (!hints.initial || is_subject(context, at as u32 + 1))
            && !in_name(context, at);
        if !alone && !follows_title(context, taken, at, known) {
            continue;
        }
        let tokens = TokenRange::new(at as u32, at as u32 + 1);
        mentions.push(context.person(tokens, SURE));
        taken[at] = true;
    }
    if mentions.len() > found {
        mentions.sort_by_key(|m| m.tokens.start());
    }
}

/// Where the family name is in the full name of a person: last, or first in "Ban Ki-moon".
fn family_name(context: &Context<'_>, name: TokenRange) -> Option<usize> {
    let given = name.len() == 4
        && context.is(name.start() + 2, &["-"])
        && context.lexemes[name.indices().end - 1].look == Look::Lower;
    if given { Some(name.indices().start) } else { last(context.lexemes, name) }
}

/// Whether a title in capitals makes a word somebody's name: "Mayor Solberg disputed it", but not "Mayor Resigns", as headlines
/// write it. What the text knows as a family name needs no verb after it.
fn follows_title(context: &Context<'_>, taken: &[bool], at: usize, known: bool) -> bool {
    let Some(title) = at.checked_sub(1).filter(|&t| !taken[t]) else { return false };
    let lexeme = &context.lexemes[title];
    let holds = lexeme.look == Look::Capital
        && (lists::OFFICES.contains_hash(lexeme.word)
            || lists::NAME_TITLES.contains_hash(lexeme.word)
            || context.roles.of(lexeme.word).any(TITLE) && context.roles.of(lexeme.word).any(ROLE));
    let next = at as u32 + 1;
    let capital = |at: usize| context.lexemes.get(at).is_some_and(|s| s.look == Look::Capital);
    holds
        && !capital(at + 1)
        && !context.is(next, &["-", "of", "&"])
        && context.same_sentence(title as u32, at as u32)
        && context.hints[at].listed & (PLACES | THINGS) == 0
        && (known
            || !context.in_list(at as u32, &lists::SMALL_WORDS)
            || context.hints[at].is(NameClass::Surname)
                && is_subject(context, next)
                && !context.roles.of(context.lexemes[at].word).any(BODY | ROLE))
}

/// Whether what follows a word shows it to be a subject or an owner.
pub(super) fn is_subject(context: &Context<'_>, next: u32) -> bool {
    context.is(next, &["'s", "’s", ",", "was", "had"])
        || context.in_list(next, &lists::ACTOR_VERBS)
        || (next as usize) < context.lexemes.len() && context.word(next).ends_with("ed")
}

/// Whether another capitalised word is beside it, as in a longer name that nobody knows.
fn in_name(context: &Context<'_>, at: usize) -> bool {
    let capital = |at: usize| context.lexemes.get(at).is_some_and(|s| s.look == Look::Capital);
    let before = at > 0 && !context.hints[at].initial && !context.hints[at - 1].initial;
    capital(at + 1) || before && capital(at - 1)
}
