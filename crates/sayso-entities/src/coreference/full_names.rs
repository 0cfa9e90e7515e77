//! First and family names together that were not found: "Nurse Mei Nagy said", "the shop's owner, Chidi Eze".

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::state::Context;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::{PLACES, THINGS};
use crate::roles::{BODY, ROLE, TITLE};

/// How sure such a name is.
const SURE: f32 = 0.8;

/// Adds them to the mentions.
pub(super) fn find(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let found = mentions.len();
    for i in 0..found {
        if let Some(of) = belonging(context, &mentions[i]) {
            let tokens = mentions[i].tokens;
            let body = of + 1 + u32::from(context.is(of + 1, &["the"]));
            taken[of as usize..body as usize].fill(false);
            mentions[i] = context.person(TokenRange::new(tokens.start(), of), SURE);
            let tokens = TokenRange::new(body, tokens.end());
            mentions
                .push(Mention { kind: EntityKind::Organisation, ..context.person(tokens, SURE) });
        }
    }
    for at in 0..context.lexemes.len() as u32 {
        if taken[at as usize] || context.lexemes[at as usize].look != Look::Capital {
            continue;
        }
        let Some(name) = full_name(context, taken, at) else { continue };
        mentions.push(context.person(name, SURE));
        taken[name.indices()].fill(true);
    }
    if mentions.len() > found {
        mentions.sort_by_key(|m| m.tokens.start());
    }
}

/// Where "of" is in a name that is somebody's and his body's: "Harvey Pound of Norbank".
fn belonging(context: &Context<'_>, mention: &Mention) -> Option<u32> {
    let (first, of) = (mention.tokens.start(), mention.tokens.start() + 2);
    let whole = mention.kind == EntityKind::Organisation
        && mention.form == MentionForm::Name
        && !context.is_listed(mention.tokens)
        && mention.tokens.len() > 3
        && context.is(of, &["of"])
        && is_first_name(context, first)
        // "Virginia House of Delegates"; many towns are called as somebody is.
        && !context.hints[first as usize].is(NameClass::State);
    (whole && is_family_name(context, first + 1)).then_some(of)
}

/// Whether a word is written as a name, and is one that people are given.
pub(super) fn is_first_name(context: &Context<'_>, token: u32) -> bool {
    let hints = &context.hints[token as usize];
    context.lexemes[token as usize].look == Look::Capital
        && !hints.shouted
        && (hints.is(NameClass::Male)
            || hints.is(NameClass::Female)
            || context.in_list(token, &lists::FIRST_NAMES))
}

/// The name that begins at a word, if the words around it show that it is somebody's.
fn full_name(context: &Context<'_>, taken: &[bool], first: u32) -> Option<TokenRange> {
    // "Mei-Ling Nagy"
    let hyphen = first + 1;
    let joins = context.is(hyphen, &["-"])
        && context.range(first).end() == context.range(hyphen).start()
        && context.is_capital(first + 2);
    let last = if joins { first + 3 } else { first + 1 };
    let next = last + 1;
    let free = context.is_capital(last)
        && is_family_name(context, last)
        && !taken[first as usize..next as usize].contains(&true)
        && context.same_sentence(first, last);
    let goes_on = || {
        let look = context.lexemes.get(next as usize).map(|next| next.look);
        matches!(look, Some(Look::Capital | Look::Capitals)) || context.is(next, &["-", "&"])
    };
    let shown = || {
        let (given, noun) = (is_first_name(context, first), follows_person_noun(context, first));
        let rare = |t: u32| {
            let place = context.hints[t as usize].listed & (PLACES | THINGS) != 0;
            !place && !is_word(context, t)
        };
        let speaks = context.in_list(next, &lists::ACTOR_VERBS);
        let of = context.is(next, &["of"]) && context.hints[first as usize].initial;
        match (given, noun) {
            (true, true) => true,
            (true, false) if opens(context, first) => speaks || of && rare(last),
            (true, false) => {
                context.in_list(first, &lists::FIRST_NAMES)
                    && rare(first)
                    && rare(last)
                    && follows_small_word(context, first)
            }
            (false, true) => {
                (speaks || is_past(context, next))
                    && is_family_name(context, first)
                    && rare(first)
                    && rare(last)
            }
            (false, false) => false,
        }
    };
    (free && !goes_on() && shown()).then(|| TokenRange::new(first, next))
}

/// Whether a word looks like a verb in the past: "disputed".
fn is_past(context: &Context<'_>, token: u32) -> bool {
    let lower = context.lexemes.get(token as usize).is_some_and(|next| next.look == Look::Lower);
    lower && context.word(token).ends_with("ed")
}

/// Whether a word may be a family name, as far as lists know: no body, nothing that people are.
pub(super) fn is_family_name(context: &Context<'_>, token: u32) -> bool {
    let lexeme = &context.lexemes[token as usize];
    lexeme.look == Look::Capital
        && !context.roles.of(lexeme.word).any(BODY | ROLE | TITLE)
        && !context.in_list(token, &lists::COMPANY_WORDS)
        && lists::BODY_TYPES.get_hash(lexeme.word).is_none()
}

/// Whether a word is written in small letters as well.
pub(super) fn is_word(context: &Context<'_>, token: u32) -> bool {
    context.in_list(token, &lists::SMALL_WORDS)
}

/// Whether the word before is what somebody is: "nurse", "Nurse" at the beginning of a sentence, or with a comma between.
fn follows_person_noun(context: &Context<'_>, name: u32) -> bool {
    let Some(before) = name.checked_sub(1) else { return false };
    let comma = context.is(before, &[","]);
    let Some(noun) = before.checked_sub(u32::from(comma)) else { return false };
    let small = context.lexemes[noun as usize].look == Look::Lower;
    is_person_noun(context, noun)
        && lists::BODY_TYPES.get_hash(context.lexemes[noun as usize].word).is_none()
        && (small || !comma && context.hints[noun as usize].initial)
        && context.same_sentence(noun, name)
}

/// "met Mateo Okafor", but not "the Lena Canal".
fn follows_small_word(context: &Context<'_>, name: u32) -> bool {
    name.checked_sub(1).is_some_and(|before| {
        context.lexemes[before as usize].look == Look::Lower
            && !context.is(before, &["the", "a", "an", "this", "that"])
    })
}

/// Whether it begins its sentence, or only one word is before it.
fn opens(context: &Context<'_>, name: u32) -> bool {
    let initial = |t: u32| context.hints[t as usize].initial;
    initial(name) || name.checked_sub(1).is_some_and(initial)
}

/// Whether a noun says what people are.
pub(super) fn is_person_noun(context: &Context<'_>, token: u32) -> bool {
    context.roles.of(context.lexemes[token as usize].word).any(ROLE)
        || context.in_list(token, &lists::PERSON_NOUNS)
}

/// Whether a noun says what several people are: "Engineers".
pub(super) fn is_people_noun(context: &Context<'_>, token: u32) -> bool {
    context.word(token).strip_suffix('s').is_some_and(|one| {
        let one = one.to_lowercase();
        context.roles.of(sayso_linear::text_hash(&one)).any(ROLE | TITLE)
            || lists::PERSON_NOUNS.contains(&one)
    })
}
