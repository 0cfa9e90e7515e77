//! Those whom somebody quotes: "CNN quoted a witness as saying that he ran". The outer attribution holds both.

use sayso_lexicon::lists;
use sayso_syntax::Xpos;
use sayso_text::TokenRange;

use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;
use crate::nesting;

/// Annotators mark the outer attribution alone.
const CONFIDENCE: f32 = 0.6;
/// How long what is quoted may be called.
const FAR: u32 = 25;

/// What is said by those whom the sources in `chosen` quote.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    chosen.iter().filter_map(|outer| quoted(document, chosen, outer)).collect()
}

fn quoted(document: Document<'_>, chosen: &[Candidate], outer: &Candidate) -> Option<Candidate> {
    let graph = document.graph;
    let (&whole, rest) = outer.content.split_first()?;
    if !document.is_any_lemma(outer.head, &["cite", "quote"]) || whole.start() < outer.cue.end() {
        return None;
    }
    let says =
        |t: u32| graph.node(t).xpos == Xpos::Vbg && document.lemma_is_in(t, &lists::CLAUSE_VERBS);
    let near = whole.end().saturating_sub(2).min(whole.start() + FAR);
    let before = (whole.start() + 1..near).find(|&t| document.is(t, "as") && says(t + 1))?;
    let verb = before + 1;
    if nesting::near(chosen, verb).iter().any(|other| other.head == verb) {
        return None;
    }
    let opens = |t: u32| {
        matches!(graph.node(t).punctuation, PunctuationClass::Comma | PunctuationClass::Colon)
    };
    let start = verb + 1 + u32::from(opens(verb + 1));
    let said = TokenRange::new(start, whole.end());
    (!said.is_empty()).then(|| Candidate {
        head: verb,
        cue: TokenRange::new(before, verb + 1),
        source: vec![TokenRange::new(whole.start(), before)],
        content: [said].into_iter().chain(rest.iter().copied()).collect(),
        confidence: CONFIDENCE,
        ..Candidate::default()
    })
}
