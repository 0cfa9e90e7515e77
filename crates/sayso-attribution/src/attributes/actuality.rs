//! Whether what the cue says happened, or was asked, supposed, possible or expected.

use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenId;

use super::cue_clause::{CueClause, Governor};
use super::introduces_clause;
use crate::attribution::Actuality;
use crate::document::graph::{NONE, PunctuationClass};

/// The actuality of a cue in its clause.
pub(super) fn of(clause: &CueClause<'_>) -> Actuality {
    if is_asked(clause) {
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
fn is_asked(clause: &CueClause<'_>) -> bool {
    let document = clause.document;
    let graph = document.graph;
    let top = clause.top();
    let mark = graph.child(top, &[Relation::Mark]);
    let relation = graph.node(top).relation;
    if mark.is_some_and(|t| document.is(t, "whether"))
        || matches!(relation, Relation::Ccomp | Relation::Csubj)
            && mark.is_some_and(|t| document.is(t, "if"))
    {
        return true;
    }
    let sentence = graph.sentence(graph.sentence_of(top));
    let ends = (sentence.start()..sentence.end())
        .rev()
        .take(2)
        .any(|t| graph.node(t).punctuation == PunctuationClass::QuestionMark);
    if !ends {
        return false;
    }
    if clause.inverted {
        return true;
    }
    let subject = clause.subject;
    let inverted = subject != NONE && subject < top && clause.auxiliaries().any(|t| t < subject);
    let wondered = graph.children(top).any(|(t, _)| {
        t < top
            && clause.is_near(top, t)
            && document.is_in(t, &lists::QUESTION_WORDS)
            && !document.is(t, "that")
    });
    inverted || wondered && (subject < top || subject == NONE)
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
