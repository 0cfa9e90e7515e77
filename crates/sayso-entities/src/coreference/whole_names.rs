//! Where the name of a person begins and ends, and what is no name at all.

mod edges;

use std::collections::HashSet;

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use self::edges::{
    after_title, is_part_of_role, with_nickname, without_dash, without_legal_name, without_office,
};
use super::full_names::is_first_name;
use super::names::last_word;
use super::state::{Context, WINDOW};
use super::surnames::ADDRESSES;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::{PLACES, THINGS};
use crate::roles::{BODY, ROLE, TITLE};

/// How sure a family name is with a first name before it.
const FULL: f32 = 0.8;

/// How sure it is that a name after a title is a person's.
const SURE: f32 = 0.9;

/// Months that are first names too.
const MONTHS: &[&str] = &["April", "May", "June", "August"];

/// Days that are first names too.
const DAYS: &[&str] = &["Monday", "Wednesday", "Friday", "Sunday"];

/// Words before a month.
const BEFORE_MONTHS: &[&str] = &[
    "after", "before", "by", "during", "early", "each", "every", "for", "from", "in", "last",
    "late", "mid", "next", "of", "since", "this", "through", "to", "until",
];

/// How many tokens around a capitalised noun are looked at for the same in small letters.
const NEAR: usize = 5000;

/// Sets right where names of people begin and end, and drops what names nobody.
pub(super) fn settle(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let full = full_names(context, mentions);
    for mention in mentions.iter_mut() {
        let named = mention.form == MentionForm::Name && !context.is_listed(mention.tokens);
        let body = matches!(mention.kind, EntityKind::Organisation | EntityKind::Event);
        if named && body && after_title(context, mention.tokens).is_some() {
            mention.kind = EntityKind::Person;
            mention.confidence = mention.confidence.max(SURE);
        }
        if named && let Some(whole) = with_article(context, mention.tokens) {
            mention.kind = EntityKind::Organisation;
            mention.tokens = whole;
            mention.range = context.segmentation.tokens().cover(whole);
            taken[whole.indices()].fill(true);
        }
        if named && body && is_part_of_role(context, mention.tokens.end() - 1) {
            taken[mention.tokens.end() as usize - 1] = false;
            let own = TokenRange::new(mention.tokens.start(), mention.tokens.end() - 1);
            mention.tokens = own;
            mention.range = context.segmentation.tokens().cover(own);
        }
        if !named || mention.kind != EntityKind::Person {
            continue;
        }
        let own = without_dash(context, without_legal_name(context, mention.tokens));
        let own = after_title(context, own).unwrap_or_else(|| without_office(context, own));
        taken[mention.tokens.indices()].fill(false);
        let own = with_nickname(context, own);
        let start = begin(context, taken, own);
        let start =
            if start == own.start() { known_first(context, taken, own, &full) } else { start };
        let whole = TokenRange::new(start, own.end());
        taken[whole.indices()].fill(true);
        if whole.start() < mention.tokens.start() {
            mention.confidence = mention.confidence.max(FULL);
        }
        if whole != mention.tokens {
            mention.tokens = whole;
            mention.range = context.segmentation.tokens().cover(whole);
        }
    }
    // "Reed" of "Frank ‘Shorty’ Reed" is a part of that name now.
    let mut end = 0;
    mentions.retain(|mention| {
        let own = mention.tokens.start() >= end;
        end = end.max(mention.tokens.end());
        own
    });
    let names_none: Vec<bool> =
        (0..mentions.len()).map(|i| is_noun(context, mentions, i)).collect();
    let mut at = 0;
    mentions.retain(|mention| {
        let none = names_none[at];
        at += 1;
        if none {
            taken[mention.tokens.indices()].fill(false);
        }
        !none
    });
}

/// "August Novak" is no month, but "in August Novak" is one; "Mr Sunday Dare" is no day.
pub(super) fn join_dates(context: &Context<'_>, mentions: &mut Vec<Mention>) {
    for mention in mentions.iter_mut() {
        let (day, next) = (mention.tokens.start(), mention.tokens.end());
        if mention.form == MentionForm::Value
            && mention.tokens.len() == 1
            && context.is(day, DAYS)
            && context.is_capital(next)
            && context.same_sentence(day, next)
            && title_before(context, day).is_some()
        {
            *mention = context.person(TokenRange::new(day, next + 1), SURE);
        }
    }
    // The family name, if it is found alone.
    mentions.dedup_by(|name, whole| name.tokens.start() < whole.tokens.end());
    mentions.dedup_by(|name, date| {
        let month = date.tokens.start();
        let called = date.form == MentionForm::Value
            && date.tokens.len() == 1
            && context.is(month, MONTHS)
            && name.form == MentionForm::Name
            && name.kind == EntityKind::Person
            && name.tokens.start() == date.tokens.end()
            && context.same_sentence(month, name.tokens.start());
        let dated = month > 0 && context.is(month - 1, BEFORE_MONTHS);
        if called && !dated {
            let tokens = TokenRange::new(month, name.tokens.end());
            *date = Mention { confidence: name.confidence, ..context.person(tokens, SURE) };
        }
        called && !dated
    });
}

/// An outlet whose name has an article: "The Hill", but not "the Hill" or "Capitol Hill".
fn with_article(context: &Context<'_>, name: TokenRange) -> Option<TokenRange> {
    let the = name.start().checked_sub(1).filter(|_| name.len() == 1)?;
    let hints = &context.hints[name.indices().start];
    let outlet = hints.is(NameClass::Outlet) && context.hints[the as usize].is(NameClass::Outlet);
    (outlet && context.word(the) == "The" && context.same_sentence(the, name.start()))
        .then(|| TokenRange::new(the, name.end()))
}

/// Where a name begins that the model found the end of: "Harry B." before "Harris Jr.", "Mark-" before "Viverito", "Mei-Ling" or
/// "Björn" before a family name alone.
fn begin(context: &Context<'_>, taken: &[bool], name: TokenRange) -> u32 {
    let start = name.start();
    let first = start.checked_sub(1).filter(|_| name.len() == 1 && context.is_capital(start));
    let first = first.filter(|&t| !taken[t as usize] && context.same_sentence(t, start));
    if let Some(first) = first {
        let hints = &context.hints[first as usize];
        if is_first_name(context, first) && !hints.opener && !context.is(first, MONTHS)
            || follows_address(context, first)
        {
            return first;
        }
        let (hyphen, other) = (first.saturating_sub(1), first.saturating_sub(2));
        if first > 1
            && context.is(hyphen, &["-"])
            && context.is_capital(first)
            && context.is_capital(other)
            && context.range(other).end() == context.range(hyphen).start()
            && context.range(hyphen).end() == context.range(first).start()
            && !taken[other as usize]
            && !context.hints[other as usize].opener
            && !context.word(first).ends_with('.')
            && context.same_sentence(other, start)
        {
            return other;
        }
    }
    let Some(before) = start.checked_sub(2) else { return start };
    let word = context.word(before + 1);
    let initial = word.len() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase);
    let touches = context.range(before + 1).start() == context.range(before).end()
        && context.range(before + 1).end() == context.range(start).start();
    let joins = initial || context.is(before + 1, &["-"]) && touches;
    let free = !taken[before as usize] && !taken[before as usize + 1];
    let one = context.same_sentence(before, start);
    if joins && free && one && is_first_name(context, before) { before } else { start }
}

/// Whether a capitalised word that is no office follows a form of address: "Blessing" of "Mrs Blessing Danjuma".
fn follows_address(context: &Context<'_>, first: u32) -> bool {
    let address = matches!(title_before(context, first), Some("male" | "female"));
    let lexeme = &context.lexemes[first as usize];
    let hints = &context.hints[first as usize];
    address
        && !hints.opener
        && hints.listed & (PLACES | THINGS) == 0
        && !context.is(first - 1, &["miss"])
        && lexeme.look == Look::Capital
        && !context.roles.of(lexeme.word).any(TITLE | ROLE)
        && !context.in_list(first, &lists::NAME_PARTICLES)
}

/// The gender that a title before a word tells, if there is one.
fn title_before(context: &Context<'_>, first: u32) -> Option<&'static str> {
    let title = first.checked_sub(1).filter(|&t| context.same_sentence(t, first))?;
    let word = context.word(title);
    let capital = word.starts_with(char::is_uppercase);
    lists::NAME_TITLES.get(&word.trim_end_matches('.').to_lowercase()).filter(|_| capital)
}

/// First and family names of everybody who has these two.
fn full_names(context: &Context<'_>, mentions: &[Mention]) -> HashSet<(u64, u64)> {
    let word = |t: u32| context.lexemes[t as usize].word;
    let full = |m: &&Mention| {
        m.form == MentionForm::Name && m.kind == EntityKind::Person && m.tokens.len() == 2
    };
    let names = mentions.iter().filter(full).map(|m| m.tokens);
    names.map(|name| (word(name.start()), word(name.end() - 1))).collect()
}

/// Where a family name begins that has the first name of somebody in the text before it, unseen: "Gerd" before "Novak".
fn known_first(
    context: &Context<'_>,
    taken: &[bool],
    name: TokenRange,
    full: &HashSet<(u64, u64)>,
) -> u32 {
    let start = name.start();
    let Some(first) = start.checked_sub(1).filter(|_| name.len() == 1) else { return start };
    let lexeme = |t: u32| &context.lexemes[t as usize];
    let known = lexeme(first).look == Look::Capital
        && !taken[first as usize]
        && full.contains(&(lexeme(first).word, lexeme(start).word));
    if known && context.same_sentence(first, start) { first } else { start }
}

/// Whether it is no name: "the President"; "Police" where the text writes "police" too; "a super PAC".
fn is_noun(context: &Context<'_>, mentions: &[Mention], index: usize) -> bool {
    let mention = &mentions[index];
    let single = mention.form == MentionForm::Name && mention.tokens.len() == 1;
    if context.is_listed(mention.tokens) {
        return false;
    }
    if !single {
        return mention.kind == EntityKind::Person && is_office_of_place(context, mention.tokens);
    }
    let at = mention.tokens.indices().start;
    let lexeme = &context.lexemes[at];
    match mention.kind {
        EntityKind::Person => {
            // "THE PRESIDENT:" takes turns, and is who speaks in each.
            lexeme.look == Look::Capital
                && lists::OFFICES.contains_hash(lexeme.word)
                && !is_last_name(context, mentions, index)
                // "Mr. King"
                && !(context.hints[at].is(NameClass::Surname)
                    && at.checked_sub(1).is_some_and(|t| ADDRESSES.contains(&context.word(t as u32))))
        }
        _ if lexeme.look == Look::Capitals => {
            context.roles.of(lexeme.word).any(BODY) && !context.hints[at].shouted
        }
        _ if context.hints[at].initial => {
            let near = at.saturating_sub(NEAR)..context.lexemes.len().min(at + NEAR);
            let mut same = context.lexemes[near].iter().filter(|other| other.word == lexeme.word);
            context.roles.of(lexeme.word).any(ROLE | BODY)
                && same.any(|other| other.look == Look::Lower)
        }
        _ => false,
    }
}

/// "Texas Gov.", as headlines write it: an office of a place, and nobody's name.
fn is_office_of_place(context: &Context<'_>, name: TokenRange) -> bool {
    let last = name.end() - 1;
    let word = context.word(last).trim_end_matches('.').to_lowercase();
    let office = lists::OFFICES.contains(&word) || lists::NAME_TITLES.contains(&word);
    let places = TokenRange::new(name.start(), last);
    office && context.hints[places.indices()].iter().all(|hints| hints.listed & PLACES != 0)
}

/// Whether somebody with more names has the single one at `index` as the last.
pub(super) fn is_last_name(context: &Context<'_>, mentions: &[Mention], index: usize) -> bool {
    let word = context.lexemes[mentions[index].tokens.indices().start].word;
    let near = index.saturating_sub(WINDOW)..mentions.len().min(index + WINDOW);
    mentions[near].iter().any(|m| {
        m.kind == EntityKind::Person
            && m.tokens.len() > 1
            && last_word(context.lexemes, m.tokens) == word
    })
}
