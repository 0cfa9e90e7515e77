//! What words make a name one of a body: "GmbH", "Estates", "ProPublica", "bakery chain Greggs".

use std::collections::HashSet;

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::super::full_names::is_first_name;
use super::super::state::{Context, WINDOW};
use super::super::whole_names::is_last_name;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::PLACES;

/// What companies are in law: "GmbH", "AS", "Inc."; small words and names are written otherwise.
pub(super) fn is_legal_form(word: &str) -> bool {
    let plain = word.trim_end_matches('.');
    let capitals = plain.chars().filter(|c| c.is_uppercase()).count();
    lists::LEGAL_SUFFIXES.contains(&plain.to_lowercase())
        && (capitals > 1 || matches!(plain, "Inc" | "Ltd" | "Corp" | "Oy"))
}

/// Whether the last word of a name is one for bodies, and the first is nobody's first name.
pub(super) fn is_body(context: &Context<'_>, name: TokenRange) -> bool {
    const TYPES: [&str; 7] =
        ["board", "government", "group", "legislature", "party", "police", "union"];
    let last = name.end() - 1;
    let hints = &context.hints[name.start() as usize];
    let given = hints.is(NameClass::Male) || hints.is(NameClass::Female);
    let kind = lists::BODY_TYPES.get(&context.word(last).to_lowercase());
    !given
        && name.len() > 2
        && kind.is_some_and(|kind| TYPES.contains(&kind))
        && context.lexemes[last as usize].look == Look::Capital
}

/// "Estates" of "Brandt Estates".
pub(super) fn is_company_word(context: &Context<'_>, token: u32) -> bool {
    let capital = context.lexemes[token as usize].look == Look::Capital;
    capital && context.in_list(token, &lists::COMPANY_WORDS)
}

/// Whether a single word that speaks is what a body's name begins with, or is said to be a company: "Corvane said" of Corvane
/// Inc., but not "Marsh said" of Lena Marsh, who chairs Marsh Ltd.
pub(super) fn names_body(
    context: &Context<'_>,
    mentions: &[Mention],
    index: usize,
    companies: &HashSet<u64>,
) -> bool {
    let at = mentions[index].tokens.indices().start;
    let word = context.lexemes[at].word;
    let hints = &context.hints[at];
    let begins = |m: &Mention| {
        m.kind == EntityKind::Organisation
            && m.form == MentionForm::Name
            && m.tokens.len() > 1
            && context.lexemes[m.tokens.indices().start].word == word
    };
    let near = index.saturating_sub(WINDOW)..mentions.len().min(index + WINDOW);
    hints.speaks
        && hints.listed & PLACES == 0
        && !is_first_name(context, at as u32)
        && !is_last_name(context, mentions, index)
        && (companies.contains(&word) || mentions[near].iter().any(begins))
}

/// Whether a word is written as brands are: "ProPublica", "TheBlaze", "JPMorgan", but not "McCain", "DeVos" or "VandeHei".
pub(super) fn is_brand(word: &str) -> bool {
    const PARTICLES: &[&str] = &["fitz", "vande", "vander"];
    if begins_with_initials(word) {
        return true;
    }
    let Some(inner) = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase()) else {
        return false;
    };
    let (before, after) = word.split_at(inner.0);
    let before = before.to_lowercase();
    let small = |part: &str| part.chars().any(char::is_lowercase);
    (before.len() > 3 || before == "the")
        && word.chars().all(char::is_alphabetic)
        && word.starts_with(char::is_uppercase)
        && small(&before)
        && small(after)
        && !PARTICLES.contains(&before.as_str())
}

/// Whether a word begins with capitals that stand for names: "JPMorgan".
pub(super) fn begins_with_initials(word: &str) -> bool {
    const LEAST: usize = 3;
    let capitals = word.chars().take_while(|c| c.is_uppercase()).count();
    let rest = word.chars().skip(capitals);
    capitals > 2 && rest.clone().count() >= LEAST && rest.into_iter().all(char::is_lowercase)
}

/// The words that the text says to be a company's name somewhere.
pub(super) fn companies(context: &Context<'_>) -> HashSet<u64> {
    let named = |&t: &u32| context.is_capital(t) && follows_company(context, t);
    let names = (0..context.lexemes.len() as u32).filter(named);
    names.map(|t| context.lexemes[t as usize].word).collect()
}

/// Whether the name that begins at `start` is said to be a company's: "bakery chain Greggs", "The company, Zippi, said",
/// "shares in Corvane", but not "film-maker Ken Loach".
pub(super) fn follows_company(context: &Context<'_>, start: u32) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    if before > 0 && context.is(before, &["in"]) && context.is(before - 1, &["shares"]) {
        return true;
    }
    let apposed = before > 0 && context.is(before, &[","]) && context.is(start + 1, &[","]);
    let noun = before - u32::from(apposed);
    let company = lists::BODY_TYPES.get_hash(context.lexemes[noun as usize].word);
    matches!(company, Some("company" | "bank"))
        && context.lexemes[noun as usize].look == Look::Lower
        && context.same_sentence(noun, start)
        && !(noun > 0 && context.is(noun - 1, &["-"]))
}
