//! What keeps something back: "would not say how", "declined to comment", "could not be reached".

use sayso_lexicon::{WordMap, lists};
use sayso_syntax::{Relation, Upos, Xpos};

use super::super::cue_clause::{CueClause, Governor};
use super::super::stance;
use super::{is_somebody, opening, words};
use crate::attribution::Stance;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::clause::is_negator;
use crate::document::graph::PunctuationClass;

/// What it is to take back what one has said.
const RETRACTING: &[&str] = &["disown", "recant", "renounce", "repudiate", "retract"];

/// What telling verbs keep back when they are negated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Telling {
    /// Always: "did not elaborate".
    Reply,
    /// Where it is refused, or was not done when it could be: "did not disclose". Who does not disclose things, or is
    /// fined for not disclosing them, was not asked.
    Give,
    /// Where it is refused, or a question is left open: "would not say", "did not say how many".
    Tell,
}

static TELLING: WordMap<Telling> = WordMap::new(&lists::TELLING_VERBS, |name| match name {
    "reply" => Some(Telling::Reply),
    "give" => Some(Telling::Give),
    "tell" => Some(Telling::Tell),
    _ => None,
});

/// Whether the source keeps something back.
pub(crate) fn withholds(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    let document = clause.document;
    // "refused to release two hostages" is no silence.
    let somebody = |t: u32| {
        document
            .graph
            .child(t, &[Relation::Obj])
            .is_some_and(|object| is_somebody(document, object))
    };
    // "could not return to the town" is no silence either.
    let comes_back = |t: u32| {
        document.lemma(t) == "return"
            && (document.is_any(t + 1, &["to", "home", "from"])
                || document.graph.child(t, &[Relation::AuxPass]).is_some())
    };
    let telling = |t: u32| {
        if comes_back(t) {
            return None;
        }
        let found = TELLING.get_hash(document.graph.node(t).lemma);
        found.filter(|telling| *telling != Telling::Give || !somebody(t))
    };
    let head = clause.head();
    let refuses =
        clause.governor == Some(Governor::Refuse) || clause.is_governor(head, Governor::Refuse);
    let to_tell = |t: u32| t > 0 && document.is_any(t - 1, &["to", "be"]) && telling(t).is_some();
    let publishes = |t: u32| t > 0 && document.is(t, "public") && document.lemma(t - 1) == "make";
    let is_drawn =
        |t: u32| t > 0 && document.is_any(t, &["drawn", "interviewed"]) && document.is(t - 1, "be");
    // "declined to give a price"
    let gives = |t: u32| {
        let object = document.graph.child(t, &[Relation::Obj]);
        document.lemma(t) == "give" && object.is_some_and(|noun| is_kept(document, noun))
    };
    let told = |t: u32| to_tell(t) || publishes(t) || is_drawn(t) || gives(t);
    // "refused to blame", "declined to criticise", "refused to rule out".
    let judges = |t: u32| {
        matches!(
            stance::of_verb(document, t),
            Some(Stance::Assert | Stance::Deny | Stance::Question)
        ) && !RETRACTING.contains(&document.lemma(t))
    };
    let to_judge = |t: u32| t > 0 && document.is(t - 1, "to") && judges(t);
    if (refuses || clause.is_yet_to_come())
        && (telling(head).is_some()
            || refuses && judges(head)
            || words(candidate).any(|t| told(t) || refuses && to_judge(t)))
    {
        return true;
    }
    if confirms_nor_denies(document, candidate)
        || clause.denied_object(|noun| is_kept(document, noun))
        || is_out_of_reach(clause, candidate)
        || is_refusal(document, candidate)
    {
        return true;
    }
    // "You do not talk about it" is a rule.
    let rule = candidate.source.first().is_some_and(|piece| document.is(piece.start(), "you"));
    if !clause.negated || rule && clause.auxiliaries().any(|t| document.is(t, "do")) {
        return false;
    }
    // "would not be drawn on whether"
    if is_drawn(head) && clause.modal_is(&["would", "could", "will", "can"]) {
        return true;
    }
    let omits = clause.governor == Some(Governor::Omit);
    let open = || {
        opening(candidate, 1).any(|t| {
            document.is_in(t, &lists::QUESTION_WORDS) && !document.is(t, "that")
                || document.is_any(t, &["whether", "if"])
        })
    };
    if clause.is_of_nobody(candidate) {
        // "No official would confirm", "none of them would say who", but not "nobody would say that it was easy".
        // "Few people would have described it" is a guess.
        return clause.modal_is(&["would", "will"])
            && !clause.auxiliaries().any(|t| document.is(t, "have"))
            && telling(head).is_some()
            && (document.lemma(head) != "say" || open());
    }
    let participle = document.graph.node(head).xpos == Xpos::Vbg;
    if participle {
        // "is not saying how", "is not commenting", but not "was fined for not disclosing".
        let going_on = clause.auxiliaries().any(|t| document.lemma(t) == "be");
        let little =
            || opening(candidate, 1).any(|t| document.is_any(t, &["much", "more", "anything"]));
        return going_on
            && match telling(head) {
                Some(Telling::Reply) => true,
                Some(_) => open() || little(),
                None => false,
            };
    }
    match telling(head) {
        // "did not respond in kind"
        Some(Telling::Reply) => !document.is(head + 1, "in") || !document.is(head + 2, "kind"),
        Some(Telling::Give)
            if clause
                .auxiliaries()
                .any(|t| document.lemma(t) == "have" || document.is(t, "did")) =>
        {
            true
        }
        Some(Telling::Give | Telling::Tell) => {
            // "could not tell" is about knowing.
            let refusals: &[&str] = match document.lemma(head) {
                "tell" => &["would", "will"],
                _ => &["would", "could", "can", "will"],
            };
            let refused = clause.modal_is(refusals)
                || clause.governor == Some(Governor::Unable)
                || clause.is_yet_to_come();
            // "cannot say 'yes' and then 'no'"
            let own = document.graph.node(head).quotation;
            // "I cannot say that I like it", but "could not say that" and "could not say how".
            let claims = || {
                clause.modal_is(&["can", "could"])
                    && !open()
                    && opening(candidate, 1).any(|t| document.is(t, "that"))
            };
            let says = document.lemma(head) == "say"
                && (opening(candidate, 1).any(|t| document.graph.node(t).quotation != own)
                    || claims());
            refused && !says
                || !omits && document.is_any_lemma(head, &["say", "explain", "state"]) && open()
        }
        None => false,
    }
}

/// Whether "no" before a noun keeps something back: not "had no reason to leave".
fn is_kept(document: Document<'_>, noun: u32) -> bool {
    document.lemma_is_in(noun, &lists::REFUSED_NOUNS) && !is_aim(document, noun)
}

/// Whether a reason is one to act: "no reason to leave", "no other reason than", not "no reason given".
fn is_aim(document: Document<'_>, noun: u32) -> bool {
    document.is_any(noun, &["reason", "reasons"]) && document.is_any(noun + 1, &["than", "to"])
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
    // "making the cuts unavailable" is no silence.
    has(&["unavailable", "unreachable"])
        && (document.is_any_lemma(clause.head(), &["be", "remain", "unavailable", "unreachable"])
            || has(&["comment", "interview", "reach"]))
        || clause.negated
            && has(&["available", "reachable", "reach"])
            && has(&["comment", "interview"])
}

/// What is said is that nothing will be said: "said it would not comment", "'No comment,' he said".
fn is_refusal(document: Document<'_>, candidate: &Candidate) -> bool {
    const FEW: u32 = 9;
    let is_word = |t: &u32| document.graph.node(*t).punctuation == PunctuationClass::Word;
    let mut start: Vec<u32> = opening(candidate, FEW).filter(is_word).take(7).collect();
    if start.first().is_some_and(|&t| document.is(t, "that")) {
        start.remove(0);
    }
    // In quotation marks the speaker is "I".
    let speaker = |t: u32| {
        document.is_any(t, &["i", "we"])
            || !document.graph.is_quoted(t) && document.is_any(t, &["he", "she", "it", "they"])
    };
    // "His lawyer said he would not answer": the client, not the lawyer.
    let client = candidate
        .source
        .first()
        .is_some_and(|piece| document.is_any(piece.start(), &["his", "her"]));
    // "They told him he could not say so"
    let told = candidate.content.first().and_then(|piece| piece.start().checked_sub(1));
    if told.is_some_and(|t| document.is_any(t, &["her", "him", "me", "them", "us", "you"])) {
        return false;
    }
    if client && start.first().is_some_and(|&t| document.is_any(t, &["he", "she"])) {
        return false;
    }
    if start.first().is_some_and(|&t| speaker(t)) {
        let (_, rest) = start.split_at(1);
        let modal = ["would", "could", "can", "will", "wo", "ca", "did", "had", "have", "has"];
        if !rest.first().is_some_and(|&t| document.is_any(t, &modal)) {
            return false;
        }
        let negated = rest.get(1).is_some_and(|&t| is_negator(document, t));
        let tells = rest.iter().skip(2).take(2).any(|&t| {
            matches!(
                TELLING.get_hash(document.graph.node(t).lemma),
                Some(Telling::Reply | Telling::Give)
            ) || document.is_any_lemma(t, &["discuss", "say"])
        });
        return negated && tells || has_nothing(document, &rest[1..]);
    }
    has_nothing(document, &start)
}

/// "no comment", "no immediate comment", "no further information"; who has "no information" does not know.
fn has_nothing(document: Document<'_>, words: &[u32]) -> bool {
    let more = |t: u32| document.is_any(t, &["additional", "further", "more", "new", "other"]);
    // "No name change" is no name that is kept back.
    let modifies = |t: u32| {
        let next = document.graph.near(t, 1);
        next.is_some_and(|node| matches!(node.upos, Upos::Noun | Upos::Propn))
    };
    let kept = |pair: &[u32]| {
        document.lemma_is_in(pair[1], &lists::REFUSED_NOUNS)
            && !modifies(pair[1])
            && !is_aim(document, pair[1])
            && (document.lemma(pair[1]) != "information" || more(pair[0]))
    };
    words.first().is_some_and(|&t| document.is(t, "no")) && words.windows(2).take(2).any(kept)
}
