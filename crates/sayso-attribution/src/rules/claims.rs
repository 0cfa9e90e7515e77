//! Claims whose maker is named between commas: "The claim, first made by Ortiz, that the tests were false was repeated".

use sayso_lexicon::lists;
use sayso_syntax::{Upos, Xpos};
use sayso_text::TokenRange;

use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::clause::subject_clause_end;
use crate::nesting;

/// There are too few in annotated news to count.
const CONFIDENCE: f32 = 0.6;

/// What claims are: made, levelled, or put forward.
const MADE: &[&str] =
    &["advance", "air", "level", "levy", "make", "put", "raise", "repeat", "spread", "voice"];

/// Claims that no candidate in `chosen` has for its cue.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let nouns = 0..document.graph.len() as u32;
    let claims = nouns.filter(|&t| {
        document.graph.node(t).upos == Upos::Noun
            && document.lemma_is_in(t, &lists::CLAIM_WORDS)
            && !document.is_boilerplate(t)
    });
    claims.filter_map(|noun| claim(document, chosen, noun)).collect()
}

fn claim(document: Document<'_>, chosen: &[Candidate], noun: u32) -> Option<Candidate> {
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(noun));
    let limit = sentence.end();
    let comma = noun + 1;
    if comma >= limit || !graph.is_comma(comma) {
        return None;
    }
    let participle = (comma + 1..limit).find(|&t| graph.node(t).upos != Upos::Adv)?;
    let made = document.is_any_lemma(participle, MADE)
        && matches!(graph.node(participle).xpos, Xpos::Vbn | Xpos::Vbd);
    let by = participle + 1 + u32::from(document.is(participle + 1, "forward"));
    if !made || by >= limit || !document.is(by, "by") {
        return None;
    }
    let maker = document.noun_phrase(by + 1, limit)?;
    let source = TokenRange::new(by + 1, maker.core);
    let that = maker.core + 1;
    if that >= limit || !graph.is_comma(maker.core) || !document.is(that, "that") {
        return None;
    }
    let end = subject_clause_end(document, that, limit)?;
    let near = nesting::near(chosen, noun);
    if near.iter().any(|other| (noun..that).contains(&other.head)) {
        return None;
    }
    let determined = noun > sentence.start() && graph.node(noun - 1).upos == Upos::Det;
    Some(Candidate {
        head: noun,
        cue: TokenRange::new(noun - u32::from(determined), noun + 1),
        source: vec![source],
        content: vec![TokenRange::new(that, end)],
        confidence: CONFIDENCE,
        ..Candidate::default()
    })
}
