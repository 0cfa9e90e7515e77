//! Where those are named who speak: "Politico reported", "according to Right Wing Watch", "said Ri".
//!
//! The corpora that the names are learned from have little of who says what, so that the model now and then takes a rare name
//! in such a place for a plain word.

use sayso_lexicon::{Lexeme, Look, lists};
use sayso_text::{Segmentation, TokenId, TokenRange};

use super::hints::Hints;
use crate::roles::{ROLE, Roles};

/// How much less likely a capitalised word in such a place is to be no name, in log odds. It is set by hand: docs/models.md says
/// on what.
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
        // "El-Sayed said" is left to those who join such names.
        if lists::NAME_PARTICLES.contains_hash(lexemes[first].word) {
            continue;
        }
        if told || is_before_verb(lexemes, end, word) {
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

/// Whether a verb for what only people and bodies do comes next at a token: "said", "has confirmed", "also plans".
pub(crate) fn is_before_verb<'t>(
    lexemes: &[Lexeme],
    at: usize,
    word: impl Fn(usize) -> &'t str,
) -> bool {
    /// So many words may be before the verb.
    const BETWEEN: usize = 2;
    let near = lexemes.get(at..).unwrap_or_default().iter().take(BETWEEN + 1);
    let mut near = near.zip(at..);
    let verb = near.find(|(lexeme, _)| !lists::BEFORE_VERBS.contains_hash(lexeme.word));
    let Some((_, verb)) = verb.filter(|(lexeme, _)| lexeme.look == Look::Lower) else {
        return false;
    };
    let word = word(verb);
    // Other forms that end in "-s" may be nouns: "Southern states".
    let mut stems = ["d", "ed"].into_iter().filter_map(|end| word.strip_suffix(end));
    lists::BODY_VERBS.contains(word) || stems.any(|stem| lists::CLAUSE_VERBS.contains(stem))
}
