//! Offices: who is meant by "the Florida senator" or "the GOP nominee", where the text says of one person that he is it: in a
//! title, after his name, or by "is".

use std::collections::HashSet;

use sayso_lexicon::{Look, lists};
use sayso_linear::text_hash;
use sayso_text::TokenRange;

use super::state::{Context, Resolver};
use super::titles::role_behind;
use crate::entities::{Entities, EntityId, Mention, MentionForm};
use crate::kind::EntityKind;
use crate::roles::{ROLE, TITLE};

/// Words before an office that do not tell it from another.
const IDLE: [&str; 14] = [
    "the",
    "a",
    "an",
    "-",
    "presidential",
    "presumptive",
    "presumed",
    "likely",
    "eventual",
    "then",
    "longtime",
    "current",
    "now",
    "'s",
];
/// The most tokens of a description, and of what is said before or after a name.
const LONGEST: u32 = 7;

/// What the text says that somebody is.
#[derive(Clone, Debug)]
pub(super) struct Office {
    holder: EntityId,
    words: Vec<u64>,
}

impl Resolver {
    /// Finds what is said of people with names.
    pub(super) fn find_offices(&mut self, context: &Context<'_>, entities: &Entities) {
        self.offices.clear();
        for (i, mention) in entities.mentions.iter().enumerate() {
            let person = mention.kind == EntityKind::Person && mention.form == MentionForm::Name;
            let Some(holder) = mention.entity.filter(|_| person) else { continue };
            let place = place_after(context, entities, i);
            let phrases = [
                before(context, entities, i),
                role_behind(context, mention.tokens).and_then(|role| first(context, role)),
                predicate(context, mention.tokens.end()),
            ];
            for phrase in phrases.into_iter().flatten() {
                let words = phrase.ids().chain(place.into_iter().flat_map(TokenRange::ids));
                let words = words.filter_map(|t| word(context, t.raw())).collect();
                self.offices.push(Office { holder, words });
            }
        }
    }

    /// Those who have the bare office at a token, by what the text says: "the governor" after "Gov. Scott Walker", but not "the
    /// president" after "Vice President Mike Pence".
    pub(super) fn holders(&self, context: &Context<'_>, head: u32) -> HashSet<EntityId> {
        let Some(noun) = word(context, head) else { return HashSet::new() };
        let another = |word: &u64| lists::OFFICE_MODIFIERS.contains_hash(*word);
        let fits =
            |office: &&Office| office.words.contains(&noun) && !office.words.iter().any(another);
        self.offices.iter().filter(fits).map(|office| office.holder).collect()
    }

    /// The one person of whom the text says what the description at `index` says.
    pub(super) fn holder(&self, context: &Context<'_>, mention: &Mention) -> Option<EntityId> {
        let head = mention.tokens.end() - 1;
        let near = head.saturating_sub(LONGEST)..head;
        let the = near.rev().find(|&t| context.is(t, &["the"]) || !joins(context, t))?;
        if !context.is(the, &["the"]) {
            return None;
        }
        // "the former secretary of state"
        let of = context.is(head + 1, &["of"]).then(|| {
            let start = head + 2 + u32::from(context.is(head + 2, &["the"]));
            TokenRange::new(start, (start + 1).min(context.lexemes.len() as u32))
        });
        let told = TokenRange::new(the + 1, head);
        let told = told.ids().chain(of.into_iter().flat_map(TokenRange::ids));
        let mut told: Vec<u64> = told.filter_map(|t| word(context, t.raw())).collect();
        if told.is_empty() {
            return None;
        }
        // "Speaker Paul Ryan" is "the House speaker".
        if context.is(head, &["speaker"]) {
            told.retain(|&word| word != text_hash("house"));
        }
        let noun = word(context, head)?;
        let candidate = context.is(head, &["candidate"]);
        let heads = ["candidate", "nominee", "runner", "hopeful", "contender"].map(text_hash);
        let another = |word: &u64| lists::OFFICE_MODIFIERS.contains_hash(*word);
        let fits = |office: &&Office| {
            let has = |word: &u64| office.words.contains(word);
            (has(&noun) || candidate && heads.iter().any(has))
                && told.iter().all(has)
                && office.words.iter().filter(|word| another(word)).all(|word| told.contains(word))
        };
        let mut holders = self.offices.iter().filter(fits).map(|office| office.holder);
        let first = holders.next()?;
        holders.all(|other| other == first).then_some(first)
    }
}

/// A word as offices are compared by: not "the", and "Sen." is a senator.
fn word(context: &Context<'_>, token: u32) -> Option<u64> {
    let word = context.word(token).to_lowercase();
    let word = word.trim_end_matches('.');
    if IDLE.contains(&word) || word.is_empty() || !word.contains(char::is_alphanumeric) {
        return None;
    }
    Some(text_hash(match word {
        "sen" => "senator",
        "gov" => "governor",
        "rep" | "congressman" | "congresswoman" => "representative",
        "gop" | "republicans" => "republican",
        "democrat" | "democrats" => "democratic",
        word => word,
    }))
}

/// Whether a word may stand between "the" and the noun of a description.
fn joins(context: &Context<'_>, token: u32) -> bool {
    let Some(lexeme) = context.lexemes.get(token as usize) else { return false };
    match lexeme.look {
        Look::Punctuation => context.is(token, &["-", "'s", "’s"]),
        Look::Lower => !context.in_list(token, &lists::DESCRIPTION_STOPS),
        Look::Number => false,
        _ => true,
    }
}

/// "Florida Sen.", "Republican presidential nominee": titles and bodies before a name.
fn before(context: &Context<'_>, entities: &Entities, index: usize) -> Option<TokenRange> {
    let end = entities.mentions[index].tokens.start();
    let named = |t: u32| {
        let near = entities.mentions[..index].iter().rev().take(4);
        let mut holding = near.filter(|m| m.tokens.start() <= t && t < m.tokens.end());
        holding.any(|m| m.form == MentionForm::Name && m.kind != EntityKind::Person)
    };
    let title = |t: u32| context.roles.of(context.lexemes[t as usize].word).any(TITLE | ROLE);
    let told = |t: u32| {
        named(t)
            || title(t)
            || context.in_list(t, &lists::OFFICE_MODIFIERS)
            || context.is(t, &IDLE[3..])
            || context.is(t, &["front", "runner", "of"])
    };
    let farthest = end.saturating_sub(LONGEST);
    let start = (farthest..end).rev().take_while(|&t| told(t)).last()?;
    let tokens = TokenRange::new(start, end);
    tokens.ids().any(|t| title(t.raw())).then_some(tokens)
}

/// What follows a name and "of", where that is a place: "Marco Rubio of Florida".
fn place_after(context: &Context<'_>, entities: &Entities, index: usize) -> Option<TokenRange> {
    let of = entities.mentions[index].tokens.end();
    let place = entities.mentions.get(index + 1)?;
    let follows = context.is(of, &["of"]) && place.tokens.start() == of + 1;
    (follows && place.kind == EntityKind::Place).then_some(place.tokens)
}

/// A description up to its first noun for a person, with what follows it after "of": "a former governor of Ohio" of "a
/// former governor of Ohio who backs the senator".
fn first(context: &Context<'_>, tokens: TokenRange) -> Option<TokenRange> {
    let role = |t: u32| {
        context.lexemes.get(t as usize).is_some_and(|l| context.roles.of(l.word).any(ROLE))
            || context.is(t, &["runner", "hopeful", "contender"])
    };
    let head = (tokens.start()..tokens.end()).find(|&t| role(t) && !role(t + 1))?;
    if !(tokens.start()..head).all(|t| joins(context, t) || context.is(t, &IDLE[..3])) {
        return None;
    }
    let of = head + 1;
    let end = match context.is(of, &["of"]) {
        true => (of + 1..of + 5)
            .take_while(|&t| {
                context.is(t, &["the", "state"])
                    || context.lexemes.get(t as usize).is_some_and(|l| l.look == Look::Capital)
            })
            .last()
            .map_or(of, |last| last + 1),
        false => of,
    };
    Some(TokenRange::new(tokens.start(), end))
}

/// "is the Republican nominee" after a name.
fn predicate(context: &Context<'_>, at: u32) -> Option<TokenRange> {
    if !context.is(at, &["is", "was", "became", "remains"]) {
        return None;
    }
    let at = at + 1 + u32::from(context.is(at + 1, &["now", "also", "still"]));
    let end = (at + LONGEST).min(context.lexemes.len() as u32);
    let determined = context.is(at, &["the", "a", "an"]);
    determined.then(|| first(context, TokenRange::new(at, end.max(at)))).flatten()
}
