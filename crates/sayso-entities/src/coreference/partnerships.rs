//! Companies that are called after those who own them: "Pell & Sons", "Hale, Pike & Co.", "Smith and Wesson". Models of names take the parts for
//! people, or for nothing.

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::state::Context;
use super::surnames::is_subject;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::roles::{ROLE, TITLE};

/// How sure such a name is.
const SURE: f32 = 0.9;
/// The longest part of such a name.
const LONGEST: u32 = 3;

/// Adds the names joined by "&" to the mentions, in place of their parts.
pub(super) fn find(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let count = context.lexemes.len() as u32;
    let joins: Vec<u32> = (1..count.saturating_sub(1)).filter(|&t| joins(context, t)).collect();
    let mut found = Vec::new();
    for joint in joins {
        let Some(name) =
            name(context, joint).filter(|&name| !is_other(context, mentions, joint, name))
        else {
            continue;
        };
        mentions.retain(|m| m.form != MentionForm::Name || !m.tokens.overlaps(name));
        taken[name.indices()].fill(true);
        let kind = EntityKind::Organisation;
        found.push(Mention { kind, ..context.person(name, SURE) });
    }
    if !found.is_empty() {
        mentions.extend(found);
        mentions.sort_by_key(|m| m.tokens.start());
    }
}

/// Whether it is an "&" between two capitalised words, with blanks around it.
fn joins(context: &Context<'_>, token: u32) -> bool {
    let parted = |a: u32, b: u32| context.range(a).end() < context.range(b).start();
    let firm = || is_firm(context, TokenRange::new(token - 1, token + 2));
    (context.is(token, &["&"]) || context.is(token, &["and"]) && firm())
        && is_part(context, token - 1)
        && is_part(context, token + 1)
        && parted(token - 1, token)
        && parted(token, token + 1)
        && !context.hints[token as usize].shouted
}

fn is_part(context: &Context<'_>, token: u32) -> bool {
    context.lexemes.get(token as usize).is_some_and(|lexeme| lexeme.look == Look::Capital)
}

/// The whole name around an "&": "Hale, Pike" is a part of it if it ends in "& Co.".
fn name(context: &Context<'_>, joint: u32) -> Option<TokenRange> {
    let same = |t: u32| context.same_sentence(t, joint);
    let opener = |t: u32| context.hints[t as usize].opener;
    let role = |t: u32| context.roles.of(context.lexemes[t as usize].word).any(ROLE | TITLE);
    let part = |&t: &u32| is_part(context, t) && same(t) && !opener(t) && !role(t);
    if context.is(joint, &["and"]) {
        return Some(TokenRange::new(joint - 1, joint + 2));
    }
    let mut start = (0..joint).rev().take_while(part).take(LONGEST as usize).last()?;
    let end = (joint + 1..joint + 1 + LONGEST).take_while(part).last()? + 1;
    while ends_company(context, end)
        && start >= 2
        && context.is(start - 1, &[","])
        && part(&(start - 2))
    {
        start -= 2;
    }
    Some(TokenRange::new(start, end))
}

/// Whether the last word of a name makes it a company's: "Sons", "Co."
fn ends_company(context: &Context<'_>, end: u32) -> bool {
    let plain = context.word(end - 1).trim_end_matches('.').to_lowercase();
    lists::COMPANY_WORDS.contains(&plain) || lists::LEGAL_SUFFIXES.contains(&plain)
}

/// Whether what is joined is something else, or known as one name: places, or people who are called by their first names or in full: "Tom & Anna",
/// "Clinton & Trump" where somebody is called Hillary Clinton.
fn is_other(context: &Context<'_>, mentions: &[Mention], joint: u32, name: TokenRange) -> bool {
    let own = |m: &&Mention| m.form == MentionForm::Name && m.tokens.overlaps(name);
    let person = |m: &Mention| {
        let word = |m: &Mention| context.lexemes[m.tokens.indices().end - 1].word;
        m.kind == EntityKind::Person
            && (m.tokens.len() > 1
                || mentions.iter().any(|other| {
                    other.kind == EntityKind::Person
                        && other.tokens.len() > 1
                        && word(other) == word(m)
                }))
    };
    // "Johnson & Johnson": nobody is joined with himself.
    let twice = name.len() == 3 && context.word(name.start()) == context.word(name.end() - 1);
    let firm = twice || is_firm(context, name);
    let given = |t: u32| {
        let hints = &context.hints[t as usize];
        hints.is(NameClass::Male) || hints.is(NameClass::Female)
    };
    let friends = name.len() == 3 && given(name.start()) && given(name.end() - 1);
    // "Standard & Poor's" has more, "Pike & Co." less.
    let across = |m: &Mention| {
        let whole = m.tokens.start() <= name.start() && name.end() <= m.tokens.end();
        let longer = whole && !(firm && m.tokens == name);
        m.tokens.start() < joint && (longer || name.end() < m.tokens.end())
    };
    let company = ends_company(context, name.end());
    let place = |m: &Mention| {
        m.kind == EntityKind::Place && !(company && m.tokens.start() + 1 == name.end())
    };
    let mut parts = mentions.iter().filter(own);
    // Where no part is a name, and it does nothing, "Home & Away" may be anything.
    !(company || firm || parts.next().is_some() || is_subject(context, name.end()))
        || friends && !company && !firm
        || mentions.iter().filter(own).any(|m| {
            across(m) || place(m) || m.kind == EntityKind::Work || person(m) && !firm && !company
        })
}

/// Whether it is a firm that everybody knows: "Smith and Wesson".
fn is_firm(context: &Context<'_>, name: TokenRange) -> bool {
    let words = || name.indices().filter(|&t| t as u32 + 2 != name.end());
    name.len() == 3
        && lists::FIRMS
            .longest(words().map(|t| context.lexemes[t].word))
            .is_some_and(|(n, _)| n == 2)
}
