//! What denies a claim, and what is no claim that could be denied.

use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenRange;

use super::super::cue_clause::CueClause;
use super::{is_somebody, opening};
use crate::attribution::Stance;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::clause::is_negator;
use crate::document::graph::PunctuationClass;

/// A denial that is a sentence of its own has no more words: "That is simply not true".
const SHORT_DENIAL: usize = 9;

/// Verbs that deny a claim, but of anything else are judgements or decisions: "rejected the norms", "disavowed the endorsement".
const JUDGING: &[&str] = &[
    "bat",
    "brush",
    "contest",
    "disavow",
    "discount",
    "dismiss",
    "disown",
    "laugh",
    "pooh-pooh",
    "rebuff",
    "recant",
    "reject",
    "rejection",
    "renounce",
    "repudiate",
    "retract",
    "scoff",
    "shrug",
    "swat",
    "wave",
];
/// What it is to deny something that is no claim: to reject a request, or to deny somebody a permit, is a decision; to
/// dismiss somebody is a judgement; to disagree with a policy is an opinion; an election is contested.
pub(super) fn no_claim(clause: &CueClause<'_>, candidate: &Candidate) -> Option<Stance> {
    let document = clause.document;
    // "is working to deny"
    let last = candidate.cue.end() - 1;
    let denies = document.lemma(last) == "deny" && document.graph.node(last).upos == Upos::Verb;
    let verb = if denies { "deny" } else { document.lemma(clause.head()) };
    let tokens = candidate.content.first().into_iter().flat_map(|p| p.start()..p.end());
    let object = document.graph.head_of(tokens)?;
    let first = candidate.content[0].start();
    let claim = || document.lemma_is_in(object, &lists::CLAIM_WORDS) || document.is(first, "that");
    let judged = JUDGING.contains(&verb);
    match verb {
        "disagree" | "disagreement" => return (!claim()).then_some(Stance::Assert),
        // "denied him even that", "denied many voters the right to vote"
        "deny" if is_receiver(document, candidate.content[0]) => return Some(Stance::Direct),
        // "dismissed him as a bumbler"
        _ if judged && document.is_any(first, PEOPLE) && document.is(first + 1, "as") => {
            let lies = opening(candidate, 6).any(|t| document.lemma_is_in(t, &lists::FALSEHOODS));
            let judges = verb != "reject";
            return (!lies).then_some(if judges { Stance::Assert } else { Stance::Direct });
        }
        // "denied that it would bid"
        _ if document.graph.node(object).upos == Upos::Verb => return None,
        "deny" | "refuse" => {}
        _ if judged => {}
        _ => return None,
    }
    // "denied him a permit"; the parser takes "it" of "denied it" for a receiver, too.
    let child = |relation| document.graph.child(clause.head(), &[relation]);
    if verb == "deny"
        && child(Relation::Obj).is_some()
        && child(Relation::Iobj).is_some_and(|t| !document.is_any(t, &["it", "this", "that"]))
    {
        return Some(Stance::Direct);
    }
    let is_somebody = is_somebody(document, object);
    match lists::DECISION_NOUNS.get_hash(document.graph.node(object).lemma) {
        Some("granted") => return Some(Stance::Direct),
        Some("contested") => return (verb == "contest").then_some(Stance::Assert),
        // "denied any deal" is a denial.
        Some(_) if verb != "deny" => return Some(Stance::Direct),
        _ => {}
    }
    // Not "them", who may be claims.
    let person = candidate.content[0].len() == 1
        && document.is_any(first, &["him", "her", "me", "us", "you"]);
    let judges = judged && verb != "reject";
    if is_somebody || person && judged {
        return Some(if judges { Stance::Assert } else { Stance::Direct });
    }
    // "rejects the norms", but "rejected it", "dismissed the story as a lie".
    let false_or_open = || {
        const FEW: u32 = 12;
        let pronoun = document.graph.node(object).upos == Upos::Pron;
        pronoun || opening(candidate, FEW).any(|t| document.lemma_is_in(t, &lists::FALSEHOODS))
    };
    (judged && !claim() && !false_or_open()).then_some(Stance::Assert)
}

/// Whether what is denied is granted to somebody, who is named before it.
fn is_receiver(document: Document<'_>, content: TokenRange) -> bool {
    const FAR: u32 = 8;
    let graph = document.graph;
    let (first, end) = (content.start(), content.end());
    let own = document.is_any(first, PEOPLE) && graph.node(first).xpos != Xpos::PrpS;
    let noun = |t: u32| matches!(graph.node(t).upos, Upos::Noun | Upos::Propn);
    let granted = |t: u32| {
        t < end
            && lists::DECISION_NOUNS.get_hash(graph.node(t).lemma) == Some("granted")
            && graph.node(t).upos == Upos::Noun
    };
    let given = (first + 1..end.min(first + FAR)).any(|t| {
        graph.node(t).upos == Upos::Det && noun(t - 1) && (granted(t + 1) || granted(t + 2))
    });
    let phrase = own && end > first + 1 && {
        let next = graph.node(first + 1);
        matches!(next.upos, Upos::Det | Upos::Noun | Upos::Adj | Upos::Adv)
            && !document.is(first + 1, "as")
    };
    phrase || given
}

/// Whether a noun is here, and none for a claim.
fn is_other_noun(document: Document<'_>, token: u32) -> bool {
    document.graph.near(token, 0).is_some_and(|node| node.upos == Upos::Noun)
        && !document.lemma_is_in(token, &lists::CLAIM_WORDS)
}

/// Pronouns of people who are judged, or to whom something is denied.
const PEOPLE: &[&str] = &["him", "her", "me", "us", "you", "them"];

/// Whether what is said is that a claim is false: "called it a lie", "'That is not true,' he said".
pub(super) fn denies(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    const FEW: u32 = 12;
    let document = clause.document;
    // "She lied" blames somebody, and calls no claim false.
    let is_false = |t: u32| {
        (document.lemma_is_in(t, &lists::FALSEHOODS) || document.is_in(t, &lists::FALSEHOODS))
            && !document.is(t, "lied")
            // "a false choice" is a bad one, "a false claim" none.
            && !(document.is(t, "false") && is_other_noun(document, t + 1))
    };
    if document.lemma_is_in(clause.head(), &lists::NAMING_VERBS) {
        // "called him out for his lies"
        let blames = (candidate.cue.start()..candidate.cue.end()).any(|t| document.is(t, "out"));
        return !blames
            && opening(candidate, FEW).any(is_false)
            && !opening(candidate, FEW).any(|t| is_negator(document, t));
    }
    let start: Vec<u32> = opening(candidate, FEW)
        .filter(|&t| document.graph.node(t).punctuation == PunctuationClass::Word)
        .take(SHORT_DENIAL)
        .collect();
    // The complementizer of "that the report was false", but not the pronoun of "that is false".
    let leads = start.first().is_some_and(|&t| document.is(t, "that"))
        && start.get(1).is_some_and(|&t| document.lemma(t) != "be");
    let start = &start[usize::from(leads)..];
    let Some(verb) = start.iter().position(|&t| document.lemma(t) == "be") else { return false };
    // "Things that are not true" has a relative pronoun.
    let subject = (1..=3).contains(&verb).then(|| start[verb - 1]);
    let claim = subject.is_some_and(|t| {
        (document.is_in(t, &lists::CLAIM_WORDS) || document.lemma_is_in(t, &lists::CLAIM_WORDS))
            && (verb == 1 || !document.is(t, "that"))
    });
    let after = &start[verb + 1..];
    let negated = after.iter().take(3).any(|&t| is_negator(document, t));
    let falsehood = after.iter().take(4).any(|&t| is_false(t));
    let truth = after.iter().take(4).any(|&t| {
        document.is_any(t, &["true", "accurate", "correct"]) && !document.is(t - 1, "politically")
    });
    claim && (falsehood && !negated || truth && negated)
}
