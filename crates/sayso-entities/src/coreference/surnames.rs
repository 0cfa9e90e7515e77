//! Family names that stand alone or after a title and were not found: "Marsh blamed the weather" in a text about Lena Marsh,
//! "Mayor Marsh blamed it" in any.

use std::collections::HashSet;
use std::ops::Range;

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::full_names::{is_family_name, is_word};
use super::names::last;
use super::state::Context;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::{PLACES, THINGS};
use crate::roles::{BODY, ROLE, TITLE};

/// How sure the full name must be.
const LEAST: f32 = 0.8;
/// The same if the family name is not a word that is written small, too: "Raman", not "Brown".
const LEAST_RARE: f32 = 0.4;
/// How sure the family name then is.
const SURE: f32 = 0.5;
/// The same after a form of address.
const ADDRESSED: f32 = 0.9;
/// Forms of address before names of people alone.
pub(super) const ADDRESSES: &[&str] =
    &["Dr", "Dr.", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Mx", "Mx."];

/// Adds the family names of people who are named in full to the mentions.
pub(super) fn find(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let (surnames, doubles) = family_names(context, mentions);
    let found = mentions.len();
    for at in 0..context.lexemes.len() {
        if let Some(name) = after_address(context, taken, at as u32) {
            mentions.push(context.person(name, ADDRESSED));
            taken[name.indices()].fill(true);
            continue;
        }
        let (lexeme, hints) = (&context.lexemes[at], &context.hints[at]);
        let free = !taken[at] && lexeme.look == Look::Capital && !hints.shouted && !hints.opener;
        if !free {
            continue;
        }
        let double = double(context, at as u32, &doubles).filter(|name| is_free(taken, *name));
        // "Smith-Brown" is not Brown.
        let part = at > 1 && is_joined(context, at as u32 - 2);
        let tokens = match double {
            Some(name) => name,
            None if part => continue,
            None => TokenRange::new(at as u32, at as u32 + 1),
        };
        let known = tokens.len() > 1 || surnames.contains(&lexeme.word);
        // "Brown bears were seen".
        let stands = || !hints.initial || !is_word(context, at as u32);
        let alone = known
            && (stands() || is_subject(context, tokens.end()))
            && !in_name(context, tokens.indices());
        if !alone && !follows_title(context, taken, at, known) {
            continue;
        }
        mentions.push(context.person(tokens, SURE));
        taken[tokens.indices()].fill(true);
    }
    if mentions.len() > found {
        mentions.sort_by_key(|m| m.tokens.start());
    }
}

/// The family names of those who are named in full, and those of them that are two with a hyphen between: "Sand-Muir".
fn family_names(
    context: &Context<'_>,
    mentions: &[Mention],
) -> (HashSet<u64>, HashSet<(u64, u64)>) {
    let (mut single, mut double) = (HashSet::new(), HashSet::new());
    let word = |t: u32| context.lexemes[t as usize].word;
    for mention in mentions {
        let name = mention.tokens;
        let full = mention.kind == EntityKind::Person
            && mention.form == MentionForm::Name
            && name.len() > 1;
        let Some(family) = family_name(context, name).filter(|_| full) else { continue };
        let family = family as u32;
        let rare = !is_word(context, family) && is_family_name(context, family);
        if mention.confidence < if rare { LEAST_RARE } else { LEAST } {
            continue;
        }
        if name.len() > 3 && family + 1 == name.end() && is_joined(context, family - 2) {
            double.insert((word(family - 2), word(family)));
        } else if context.is_capital(family) {
            single.insert(word(family));
        }
    }
    (single, double)
}

/// Whether a hyphen joins a word with the one after it, and both are written as names.
fn is_joined(context: &Context<'_>, first: u32) -> bool {
    context.is(first + 1, &["-"])
        && context.is_capital(first)
        && context.is_capital(first + 2)
        && context.range(first).end() == context.range(first + 1).start()
        && context.range(first + 1).end() == context.range(first + 2).start()
}

/// The family name of two with a hyphen between that begins at a word.
fn double(context: &Context<'_>, first: u32, known: &HashSet<(u64, u64)>) -> Option<TokenRange> {
    let word = |t: u32| context.lexemes[t as usize].word;
    let is_known = || is_joined(context, first) && known.contains(&(word(first), word(first + 2)));
    (!known.is_empty() && is_known()).then(|| TokenRange::new(first, first + 3))
}

fn is_free(taken: &[bool], name: TokenRange) -> bool {
    !taken[name.indices()].contains(&true)
}

/// Where the family name is in the full name of a person: last, or first in "Ban Ki-moon".
fn family_name(context: &Context<'_>, name: TokenRange) -> Option<usize> {
    let given = name.len() == 4
        && context.is(name.start() + 2, &["-"])
        && context.lexemes[name.indices().end - 1].look == Look::Lower;
    if given { Some(name.indices().start) } else { last(context.lexemes, name) }
}

/// The name after a form of address, whatever else its words mean: "Mr. Hedge", "Mr. King", "Ms Light", but not "Mr Speaker".
fn after_address(context: &Context<'_>, taken: &[bool], at: u32) -> Option<TokenRange> {
    let title = at.checked_sub(1).filter(|&t| ADDRESSES.contains(&context.word(t)))?;
    let free = |t: u32| {
        let role = context.roles.of(context.lexemes[t as usize].word).any(ROLE | TITLE);
        context.is_capital(t)
            && !taken[t as usize]
            && context.same_sentence(title, t)
            && (!role || t == at && context.hints[t as usize].is(NameClass::Surname))
    };
    // "Ms. Light Hails Vote"
    let two = free(at + 1) && !is_word(context, at + 1);
    free(at).then(|| TokenRange::new(at, at + 1 + u32::from(two)))
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
fn in_name(context: &Context<'_>, name: Range<usize>) -> bool {
    let Range { start, end } = name;
    let capital = |at: usize| context.lexemes.get(at).is_some_and(|s| s.look == Look::Capital);
    let before = start > 0 && !context.hints[start].initial && !context.hints[start - 1].initial;
    capital(end) || before && capital(start - 1)
}
