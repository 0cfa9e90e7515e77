//! Bodies by those who run them or work there, and by what is said they are: "DuPont's longtime chief executive", "a managing
//! director at Bear Stearns", "Teck, the Canadian mining company,".

use sayso_lexicon::Look;
use sayso_text::TokenRange;

use super::super::state::Context;
use crate::roles::ROLE;

/// Who only companies have, after "'s", "of" or "at"; each may have more words before it.
const MANAGERS: &[&[&str]] = &[
    &["ceo"],
    &["cfo"],
    &["chief", "executive"],
    &["chief", "financial", "officer"],
    &["chief", "operating", "officer"],
    &["managing", "director"],
    &["shareholders"],
];
/// So many words may be before them: "longtime", "former interim".
const BEFORE: u32 = 2;

/// Whether the words around a name make it one of a body.
pub(super) fn is_managed(context: &Context<'_>, name: TokenRange) -> bool {
    has_managers(context, name.end())
        || employs(context, name)
        || is_called_company(context, name.end())
}

/// "Teck, the Canadian mining company,"
fn is_called_company(context: &Context<'_>, comma: u32) -> bool {
    const LONGEST: u32 = 4;
    let noun =
        |t: u32| context.lexemes.get(t as usize).is_some_and(|l| l.look != Look::Punctuation);
    let article = comma + 1;
    if !context.is(comma, &[","]) || !context.is(article, &["a", "an", "the"]) {
        return false;
    }
    let end = (article + 1..=article + LONGEST + 1).find(|&t| !noun(t)).unwrap_or(article);
    context.is(end, &[","])
        && context.same_sentence(comma, end)
        && is_lower(context, end - 1)
        && context.is(
            end - 1,
            &["airline", "bank", "brewer", "chain", "company", "firm", "retailer", "startup"],
        )
}

/// "DuPont's longtime chief executive"
fn has_managers(context: &Context<'_>, after: u32) -> bool {
    context.is(after, &["'s", "’s"])
        && (after + 1..=after + 1 + BEFORE)
            .take_while(|&t| t == after + 1 || is_lower(context, t - 1))
            .any(|t| MANAGERS.iter().any(|words| are_at(context, t, words)))
}

/// "An analyst at Norbank", "the chief executive of Norbank", but not "a protester at Trump's rally".
fn employs(context: &Context<'_>, name: TokenRange) -> bool {
    let Some(preposition) = name.start().checked_sub(1) else { return false };
    let Some(noun) = preposition.checked_sub(1) else { return false };
    if !context.same_sentence(noun, name.start())
        || context.is(name.end(), &["'s", "’s"])
        || is_lower(context, name.end()) && !context.is(name.end(), &["and", "in", "until", "who"])
    {
        return false;
    }
    let works = context.is(preposition, &["at"])
        && is_lower(context, noun)
        && context.roles.of(context.lexemes[noun as usize].word).any(ROLE);
    let manages = context.is(preposition, &["of"])
        && MANAGERS.iter().any(|words| {
            let first = (noun + 1).checked_sub(words.len() as u32);
            first.is_some_and(|first| are_at(context, first, words))
        });
    works || manages
}

fn is_lower(context: &Context<'_>, token: u32) -> bool {
    context.lexemes.get(token as usize).is_some_and(|lexeme| lexeme.look == Look::Lower)
}

/// Whether words are here, in small letters or capitals.
fn are_at(context: &Context<'_>, token: u32, words: &[&str]) -> bool {
    token as usize + words.len() <= context.lexemes.len()
        && words.iter().zip(token..).all(|(word, t)| context.word(t).eq_ignore_ascii_case(word))
}
