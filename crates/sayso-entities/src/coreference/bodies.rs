//! Companies and clubs that are called by one word, which was not found: "the developer Nest", "Nest said"; "Rovers" of
//! Carrick Rovers.

use std::collections::{HashMap, HashSet};

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::full_names::{is_first_name, is_person_noun, is_word};
use super::names::last_word;
use super::state::Context;
use super::surnames::is_subject;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::{PLACES, THINGS, is_before_verb};
use crate::roles::{BODY, ROLE, TITLE};

/// How sure the full name must be.
const LEAST: f32 = 0.5;
/// How sure the short name then is.
const SURE: f32 = 0.5;

/// How a word is written that may be a name.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    /// With a capital where only names have one.
    inside: bool,
    /// Before a verb for what only people and bodies do.
    speaks: bool,
    /// As somebody's name: "director Comey", "de Mistura".
    person: bool,
    small: bool,
}

/// Adds them to the mentions.
pub(super) fn find(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let ends = ends(context, mentions);
    let outlets = outlets(context, mentions);
    let mut uses = uses(context, taken, mentions);
    let people = mentions.iter().filter(|m| m.kind == EntityKind::Person);
    people.for_each(|m| {
        uses.remove(&last_word(context.lexemes, m.tokens));
    });
    let found = mentions.len();
    for at in 0..context.lexemes.len() as u32 {
        let lexeme = &context.lexemes[at as usize];
        let is_name = |uses: &Uses| {
            let known = ends.contains(&lexeme.word) || uses.inside;
            known && uses.speaks && !uses.person && !uses.small
        };
        let short = outlets.contains(&lexeme.word) && is_short(context, taken, at);
        if short
            || may_be_name(context, taken, at)
                && uses.get(&lexeme.word).is_some_and(is_name)
                && (!context.hints[at as usize].initial
                    || !is_word(context, at)
                    || is_subject(context, at + 1))
        {
            let tokens = TokenRange::new(at, at + 1);
            let mention = context.person(tokens, SURE);
            mentions.push(Mention { kind: EntityKind::Organisation, ..mention });
            taken[at as usize] = true;
        }
    }
    if mentions.len() > found {
        mentions.sort_by_key(|m| m.tokens.start());
    }
}

/// The first and the last words of the names of bodies, where they do not say what a body is: "Rovers", "Corvane" of Corvane Inc.
fn ends(context: &Context<'_>, mentions: &[Mention]) -> HashSet<u64> {
    let full = mentions.iter().filter(|m| {
        m.kind == EntityKind::Organisation
            && m.form == MentionForm::Name
            && m.tokens.len() > 1
            && m.confidence >= LEAST
    });
    let ends = full.flat_map(|m| [m.tokens.start(), m.tokens.end() - 1]);
    let ends = ends.filter(|&t| context.is_capital(t) && !is_word(context, t));
    ends.map(|t| context.lexemes[t as usize].word).collect()
}

/// The last words of the names of outlets that are in the text: "Post" of "The Washington Post".
fn outlets(context: &Context<'_>, mentions: &[Mention]) -> HashSet<u64> {
    let full = mentions.iter().filter(|m| {
        let known = &context.hints[m.tokens.indices().end - 1];
        m.form == MentionForm::Name
            && m.kind == EntityKind::Organisation
            && m.tokens.len() > 1
            && known.is(NameClass::Outlet)
    });
    let last = full.map(|m| m.tokens.end() - 1).filter(|&t| context.is_capital(t));
    last.map(|t| context.lexemes[t as usize].word).collect()
}

/// Whether an outlet is called by its last word here: "the Post reported".
fn is_short(context: &Context<'_>, taken: &[bool], at: u32) -> bool {
    let the = at.checked_sub(1).is_some_and(|t| context.is(t, &["the"]));
    let longer = context.is_capital(at + 1) || context.is(at + 1, &["-", "&"]);
    the && context.is_capital(at)
        && context.same_sentence(at - 1, at)
        && !context.hints[at as usize].shouted
        && !taken[at as usize]
        && !longer
}

/// How the words are written that stand alone with a capital somewhere, as names that were found or not.
fn uses(context: &Context<'_>, taken: &[bool], mentions: &[Mention]) -> HashMap<u64, Uses> {
    let mut uses = HashMap::<u64, Uses>::new();
    let is_body = |m: &&Mention| {
        m.kind == EntityKind::Organisation && m.form == MentionForm::Name && m.tokens.len() == 1
    };
    let found = mentions.iter().filter(is_body).map(|m| m.tokens.start());
    let free = (0..context.lexemes.len() as u32).filter(|&at| may_be_name(context, taken, at));
    for at in found.chain(free) {
        let word = context.lexemes[at as usize].word;
        let inside = is_inside(context, at);
        let speaks = is_before_verb(context.lexemes, at as usize + 1, |t| context.word(t as u32));
        let before = at.checked_sub(1).filter(|_| inside);
        let person = before.is_some_and(|t| {
            context.in_list(t, &lists::OFFICES)
                || context
                    .is(t, &["de", "del", "della", "den", "der", "di", "du", "la", "van", "von"])
        });
        if inside || speaks {
            let known = uses.entry(word).or_default();
            known.person |= person;
            known.inside |= inside;
            known.speaks |= speaks;
        }
    }
    if uses.values().any(|uses| uses.speaks) {
        for lexeme in context.lexemes.iter().filter(|lexeme| lexeme.look == Look::Lower) {
            if let Some(known) = uses.get_mut(&lexeme.word) {
                known.small = true;
            }
        }
    }
    uses
}

/// Whether a word that no name has stands alone with a capital, and is no noun for people or bodies, nor anything that lists know.
fn may_be_name(context: &Context<'_>, taken: &[bool], at: u32) -> bool {
    let (lexeme, hints) = (&context.lexemes[at as usize], &context.hints[at as usize]);
    let capital = |at: u32| {
        let look = context.lexemes.get(at as usize).map(|lexeme| lexeme.look);
        matches!(look, Some(Look::Capital | Look::Capitals))
    };
    let joined = |at: u32| context.is(at, &["-", "&"]);
    // "Later Nest told"
    let opens = |at: u32| context.hints[at as usize].initial && is_word(context, at);
    lexeme.look == Look::Capital
        && context.word(at).starts_with(char::is_uppercase)
        && !taken[at as usize]
        && !hints.shouted
        && !hints.opener
        && hints.listed & (PLACES | THINGS) == 0
        && !hints.is(NameClass::Nationality)
        && !hints.is(NameClass::Surname)
        && !capital(at + 1)
        && !joined(at + 1)
        && (hints.initial
            || at.checked_sub(1).is_none_or(|t| !capital(t) && !joined(t) || opens(t)))
        && !context.roles.of(lexeme.word).any(BODY | ROLE | TITLE)
        && !is_first_name(context, at)
        && !is_person_noun(context, at)
        && !lists::PARTY_MEMBERS.contains_hash(lexeme.word)
        && !lists::OFFICES.contains_hash(lexeme.word)
}

/// Whether only a name has a capital here: after a word in small letters, and not in "the West" or "Joint Chiefs of Staff".
fn is_inside(context: &Context<'_>, at: u32) -> bool {
    let small = |t: u32| context.lexemes[t as usize].look == Look::Lower;
    let Some(before) = at.checked_sub(1).filter(|&t| small(t)) else { return false };
    let determined = context.in_list(before, &lists::DESCRIPTION_DETERMINERS)
        || context.is(before, &["a", "an", "our", "my", "your"]);
    let linked = context.is(before, &["of", "and", "for", "on", "in", "or"])
        && before.checked_sub(1).is_some_and(|t| !small(t));
    context.same_sentence(before, at) && !determined && !linked
}
