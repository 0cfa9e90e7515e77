//! Names that the text has elsewhere and that were not found here: "Gingrich exploded", where "Gingrich said" was.

use std::collections::{BTreeMap, HashMap};

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::full_names::is_word;
use super::state::Context;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;
use crate::roles::{BODY, ROLE, TITLE};

/// How sure a name must be once, and is where it was not found.
const SURE: f32 = 0.5;
/// The most words of a name that is looked for.
const LONGEST: u32 = 6;

/// How often words are the name of each kind, and where for the first time.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    people: u32,
    bodies: u32,
    places: u32,
    first: u32,
}

impl Known {
    /// The kind that it has most often.
    fn kind(self) -> EntityKind {
        let most = self.people.max(self.bodies).max(self.places);
        match () {
            () if self.people == most => EntityKind::Person,
            () if self.bodies == most => EntityKind::Organisation,
            () => EntityKind::Place,
        }
    }
}

/// Adds them to the mentions.
pub(super) fn find(context: &Context<'_>, taken: &mut [bool], mentions: &mut Vec<Mention>) {
    let known = known(context, mentions);
    let mut longest = HashMap::<u64, u32>::new();
    for words in known.keys() {
        let most = longest.entry(words[0]).or_default();
        *most = (*most).max(words.len() as u32);
    }
    let found = mentions.len();
    let mut words = Vec::new();
    for at in 0..context.lexemes.len() as u32 {
        let lexeme = &context.lexemes[at as usize];
        if lexeme.look == Look::Lower || taken[at as usize] {
            continue;
        }
        let Some(&most) = longest.get(&lexeme.word) else { continue };
        let end = (at + most).min(context.lexemes.len() as u32);
        let name = (at + 1..=end).rev().map(|end| TokenRange::new(at, end)).find_map(|name| {
            words.clear();
            words.extend(context.lexemes[name.indices()].iter().map(|lexeme| lexeme.word));
            let known = known.get(words.as_slice())?;
            let whole = with_first_name(context, taken, name, known.kind());
            fits(context, taken, name, whole, known.first).then_some((whole, known.kind()))
        });
        if let Some((name, kind)) = name {
            mentions.push(Mention { kind, ..context.person(name, SURE) });
            taken[name.indices()].fill(true);
        }
    }
    if mentions.len() > found {
        mentions.sort_by_key(|m| m.tokens.start());
    }
}

/// The names of people, bodies and places that are sure, by their words.
fn known(context: &Context<'_>, mentions: &[Mention]) -> BTreeMap<Vec<u64>, Known> {
    let mut known = BTreeMap::<Vec<u64>, Known>::new();
    let sure = mentions.iter().filter(|m| {
        matches!(m.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place)
            && m.form == MentionForm::Name
            && m.confidence >= SURE
            && !context.hints[m.tokens.indices().start].shouted
            && m.tokens.len() <= LONGEST
            && !context.is_listed(m.tokens)
    });
    for mention in sure {
        let words = context.lexemes[mention.tokens.indices()].iter().map(|lexeme| lexeme.word);
        let first = Known { first: mention.tokens.start(), ..Known::default() };
        let known = known.entry(words.collect()).or_insert(first);
        *match mention.kind {
            EntityKind::Person => &mut known.people,
            EntityKind::Organisation => &mut known.bodies,
            _ => &mut known.places,
        } += 1;
    }
    known
}

/// A family name with the first name before it, which opens the sentence and no list knows: "Kwame Osei", where "Osei" was.
fn with_first_name(
    context: &Context<'_>,
    taken: &[bool],
    name: TokenRange,
    kind: EntityKind,
) -> TokenRange {
    let first = name.start().checked_sub(1).filter(|_| kind == EntityKind::Person);
    let first = first.filter(|&t| {
        name.len() == 1
            && context.is_capital(t)
            && context.hints[t as usize].initial
            && !taken[t as usize]
            && !is_word(context, t)
            && !context.roles.of(context.lexemes[t as usize].word).any(BODY | ROLE | TITLE)
    });
    first.map_or(name, |first| TokenRange::new(first, name.end()))
}

/// Whether the words are written here as where they are a name, and are no part of a name longer than `whole`.
fn fits(
    context: &Context<'_>,
    taken: &[bool],
    name: TokenRange,
    whole: TokenRange,
    known: u32,
) -> bool {
    let look = |t: u32| context.lexemes.get(t as usize).map(|lexeme| lexeme.look);
    let capital = |t: u32| matches!(look(t), Some(Look::Capital | Look::Capitals | Look::Mixed));
    let (start, end) = (name.start(), name.end());
    let hints = &context.hints[start as usize];
    // "Brown bears were seen", "asked this Court", but "the Post reported".
    let common = name.len() == 1
        && (is_word(context, start)
            || context.in_list(start, &lists::BODY_TYPES)
            || context.roles.of(context.lexemes[start as usize].word).any(BODY | ROLE | TITLE));
    let plain = common && (hints.initial || hints.opener || !hints.speaks);
    let joined = |t: u32| context.is(t, &["-", "&", "/", "@", "#"]);
    let before = whole.start().checked_sub(1).filter(|&t| context.same_sentence(t, start));
    let longer = capital(end) && context.same_sentence(start, end)
        || context.is(end, &["of"]) && capital(end + 1)
        || joined(end)
        // "3000 BC"
        || before.is_some_and(|t| {
            joined(t)
                || look(t) == Some(Look::Number)
                || capital(t) && !(context.hints[t as usize].initial && is_word(context, t))
        });
    !plain
        && !hints.shouted
        && !longer
        && !taken[name.indices()].contains(&true)
        && (0..name.len()).all(|i| look(start + i) == look(known + i))
        && context.same_sentence(start, end - 1)
}
