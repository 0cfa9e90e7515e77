//! What the cue's words commit the source to: by word lists, and by the words that the cue's verb leads to.

use sayso_lexicon::{WordMap, lists};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenId;

use super::introduces_clause;
use crate::attribution::Stance;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

static STANCES: WordMap<Stance> = WordMap::new(&lists::CUE_STANCES, Stance::from_name);

/// Verbs that tell what is so, but with an infinitive what is to be done.
const ORDERING: &[&str] = &["tell", "ask", "warn", "remind", "caution"];

/// Verbs that tell what is to be done, but with a clause about facts what is so: "advised that the road was closed".
const ADVISING: &[&str] = &["advise", "counsel"];

/// Auxiliaries of what is promised: "swore that he would return".
const PROMISING: &[&str] = &["would", "will", "shall"];

/// What these say as verbs they do not say as nouns.
const VERBS_ONLY: &[&str] = &["contest", "discount", "dispute"];

/// Verbs that only lead to the noun that tells: "expressed doubt", "gave assurances".
const LIGHT: &[&str] =
    &["express", "voice", "have", "give", "make", "raise", "offer", "issue", "convey", "cast"];

/// Verbs of which an infinitive makes an intention: "agreed to pay", "is determined to stay".
const RESOLVING: &[&str] = &["agree", "determine"];

/// The stance of the cue, without regard to negation; `head` is its verb.
pub(super) fn of_cue(document: Document<'_>, candidate: &Candidate, head: u32) -> Stance {
    let others = || (candidate.cue.start()..candidate.cue.end()).rev().filter(|&t| t != head);
    let of_noun = || {
        // The tagger takes "doubt" for an adverb now and then.
        let is_noun = |t: &u32| matches!(document.graph.node(*t).upos, Upos::Noun | Upos::Adv);
        others().filter(is_noun).find_map(|t| of_word(document, t))
    };
    // "denied seeking": the words after the denial do not count, but for "issued a statement denying".
    let auxiliary = matches!(document.lemma(head), "have" | "be");
    let light = LIGHT.contains(&document.lemma(head));
    let denies = |t: u32| {
        (t < head || auxiliary || light && document.graph.node(t).xpos == Xpos::Vbg)
            && document.graph.node(t).upos == Upos::Verb
            && of_word(document, t) == Some(Stance::Deny)
    };
    let stance = others()
        .any(denies)
        .then_some(Stance::Deny)
        .or_else(|| of_phrase(document, head))
        .or_else(|| of_noun().filter(|_| LIGHT.contains(&document.lemma(head))))
        .or_else(|| of_word(document, head))
        .or_else(|| others().find_map(|t| of_word(document, t)))
        .unwrap_or_else(|| by_content(document, candidate, head));
    let lemma = document.lemma(head);
    match stance {
        // "asked Congress to act", "warned them to leave".
        Stance::Assert | Stance::Question | Stance::Suggest
            if ORDERING.contains(&lemma)
                && (is_to_act(document, head) || is_infinitive(document, candidate)) =>
        {
            Stance::Direct
        }
        // "asked that there be no flowers"
        Stance::Question if lemma == "ask" && is_that_clause(document, candidate) => Stance::Direct,
        // "swore that the box had been sealed", but not "swore that he would return"
        Stance::Intend if lemma == "swear" && is_fact(document, candidate, PROMISING) => {
            Stance::Assert
        }
        Stance::Direct if ADVISING.contains(&lemma) && is_fact(document, candidate, &[]) => {
            Stance::Assert
        }
        Stance::Confirm | Stance::Assert
            if RESOLVING.contains(&lemma) && is_infinitive(document, candidate) =>
        {
            Stance::Intend
        }
        other => other,
    }
}

/// "called for" is not "called".
fn of_phrase(document: Document<'_>, head: u32) -> Option<Stance> {
    let next = head + 1;
    // "is expected to" is what others believe, "expects to" what one wants.
    let passive = document.graph.children(head).any(|(_, n)| n.relation == Relation::AuxPass);
    if passive && document.lemma(head) == "expect" || next >= document.graph.len() as u32 {
        return None;
    }
    let lemma = document.graph.node(head).lemma;
    let word = document.lexemes.get(TokenId::new(next)).word;
    STANCES.longest([lemma, word]).filter(|(length, _)| *length == 2).map(|(_, stance)| stance)
}

/// What a verb commits its subject to, with the particle after it: "rule out".
pub(crate) fn of_verb(document: Document<'_>, verb: u32) -> Option<Stance> {
    let is_verb = document.graph.node(verb).upos == Upos::Verb;
    is_verb.then(|| of_phrase(document, verb).or_else(|| of_word(document, verb))).flatten()
}

fn of_word(document: Document<'_>, token: u32) -> Option<Stance> {
    let node = document.graph.node(token);
    if node.punctuation == PunctuationClass::Colon {
        return Some(Stance::Assert);
    }
    // "A dispute is erupting" denies nothing.
    if node.upos == Upos::Noun && VERBS_ONLY.contains(&document.lemma(token)) {
        return None;
    }
    let word = document.lexemes.get(TokenId::new(token)).word;
    STANCES.get_hash(node.lemma).or_else(|| STANCES.get_hash(word))
}

/// Whether the content is a clause with "that": "asked that there be no flowers".
fn is_that_clause(document: Document<'_>, candidate: &Candidate) -> bool {
    candidate.content.first().is_some_and(|piece| {
        // Not "asked that question".
        let that = piece.start();
        document.is(that, "that")
            && document.graph.node(that).upos == Upos::Sconj
            && piece.len() > 2
    })
}

/// Whether the content is a clause with "that" about what is so: not "that he rest", "that he should rest", nor one with an
/// auxiliary in `open`.
fn is_fact(document: Document<'_>, candidate: &Candidate, open: &[&str]) -> bool {
    let Some(&piece) = candidate.content.first() else { return false };
    let is_verb = |&t: &u32| matches!(document.graph.node(t).upos, Upos::Verb | Upos::Aux);
    let finite = |t: u32| {
        matches!(document.graph.node(t).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Md)
            && !document.is_any(t, &["should", "must", "ought"])
            && !document.is_any(t, open)
            || document.is_any(t, &["are", "have"])
    };
    let verb = (piece.start() + 1..piece.end()).find(is_verb);
    document.is(piece.start(), "that") && verb.is_some_and(finite)
}

/// Whether an infinitive is attached to the verb at `head`: "to act", "to be quiet".
fn is_to_act(document: Document<'_>, head: u32) -> bool {
    let graph = document.graph;
    let infinitive = |t: u32| graph.node(t).xpos == Xpos::Vb;
    let acts = |t: u32| {
        let mark = graph.child(t, &[Relation::Mark]);
        (infinitive(t)
            || graph.child(t, &[Relation::Cop, Relation::AuxPass]).is_some_and(infinitive))
            && mark.is_some_and(|mark| document.is(mark, "to"))
    };
    // "asked the judge to lower his bail", where the tree has the infinitive below the judge.
    let below = |asked: u32| {
        document.lemma(head) == "ask"
            && !document.is_any_lemma(asked, &["question", "time"])
            && graph.children(asked).any(|(t, node)| node.relation == Relation::Acl && acts(t))
    };
    graph.children(head).any(|(t, node)| match node.relation {
        Relation::Xcomp | Relation::Ccomp => acts(t),
        Relation::Obj | Relation::Iobj => below(t),
        _ => false,
    })
}

fn is_infinitive(document: Document<'_>, candidate: &Candidate) -> bool {
    candidate.content.first().is_some_and(|piece| {
        let first = piece.start();
        document.is(first + u32::from(document.is(first, "not")), "to")
    })
}

/// A cue that no list knows: "to" leads to an intention, the rest is said.
fn by_content(document: Document<'_>, candidate: &Candidate, head: u32) -> Stance {
    let mut children = document.graph.children(head);
    let leads = children.any(|(_, n)| n.relation == Relation::Xcomp && n.xpos == Xpos::Vb);
    let clause = introduces_clause(document.syntax, TokenId::new(head));
    if leads && !clause && is_infinitive(document, candidate) {
        Stance::Intend
    } else {
        Stance::Assert
    }
}

#[cfg(test)]
mod tests {
    use super::STANCES;

    #[test]
    fn every_stance_of_the_list_is_read() {
        assert!(STANCES.entries().count() > 500);
    }
}
