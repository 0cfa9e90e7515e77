//! What a source phrase says of somebody without his name: "The chair", "The hiker who found the wreck", "a doctor".

use sayso_entities::MentionForm;
use sayso_syntax::{Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use super::super::NOUNS;
use super::title::is_role;
use crate::attribution::SourceKind;
use crate::document::Document;

/// Forms of address: no part of a role.
const ADDRESS: &[&str] = &[
    "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr.", "Sir", "Dame", "Lord", "Lady",
    "Rev", "Rev.", "the", "Hon", "Hon.", "St.",
];

/// Whether a segment describes one of its kind: a noun phrase in the singular, or if `many` in the plural, without a finite
/// verb.
pub(super) fn is_description(document: Document<'_>, segment: TokenRange, many: bool) -> bool {
    let graph = document.graph;
    let Some(head) = segment_head(document, segment) else { return false };
    let finite = |t: u32| {
        let node = graph.node(t);
        matches!(node.upos, Upos::Verb | Upos::Aux) && node.is_finite()
    };
    let is_single = |t: u32| {
        let node = graph.node(t);
        matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj)
            && (many || !matches!(node.xpos, Xpos::Nns | Xpos::Nnps))
    };
    // "The United Nations' envoy for Norway", where a tree has another head.
    let before = (segment.start()..segment.end()).find(|&t| graph.node(t).upos == Upos::Adp);
    let noun = before.unwrap_or(segment.end()).checked_sub(1).filter(|&t| t >= segment.start());
    let is_told = |t: u32| is_role(document, t) && is_single(t) && !document.is_capitalised(t);
    let single = is_single(head) || noun.is_some_and(is_told);
    let opens = graph.node(segment.start()).upos != Upos::Adp;
    // A name of its own is no description.
    let name = document
        .entities
        .at(TokenId::new(head))
        .is_some_and(|m| m.form == MentionForm::Name && m.tokens.len() == segment.len());
    let compared = (segment.start()..segment.end()).any(|t| document.is(t, "than"));
    single && opens && !name && !compared && !(segment.start()..segment.end()).any(finite)
}

/// The head of a segment. A participle before its noun is taken for it now and then: "Pell's running mate".
fn segment_head(document: Document<'_>, segment: TokenRange) -> Option<u32> {
    let graph = document.graph;
    let head = graph.head_of(segment.start()..segment.end())?;
    let last = segment.end() - 1;
    let participle = matches!(graph.node(head).xpos, Xpos::Vbn | Xpos::Vbg);
    let before = participle && head + 1 == last && graph.node(last).upos == Upos::Noun;
    Some(if before { last } else { head })
}

/// A segment up to a name at its end: "The newspaper" of "The newspaper El Diario".
pub(super) fn without_name(document: Document<'_>, segment: TokenRange) -> TokenRange {
    let last = document.entities.at(TokenId::new(segment.end() - 1));
    let start = last.filter(|m| m.form == MentionForm::Name).map(|m| m.tokens.start());
    let end = start.filter(|&start| start > segment.start()).unwrap_or(segment.end());
    TokenRange::new(segment.start(), end)
}

/// What the lists say of the noun that a description is headed by.
pub(super) fn noun_kind(document: Document<'_>, segment: TokenRange) -> Option<SourceKind> {
    let lemma = document.lemma(segment_head(document, segment)?).to_ascii_lowercase();
    NOUNS.get(&lemma)
}

/// A description without its relative clause, "The hiker" of "The hiker who found the wreck", unless it ends with somebody else
/// whom a name after it may be: "The man who shot the guard".
pub(super) fn without_relative(document: Document<'_>, segment: TokenRange) -> TokenRange {
    let graph = document.graph;
    let noun = |t: u32| graph.node(t).upos == Upos::Noun && is_role(document, t);
    let relative = (segment.start() + 1..segment.end())
        .find(|&t| document.is_any(t, &["who", "whose"]) && noun(t - 1));
    match relative {
        Some(at) if !is_role(document, segment.end() - 1) => TokenRange::new(segment.start(), at),
        _ => segment,
    }
}

/// The words before a name that say what he is.
pub(super) fn described(document: Document<'_>, start: u32, end: u32) -> Option<TokenRange> {
    let (mut from, mut to) = (start, end);
    while to > from && (document.graph.is_punctuation(to - 1) || document.is_any(to - 1, ADDRESS)) {
        to -= 1;
    }
    while from < to && document.graph.is_punctuation(from) {
        from += 1;
    }
    (from < to).then(|| TokenRange::new(from, to))
}

/// The segment after a name, if it says what he is: "a doctor", "head of the clinic".
pub(super) fn apposition(document: Document<'_>, segment: TokenRange) -> Option<TokenRange> {
    let graph = document.graph;
    let start = segment.start();
    let determiner = |t: u32| match graph.node(t).upos {
        Upos::Det => !document.is_any(t, &["all", "both", "this", "that"]),
        Upos::Pron => document.is_any(t, &["his", "her", "its", "their", "my", "our"]),
        _ => false,
    };
    let before_noun = |t: u32| {
        let node = graph.node(t);
        matches!(node.upos, Upos::Adj | Upos::Propn | Upos::Noun | Upos::Part)
            || document.is(t, "-")
            || matches!(node.xpos, Xpos::Vbn | Xpos::Vbg) && t > start
    };
    let noun = (start..segment.end()).find(|&t| graph.node(t).upos == Upos::Noun);
    // "The Age of Oversupply, a book that calls for a stimulus": said of a thing.
    let within = |&t: &u32| {
        let upos = graph.node(t).upos;
        matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj) || document.is(t, "-")
    };
    let last = noun.and_then(|noun| (noun..segment.end()).take_while(within).last());
    let kind = last.and_then(|t| NOUNS.get(&document.lemma(t).to_ascii_lowercase()));
    let thing = matches!(kind, Some(SourceKind::Document | SourceKind::Imagery));
    let opens = determiner(start) && segment.len() > 1
        || noun.is_some_and(|noun| {
            let from = start + u32::from(document.is_any(start, &["now", "then", "formerly"]));
            (from..noun).all(|t| determiner(t) || before_noun(t))
        });
    // "a group in Paris, the Harbour Network": the name of the body.
    let name = document.is(start, "the")
        && segment.len() > 2
        && (start + 1..segment.end())
            .all(|t| document.is_capitalised(t) && graph.node(t).upos == Upos::Propn)
        && NOUNS.get(&document.word(segment.end() - 1).to_lowercase()) != Some(SourceKind::Role);
    (opens && !thing && !name).then_some(segment)
}
