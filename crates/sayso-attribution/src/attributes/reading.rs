//! Stance, polarity and actuality of an attribution, composed from the cue's words and its clause.
//!
//! The words of the cue have a stance; the clause around it is negated or not, and actual, asked, conditional, modal
//! or expected. Some phrases are read as a whole: "would not say" and "did not deny" keep something back, "pleaded
//! not guilty" and "called it a lie" deny.

use sayso_lexicon::{WordMap, lists};

use super::cue_clause::{CueClause, Governor, is_negator};
use super::{actuality, stance};
use crate::attribution::{Actuality, Polarity, Stance};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// A denial that is a sentence of its own has no more words: "That is simply not true".
const SHORT_DENIAL: usize = 9;

/// Verbs that call something by a name: "called it a lie".
const NAMING: &[&str] =
    &["call", "describe", "brand", "label", "denounce", "dismiss", "decry", "deride", "slam"];

/// Subjects that stand for what somebody claims.
const CLAIMS: &[&str] = &[
    "that",
    "this",
    "it",
    "these",
    "those",
    "they",
    "claim",
    "allegation",
    "accusation",
    "report",
    "charge",
    "rumour",
    "rumor",
    "story",
    "statement",
    "assertion",
    "suggestion",
    "account",
];

/// What telling verbs keep back when they are negated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Telling {
    /// Always: "did not elaborate".
    Reply,
    /// Where it is refused, or a question is left open: "would not say", "did not say how many".
    Tell,
}

static TELLING: WordMap<Telling> = WordMap::new(&lists::TELLING_VERBS, |name| match name {
    "reply" => Some(Telling::Reply),
    "tell" => Some(Telling::Tell),
    _ => None,
});

/// Stance, polarity and actuality.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Reading {
    pub(super) stance: Stance,
    pub(super) polarity: Polarity,
    pub(super) actuality: Actuality,
}

/// How the attribution is meant.
pub(super) fn of(document: Document<'_>, candidate: &Candidate) -> Reading {
    let clause = CueClause::of(document, candidate);
    let actuality = actuality::of(&clause);
    let polarity = if clause.negated { Polarity::Negative } else { Polarity::Positive };
    if let Some(stance) = candidate.stance {
        return Reading { stance, polarity, actuality };
    }
    let whole = |stance| Reading { stance, polarity: Polarity::Positive, actuality };
    if withholds(&clause, candidate) {
        // What the modal says of refusal has been read: "would not say" happened.
        let actuality = match actuality {
            Actuality::Modal | Actuality::Expected => Actuality::Actual,
            other => other,
        };
        return Reading { actuality, ..whole(Stance::Withhold) };
    }
    let stance = stance::of_cue(document, candidate, clause.head());
    match stance {
        Stance::Deny if is_decision(&clause, candidate) => {
            Reading { stance: Stance::Direct, polarity, actuality }
        }
        Stance::Deny if clause.negated && clause.modal_is(&["can", "could"]) => {
            whole(Stance::Confirm)
        }
        Stance::Deny if clause.negated => whole(Stance::Withhold),
        Stance::Question if clause.negated && document.lemma(clause.head()) != "ask" => {
            whole(Stance::Believe)
        }
        Stance::Assert | Stance::Confirm | Stance::Believe if denies(&clause, candidate) => {
            Reading { stance: Stance::Deny, polarity, actuality }
        }
        Stance::Assert | Stance::Confirm
            if clause.has_adverb(|t| document.is_in(t, &lists::HEARSAY_ADVERBS)) =>
        {
            Reading { stance: Stance::Suggest, polarity, actuality }
        }
        Stance::Assert if document.lemma(clause.head()) == "plead" => {
            let guilty = words(candidate).any(|t| document.is(t, "guilty"));
            let negated = words(candidate).any(|t| document.is(t, "not"));
            match (guilty, negated) {
                (true, true) => whole(Stance::Deny),
                (true, false) => whole(Stance::Confirm),
                _ => Reading { stance, polarity, actuality },
            }
        }
        stance => Reading { stance, polarity, actuality },
    }
}

/// Cue and beginning of the content.
fn words(candidate: &Candidate) -> impl Iterator<Item = u32> + Clone + '_ {
    (candidate.cue.start()..candidate.cue.end()).chain(opening(candidate, 4))
}

/// The first tokens of each piece of the content.
fn opening(candidate: &Candidate, few: u32) -> impl Iterator<Item = u32> + Clone + '_ {
    candidate.content.iter().flat_map(move |p| p.start()..p.end().min(p.start() + few))
}

/// Whether the source keeps something back.
pub(crate) fn withholds(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    let document = clause.document;
    let telling = |t: u32| TELLING.get_hash(document.graph.node(t).lemma);
    let head = clause.head();
    let refuses =
        clause.governor == Some(Governor::Refuse) || clause.is_governor(head, Governor::Refuse);
    if refuses && words(candidate).any(|t| t != head && telling(t).is_some())
        || refuses && telling(head).is_some()
    {
        return true;
    }
    if confirms_nor_denies(document, candidate)
        || clause.denied_object(|noun| document.lemma_is_in(noun, &lists::REFUSED_NOUNS))
        || is_out_of_reach(clause, candidate)
        || is_refusal(document, candidate)
    {
        return true;
    }
    if !clause.negated {
        return false;
    }
    let omits = clause.governor == Some(Governor::Omit);
    match telling(head) {
        Some(Telling::Reply) => true,
        Some(Telling::Tell) => {
            let refused = clause.modal_is(&["would", "could", "can", "will"])
                || clause.governor == Some(Governor::Unable)
                || clause.is_yet_to_come();
            let open = || {
                opening(candidate, 1).any(|t| {
                    document.is_in(t, &lists::QUESTION_WORDS) && !document.is(t, "that")
                        || document.is(t, "whether")
                })
            };
            refused || !omits && document.is_any_lemma(head, &["say", "explain", "state"]) && open()
        }
        None => false,
    }
}

/// "neither confirmed nor denied", "would not confirm or deny".
fn confirms_nor_denies(document: Document<'_>, candidate: &Candidate) -> bool {
    const FAR: u32 = 4;
    let (cue, head) = (candidate.cue, candidate.head);
    let sentence = document.graph.sentence(document.graph.sentence_of(head));
    let near = cue.start().saturating_sub(FAR).max(sentence.start())
        ..(cue.end() + FAR).min(sentence.end());
    let has = |lemma: &str| near.clone().any(|t| document.lemma(t) == lemma);
    near.clone().any(|t| is_negator(document, t)) && has("confirm") && has("deny")
}

/// "could not be reached for comment", "was unavailable".
fn is_out_of_reach(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    let document = clause.document;
    let has = |lemmas: &[&str]| words(candidate).any(|t| lemmas.contains(&document.lemma(t)));
    has(&["unavailable", "unreachable"])
        || clause.negated
            && has(&["available", "reachable", "reach"])
            && has(&["comment", "interview"])
}

/// What is said is that nothing will be said: "said it would not comment", "'No comment,' he said".
fn is_refusal(document: Document<'_>, candidate: &Candidate) -> bool {
    const FEW: u32 = 7;
    let start: Vec<u32> = opening(candidate, FEW).take(FEW as usize).collect();
    let refused = |t: u32| document.lemma_is_in(t, &lists::REFUSED_NOUNS);
    // "No comment", "had no immediate comment".
    let nothing = start.iter().take(4).enumerate().any(|(i, &t)| {
        document.is(t, "no")
            && start[i + 1..].iter().take(3).any(|&t| refused(t))
            && start[..i].iter().all(|&t| {
                document.graph.node(t).punctuation != PunctuationClass::Word
                    || document
                        .is_any(t, &["it", "he", "she", "they", "we", "i", "had", "have", "has"])
            })
    });
    let declined = start
        .iter()
        .take(3)
        .any(|&t| document.is_any(t, &["would", "could", "can", "will", "wo", "ca"]))
        && start.iter().take(5).enumerate().any(|(i, &t)| {
            is_negator(document, t)
                && start[i + 1..].iter().take(2).any(|&t| {
                    TELLING.get_hash(document.graph.node(t).lemma) == Some(Telling::Reply)
                        || document.is_any_lemma(t, &["discuss", "say"])
                })
        });
    nothing || declined
}

/// To reject a request, or to deny bail, is a decision.
fn is_decision(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    let document = clause.document;
    let tokens = candidate.content.first().into_iter().flat_map(|p| p.start()..p.end());
    document.is_any_lemma(clause.head(), &["deny", "reject", "dismiss", "refuse"])
        && document
            .graph
            .head_of(tokens)
            .is_some_and(|head| document.lemma_is_in(head, &lists::DECISION_NOUNS))
}

/// Whether what is said is that a claim is false: "called it a lie", "'That is not true,' he said".
fn denies(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    const FEW: u32 = 12;
    let document = clause.document;
    let is_false = |t: u32| {
        document.lemma_is_in(t, &lists::FALSEHOODS) || document.is_in(t, &lists::FALSEHOODS)
    };
    if NAMING.contains(&document.lemma(clause.head())) {
        return opening(candidate, FEW).any(is_false)
            && !opening(candidate, FEW).any(|t| is_negator(document, t));
    }
    let start: Vec<u32> = opening(candidate, FEW)
        .filter(|&t| document.graph.node(t).punctuation == PunctuationClass::Word)
        .take(SHORT_DENIAL)
        .collect();
    let Some(verb) = start.iter().position(|&t| document.lemma(t) == "be") else { return false };
    let claim = start[..verb]
        .iter()
        .any(|&t| document.is_any(t, CLAIMS) || document.is_any_lemma(t, CLAIMS))
        && verb <= 4;
    let after = &start[verb + 1..];
    let negated = after.iter().take(3).any(|&t| is_negator(document, t));
    let falsehood = after.iter().take(4).any(|&t| is_false(t));
    let truth = after.iter().take(4).any(|&t| document.is_any(t, &["true", "accurate", "correct"]));
    claim && (falsehood && !negated || truth && negated)
}

impl CueClause<'_> {
    /// Whether the modal of the clause is one of `lemmas`.
    pub(crate) fn modal_is(&self, lemmas: &[&str]) -> bool {
        let lemma = |t: u32| match self.document.word(t).to_ascii_lowercase().as_str() {
            "wo" | "'ll" | "’ll" => "will",
            "ca" => "can",
            _ => self.document.lemma(t),
        };
        self.modal.is_some_and(|t| lemmas.contains(&lemma(t)) || self.document.is_any(t, lemmas))
    }
}
