//! The parts of a source phrase: stretches between commas and brackets.

use sayso_lexicon::lists;
use sayso_text::TokenRange;

use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// What makes a name a possessor.
pub(super) const POSSESSIVE: &[&str] = &["'s", "’s"];
/// What opens a relative clause.
pub(super) const RELATIVE: &[&str] = &["who", "whose", "whom", "which"];

/// Without punctuation at its edges, nor the mark of a possessor at its end.
pub(super) fn trimmed(document: Document<'_>, tokens: TokenRange) -> TokenRange {
    let (mut start, mut end) = (tokens.start(), tokens.end());
    while start < end && document.graph.is_punctuation(start) {
        start += 1;
    }
    while end > start
        && (document.graph.is_punctuation(end - 1) || document.is_any(end - 1, POSSESSIVE))
    {
        end -= 1;
    }
    TokenRange::new(start, end)
}

/// The stretches between commas, long dashes and brackets; what is in brackets is left out.
pub(super) fn segments(document: Document<'_>, piece: TokenRange) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (piece.start(), 0);
    for t in piece.start()..=piece.end() {
        // What follows is said in passing.
        if t < piece.end() && start == t && document.is_any(t, RELATIVE) {
            break;
        }
        let class = if t == piece.end() {
            PunctuationClass::Comma
        } else {
            document.graph.node(t).punctuation
        };
        let dash = class == PunctuationClass::Dash && document.word(t) != "-";
        // "Henry Louis Gates, Jr."
        let suffix = class == PunctuationClass::Comma
            && t + 1 < piece.end()
            && document.is_in(t + 1, &lists::NAME_SUFFIXES);
        let breaks = !suffix
            && (dash
                || matches!(
                    class,
                    PunctuationClass::Comma
                        | PunctuationClass::OpenBracket
                        | PunctuationClass::CloseBracket
                ));
        if breaks {
            if depth == 0 && start < t {
                found.push(TokenRange::new(start, t));
            }
            start = t + 1;
        }
        match class {
            PunctuationClass::OpenBracket => depth += 1,
            PunctuationClass::CloseBracket if depth > 0 => depth -= 1,
            _ => {}
        }
    }
    found
}
