//! Places that were taken for people, and people that were taken for places.

use std::collections::HashSet;

use sayso_lexicon::lists;

use super::super::full_names::is_family_name;
use super::super::state::Context;
use super::super::surnames::is_subject;
use super::super::whole_names::is_last_name;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::{PLACES, THINGS};

/// Makes people of unknown places whose last word speaks alone, "Eze said" after Chiamaka Eze, or that are the end of somebody's
/// longer name: "García Peña".
pub(super) fn people_among_places(context: &Context<'_>, mentions: &mut [Mention]) {
    let unknown = |m: &Mention| {
        let tokens = m.tokens;
        m.kind == EntityKind::Place
            && m.form == MentionForm::Name
            && matches!(tokens.len(), 2 | 3)
            && tokens.ids().all(|t| context.is_capital(t.raw()))
            && is_family_name(context, tokens.end() - 1)
            && !context.is_listed(tokens)
    };
    let nowhere = |m: &Mention| {
        context.hints[m.tokens.indices()].iter().all(|h| h.listed & (PLACES | THINGS) == 0)
    };
    if !mentions.iter().any(unknown) {
        return;
    }
    let hash = |t: u32| context.lexemes[t as usize].word;
    let alone = |t: &u32| {
        let t = *t as usize;
        context.hints[t].speaks
            && !context.is_capital(t as u32 + 1)
            && t.checked_sub(1).is_none_or(|t| !context.is_capital(t as u32))
    };
    let speakers: HashSet<u64> =
        (0..context.lexemes.len() as u32).filter(alone).map(hash).collect();
    let people = mentions.iter().filter(|m| m.kind == EntityKind::Person && m.tokens.len() > 2);
    let ends: HashSet<(u64, u64)> =
        people.map(|m| (hash(m.tokens.end() - 2), hash(m.tokens.end() - 1))).collect();
    for mention in mentions.iter_mut().filter(|m| unknown(m)) {
        let last = mention.tokens.end() - 1;
        if nowhere(mention) && speakers.contains(&hash(last))
            || ends.contains(&(hash(last - 1), hash(last)))
        {
            mention.kind = EntityKind::Person;
        }
    }
}

/// Whether a name is in the brackets after a person's and behind a party: "Mill Lane" of "Parveen Oduya (Ind, Mill Lane)".
pub(super) fn is_seat(context: &Context<'_>, mentions: &[Mention], index: usize) -> bool {
    const LONGEST: u32 = 5;
    let first = mentions[index].tokens.start();
    let before = first.saturating_sub(LONGEST)..first;
    let Some(open) = before.rev().find(|&t| context.is(t, &["("])) else { return false };
    let closed = (open..first).any(|t| context.is(t, &[")"]));
    let member = mentions[..index]
        .iter()
        .rev()
        .take(3)
        .any(|m| m.kind == EntityKind::Person && m.tokens.end() == open);
    let parted = context.is(first - 1, &[",", "-", "–", "/", ":"]);
    !closed && member && parted && context.in_list(open + 1, &lists::PARTY_LABELS)
}

/// Whether a capital stands for its government: "Washington said", where nobody in the text is called so.
pub(super) fn is_capital(context: &Context<'_>, mentions: &[Mention], index: usize) -> bool {
    let tokens = mentions[index].tokens;
    let at = tokens.start();
    let called = |m: &Mention| {
        m.kind == EntityKind::Person && m.tokens.len() > 1 && begins_alike(context, m, at)
    };
    tokens.len() == 1
        && context.hints[at as usize].is(NameClass::Capital)
        && is_subject(context, at + 1)
        && !mentions.iter().any(called)
        && !is_last_name(context, mentions, index)
        && !at.checked_sub(1).is_some_and(|t| context.is_capital(t))
}

/// Whether a name begins with the word at a token.
fn begins_alike(context: &Context<'_>, name: &Mention, token: u32) -> bool {
    context.lexemes[name.tokens.indices().start].word == context.lexemes[token as usize].word
}
