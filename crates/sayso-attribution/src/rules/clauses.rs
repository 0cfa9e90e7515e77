//! Verbs with a clause that a finder misses, most often as they are taken for nouns: "Adler questions whether it will hold".

use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use crate::candidate::Candidate;
use crate::document::Document;
use crate::nesting;

/// There are too few in annotated news to count.
const CONFIDENCE: f32 = 0.5;

/// Clauses of which no candidate in `chosen` holds the verb.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let graph = document.graph;
    let tokens = (1..graph.len() as u32).filter(|&t| {
        document.is_any(t + 1, &["that", "whether"])
            && !graph.is_quoted(t)
            && !document.is_boilerplate(t)
    });
    let clauses = tokens.filter_map(|token| clause(document, token));
    let taken = |candidate: &Candidate| {
        let (start, end) = (candidate.source[0].start(), candidate.cue.end());
        let holds = |p: &Candidate| {
            p.cue.overlaps(TokenRange::new(start, end))
                || p.content.iter().any(|piece| piece.contains(TokenId::new(candidate.head)))
        };
        nesting::near(chosen, candidate.head).iter().any(holds)
    };
    clauses.filter(|candidate| !taken(candidate)).collect()
}

fn clause(document: Document<'_>, verb: u32) -> Option<Candidate> {
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(verb));
    let start = sentence.start() + u32::from(graph.node(sentence.start()).upos == Upos::Cconj);
    let (that, node) = (verb + 1, graph.node(verb));
    if that + 2 >= sentence.end() || start >= verb {
        return None;
    }
    let source = match node.upos {
        Upos::Verb if document.lemma_is_in(verb, &lists::CLAUSE_VERBS) => {
            let subject = document.subtree(graph.child(verb, &[Relation::Nsubj])?);
            if !matches!(node.xpos, Xpos::Vbd | Xpos::Vbz)
                || subject != TokenRange::new(start, verb)
            {
                return None;
            }
            subject
        }
        Upos::Noun if is_misread(document, start, verb, sentence.end()) => {
            TokenRange::new(start, verb)
        }
        _ => return None,
    };
    let end = super::statement_end(graph, that, sentence.end())?;
    Some(Candidate {
        head: verb,
        cue: TokenRange::new(verb, that),
        source: vec![source],
        content: vec![TokenRange::new(that, end)],
        confidence: CONFIDENCE,
        ..Candidate::default()
    })
}

/// Whether a plural noun after a singular one is a verb: "Adler questions whether", "The agency projects that prices will
/// rise", but not "The projects that the mayor stopped were dear".
fn is_misread(document: Document<'_>, start: u32, noun: u32, limit: u32) -> bool {
    let graph = document.graph;
    let finite = |&t: &u32| graph.node(t).is_finite() && graph.node(t).upos != Upos::Noun;
    // A strange name may be taken for an adjective.
    let name = start + 1 == noun && document.is(noun + 1, "whether");
    let subject = || document.noun_phrase(start, noun);
    let one = name || matches!(graph.node(noun - 1).xpos, Xpos::Nn | Xpos::Nnp);
    let verbs = (noun + 1..limit).filter(finite).count();
    let subordinate = document.is(noun + 1, "whether") || verbs == 1 && !finite(&(noun + 2));
    graph.node(noun).xpos == Xpos::Nns
        && document.lemma_is_in(noun, &lists::CUE_STANCES)
        && one
        && subordinate
        && (name || subject().is_some_and(|subject| subject.end == noun))
}
