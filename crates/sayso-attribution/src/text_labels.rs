//! Labels of texts, which say what follows and not who says it: "FILE PHOTO: Traders work", "KABUL: The minister said",
//! "UPDATE 2-Kenya says".

use sayso_entities::EntityKind;
use sayso_lexicon::lists;
use sayso_text::{TokenId, TokenRange};

use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// Takes out the candidates whose source is a label before a colon.
pub(crate) fn drop_labelled(document: Document<'_>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| candidate.speaker.is_some() || !is_label(document, candidate));
}

fn is_label(document: Document<'_>, candidate: &Candidate) -> bool {
    let graph = document.graph;
    let colon = candidate.cue.start();
    let ([source], [content, ..]) = (candidate.source.as_slice(), candidate.content.as_slice())
    else {
        return false;
    };
    if graph.node(colon).punctuation != PunctuationClass::Colon
        || candidate.cue.len() != 1
        || source.end() != colon
        || graph.is_quoted(content.start())
    {
        return false;
    }
    let sentence = graph.sentence(graph.sentence_of(colon));
    let words = || source.start()..source.end();
    let capitals = words().all(|t| !document.word(t).bytes().any(|b| b.is_ascii_lowercase()));
    let place = document
        .entities
        .at(TokenId::new(source.start()))
        .is_some_and(|m| matches!(m.kind, EntityKind::Place | EntityKind::Facility));
    let bracket = graph.node(source.start()).punctuation == PunctuationClass::OpenBracket;
    let begins = sentence.start() == source.start();
    bracket
        || begins && words().any(|t| document.is_in(t, &lists::COLON_LABELS))
        || begins && capitals && place
}

/// Takes the label of a headline out of the source: "UPDATE 2-Kenya" is Kenya.
pub(crate) fn strip(document: Document<'_>, candidate: &mut Candidate) {
    let Some(first) = candidate.source.first_mut() else { return };
    let start = first.start();
    let capitals = document.word(start).bytes().all(|b| b.is_ascii_uppercase());
    if !capitals || !document.is_in(start, &lists::HEADLINE_LABELS) {
        return;
    }
    let end = (start..first.end().min(start + 4)).find(|&t| document.is(t, "-"));
    if let Some(dash) = end.filter(|&dash| dash + 1 < first.end()) {
        *first = TokenRange::new(dash + 1, first.end());
    }
}
