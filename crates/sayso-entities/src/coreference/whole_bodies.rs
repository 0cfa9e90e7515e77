//! Names of bodies that go on after "of", "for" or "on", perhaps as a list: "Department for Culture, Media and Sport". Models of
//! names find a part of them.

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::state::Context;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::roles::{ROLE, TITLE};

/// How sure such a name is.
const SURE: f32 = 0.8;
/// How sure a person in it must be, so that it is whose body it is: "the office of Bill Gates".
const OWNER: f32 = 0.7;
/// The most words before the one for a body: "New York City Department of Health".
const LONGEST: usize = 4;
/// Types of bodies that have fields of work for names.
const TYPES: &[&str] =
    &["agency", "board", "court", "government", "group", "legislature", "school", "union"];

/// Adds them to the mentions, in place of their parts.
pub(super) fn find(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let mut found: Vec<Mention> = Vec::new();
    for at in 0..(context.lexemes.len() as u32).saturating_sub(2) {
        let last = found.last().map_or(0, |last| last.tokens.end());
        if at < last {
            continue;
        }
        let whole = match is_head(context, at) {
            true => end(context, mentions, at).map(|end| (at, end)),
            false => listed_fields(context, at)
                .or_else(|| members(context, at))
                .map(|first| (first, at + 1)),
        };
        let Some((first, end)) = whole else { continue };
        let name = TokenRange::new(start(context, mentions, first).max(last), end);
        split(context, mentions, at, name);
        if is_free(context, mentions, name) {
            taken[name.indices()].fill(true);
            let kind = EntityKind::Organisation;
            found.push(Mention { kind, ..context.person(name, SURE) });
        }
    }
    if !found.is_empty() {
        mentions.retain(|m| {
            let next = found.partition_point(|body| body.tokens.end() <= m.tokens.start());
            found.get(next).is_none_or(|body| !body.tokens.overlaps(m.tokens))
        });
        mentions.extend(found);
        mentions.sort_by_key(|m| m.tokens.start());
    }
}

/// The mention that holds a token.
fn mention_at(mentions: &[Mention], token: u32) -> Option<&Mention> {
    let next = mentions.partition_point(|m| m.tokens.end() <= token);
    mentions.get(next).filter(|m| m.tokens.start() <= token)
}

/// Whether a word for a body is here with a capital, and what it is for comes after it.
fn is_head(context: &Context<'_>, at: u32) -> bool {
    let kind = lists::BODY_TYPES.get_hash(context.lexemes[at as usize].word);
    kind.is_some_and(|kind| TYPES.contains(&kind))
        && context.is_capital(at)
        && context.is(at + 1, &["of", "for", "on"])
        && context.lexemes[at as usize + 1].look == Look::Lower
        && !context.hints[at as usize].shouted
}

/// Where the fields begin that are listed before a word for a body: "Competition and Markets Authority".
fn listed_fields(context: &Context<'_>, body: u32) -> Option<u32> {
    let field = |t: u32| context.is_capital(t) && context.in_list(t, &lists::FIELDS_OF_WORK);
    let and = |t: u32| context.is(t, &["and", "&"]);
    let kind = lists::BODY_TYPES.get_hash(context.lexemes[body as usize].word)?;
    let mut first = body;
    let mut joined = false;
    while first > 1 {
        match first - 1 {
            t if field(t) => first = t,
            t if first < body && (and(t) || joined && context.is(t, &[","])) && field(t - 1) => {
                joined |= and(t);
                first = t - 1;
            }
            _ => break,
        }
    }
    (joined
        && TYPES.contains(&kind)
        && context.is_capital(body)
        && context.same_sentence(first, body))
    .then_some(first)
}

/// The last word for those whose body it is: "Workers" of "Harbour Workers' Union".
fn members(context: &Context<'_>, body: u32) -> Option<u32> {
    let last = body.checked_sub(2)?;
    let kind = lists::BODY_TYPES.get_hash(context.lexemes[body as usize].word)?;
    (context.is(body - 1, &["'", "’"])
        && context.word(last).ends_with('s')
        && context.is_capital(last)
        && context.is_capital(body)
        && (TYPES.contains(&kind) || kind == "party")
        && context.same_sentence(last, body))
    .then_some(last)
}

/// Parts what joins the name of a public body with another: "Department of Health and Pfizer".
fn split(context: &Context<'_>, mentions: &mut [Mention], head: u32, name: TokenRange) {
    let kind = lists::BODY_TYPES.get_hash(context.lexemes[head as usize].word);
    let and = name.end();
    if !matches!(kind, Some("government" | "board" | "agency")) || !context.is(and, &["and", "&"]) {
        return;
    }
    let at = mentions.partition_point(|m| m.tokens.end() <= and);
    let Some(both) = mentions.get_mut(at).filter(|m| m.tokens.start() >= name.start()) else {
        return;
    };
    let rest = and + 1 + u32::from(context.is(and + 1, &["the"]));
    if both.form == MentionForm::Name
        && both.tokens.start() < and
        && rest < both.tokens.end()
        && !context.is_listed(both.tokens)
    {
        both.tokens = TokenRange::new(rest, both.tokens.end());
        both.range = context.segmentation.tokens().cover(both.tokens);
    }
}

/// Where its name begins: with the words before it that have capitals.
fn start(context: &Context<'_>, mentions: &[Mention], at: u32) -> u32 {
    let part = |&t: &u32| {
        let lexeme = &context.lexemes[t as usize];
        let other = mention_at(mentions, t)
            .is_some_and(|m| matches!(m.kind, EntityKind::Person | EntityKind::Date));
        matches!(lexeme.look, Look::Capital | Look::Capitals)
            && context.same_sentence(t, at)
            && !context.hints[t as usize].opener
            && !context.roles.of(lexeme.word).any(ROLE | TITLE)
            && !other
    };
    (0..at).rev().take_while(part).take(LONGEST).last().unwrap_or(at)
}

/// Where its name ends.
fn end(context: &Context<'_>, mentions: &[Mention], at: u32) -> Option<u32> {
    // "Committee for a Responsible Budget"
    let the = |t: u32| t + u32::from(context.is(t, &["a", "the"]));
    let mut end = run(context, mentions, the(at + 2))?;
    while context.is(end, &["of", "for"]) {
        match run(context, mentions, the(end + 1)) {
            Some(longer) => end = longer,
            None => break,
        }
    }
    // What is listed must be a field of work: "the Department of Health and Pfizer" are two.
    let field = |from: u32| {
        let end = run(context, mentions, from)?;
        let plain = |t: u32| {
            context.is(t, &["-", "'", "’", "'s", "’s"])
                || context.in_list(t, &lists::FIELDS_OF_WORK)
        };
        (from..end).all(plain).then_some(end)
    };
    let mut last = end;
    while context.is(last, &[","]) {
        match field(last + 1) {
            Some(longer) => last = longer,
            None => break,
        }
    }
    let and = last + u32::from(context.is(last, &[","]));
    let closed = if context.is(and, &["and", "&"]) { field(the(and + 1)) } else { None };
    // "the Department of Health, Pell said" is no list.
    Some(closed.unwrap_or(end))
}

/// The end of the words with capitals from a token on, before what somebody is, a person or a date.
fn run(context: &Context<'_>, mentions: &[Mention], from: u32) -> Option<u32> {
    let part = |t: u32| {
        let Some(lexeme) = context.lexemes.get(t as usize) else { return false };
        let other = mention_at(mentions, t).is_some_and(|m| {
            m.form == MentionForm::Value || m.kind == EntityKind::Person && m.confidence >= OWNER
        });
        let written = matches!(lexeme.look, Look::Capital | Look::Mixed);
        written && context.same_sentence(from - 1, t) && !other
    };
    // "Farmers’ Welfare"
    let hyphen = |t: u32| context.is(t, &["-", "'", "’", "'s", "’s"]) && part(t + 1);
    let mut end = from;
    while part(end) || end > from && hyphen(end) {
        // "Council on Fair Pay Director Nihal Awad"
        let role = context.roles.of(context.lexemes[end as usize].word).any(ROLE | TITLE);
        if role && part(end + 1) {
            break;
        }
        end += 1;
    }
    (end > from).then_some(end)
}

/// Whether no name that is longer, or the user's, is there.
fn is_free(context: &Context<'_>, mentions: &[Mention], name: TokenRange) -> bool {
    let first = mentions.partition_point(|m| m.tokens.end() <= name.start());
    mentions[first..].iter().take_while(|m| m.tokens.start() < name.end()).all(|m| {
        let within = m.tokens.start() >= name.start() && m.tokens.end() <= name.end();
        within && m.tokens != name && !context.is_listed(m.tokens)
    })
}
