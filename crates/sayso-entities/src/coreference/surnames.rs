//! Family names that stand alone and were not found: "Marsh blamed the weather" in a text about Lena Marsh.

use std::collections::HashSet;

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::names::last;
use super::state::Context;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;

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
        .filter_map(|m| last(context.lexemes, m.tokens))
        .map(|t| &context.lexemes[t])
        .filter(|lexeme| lexeme.look == Look::Capital)
        .map(|lexeme| lexeme.word)
        .collect();
    if surnames.is_empty() {
        return;
    }
    let found = mentions.len();
    for (at, (lexeme, hints)) in context.lexemes.iter().zip(context.hints).enumerate() {
        let alone = !taken[at]
            && lexeme.look == Look::Capital
            && !hints.shouted
            && !hints.opener
            && surnames.contains(&lexeme.word);
        // "Brown bears were seen".
        if !alone || hints.initial && !is_subject(context, at as u32 + 1) || in_name(context, at) {
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
