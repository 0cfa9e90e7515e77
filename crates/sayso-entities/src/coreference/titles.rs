//! Titles, roles and affiliations of people, kept apart from their names.

use sayso_lexicon::{Look, lists};
use sayso_text::{TextRange, TokenId, TokenRange};

use super::full_names::is_person_noun;
use super::state::Context;
use crate::entities::{Entities, EntityId, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::{KnownName, NameClass};
use crate::roles::{Gender, ROLE, TITLE};

/// The most tokens of a role behind a name.
const LONGEST: u32 = 14;

/// Finds what is said to be somebody's role, before and behind each name of a person.
pub(super) fn attach(context: &Context<'_>, entries: &[KnownName], entities: &mut Entities) {
    for i in 0..entities.mentions.len() {
        let mention = entities.mentions[i];
        let (EntityKind::Person, MentionForm::Name, Some(id)) =
            (mention.kind, mention.form, mention.entity)
        else {
            continue;
        };
        let before = title_before(context, entities, i);
        let behind = role_behind(context, mention.tokens);
        let tokens = context.segmentation.tokens();
        for role in [behind, before].into_iter().flatten() {
            let gender =
                role.ids().map(|t| context.roles.of(context.lexemes[t.index()].word).gender());
            let gender =
                gender.fold(Gender::Unknown, |a, b| if a == Gender::Unknown { b } else { a });
            // "the author of America's Bitter Pill"
            let author = role.ids().any(|t| context.is(t.raw(), &["author", "co-author"]));
            let affiliation = body_in(entities, entries, role).filter(|_| !author);
            let entity = &mut entities.entities[id.index()];
            // "Mr." is a title, but no role; "Chef" is one.
            let word = context.word(role.start());
            let short =
                role.len() == 1 && word.len() <= 4 && !is_person_noun(context, role.start());
            // "Alhaji"
            let plain = word.trim_end_matches('.').to_lowercase();
            let address = matches!(lists::NAME_TITLES.get(&plain), Some("male" | "female"))
                && !context.roles.of(context.lexemes[role.indices().start].word).any(ROLE);
            let short = short || role.len() == 1 && address;
            let office = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
            if entity.role.is_none() && (!short || office) {
                entity.role = Some(trim(context, tokens.cover(role)));
            }
            if entity.gender == Gender::Unknown {
                entity.gender = gender;
            }
            if entity.affiliation.is_none() {
                entity.affiliation = affiliation;
            }
        }
        // "Damien Spleeters of Conflict Armament Research".
        let of = mention.tokens.end();
        if context.is(of, &["of", "from", "with"])
            && let Some(next) = entities.mentions.get(i + 1)
            && next.tokens.start() <= of + 2
            && next.kind == EntityKind::Organisation
        {
            let body = next.entity;
            let entity = &mut entities.entities[id.index()];
            entity.affiliation = entity.affiliation.or(body);
        }
    }
}

fn trim(context: &Context<'_>, range: TextRange) -> TextRange {
    let text = &context.text[range];
    let end = range.start() + text.trim_end_matches([',', ' ']).len() as u32;
    TextRange::new(range.start(), end)
}

/// "Defense Secretary", "the State Department spokesman".
fn title_before(context: &Context<'_>, entities: &Entities, index: usize) -> Option<TokenRange> {
    let end = entities.mentions[index].tokens.start();
    let mut start = end;
    let mut previous = index;
    while start > 0 && end - start < 8 {
        let lexeme = &context.lexemes[start as usize - 1];
        let parted = lexeme.look == Look::Punctuation && !context.is(start - 1, &["-"]);
        // "FOR IMMEDIATE RELEASE" is a line of its own.
        if parted || !context.same_sentence(start - 1, end) {
            break;
        }
        let uses = context.roles.of(lexeme.word);
        // "ADA Amy Derrick"
        let free = || previous == 0 || entities.mentions[previous - 1].tokens.end() < start;
        let office = || {
            start == end
                && lexeme.look == Look::Capitals
                && context.lexemes[end as usize].look == Look::Capital
                && free()
        };
        // "Blacksmith Dai Pugh"
        let trade = || {
            start == end
                && lexeme.look == Look::Capital
                && context.hints[start as usize - 1].initial
                && is_person_noun(context, start - 1)
        };
        if uses.any(TITLE | ROLE) || office() || trade() {
            start -= 1;
            // "front-runner", "editor-in-chief"
            while start > 1 && context.is(start - 1, &["-"]) {
                start -= 2;
            }
            continue;
        }
        // "Chief Financial Officer": what an officer is chief of.
        if start < end
            && start > 1
            && context.is(start - 2, &["chief"])
            && lexeme.look != Look::Number
        {
            start -= 2;
            continue;
        }
        // "former Secretary of State"
        let titled = |t: u32| context.roles.of(context.lexemes[t as usize].word).any(ROLE);
        if start < end && start > 1 && context.is(start - 1, &["of"]) && titled(start - 2) {
            start -= 2;
            continue;
        }
        // "Transport Minister", "Shadow Chancellor": what an office is of, or how it is held.
        let capital = lexeme.look == Look::Capital && !context.hints[start as usize - 1].opener;
        if start < end && capital && context.in_list(start, &lists::OFFICES) && free() {
            start -= 1;
            continue;
        }
        // A body or people whose title it is.
        while previous > 0 && entities.mentions[previous - 1].tokens.start() >= start {
            previous -= 1;
        }
        let Some(before) = previous.checked_sub(1).map(|p| &entities.mentions[p]) else { break };
        let whose = matches!(
            before.kind,
            EntityKind::Organisation | EntityKind::Nationality | EntityKind::Place
        );
        if start == end || !whose || before.tokens.end() != start {
            break;
        }
        start = before.tokens.start();
    }
    // "Harbour News National Desk editor": the name of the body is not cut.
    let body = entities.mentions[..index]
        .iter()
        .rev()
        .take(4)
        .find(|m| m.tokens.contains(TokenId::new(start)));
    if let Some(body) = body.filter(|m| start < end && m.form == MentionForm::Name) {
        start = body.tokens.start();
    }
    // "a campaign Mr. Hale has called unfair": what he says of it, not what he is.
    let lower = |t: u32| context.lexemes[t as usize].look == Look::Lower;
    let article = context.is(start, &["a", "an"])
        || start > 0 && lower(start) && context.is(start - 1, &["a", "an"]);
    (start < end && !article).then(|| TokenRange::new(start, end))
}

/// ", an officer in the Ukrainian army,".
pub(super) fn role_behind(context: &Context<'_>, name: TokenRange) -> Option<TokenRange> {
    let sentence_end = context.lexemes.len() as u32;
    let comma = name.end();
    if !context.is(comma, &[","]) {
        return None;
    }
    let mut start = comma + 1;
    // ", 45,"
    if (start as usize) < context.lexemes.len()
        && context.lexemes[start as usize].look == Look::Number
    {
        if !context.is(start + 1, &[","]) {
            return None;
        }
        start += 2;
    }
    let mut has_role = false;
    let mut end = start;
    while end < sentence_end && end - start < LONGEST {
        let lexeme = &context.lexemes[end as usize];
        if context.in_list(end, &lists::ROLE_STOPS)
            || context.hints[end as usize].initial && end > start
        {
            break;
        }
        let noun = context.roles.of(lexeme.word).any(ROLE);
        has_role |= noun && end - start < 6;
        end += 1;
    }
    // "a strategist whose agency": the clause goes on.
    let relative = (start..end).find(|&t| context.is(t, &["whose"]));
    let end = relative.filter(|at| end - at <= 4).unwrap_or(end);
    let starts_well = context
        .is(start, &["a", "an", "the", "its", "his", "her", "their", "another", "former"])
        || (start as usize) < context.lexemes.len()
            && context.roles.of(context.lexemes[start as usize].word).any(ROLE);
    (has_role && starts_well && end > start).then(|| TokenRange::new(start, end))
}

/// The first body, else the first people or country, that a role names.
fn body_in(entities: &Entities, entries: &[KnownName], role: TokenRange) -> Option<EntityId> {
    let from = entities.mentions.partition_point(|m| m.tokens.end() <= role.start());
    let inside = || {
        let pairs = entities.mentions[from..].iter().zip(&entries[from..]);
        pairs
            .take_while(|(m, _)| m.tokens.start() < role.end())
            .filter(|(m, _)| m.form == MentionForm::Name)
    };
    inside()
        .find(|(m, _)| m.kind == EntityKind::Organisation)
        .or_else(|| {
            // A religion is no country.
            inside().find(|(_, e)| {
                (e.is(NameClass::Nationality) || e.is(NameClass::Country)) && e.country().is_some()
            })
        })
        .and_then(|(m, _)| m.entity)
}
