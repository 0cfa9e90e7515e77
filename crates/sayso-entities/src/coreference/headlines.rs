//! Words of a headline after a name that the model takes for a part of it: "Cash" of "Clinton Cash", "Donor" of "Marco Rubio
//! Donor".

use std::collections::HashSet;

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::names::last_word;
use super::state::Context;
use crate::entities::{Mention, MentionForm};
use crate::kind::EntityKind;

/// Cuts such words off the names of people whom the text calls by the rest elsewhere.
pub(super) fn cut(context: &Context<'_>, taken: &mut [bool], mentions: &mut [Mention]) {
    let word = |t: u32| context.lexemes[t as usize].word;
    let is_person = |m: &&Mention| m.form == MentionForm::Name && m.kind == EntityKind::Person;
    let full = || mentions.iter().filter(is_person).map(|m| m.tokens).filter(|name| name.len() > 1);
    let pairs: HashSet<(u64, u64)> = full()
        .filter(|name| name.len() == 2)
        .map(|name| (word(name.start()), word(name.start() + 1)))
        .collect();
    let families: HashSet<u64> = full()
        .filter(|name| !is_small(context, name.end() - 1))
        .map(|name| last_word(context.lexemes, name))
        .collect();
    for mention in mentions.iter_mut() {
        let name = mention.tokens;
        if !is_person(&&*mention) || name.len() < 2 || context.is_listed(name) {
            continue;
        }
        let (first, second) = (name.start(), name.start() + 1);
        let end = if families.contains(&word(first)) && !context.in_list(first, &lists::FIRST_NAMES)
        {
            second
        } else if name.len() > 2 && pairs.contains(&(word(first), word(second))) {
            second + 1
        } else {
            continue;
        };
        if is_small(context, end) {
            let own = TokenRange::new(first, end);
            taken[name.indices()].fill(false);
            taken[own.indices()].fill(true);
            mention.tokens = own;
            mention.range = context.segmentation.tokens().cover(own);
        }
    }
}

/// Whether a word is written small elsewhere, and ends no name: not "Jr.".
fn is_small(context: &Context<'_>, token: u32) -> bool {
    let lexeme = &context.lexemes[token as usize];
    lexeme.look == Look::Capital
        && context.in_list(token, &lists::SMALL_WORDS)
        && !context.in_list(token, &lists::NAME_SUFFIXES)
}
