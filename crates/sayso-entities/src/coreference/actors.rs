//! Places that act: "Pyongyang denied", "according to the Kremlin". A place that things happen in stays one.

use sayso_lexicon::{Look, WordList, lists};

use super::state::{Context, Resolver};
use crate::entities::{Entities, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;

impl Resolver {
    pub(super) fn mark_actors(&self, context: &Context<'_>, entities: &mut Entities) {
        for pass in 0..2 {
            for i in 0..entities.mentions.len() {
                let mention = entities.mentions[i];
                let entry = self.entries[i];
                let seat = entry.is(NameClass::Seat);
                let capital = entry.is(NameClass::Capital);
                let stands = mention.form == MentionForm::Name
                    && mention.kind != EntityKind::Person
                    && mention.kind != EntityKind::Nationality
                    && (seat || capital || entry.is(NameClass::Country));
                let (true, Some(id), false) = (stands, mention.entity, mention.acts) else {
                    continue;
                };
                let (start, end) = (mention.tokens.start(), mention.tokens.end());
                let the = start > 0 && context.is(start - 1, &["the"]);
                let before = start.checked_sub(1 + u32::from(the));
                let is_after = |list: &WordList| before.is_some_and(|b| context.in_list(b, list));
                let is_before = |words: &[&str]| before.is_some_and(|b| context.is(b, words));
                if is_after(&lists::LOCATION_OPENERS) {
                    continue;
                }
                let modifies =
                    context.lexemes.get(end as usize).is_some_and(|s| s.look == Look::Lower)
                        && !is_verb(context, end);
                let according = !modifies
                    && is_before(&["to"])
                    && before.is_some_and(|b| b > 0 && context.is(b - 1, &["according"]));
                let acts = if pass == 0 {
                    let by = is_before(&["by"])
                        && before.is_some_and(|b| b > 0 && context.word(b - 1).ends_with("ed"));
                    let subject = !is_after(&lists::OBJECT_OPENERS)
                        && !self.is_second_object(context, entities, i)
                        && is_verb(context, end);
                    according || by || subject || seat && !is_after(&lists::OBJECT_OPENERS)
                } else {
                    // What acts elsewhere is given and taken from as a government too.
                    let known = entities.entities[id.index()].acts_for.is_some();
                    let owner = context.is(end, &["'s", "’s"]);
                    // "Monaco is known for" was looked at before.
                    let is = context.is(end, &["is", "are", "was", "were", "has", "have", "had"]);
                    (seat || capital && known) && !owner && !is
                };
                if acts {
                    entities.mentions[i].acts = true;
                    let entity = &mut entities.entities[id.index()];
                    entity.acts_for = entity.country;
                }
            }
        }
    }
}

impl Resolver {
    /// "between Russia and North Korea": joined to a name that is no subject.
    fn is_second_object(&self, context: &Context<'_>, entities: &Entities, index: usize) -> bool {
        let start = entities.mentions[index].tokens.start();
        let Some(first) = index.checked_sub(1).map(|i| entities.mentions[i].tokens) else {
            return false;
        };
        let joined = first.end() + 1 == start && context.is(first.end(), &["and", "or"]);
        let after = |list| first.start() > 0 && context.in_list(first.start() - 1, list);
        joined && (after(&lists::OBJECT_OPENERS) || after(&lists::LOCATION_OPENERS))
    }
}

/// Whether a verb stands at `at`, perhaps behind a coordinated name or an adverb.
fn is_verb(context: &Context<'_>, at: u32) -> bool {
    let mut at = at;
    // "Russia and North Korea are"
    if context.is(at, &["and"]) {
        let mut end = at + 1;
        while (end as usize) < context.lexemes.len()
            && end < at + 4
            && context.lexemes[end as usize].look == Look::Capital
        {
            end += 1;
        }
        if end > at + 1 {
            at = end;
        }
    }
    let Some(lexeme) = context.lexemes.get(at as usize) else { return false };
    if lexeme.look != Look::Lower {
        return false;
    }
    let word = context.word(at);
    if context.is(at, &["is", "are", "was", "were"]) {
        return is_doing(context, at + 1);
    }
    // "has many museums"
    let owns = context.is(at, &["has", "have", "had"])
        && (context
            .is(at + 1, &["many", "several", "some", "few", "more", "most", "lots", "plenty"])
            || context.lexemes.get(at as usize + 1).is_some_and(|l| l.look == Look::Number));
    let ends = word.len() > 3 && word.ends_with("ed");
    ends && !context.in_list(at, &lists::PLACE_PARTICIPLES)
        || context.in_list(at, &lists::ACTOR_VERBS) && !owns
}

/// Whether what follows "is" is what governments do or feel: "considering", "ready", "to send"; not "known for", "a town".
fn is_doing(context: &Context<'_>, at: u32) -> bool {
    let adverb = |t: &u32| {
        context.is(*t, &["also", "still", "now", "not", "yet", "already", "soon", "again", "n't"])
            || context.word(*t).ends_with("ly")
    };
    let last = context.lexemes.len() as u32;
    let Some(next) = (at..last.min(at + 3)).find(|t| !adverb(t)) else { return false };
    let word = context.word(next);
    let participle = word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed"));
    participle && !context.in_list(next, &lists::PLACE_PARTICIPLES)
        || context.is(next, &["to", "told", "able"])
        || context.in_list(next, &lists::ACTOR_STATES)
}
