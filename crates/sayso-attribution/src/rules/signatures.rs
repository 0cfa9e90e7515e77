//! Signed quotations and posts: words followed by a dash and somebody's name.
//!
//! ```text
//! “It was a long night for all of us.” ― Maria Lopez
//! Every bus line will be kept. — Ann Brown (@annbrown) May 3, 2016
//! ```
//!
//! The dash is the cue. No tree says so, and there are too few to learn from: these are rules.

use sayso_entities::EntityKind;
use sayso_syntax::Upos;
use sayso_text::{Quotation, TokenId, TokenRange};

use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::{DependencyGraph, PunctuationClass};
use crate::nesting;

/// Names with more tokens are none.
const LONGEST_NAME: u32 = 6;
/// The longest text between a name's comma and the end: a place, an office.
const LONGEST_TITLE: u32 = 12;
/// Quotations within a quotation that are passed over, from its end.
const MOST_INNER: usize = 16;
/// Shorter quotations are slogans.
const FEWEST_WORDS: usize = 3;
/// The signed quotations of polnear-train are all attributions, 8 of 8, which is few.
const SURE: f32 = 0.85;

/// Signed words that no candidate in `chosen`, which is in order of the cues, has yet.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for &paragraph in document.segmentation.paragraphs() {
        for token in paragraph.start()..paragraph.end() {
            if document.graph.node(token).punctuation != PunctuationClass::Dash
                || document.is_boilerplate(token)
            {
                continue;
            }
            let Some((source, content)) = signed(document, document.graph, paragraph, token) else {
                continue;
            };
            // A cue outside has the words already, or takes the dash for something else.
            let is_taken = |p: &Candidate| {
                let shares =
                    |a: &TokenRange, b: TokenRange| a.start() < b.end() && b.start() < a.end();
                let touches = p.content.iter().any(|piece| shares(piece, content));
                !content.contains(TokenId::new(p.head)) && (touches || shares(&p.cue, source))
            };
            if nesting::near(chosen, token).iter().any(is_taken) {
                continue;
            }
            found.push(Candidate {
                head: token,
                cue: TokenRange::new(token, token + 1),
                source: vec![source],
                content: vec![content],
                confidence: SURE,
                verbatim: true,
                ..Candidate::default()
            });
        }
    }
    found
}

/// The name after the dash, and the words before it.
fn signed(
    document: Document<'_>,
    graph: &DependencyGraph,
    paragraph: TokenRange,
    dash: u32,
) -> Option<(TokenRange, TokenRange)> {
    let name = name(document, graph, paragraph, dash + 1)?;
    let behind = name.end();
    let handle = is_handle(document, graph, behind);
    let sign = (behind < paragraph.end()).then(|| graph.node(behind).punctuation);
    let ends = match sign {
        None => true,
        Some(PunctuationClass::Stop) => behind + 1 == paragraph.end(),
        Some(PunctuationClass::Comma | PunctuationClass::OpenBracket) => {
            paragraph.end() - behind <= LONGEST_TITLE
                && (behind..paragraph.end()).all(|t| graph.node(t).quotation == 0)
        }
        _ => false,
    };
    if handle && let Some(post) = post(document, paragraph, dash) {
        return Some((name, post));
    }
    if !ends && !handle {
        return None;
    }
    quotation(document, graph, paragraph, dash).map(|quotation| (name, quotation))
}

/// The name that begins at `start`.
fn name(
    document: Document<'_>,
    graph: &DependencyGraph,
    paragraph: TokenRange,
    start: u32,
) -> Option<TokenRange> {
    let is_name = |t: &u32| {
        let token = TokenId::new(*t);
        let named = document.entities.at(token).is_some_and(|m| m.kind.is_name());
        let word = &document.text[document.segmentation.tokens().range(token)];
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        capital && (named || document.syntax.upos(token) == Upos::Propn)
            || graph.node(*t).punctuation == PunctuationClass::Word
                && word.len() == 2
                && word.ends_with('.')
    };
    let farthest = paragraph.end().min(start + LONGEST_NAME + 1);
    let end = (start..farthest).find(|t| !is_name(t)).unwrap_or(farthest);
    (end > start && end - start <= LONGEST_NAME).then(|| TokenRange::new(start, end))
}

/// Whether an account in brackets follows a name.
fn is_handle(document: Document<'_>, graph: &DependencyGraph, at: u32) -> bool {
    graph
        .nodes
        .get(at as usize)
        .is_some_and(|node| node.punctuation == PunctuationClass::OpenBracket)
        && document.entities.at(TokenId::new(at + 1)).is_some_and(|m| m.kind == EntityKind::Handle)
}

/// The post that is signed at `dash`, in the same paragraph or, as pages embed it, in the one before; without the
/// links at its end.
fn post(document: Document<'_>, paragraph: TokenRange, dash: u32) -> Option<TokenRange> {
    let is_link = |t: u32| {
        let kind = document.entities.at(TokenId::new(t)).map(|m| m.kind);
        kind == Some(EntityKind::Url)
    };
    let start = match dash > paragraph.start() {
        true => paragraph.start(),
        false => {
            let paragraphs = document.segmentation.paragraphs();
            let own = paragraphs.partition_point(|p| p.start() < paragraph.start());
            paragraphs[own.checked_sub(1)?].start()
        }
    };
    let mut end = dash;
    while end > start && is_link(end - 1) {
        end -= 1;
    }
    (end > start).then(|| TokenRange::new(start, end))
}

/// The quotation that ends before `dash`, or in the paragraph before if the dash begins its own, and has its
/// paragraphs to itself.
fn quotation(
    document: Document<'_>,
    graph: &DependencyGraph,
    paragraph: TokenRange,
    dash: u32,
) -> Option<TokenRange> {
    let paragraphs = document.segmentation.paragraphs();
    let is_begun =
        |q: &Quotation| paragraphs.binary_search_by_key(&q.tokens.start(), |p| p.start()).is_ok();
    let own_line = dash == paragraph.start();
    let stop = |t: u32| matches!(graph.node(t).punctuation, PunctuationClass::Stop);
    let end = if own_line && dash > 0 && stop(dash - 1) { dash - 1 } else { dash };
    let quotations = document.segmentation.quotations();
    let behind = quotations.partition_point(|q| q.tokens.start() < end);
    let found =
        quotations[..behind].iter().rev().take(MOST_INNER).find(|q| {
            q.tokens.end() == end && q.depth == 0 && q.complete && !q.title && is_begun(q)
        })?;
    let words = found.tokens.ids().filter(|t| !graph.is_punctuation(t.raw())).count();
    (words >= FEWEST_WORDS).then_some(found.tokens)
}
