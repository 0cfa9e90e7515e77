//! Pronouns, determiners and question words: closed classes. Most of their features are listed in `sayso-lexicon`.

use sayso_lexicon::lists::{PRONOUN_FEATURES, QUESTION_WORDS};
use sayso_text::TokenId;

use crate::labels::{Relation, Upos, Xpos};
use crate::syntax::Syntax;

/// The features of the pronoun, determiner or question word `token`, written `lower` in lower case.
pub(super) fn features(lower: &str, syntax: &Syntax, token: TokenId) -> &'static str {
    let is = |listed: &str| lower == listed;
    let relation = syntax.relation(token);
    let subject = matches!(
        relation,
        Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter | Relation::Expl
    );
    let possessive = relation == Relation::NmodPoss;
    match () {
        () if is("you") && subject => "Case=Nom|Person=2|PronType=Prs",
        () if is("you") => "Case=Acc|Person=2|PronType=Prs",
        () if is("it") && subject => "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs",
        () if is("it") => "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs",
        () if is("her") && possessive => {
            "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs"
        }
        () if is("her") => "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
        () if is("whose") => "Poss=Yes|PronType=Rel",
        () if is("one") => "Number=Sing|Person=3|PronType=Prs",
        () if syntax.xpos(token) == Xpos::Wdt && syntax.upos(token) == Upos::Pron => "PronType=Rel",
        () if is("that") && !is_relative(syntax, token) => "Number=Sing|PronType=Dem",
        () if QUESTION_WORDS.contains(lower) && is_relative(syntax, token) => "PronType=Rel",
        () if QUESTION_WORDS.contains(lower) => "PronType=Int",
        () => PRONOUN_FEATURES.get(lower).unwrap_or_default(),
    }
}

/// Whether `token` is in a relative clause that it can have begun: at most two words below its head.
fn is_relative(syntax: &Syntax, token: TokenId) -> bool {
    let mut at = token;
    for _ in 0..3 {
        at = syntax.head(at);
        match syntax.relation(at) {
            Relation::AclRelcl | Relation::AdvclRelcl => return at > token,
            Relation::Root | Relation::Ccomp | Relation::Advcl => return false,
            _ => {}
        }
    }
    false
}

/// Person and whether plural, of a pronoun in the nominative.
pub(super) fn agreement(word: &str) -> Option<(u8, bool)> {
    let is = |listed: &str| word.eq_ignore_ascii_case(listed);
    Some(match () {
        () if is("i") => (1, false),
        () if is("we") => (1, true),
        () if is("you") => (2, false),
        () if is("they") || is("these") || is("those") => (3, true),
        () if is("he") || is("she") || is("it") || is("this") => (3, false),
        () => return None,
    })
}
