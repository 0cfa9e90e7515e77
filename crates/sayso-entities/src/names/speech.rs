//! Where those are named who speak: "Politico reported", "according to Right Wing Watch", "said Ri".
//!
//! The sets from which names are learned have few words of news about who says what, so that the model takes rare names in
//! such places for plain words now and then.

use sayso_lexicon::{Lexeme, Look, lists};
use sayso_text::{Segmentation, TokenId, TokenRange};

use super::hints::Hints;
use crate::roles::{ROLE, Roles};

/// How much less likely it is that a capitalised word in such a place is no name, in log odds: chosen on sources of news that had
/// no name (docs/models.md).
pub(super) const NAMED: f32 = 2.0;

/// Words inside a name.
const INSIDE: &[&str] = &["&", "-", "'s", "of", "for", "’s"];
/// What is written beside a name and is no part of it: "told Ann Dale Sunday".
const DAYS: &[&str] =
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Words right before somebody who speaks.
const BEFORE: &[&str] = &["said", "says", "reported", "told"];

/// Marks the words of a sentence that may be names of those who speak.
pub(super) fn mark(
    text: &str,
    segmentation: &Segmentation,
    sentence: TokenRange,
    lexemes: &[Lexeme],
    hints: &mut [Hints],
) {
    let (tokens, roles) = (segmentation.tokens(), Roles::builtin());
    let word = |at: usize| &text[tokens.range(TokenId::new(sentence.start() + at as u32))];
    let capital = |at: usize| {
        let look = lexemes.get(at).map(|lexeme| lexeme.look);
        matches!(look, Some(Look::Capital | Look::Capitals | Look::Mixed))
    };
    let is = |at: usize, words: &[&str]| at < lexemes.len() && words.contains(&word(at));
    let mut at = 0;
    while at < lexemes.len() {
        if !capital(at) {
            at += 1;
            continue;
        }
        let (first, mut end) = (at, at + 1);
        while capital(end) || is(end, INSIDE) && capital(end + 1) {
            end += 1;
        }
        at = end;
        let the = first - usize::from(first > 0 && is(first - 1, &["the", "The"]));
        let told = the > 0 && is(the - 1, BEFORE)
            || the > 1 && is(the - 1, &["to"]) && is(the - 2, &["according", "According"]);
        let between = |t: usize| {
            lexemes.get(t).is_some_and(|lexeme| lists::BEFORE_VERBS.contains_hash(lexeme.word))
        };
        let verb = (end..end + 3).find(|&t| !between(t));
        let small = |t: &usize| lexemes.get(*t).is_some_and(|lexeme| lexeme.look == Look::Lower);
        // "El-Sayed said" is left to those who join such names.
        if lists::NAME_PARTICLES.contains_hash(lexemes[first].word) {
            continue;
        }
        if told || verb.filter(small).is_some_and(|verb| is_verb(word(verb))) {
            // "Florida Gov. Jeb Bush said": Florida does not.
            let name = (first..end).rev().find(|&t| is_office(word(t), lexemes[t].word, roles));
            let name = name.map_or(first, |office| office + 1);
            for t in (name..end).filter(|&t| capital(t)) {
                let plain = hints[t].initial && lists::SMALL_WORDS.contains_hash(lexemes[t].word);
                hints[t].speaks = !plain && !DAYS.contains(&word(t));
            }
        }
    }
}

/// Whether a word says what people are: "Leader", "Gov.".
fn is_office(word: &str, hash: u64, roles: Roles) -> bool {
    let title = lists::NAME_TITLES.get(&word.trim_end_matches('.').to_lowercase());
    title.is_some() || roles.of(hash).any(ROLE) || lists::OFFICES.contains_hash(hash)
}

/// Whether a word is a verb for what only people and bodies do: "said", "reports", "wrote".
pub(crate) fn is_verb(word: &str) -> bool {
    let stems = ["d", "ed"].into_iter().filter_map(|end| word.strip_suffix(end));
    lists::BODY_VERBS.contains(word)
        || stems.into_iter().any(|stem| lists::CLAUSE_VERBS.contains(stem))
}
