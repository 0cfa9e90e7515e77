//! Sources that keep something back, in phrases without a verb of saying: "did not respond to requests for comment",
//! "was not available for comment", "had no comment on the report".
//!
//! Annotators of polnear-train mark 17 of the 41 clauses of the form "did not respond"; readers who check facts want
//! all of them.

use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos};
use sayso_text::{TokenId, TokenRange};

use crate::attributes::cue_clause::CueClause;
use crate::attributes::reading::withholds;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::{NONE, PunctuationClass};
use crate::nesting;

/// The share of such clauses that are annotated.
const CONFIDENCE: f32 = 0.45;

/// Whether a sentence with this lemma is looked at, even if it has no other cue.
pub(super) fn is_wanted(lemma: &str) -> bool {
    lists::WITHHOLDING_WORDS.get(lemma) == Some("wanted")
}

/// Clauses that withhold something, where no cue has been found.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let graph = document.graph;
    let mut found = Vec::new();
    for head in 0..graph.len() as u32 {
        let possible = document.lemma_is_in(head, &lists::WITHHOLDING_WORDS)
            && matches!(graph.node(head).upos, Upos::Verb | Upos::Adj)
            && graph.is_parsed(head)
            && !graph.is_quoted(head)
            && !document.is_boilerplate(head);
        if !possible {
            continue;
        }
        let Some(candidate) = clause_at(document, head) else { continue };
        let clause = CueClause::of(document, &candidate);
        // "refuses to make public": the verb above, which has the subject, may be a cue already.
        let above = graph.node(head).head;
        let taken = nesting::near(chosen, head).iter().any(|other| {
            other.cue.overlaps(candidate.cue)
                || other.head == above && clause.subject < above && above < head
        });
        if !taken && withholds(&clause, &candidate) {
            // "has yet to respond": the verb that tells says more than the one above it.
            found.retain(|other: &Candidate| !other.cue.overlaps(candidate.cue));
            found.push(candidate);
        }
    }
    found
}

/// Subject, verb group and rest of the clause of `head`.
fn clause_at(document: Document<'_>, head: u32) -> Option<Candidate> {
    let graph = document.graph;
    let mut candidate = Candidate {
        head,
        cue: TokenRange::new(head, head + 1),
        confidence: CONFIDENCE,
        ..Candidate::default()
    };
    let clause = CueClause::of(document, &candidate);
    let subject = clause.subject;
    if subject == NONE || subject > head {
        return None;
    }
    let source = document.subtree(subject);
    let group = |t: u32| {
        matches!(graph.node(t).relation, Relation::Aux | Relation::AuxPass | Relation::Cop)
            || graph.node(t).relation == Relation::Advmod
    };
    let verbs = clause.verbs().iter().copied();
    let words =
        verbs.clone().flat_map(|verb| graph.children(verb).map(|(t, _)| t)).filter(|&t| group(t));
    let start = verbs.clone().chain(words).filter(|&t| t >= source.end()).min()?;
    let mut end = head + 1;
    // "did not respond to": the preposition belongs to the cue, as annotators have it.
    if graph.node(head).upos == Upos::Verb && document.is_any(end, &["to", "on"]) {
        end += 1;
    }
    // "has yet" to comment.
    if document.is(end, "yet") && document.is(end + 1, "to") {
        end += 1;
    }
    let stop = (end..document.subtree(head).end().max(end)).find(|&t| {
        matches!(
            graph.node(t).punctuation,
            PunctuationClass::Comma
                | PunctuationClass::Stop
                | PunctuationClass::Semicolon
                | PunctuationClass::Dash
                | PunctuationClass::OpenQuote
        )
    });
    let content = TokenRange::new(end, stop.unwrap_or(document.subtree(head).end().max(end)));
    if content.is_empty() || source.is_empty() || source.contains(TokenId::new(head)) {
        return None;
    }
    candidate.cue = TokenRange::new(start, end);
    candidate.source = vec![source];
    candidate.content = vec![content];
    Some(candidate)
}
