//! Words that weaken what is said.

use sayso_text::{TextRange, TokenRange};

use crate::document::Document;

const ALONE: &[&str] = &[
    "may",
    "might",
    "could",
    "reportedly",
    "allegedly",
    "apparently",
    "possibly",
    "perhaps",
    "probably",
    "presumably",
    "supposedly",
    "seemingly",
    "likely",
    "maybe",
    "arguably",
    "conceivably",
    "purportedly",
];
/// Weaken with "be" before and "to" after: "is likely to".
const BEFORE_TO: &[&str] = &[
    "likely", "unlikely", "expected", "believed", "thought", "rumored", "alleged", "said",
    "reported",
];
const VERBS: &[&str] = &["appear", "seem"];

/// The hedges in a content, in order.
pub(super) fn find(document: Document<'_>, content: &[TokenRange]) -> Vec<TextRange> {
    let mut found = Vec::new();
    for piece in content {
        let mut at = piece.start();
        while at < piece.end() {
            let hedge = at_token(document, at, *piece);
            at = hedge.map_or(at + 1, |h| h.end().max(at + 1));
            found.extend(hedge.map(|h| document.cover(h)));
        }
    }
    found
}

fn at_token(document: Document<'_>, at: u32, piece: TokenRange) -> Option<TokenRange> {
    let to = |t: u32| t < piece.end() && document.is(t, "to");
    if document.is_any(at, BEFORE_TO) && to(at + 1) {
        let is_be = |t: u32| {
            matches!(document.lemma(t), "be") || document.is_any(t, &["'s", "’s", "'re", "’re"])
        };
        let start = at.checked_sub(1).filter(|&t| t >= piece.start() && is_be(t)).unwrap_or(at);
        return Some(TokenRange::new(start, at + 2));
    }
    if VERBS.contains(&document.lemma(at)) && to(at + 1) {
        return Some(TokenRange::new(at, at + 2));
    }
    // "May" the month is no hedge.
    (document.is_any(at, ALONE) && !document.word(at).starts_with('M'))
        .then(|| TokenRange::new(at, at + 1))
}
