//! Quotations without a cue of their own after a sentence that puts somebody on stage: "Rob Crane was furious. “It was never a
//! penalty.”"
//!
//! The verb of that sentence is the cue. Where the sentence has an attribution already, its speaker goes on, which is for
//! `continuations`.

use sayso_syntax::{Upos, Xpos};
use sayso_text::{Quotation, QuoteStyle, TokenId, TokenRange};

use super::tags;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;
use crate::document::phrase::NounPhrase;
use crate::nesting;

/// Silver has 3 of 5 of them, polnear-train 1 of 4: few, and half of them.
const CONFIDENCE: f32 = 0.45;
/// A colon leaves little doubt.
const LED: f32 = 0.7;

/// Quotations after a sentence about somebody, that no candidate in `chosen` holds.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let quotations = document.segmentation.quotations().iter();
    let mut found: Vec<Candidate> =
        quotations.filter_map(|quotation| staged(document, chosen, quotation)).collect();
    found.sort_by_key(|candidate| candidate.head);
    found.dedup_by_key(|candidate| candidate.head);
    found
}

fn staged(
    document: Document<'_>,
    chosen: &[Candidate],
    quotation: &Quotation,
) -> Option<Candidate> {
    let graph = document.graph;
    if !is_orphan(document, quotation) || tags::is_held(chosen, quotation.tokens) {
        return None;
    }
    let index = graph.sentence_of(quotation.tokens.start()).checked_sub(1)?;
    let scene = graph.sentence(index);
    let own = graph.sentence_of(quotation.tokens.start());
    let last = scene.end() - 1;
    let sign = graph.node(last).punctuation;
    let apart = graph.sentences[own].paragraph - graph.sentences[index].paragraph;
    // "Our reporter Tom Askew is on the seafront:" and, in the next paragraph, his words.
    let leads = sign == PunctuationClass::Colon && apart <= 1;
    if !leads && (sign != PunctuationClass::Stop || apart > 0)
        || scene.ids().any(|t| graph.is_quoted(t.raw()))
    {
        return None;
    }
    let tells = |p: &Candidate| {
        scene.contains(TokenId::new(p.head)) || p.content.iter().any(|piece| piece.overlaps(scene))
    };
    if nesting::near(chosen, scene.start()).iter().any(tells) {
        return None;
    }
    let (start, phrase) = subject(document, scene)?;
    if !document.is_one_person(phrase.head) {
        return None;
    }
    let (cue, head) = match leads {
        true => (TokenRange::new(last, last + 1), last),
        false => predicate(document, phrase.end, scene.end())?,
    };
    Some(Candidate {
        head,
        cue,
        source: vec![TokenRange::new(start, phrase.end)],
        content: vec![quotation.tokens],
        confidence: if leads { LED } else { CONFIDENCE },
        ..Candidate::default()
    })
}

/// Whether a quotation is all that its sentences hold.
pub(crate) fn is_orphan(document: Document<'_>, quotation: &Quotation) -> bool {
    /// Shorter quotations are captions, titles and slogans.
    const FEWEST_WORDS: usize = 4;
    let graph = document.graph;
    let tokens = quotation.tokens;
    let (first, last) = (graph.sentence_of(tokens.start()), graph.sentence_of(tokens.end() - 1));
    let whole = TokenRange::new(graph.sentence(first).start(), graph.sentence(last).end());
    let words = tokens.ids().filter(|t| !graph.is_punctuation(t.raw())).count();
    // Single quotation marks are left out: subheadings use them.
    quotation.depth == 0
        && quotation.speech
        && quotation.complete
        && quotation.style == QuoteStyle::Double
        && words >= FEWEST_WORDS
        && whole.ids().all(|t| tokens.contains(t) || graph.is_punctuation(t.raw()))
        && !document.is_boilerplate(tokens.start())
}

/// The subject of a sentence that begins with it, perhaps after a phrase with a comma.
pub(crate) fn subject(document: Document<'_>, sentence: TokenRange) -> Option<(u32, NounPhrase)> {
    let graph = document.graph;
    let limit = sentence.end() - 1;
    let mut start = sentence.start();
    let opener = graph.node(start).upos;
    if matches!(opener, Upos::Cconj | Upos::Adv) {
        start += 1;
    }
    if matches!(opener, Upos::Adp | Upos::Sconj | Upos::Verb) {
        start = (start..limit).find(|&t| graph.is_comma(t))? + 1;
    }
    start += u32::from(start < limit && graph.is_comma(start));
    let phrase = document.noun_phrase(start, limit)?;
    Some((start, phrase))
}

/// The verb group after a subject, with its head: "was furious", "shook".
fn predicate(document: Document<'_>, start: u32, limit: u32) -> Option<(TokenRange, u32)> {
    let graph = document.graph;
    let joins = |t: u32| matches!(graph.node(t).upos, Upos::Aux | Upos::Adv | Upos::Part);
    let mut at = start;
    while at < limit && joins(at) {
        at += 1;
    }
    let finite = at > start
        || at < limit && matches!(graph.node(at).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let predicate = at < limit && matches!(graph.node(at).upos, Upos::Verb | Upos::Adj);
    (finite && predicate).then(|| (TokenRange::new(start, at + 1), at))
}
