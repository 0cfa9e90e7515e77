//! Pronouns, determiners and question words: closed classes whose features are listed.

use sayso_text::TokenId;

use crate::labels::{Relation, Upos, Xpos};
use crate::syntax::Syntax;

/// Words with the same features wherever they stand.
const FIXED: &[(&str, &str)] = &[
    ("the", "Definite=Def|PronType=Art"),
    ("a", "Definite=Ind|PronType=Art"),
    ("an", "Definite=Ind|PronType=Art"),
    ("i", "Case=Nom|Number=Sing|Person=1|PronType=Prs"),
    ("we", "Case=Nom|Number=Plur|Person=1|PronType=Prs"),
    ("he", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"),
    ("she", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
    ("they", "Case=Nom|Number=Plur|Person=3|PronType=Prs"),
    ("me", "Case=Acc|Number=Sing|Person=1|PronType=Prs"),
    ("us", "Case=Acc|Number=Plur|Person=1|PronType=Prs"),
    ("'s", "Case=Acc|Number=Plur|Person=1|PronType=Prs"),
    ("’s", "Case=Acc|Number=Plur|Person=1|PronType=Prs"),
    ("him", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs"),
    ("them", "Case=Acc|Number=Plur|Person=3|PronType=Prs"),
    ("my", "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs"),
    ("your", "Case=Gen|Person=2|Poss=Yes|PronType=Prs"),
    ("his", "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
    ("its", "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
    ("our", "Case=Gen|Number=Plur|Person=1|Poss=Yes|PronType=Prs"),
    ("their", "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs"),
    ("mine", "Number=Sing|Person=1|Poss=Yes|PronType=Prs"),
    ("yours", "Person=2|Poss=Yes|PronType=Prs"),
    ("hers", "Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
    ("ours", "Number=Plur|Person=1|Poss=Yes|PronType=Prs"),
    ("theirs", "Number=Plur|Person=3|Poss=Yes|PronType=Prs"),
    ("this", "Number=Sing|PronType=Dem"),
    ("these", "Number=Plur|PronType=Dem"),
    ("those", "Number=Plur|PronType=Dem"),
    ("some", "PronType=Ind"),
    ("any", "PronType=Ind"),
    ("another", "PronType=Ind"),
    ("such", "PronType=Ind"),
    ("either", "PronType=Ind"),
    ("quite", "PronType=Ind"),
    ("half", "NumForm=Word|NumType=Frac|PronType=Ind"),
    ("all", "PronType=Tot"),
    ("both", "PronType=Tot"),
    ("every", "PronType=Tot"),
    ("each", "PronType=Tot"),
    ("no", "PronType=Neg"),
    ("neither", "PronType=Neg"),
    ("none", "PronType=Neg"),
    ("nothing", "Number=Sing|PronType=Neg"),
    ("nobody", "Number=Sing|PronType=Neg"),
    ("something", "Number=Sing|PronType=Ind"),
    ("someone", "Number=Sing|PronType=Ind"),
    ("somebody", "Number=Sing|PronType=Ind"),
    ("anything", "Number=Sing|PronType=Ind"),
    ("anyone", "Number=Sing|PronType=Ind"),
    ("anybody", "Number=Sing|PronType=Ind"),
    ("everything", "Number=Sing|PronType=Tot"),
    ("everyone", "Number=Sing|PronType=Tot"),
    ("everybody", "Number=Sing|PronType=Tot"),
    ("myself", "Case=Acc|Number=Sing|Person=1|PronType=Prs|Reflex=Yes"),
    ("yourself", "Case=Acc|Number=Sing|Person=2|PronType=Prs|Reflex=Yes"),
    ("himself", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"),
    ("herself", "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"),
    ("itself", "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"),
    ("ourselves", "Case=Acc|Number=Plur|Person=1|PronType=Prs|Reflex=Yes"),
    ("themselves", "Case=Acc|Number=Plur|Person=3|PronType=Prs|Reflex=Yes"),
];

/// Words that ask, or begin a relative clause.
const QUESTIONS: [&str; 12] = [
    "who", "whom", "which", "what", "that", "when", "where", "why", "how", "whatever", "whoever",
    "whenever",
];

/// The features of the pronoun, determiner or question word `token`.
pub(super) fn features(word: &str, syntax: &Syntax, token: TokenId) -> &'static str {
    let is = |listed: &str| word.eq_ignore_ascii_case(listed);
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
        () if QUESTIONS.iter().any(|q| is(q)) && is_relative(syntax, token) => "PronType=Rel",
        () if QUESTIONS.iter().any(|q| is(q)) => "PronType=Int",
        () => FIXED.iter().find(|(listed, _)| is(listed)).map_or("", |(_, features)| features),
    }
}

/// Whether `token` stands in a relative clause that it can have begun: at most two words below its head.
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
