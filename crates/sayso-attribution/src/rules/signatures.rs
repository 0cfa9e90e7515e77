//! Signed quotations and posts: words followed by a dash and somebody's name.
//!
//! ```text
//! “It was a long night for all of us.” ― Maria Lopez, mayor of Riga
//! “It was a long night for all of us.” ― Maria Lopez on Sunday, May 3, 2016, in an interview
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
/// The longest text between a name and the end: a place, an office, an occasion.
const LONGEST_TITLE: u32 = 12;
/// The same where the signature has a line to itself.
const LONGEST_LINE: u32 = 30;
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
        let mut last_end = None;
        for token in paragraph.start()..paragraph.end() {
            if document.graph.node(token).punctuation != PunctuationClass::Dash
                || document.is_boilerplate(token)
            {
                continue;
            }
            let previous_end = last_end;
            last_end = signature_end(document, paragraph, token).or(last_end);
            let signed = signed(document, document.graph, paragraph, token, previous_end);
            let Some((source, content)) = signed else { continue };
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
    last_end: Option<u32>,
) -> Option<(TokenRange, TokenRange)> {
    let name = name(document, graph, paragraph, dash + 1)?;
    let behind = name.end();
    let handle = is_handle(document, graph, behind);
    let rest = TokenRange::new(behind, paragraph.end());
    let sign = (!rest.is_empty()).then(|| graph.node(behind).punctuation);
    let longest = if dash == paragraph.start() { LONGEST_LINE } else { LONGEST_TITLE };
    let tells_more =
        || rest.len() <= longest && rest.ids().all(|t| graph.node(t.raw()).quotation == 0);
    let ends = match sign {
        None => true,
        Some(PunctuationClass::Stop) => rest.len() == 1,
        Some(PunctuationClass::Comma | PunctuationClass::OpenBracket) => tells_more(),
        Some(_) => tells_more() && is_occasion(document, rest),
    };
    let name = TokenRange::new(name.start(), title(document, graph, rest));
    if handle && let Some(post) = post(document, paragraph, dash, last_end) {
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

/// Whether the words after a name say when, where or to whom, and nothing else: "on Sunday in an interview".
fn is_occasion(document: Document<'_>, rest: TokenRange) -> bool {
    let (syntax, entities) = (document.syntax, document.entities);
    let first = TokenId::new(rest.start());
    let dated = entities.at(first).is_some_and(|m| m.kind == EntityKind::Date);
    let verb = |t: TokenId| document.graph.node(t.raw()).is_finite();
    (dated || syntax.upos(first) == Upos::Adp) && !rest.ids().any(verb)
}

/// Where the source ends of which `rest` is the text after the name: what somebody is belongs to it, "mayor of
/// Riga", but no place and no date.
fn title(document: Document<'_>, graph: &DependencyGraph, rest: TokenRange) -> u32 {
    let mut end = rest.start();
    while end < rest.end() && graph.is_comma(end) {
        let start = TokenId::new(end + 1);
        let next = (end + 1..rest.end()).find(|&t| graph.is_comma(t)).unwrap_or(rest.end());
        let first = end == rest.start();
        let describes = next > end + 1
            && match document.entities.at(start).map(|m| m.kind) {
                Some(kind) => !first && kind.is_name() && kind != EntityKind::Place,
                None => matches!(document.syntax.upos(start), Upos::Noun | Upos::Adj | Upos::Propn),
            };
        if !describes {
            break;
        }
        end = next;
    }
    let stop = end > rest.start() && graph.node(end - 1).punctuation == PunctuationClass::Stop;
    end - u32::from(stop)
}

/// Whether an account in brackets follows a name.
fn is_handle(document: Document<'_>, graph: &DependencyGraph, at: u32) -> bool {
    graph
        .nodes
        .get(at as usize)
        .is_some_and(|node| node.punctuation == PunctuationClass::OpenBracket)
        && document.entities.at(TokenId::new(at + 1)).is_some_and(|m| m.kind == EntityKind::Handle)
}

/// Where the signature of a post at `dash` ends, with account and date.
fn signature_end(document: Document<'_>, paragraph: TokenRange, dash: u32) -> Option<u32> {
    let graph = document.graph;
    let name = name(document, graph, paragraph, dash + 1)?;
    is_handle(document, graph, name.end()).then(|| {
        let behind = name.end() + 3;
        let date = document.entities.at(TokenId::new(behind));
        let date = date.filter(|mention| mention.kind == EntityKind::Date);
        date.map_or(behind, |date| date.tokens.end()).min(paragraph.end())
    })
}

/// The post that is signed at `dash`, in the same paragraph or, as pages embed it, in the one before; without the
/// links at its end. A post before it in the same paragraph ends at `last_end`.
fn post(
    document: Document<'_>,
    paragraph: TokenRange,
    dash: u32,
    last_end: Option<u32>,
) -> Option<TokenRange> {
    let is_link = |t: u32| {
        let kind = document.entities.at(TokenId::new(t)).map(|m| m.kind);
        kind == Some(EntityKind::Url)
    };
    let start = match dash > paragraph.start() {
        true => last_end.unwrap_or(paragraph.start()).min(dash),
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
