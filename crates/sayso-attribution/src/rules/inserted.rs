//! Tags that name who was told, between a subject and its verb: "Profits, the chairman told shareholders, would double".
//!
//! Finders take one half of the statement for all of it, or see two clauses with commas between them.

use sayso_lexicon::lists;
use sayso_syntax::{Upos, Xpos};
use sayso_text::TokenRange;

use crate::candidate::Candidate;
use crate::document::Document;
use crate::nesting;

/// There are too few in annotated news to count.
const CONFIDENCE: f32 = 0.7;
/// The longest source and its verb.
const LONGEST: usize = 24;

/// Inserted tags, where no candidate in `chosen` holds both halves of what is said.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let graph = document.graph;
    let told = |t: &u32| {
        matches!(graph.node(*t).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbn)
            && lists::ADDRESSING_VERBS.get_hash(graph.node(*t).lemma) == Some("told")
            && !graph.is_quoted(*t)
            && !document.is_boilerplate(*t)
    };
    let tags = (0..graph.len() as u32).filter(told).filter_map(|verb| inserted(document, verb));
    let known = |tag: &Candidate| {
        let near = nesting::near(chosen, tag.head);
        near.iter().any(|p| p.head == tag.head && p.content == tag.content)
    };
    tags.filter(|tag| !known(tag)).collect()
}

fn inserted(document: Document<'_>, verb: u32) -> Option<Candidate> {
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(verb));
    let joins = |t: u32| matches!(graph.node(t).upos, Upos::Aux | Upos::Adv);
    let speaker = |comma: u32| {
        let phrase = document.noun_phrase(comma + 1, verb)?;
        let relative = document.is_any(comma + 1, &["who", "which", "that", "it", "this"]);
        let near = (phrase.end..verb).all(joins) && !document.is_temporal(phrase.head);
        (near && !relative).then(|| (comma, TokenRange::new(comma + 1, phrase.end)))
    };
    let mut commas =
        (sentence.start() + 1..verb).rev().take(LONGEST).filter(|&t| graph.is_comma(t));
    let (comma, source) = commas.find_map(speaker)?;
    let told = document.noun_phrase(verb + 1, sentence.end())?;
    let close = told.end - u32::from(graph.is_comma(told.end - 1));
    let rest = close + 1;
    if rest >= sentence.end() || !graph.is_comma(close) || graph.is_quoted(rest) {
        return None;
    }
    let opener = sentence.start() + u32::from(graph.node(sentence.start()).upos == Upos::Cconj);
    // One word may be taken for a verb: "Fares".
    let subject = opener + 1 == comma && document.word(opener).ends_with('s')
        || document.noun_phrase(opener, comma).is_some_and(|subject| subject.end == comma);
    if !graph.node(rest).is_finite() || !subject || document.is_temporal(opener) {
        return None;
    }
    let end = super::statement_end(graph, rest, sentence.end())?;
    Some(Candidate {
        head: verb,
        cue: TokenRange::new(source.end(), verb + 1),
        source: vec![source],
        content: vec![TokenRange::new(opener, comma), TokenRange::new(rest, end)],
        confidence: CONFIDENCE,
        ..Candidate::default()
    })
}
