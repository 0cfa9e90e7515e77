//! What kind of thing a name is, where its own words or the rest of the document tell it better than the model.

mod bodies;
mod management;
mod places;
mod works;

use std::collections::HashSet;

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use self::bodies::{
    begins_with_initials, companies, follows_company, is_body, is_brand, is_company_word,
    is_legal_form, names_body,
};
use self::management::is_managed;
use self::places::{is_capital, is_seat, people_among_places};
use self::works::is_titled_work;
use super::full_names::{is_family_name, is_first_name, is_person_noun, is_word};
use super::names::{last_word, same_words};
use super::state::{Context, WINDOW};
use super::surnames::is_subject;
use super::whole_names::is_last_name;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::{PLACES, THINGS};
use crate::roles::{BODY, ROLE, STORM};

/// How far from an even chance a kind must be not to give way to the rest of the document.
const FIRM: f32 = 0.9;

/// Below this, it is more likely that the model is wrong about a kind than right.
const DOUBTFUL: f32 = 0.5;

/// Below this, a body with a first name that speaks is more likely a person.
const LIKELY: f32 = 0.7;

/// One string, one kind: a doubtful name takes the kind that the same words have where they are clearer; a
/// doubtful single word that is somebody's family name is a person.
pub(super) fn settle(context: &Context<'_>, mentions: &mut [Mention]) {
    let companies = companies(context);
    let mut bodies = Vec::new();
    for i in 0..mentions.len() {
        if let Some(kind) = told(context, mentions, i, &companies) {
            let this = &mut mentions[i];
            if this.kind == EntityKind::Person && kind == EntityKind::Organisation {
                bodies.push(this.tokens);
            }
            this.kind = kind;
            this.confidence = this.confidence.max(FIRM);
        }
    }
    // What is a body once is no person the next time.
    for m in mentions.iter_mut().filter(|m| m.kind == EntityKind::Person && m.tokens.len() > 1) {
        if bodies.iter().any(|&body| same_words(context.hints, body, m.tokens)) {
            m.kind = EntityKind::Organisation;
        }
    }
    people_among_places(context, mentions);
    let works: Vec<TokenRange> =
        mentions.iter().filter(|m| m.kind == EntityKind::Work).map(|m| m.tokens).collect();
    for i in 0..mentions.len() {
        let this = mentions[i];
        // What is a title once is no person the next time.
        if this.kind == EntityKind::Person
            && this.tokens.len() > 1
            && works.iter().any(|&work| same_words(context.hints, work, this.tokens))
        {
            mentions[i].kind = EntityKind::Work;
            continue;
        }
        if this.kind == EntityKind::Event
            && this.tokens.len() == 1
            && told(context, mentions, i, &companies).is_none()
            && is_last_name(context, mentions, i)
        {
            mentions[i].kind = EntityKind::Person;
            continue;
        }
        if this.form != MentionForm::Name || this.confidence >= FIRM {
            continue;
        }
        let mut best = (this.confidence, this.kind);
        let is_last = |other: &Mention| {
            last_word(context.lexemes, other.tokens) == last_word(context.lexemes, this.tokens)
        };
        let near = i.saturating_sub(WINDOW)..mentions.len().min(i + WINDOW);
        for other in &mentions[near] {
            if other.form != MentionForm::Name || other.confidence <= best.0 {
                continue;
            }
            let same = same_words(context.hints, this.tokens, other.tokens);
            // "Kovalenko" of "Andrey Kovalenko", "Phailin" of "Cyclone Phailin"; and the other way round behind
            // a first name.
            let family = match (this.tokens.len(), other.tokens.len(), other.kind) {
                (1, 2.., EntityKind::Person | EntityKind::Event) => true,
                (2.., 1, EntityKind::Person) => {
                    let first = &context.hints[this.tokens.indices().start];
                    first.is(NameClass::Male) || first.is(NameClass::Female)
                }
                _ => false,
            } && is_last(other);
            if same || family {
                best = (other.confidence, other.kind);
            }
        }
        if best.1 != this.kind {
            mentions[i].kind = best.1;
            mentions[i].confidence = (this.confidence + best.0) / 2.0;
        }
    }
}

/// The kind that the words of a name tell: "Cyclone Phailin" is nobody, "United States Congress" no place, and "Fox" an
/// outlet where nobody is called so.
fn told(
    context: &Context<'_>,
    mentions: &[Mention],
    index: usize,
    companies: &HashSet<u64>,
) -> Option<EntityKind> {
    let mention = &mentions[index];
    if mention.form != MentionForm::Name || context.is_listed(mention.tokens) {
        return None;
    }
    let (first, last) = (mention.tokens.start(), mention.tokens.end() - 1);
    if mention.kind == EntityKind::Person
        && (is_seat(context, mentions, index) || is_capital(context, mentions, index))
    {
        return Some(EntityKind::Place);
    }
    let lower = |t: u32| context.word(t).to_lowercase();
    let several = first < last;
    let names_storm = |t: u32| {
        let lexeme = &context.lexemes[t as usize];
        lexeme.look == Look::Capital && context.roles.of(lexeme.word).any(STORM)
    };
    // "finance director Clive Pound", but not "designer Calvin Klein".
    let given = mention.kind == EntityKind::Organisation
        && is_first_name(context, first)
        && !context.hints[first as usize].is(NameClass::Organisation);
    let unsure = mention.confidence < DOUBTFUL
        || mention.kind == EntityKind::Person
        || given
        || mention.kind == EntityKind::Organisation && is_surname(context, last);
    if several && unsure && follows_role(context, mention.tokens) {
        return Some(EntityKind::Person);
    }
    // "The late Björn García said"
    if given
        && mention.confidence < LIKELY
        && mention.tokens.len() == 2
        && context.in_list(last + 1, &lists::ACTOR_VERBS)
        && is_family_name(context, last)
        && !is_word(context, last)
    {
        return Some(EntityKind::Person);
    }
    if mention.kind != EntityKind::Organisation && follows_company(context, first) {
        return Some(EntityKind::Organisation);
    }
    let called = || match several {
        true => is_first_name(context, first),
        false => is_last_name(context, mentions, index),
    };
    if mention.kind == EntityKind::Person && is_managed(context, mention.tokens) && !called() {
        return Some(EntityKind::Organisation);
    }
    if mention.kind != EntityKind::Person && is_of_an_age(context, mention.tokens) {
        return Some(EntityKind::Person);
    }
    if mention.kind == EntityKind::Person && is_titled_work(context, mention.tokens) {
        return Some(EntityKind::Work);
    }
    if !several
        && matches!(mention.kind, EntityKind::Person | EntityKind::Place)
        && is_brand(context.word(first))
        && !is_last_name(context, mentions, index)
    {
        return Some(EntityKind::Organisation);
    }
    if !several
        && !matches!(mention.kind, EntityKind::Organisation | EntityKind::Nationality)
        && names_body(context, mentions, index, companies)
    {
        return Some(EntityKind::Organisation);
    }
    let storm = several && names_storm(first) || first.checked_sub(1).is_some_and(names_storm);
    match mention.kind {
        EntityKind::Event | EntityKind::Weapon | EntityKind::Platform if storm => None,
        _ if storm => Some(EntityKind::Event),
        EntityKind::Person | EntityKind::Organisation | EntityKind::Place | EntityKind::Product
            if several
                && (is_legal_form(context.word(last))
                    || is_company_word(context, last)
                    || begins_with_initials(context.word(first))) =>
        {
            Some(EntityKind::Organisation)
        }
        // "the Christian Democratic Union"
        EntityKind::Person if several && is_body(context, mention.tokens) => {
            Some(EntityKind::Organisation)
        }
        // "Gallup finds": a town has the name of a well-known body.
        EntityKind::Place
            if context.hints[first as usize].is(NameClass::Organisation)
                && context.hints[first as usize].listed
                    & PLACES
                    & !(1 << NameClass::City as u32)
                    == 0
                && (is_subject(context, last + 1)
                    || context.is(first.saturating_sub(1), &["to"])) =>
        {
            Some(EntityKind::Organisation)
        }
        // "Wyoming Republicans"
        EntityKind::Place
            if several
                && context.in_list(last, &lists::PARTY_MEMBERS)
                && context.word(last).ends_with('s') =>
        {
            Some(EntityKind::Nationality)
        }
        EntityKind::Place | EntityKind::Event if several => {
            let body = lists::BODY_TYPES.get(&lower(last));
            matches!(body, Some("legislature" | "government")).then_some(EntityKind::Organisation)
        }
        EntityKind::Work | EntityKind::Person if context.in_list(last, &lists::PARTY_MEMBERS) => {
            Some(EntityKind::Nationality)
        }
        EntityKind::Person if !several && says_its(context, last) => Some(EntityKind::Organisation),
        EntityKind::Person if !several => {
            let outlet = lists::SOURCE_NAMES.get(&lower(first)) == Some("outlet")
                || context.hints[first as usize].is(NameClass::Outlet);
            match () {
                () if !outlet || is_last_name(context, mentions, index) => None,
                () if is_beside_person(context, mentions, index) => Some(EntityKind::Person),
                () => Some(EntityKind::Organisation),
            }
        }
        EntityKind::Organisation | EntityKind::Nationality if !several => {
            names_one_person(context, mentions, index).then_some(EntityKind::Person)
        }
        _ => None,
    }
}

/// Whether an age stands between commas after a name, or at the end: "Bell, 52, of Tregarth Farm".
fn is_of_an_age(context: &Context<'_>, name: TokenRange) -> bool {
    let (comma, age) = (name.end(), name.end() + 1);
    let is_age = || {
        let word = context.word(age);
        word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit()) && !word.starts_with('0')
    };
    age + 1 < context.lexemes.len() as u32
        && name.len() <= 3
        && name.ids().all(|t| context.lexemes[t.index()].look == Look::Capital)
        && context.is(comma, &[","])
        && is_age()
        && context.is(age + 1, &[","])
        && (context.is(age + 2, &["of", "from", "who", "a", "an", "the"])
            || context.in_list(age + 2, &lists::ACTOR_VERBS))
}

/// "Greggs said its shops": nobody is "it".
fn says_its(context: &Context<'_>, name: u32) -> bool {
    context.in_list(name + 1, &lists::ACTOR_VERBS) && context.is(name + 2, &["its"])
}

/// Whether a single word that may be something else is used as a family name is: "Cuban said", where the text names Mark
/// Cuban, but not "the Guardian" or "Cuban officials".
fn names_one_person(context: &Context<'_>, mentions: &[Mention], index: usize) -> bool {
    let Mention { kind, tokens, .. } = mentions[index];
    let (at, next) = (tokens.start(), tokens.end());
    let given = |m: &Mention| is_first_name(context, m.tokens.start());
    let word = context.lexemes[at as usize].word;
    let called = |m: &Mention| {
        m.kind == EntityKind::Person
            && m.tokens.len() > 1
            && last_word(context.lexemes, m.tokens) == word
            && given(m)
    };
    let near = index.saturating_sub(WINDOW)..mentions.len().min(index + WINDOW);
    let article = at > 0 && context.is(at - 1, &["the", "a", "an", "this", "every"]);
    let capital = context.lexemes.get(next as usize).is_some_and(|s| s.look == Look::Capital);
    context.lexemes[at as usize].look == Look::Capital
        && !says_its(context, at)
        && !article
        && !capital
        && (kind == EntityKind::Organisation || is_subject(context, next))
        && mentions[near].iter().any(called)
}

/// Whether "and", "or" or "nor" joins a name with a person's: "neither Fox nor Webb".
fn is_beside_person(context: &Context<'_>, mentions: &[Mention], index: usize) -> bool {
    let tokens = mentions[index].tokens;
    let joins = |t: u32| context.is(t, &["and", "or", "nor"]);
    let person = |m: &&Mention| m.kind == EntityKind::Person && m.form == MentionForm::Name;
    let before = mentions[..index].last().filter(person);
    let after = mentions.get(index + 1).filter(person);
    before.is_some_and(|m| m.tokens.end() + 1 == tokens.start() && joins(m.tokens.end()))
        || after.is_some_and(|m| tokens.end() + 1 == m.tokens.start() && joins(tokens.end()))
}

/// Whether a name of capitalised words follows a role: "trade commissioner Anneke Vos", "The Transport Minister, Helena Marques,
/// said". "Party" or "Bank" at its end make it a body: "members of the opposition Progress Party".
fn follows_role(context: &Context<'_>, name: TokenRange) -> bool {
    let lexeme = |t: u32| &context.lexemes[t as usize];
    let comma = |t: u32| context.is(t, &[","]);
    let Some(before) = name.start().checked_sub(1) else { return false };
    let between = before > 0 && comma(before) && comma(name.end());
    let before = before - u32::from(between);
    let title =
        |t: u32| lists::NAME_TITLES.contains(&context.word(t).trim_end_matches('.').to_lowercase());
    let given = is_first_name(context, name.start());
    let role = (context.roles.of(lexeme(before).word).any(ROLE)
        || title(before)
        || given && is_person_noun(context, before))
        && match lexeme(before).look {
            Look::Lower => !between || is_the(context, before),
            Look::Capital => context.in_list(before, &lists::OFFICES) || title(before),
            _ => false,
        }
        && context.same_sentence(before, name.start());
    let capitals = name.ids().all(|t| lexeme(t.raw()).look == Look::Capital);
    let last = context.word(name.end() - 1).to_lowercase();
    let first = &context.hints[name.start() as usize];
    let body = lists::BODY_TYPES.get(&last).is_some()
        || is_company_word(context, name.end() - 1)
        || is_legal_form(context.word(name.end() - 1))
        || context.roles.of(lexeme(name.end() - 1).word).any(BODY);
    // "Helena" is a town, too; "Sky Patel" has a family name.
    let family = name.len() > 1 && is_surname(context, name.end() - 1);
    let other = first.listed & (PLACES | THINGS) != 0 && !given && !family;
    role && capitals && !body && name.len() <= 3 && !other
}

/// Whether an article is within three words before a role: "the club's new owner".
fn is_the(context: &Context<'_>, role: u32) -> bool {
    (1..=3).filter_map(|n| role.checked_sub(n)).any(|t| context.is(t, &["the", "its", "their"]))
}

/// Whether a word is known as a family name, and as nothing else.
fn is_surname(context: &Context<'_>, token: u32) -> bool {
    let hints = &context.hints[token as usize];
    hints.is(NameClass::Surname) && hints.listed & (PLACES | THINGS) == 0
}
