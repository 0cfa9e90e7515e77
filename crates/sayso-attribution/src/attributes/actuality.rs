//! Whether what the cue says happened, or was asked, supposed, possible or expected.

use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenId;

use super::cue_clause::{CueClause, Governor};
use super::introduces_clause;
use crate::attribution::Actuality;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::{NONE, PunctuationClass};

/// What opens a question that can be answered with yes or no.
const AUXILIARIES: &[&str] = &[
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must",
    "shall", "should", "was", "were", "will", "would",
];

/// The actuality of a cue in its clause.
pub(super) fn of(clause: &CueClause<'_>, candidate: &Candidate) -> Actuality {
    if is_asked(clause, candidate) {
        return Actuality::Asked;
    }
    if is_conditional(clause) {
        return Actuality::Conditional;
    }
    if is_others_expectation(clause) {
        return Actuality::Expected;
    }
    match clause.governor {
        Some(Governor::Expected) => return Actuality::Expected,
        Some(Governor::Cancel) => return Actuality::Actual,
        // "had to admit" that it did; "I have to say" says it.
        Some(Governor::Must) if !clause.has_word("had") && !is_performed(clause) => {
            return Actuality::Modal;
        }
        _ => {}
    }
    let able = clause.modal_is(&["can", "could"]);
    match clause.modal {
        None => Actuality::Actual,
        // "could not verify": they did not.
        Some(_) if able && clause.negated => Actuality::Actual,
        Some(_) if clause.modal_is(&["will", "shall"]) => Actuality::Expected,
        Some(_) if is_performed(clause) => Actuality::Actual,
        Some(_) if clause.modal_is(&["would"]) && is_reported(clause) => Actuality::Expected,
        // "would say only that talks went on" is less than was asked.
        Some(_) if clause.modal_is(&["would"]) && says_only(clause) => Actuality::Actual,
        Some(_) => Actuality::Modal,
    }
}

/// "Osei is expected to tell lawmakers": the telling is the content, and nobody said so yet.
fn is_others_expectation(clause: &CueClause<'_>) -> bool {
    let (document, head) = (clause.document, clause.head());
    let graph = document.graph;
    clause.is_governor(head, Governor::Expected)
        && graph.child(head, &[Relation::AuxPass]).is_some()
        && graph
            .child(head, &[Relation::Xcomp])
            .is_some_and(|verb| introduces_clause(document.syntax, TokenId::new(verb)))
}

/// "Did the minister say ...?", "Who said ...?", "asked whether he had said", "it is unclear whether he said".
fn is_asked(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    let document = clause.document;
    let graph = document.graph;
    let top = clause.top();
    let mark = graph.child(top, &[Relation::Mark]);
    let relation = graph.node(top).relation;
    // "even if he says so" concedes it.
    let even = |t: u32| t > 0 && document.is(t - 1, "even");
    if mark.is_some_and(|t| document.is(t, "whether"))
        || matches!(relation, Relation::Ccomp | Relation::Csubj)
            && mark.is_some_and(|t| document.is(t, "if") && !even(t))
    {
        return true;
    }
    let Some(mark) = question_mark(document, candidate.head) else { return false };
    // "Is it safe, according to engineers?" asks what they say.
    if clause.inverted || asks_of(document, candidate) || document.is(candidate.head, "according") {
        return true;
    }
    let subject = clause.subject;
    let inverted = subject != NONE && subject < top && clause.auxiliaries().any(|t| t < subject);
    let wondered = graph.children(top).any(|(t, _)| {
        t < top
            && clause.is_near(top, t)
            && document.is_in(t, &lists::QUESTION_WORDS)
            && !document.is(t, "that")
            && opens_question(document, t)
    });
    // Who says "“Why not?” when he is asked" asks nothing himself.
    let own = graph.node(mark).quotation == graph.node(candidate.head).quotation;
    inverted || own && wondered && (subject < top || subject == NONE)
}

/// Whether a word that may ask begins a sentence or a clause of its own: not "their editors, who said", "a judge who is said to",
/// "the impact when you hear that".
fn opens_question(document: Document<'_>, token: u32) -> bool {
    /// "So, who said that?"
    const OPENING: u32 = 3;
    let graph = document.graph;
    let start = graph.sentence(graph.sentence_of(token)).start();
    token == start || {
        let before = graph.node(token - 1);
        match before.punctuation {
            PunctuationClass::Word => matches!(before.upos, Upos::Cconj | Upos::Adv | Upos::Adp),
            PunctuationClass::Comma => token - start <= OPENING,
            _ => true,
        }
    }
}

/// The question mark that ends the sentence, or the part of it that is in the same quotation marks as the token.
fn question_mark(document: Document<'_>, token: u32) -> Option<u32> {
    const LAST: usize = 2;
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(token));
    let own = graph.node(token).quotation;
    let same = |&t: &u32| !graph.is_quoted(token) || graph.node(t).quotation == own;
    let end = (token..sentence.end()).take_while(same).last().map_or(token, |t| t + 1);
    let mut last = (token..end).rev().take(LAST);
    last.find(|&t| graph.node(t).punctuation == PunctuationClass::QuestionMark)
}

/// Whether the source is what is asked about, "which minister said", or comes right after an auxiliary that opens the
/// clause, however that is parsed: "Has the company confirmed", "Why did the mayor say".
fn asks_of(document: Document<'_>, candidate: &Candidate) -> bool {
    let graph = document.graph;
    let Some(source) = candidate.source.first().filter(|s| s.end() <= candidate.cue.start()) else {
        return false;
    };
    let first = source.start();
    let asks = |t: u32| document.is_in(t, &lists::QUESTION_WORDS) && !document.is(t, "that");
    let sentence = graph.sentence(graph.sentence_of(first));
    if (asks(first) || document.is(first, "whose")) && source.len() > 1 {
        return true;
    }
    let Some(before) = first.checked_sub(1).filter(|&t| t >= sentence.start()) else {
        return false;
    };
    let opens = |t: u32| {
        t == sentence.start()
            || asks(t - 1)
            || graph.is_punctuation(t - 1)
            || matches!(graph.node(t - 1).upos, Upos::Cconj | Upos::Adv)
    };
    document.is_any(before, AUXILIARIES) && opens(before)
}

/// "If he says that", "unless she admits it", "had he said so".
fn is_conditional(clause: &CueClause<'_>) -> bool {
    if clause.inverted {
        return true;
    }
    let document = clause.document;
    let graph = document.graph;
    let top = clause.top();
    // "If he says and she denies": the first of coordinated clauses has the conjunction.
    let node = graph.node(top);
    let first = if node.relation == Relation::Conj { node.head } else { top };
    [top, first].iter().any(|&verb| {
        graph.children(verb).any(|(t, n)| {
            t < verb
                && clause.is_near(verb, t)
                && matches!(n.relation, Relation::Mark | Relation::Advmod)
                && document.is_any(t, &["if", "unless", "provided", "lest"])
        })
    })
}

/// Who says "I must say" says it; so does "it should be noted".
fn is_performed(clause: &CueClause<'_>) -> bool {
    let document = clause.document;
    let graph = document.graph;
    if clause.is_first_person() {
        return clause.is_telling()
            || clause.modal_is(&["can"]) && clause.has_verb_in(&lists::FACTUAL_VERBS);
    }
    let it = graph.child(clause.top(), &[Relation::Expl, Relation::NsubjPass, Relation::Nsubj]);
    let impersonal =
        it.is_some_and(|it| document.is(it, "it")) && graph.node(clause.head()).xpos == Xpos::Vbn;
    impersonal && clause.modal_is(&["must", "should", "can"])
        || clause.modal_is(&["can"]) && clause.has_verb_in(&lists::FACTUAL_VERBS)
}

/// "would only say", "would say only".
fn says_only(clause: &CueClause<'_>) -> bool {
    let (document, head) = (clause.document, clause.head());
    clause.is_telling()
        && (document.is(head + 1, "only") || head > 0 && document.is(head - 1, "only"))
}

/// The future of the past: "said it would announce".
fn is_reported(clause: &CueClause<'_>) -> bool {
    let graph = clause.document.graph;
    let node = graph.node(clause.top());
    let above = graph.node(node.head);
    node.relation == Relation::Ccomp
        && node.head != clause.top()
        && above.upos == Upos::Verb
        && matches!(above.xpos, Xpos::Vbd | Xpos::Vbn)
}
