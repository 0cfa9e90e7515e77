//! Words that weaken what is said.

use sayso_text::{TextRange, TokenRange};

use super::View;

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
/// Weaken with "be" before and "to" behind: "is likely to".
const BEFORE_TO: &[&str] = &[
    "likely", "unlikely", "expected", "believed", "thought", "rumored", "alleged", "said",
    "reported",
];
const VERBS: &[&str] = &["appear", "seem"];

/// The hedges in a content, in order.
pub(super) fn find(view: View<'_>, content: &[TokenRange]) -> Vec<TextRange> {
    let mut found = Vec::new();
    for piece in content {
        let mut at = piece.start();
        while at < piece.end() {
            let hedge = at_token(view, at, *piece);
            at = hedge.map_or(at + 1, |h| h.end().max(at + 1));
            found.extend(hedge.map(|h| view.cover(h)));
        }
    }
    found
}

fn at_token(view: View<'_>, at: u32, piece: TokenRange) -> Option<TokenRange> {
    let to = |t: u32| t < piece.end() && view.is(t, "to");
    if view.is_any(at, BEFORE_TO) && to(at + 1) {
        let is_be =
            |t: u32| matches!(view.lemma(t), "be") || view.is_any(t, &["'s", "’s", "'re", "’re"]);
        let start = at.checked_sub(1).filter(|&t| t >= piece.start() && is_be(t)).unwrap_or(at);
        return Some(TokenRange::new(start, at + 2));
    }
    if VERBS.contains(&view.lemma(at)) && to(at + 1) {
        return Some(TokenRange::new(at, at + 2));
    }
    // "May" the month is no hedge.
    (view.is_any(at, ALONE) && !view.word(at).starts_with('M')).then(|| TokenRange::new(at, at + 1))
}
