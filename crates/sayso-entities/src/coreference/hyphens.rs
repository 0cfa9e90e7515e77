//! Names of people that have a hyphen after a particle or in a given name: "Fatima El-Sayed", "Ban Ki-moon", "Min-jun Seo".
//! Models of names find a part of them, or nothing.

use std::collections::HashSet;

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::state::Context;
use super::surnames::is_subject;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::{Hints, PLACES, THINGS};
use crate::roles::{ROLE, TITLE};

/// How sure such a name is.
const SURE: f32 = 0.9;

/// Below this, the model does not know what such a name is.
const DOUBTFUL: f32 = 0.5;

/// Both words around a hyphen.
type Pair = (u64, u64);

/// Joins the parts of such names, and adds the family names that stand alone to the mentions.
pub(super) fn join(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let count = context.lexemes.len() as u32;
    let hyphens: Vec<u32> = (1..count.saturating_sub(1)).filter(|&t| joins(context, t)).collect();
    double_names(context, taken, mentions);
    if hyphens.is_empty() {
        return;
    }
    let mut known: HashSet<Pair> = HashSet::new();
    let mut found = Vec::new();
    for &hyphen in &hyphens {
        let name = whole(context, taken, mentions, hyphen);
        if name.start() < hyphen - 1 || opens_name(context, hyphen) {
            known.insert(pair(context, hyphen));
            found.push(name);
        }
    }
    for hyphen in hyphens {
        let name = whole(context, taken, mentions, hyphen);
        let alone = name.start() == hyphen - 1;
        let called = known.contains(&pair(context, hyphen));
        if alone && (called || !is_other(context, mentions, name) && acts(context, name)) {
            found.push(name);
        }
    }
    for &name in &found {
        mentions.retain(|m| m.form != MentionForm::Name || !m.tokens.overlaps(name));
        taken[name.indices()].fill(true);
    }
    mentions.extend(found.into_iter().map(|name| context.person(name, SURE)));
    mentions.sort_by_key(|m| m.tokens.start());
}

/// Completes names of which a half is found: "Serena Kelleher-Vergantini", but not "the Donald Trump-Mike Pence ticket".
fn double_names(context: &Context<'_>, taken: &mut [bool], mentions: &mut [Mention]) {
    for mention in mentions {
        let (hyphen, end) = (mention.tokens.end(), mention.tokens.end() + 2);
        if mention.kind == EntityKind::Person
            && mention.form == MentionForm::Name
            && mention.tokens.len() > 1
            && end <= context.lexemes.len() as u32
            && touches(context, hyphen)
            && !taken[hyphen as usize + 1]
            && context.is_capital(hyphen + 1)
            && context.hints[hyphen as usize + 1].listed & (PLACES | THINGS) == 0
        {
            taken[hyphen as usize..end as usize].fill(true);
            mention.tokens = TokenRange::new(mention.tokens.start(), end);
            mention.range = context.segmentation.tokens().cover(mention.tokens);
        }
    }
}

/// Whether a hyphen without blanks is here.
fn touches(context: &Context<'_>, hyphen: u32) -> bool {
    context.range(hyphen - 1).end() == context.range(hyphen).start()
        && context.range(hyphen).end() == context.range(hyphen + 1).start()
        && context.is(hyphen, &["-"])
}

/// Whether a hyphen without blanks joins a particle with a name, or the syllables of a given name after a family name.
fn joins(context: &Context<'_>, hyphen: u32) -> bool {
    let look = |t: u32| context.lexemes[t as usize].look;
    if !touches(context, hyphen) || context.hints[hyphen as usize].shouted {
        return false;
    }
    let particle =
        context.in_list(hyphen - 1, &lists::NAME_PARTICLES) && look(hyphen + 1) == Look::Capital;
    particle || in_given_name(context, hyphen) || opens_name(context, hyphen)
}

/// "Min-jun" before "Seo".
fn opens_name(context: &Context<'_>, hyphen: u32) -> bool {
    let first = hyphen - 1;
    let role = |t: u32| context.roles.of(context.lexemes[t as usize].word).any(ROLE | TITLE);
    let family = first.checked_sub(1).is_some_and(|t| context.is_capital(t) && !role(t));
    context.is_capital(first)
        && context.in_list(hyphen + 1, &lists::GIVEN_NAME_ENDS)
        && context.lexemes[hyphen as usize + 1].look == Look::Lower
        && context.is_capital(hyphen + 2)
        && context.same_sentence(first, hyphen + 2)
        && !family
        && !role(hyphen + 2)
}

/// "Ki-moon" after "Ban".
fn in_given_name(context: &Context<'_>, hyphen: u32) -> bool {
    let look = |t: u32| context.lexemes[t as usize].look;
    look(hyphen + 1) == Look::Lower
        && look(hyphen - 1) == Look::Capital
        && context.in_list(hyphen + 1, &lists::GIVEN_NAME_ENDS)
        && hyphen > 1
        && look(hyphen - 2) == Look::Capital
        && context.same_sentence(hyphen - 2, hyphen)
}

fn pair(context: &Context<'_>, hyphen: u32) -> Pair {
    let word = |t: u32| context.lexemes[t as usize].word;
    (word(hyphen - 1), word(hyphen + 1))
}

/// The name around a hyphen: with what people are called before it, and the rest of a name that begins in it.
fn whole(context: &Context<'_>, taken: &[bool], mentions: &[Mention], hyphen: u32) -> TokenRange {
    let first = hyphen - 1;
    let person = |m: &&Mention| m.form == MentionForm::Name && m.kind == EntityKind::Person;
    let mut start = first;
    let mut end = hyphen + 2;
    for m in mentions.iter().filter(person) {
        if m.tokens.start() < first && m.tokens.end() >= first {
            start = m.tokens.start();
        }
        if m.tokens.start() < end && m.tokens.end() > end {
            end = m.tokens.end();
        }
    }
    if start == first && opens_name(context, hyphen) {
        return TokenRange::new(first, end.max(hyphen + 3));
    }
    if start == first && (in_given_name(context, hyphen) || is_first_name(context, taken, first)) {
        start = first - 1;
    }
    TokenRange::new(start, end)
}

/// Whether a first name that no model has found is before a token.
fn is_first_name(context: &Context<'_>, taken: &[bool], token: u32) -> bool {
    let Some(before) = token.checked_sub(1).filter(|&t| context.same_sentence(t, token)) else {
        return false;
    };
    let (lexeme, hints) = (&context.lexemes[before as usize], &context.hints[before as usize]);
    let given = hints.is(NameClass::Male) || hints.is(NameClass::Female);
    let free = !taken[before as usize] && !hints.opener && lexeme.look == Look::Capital;
    let noun = context.roles.of(lexeme.word).any(ROLE | TITLE)
        || context.in_list(before, &lists::OFFICES)
        || context.in_list(before, &lists::NAME_TITLES);
    free && !noun && (given || hints.listed == 0 && !context.in_list(before, &lists::SMALL_WORDS))
}

/// Whether a name is known as something else, such as a body.
fn is_other(context: &Context<'_>, mentions: &[Mention], name: TokenRange) -> bool {
    let own = |m: &&Mention| m.form == MentionForm::Name && m.tokens.overlaps(name);
    let body = |hints: &Hints| hints.is(NameClass::Outlet) || hints.is(NameClass::Organisation);
    context.hints[name.indices().start].place > 1
        || context.hints[name.indices()].iter().any(body)
        || mentions
            .iter()
            .filter(own)
            .any(|m| m.kind != EntityKind::Person && m.confidence >= DOUBTFUL)
}

/// Whether what is around a name shows it to be somebody's: a verb, or a title.
fn acts(context: &Context<'_>, name: TokenRange) -> bool {
    let before = name.start().checked_sub(1);
    let titled = before.is_some_and(|t| {
        context.roles.of(context.lexemes[t as usize].word).any(TITLE)
            && context.lexemes[t as usize].look == Look::Capital
            || context.is(t, &["said"])
    });
    titled || is_subject(context, name.end())
}
