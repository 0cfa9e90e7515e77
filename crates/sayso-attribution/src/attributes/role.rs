//! The role and the affiliation that the words of a source name.

use sayso_syntax::{Relation, Upos};
use sayso_text::{TextRange, TokenId, TokenRange};

use crate::attribution::SourceKind;
use crate::document::Document;

/// The role and the affiliation that the words of a source name.
pub(super) fn find(
    document: Document<'_>,
    source: &[TokenRange],
    kind: SourceKind,
) -> (Option<TextRange>, Option<TextRange>) {
    let Some(&piece) = source.first() else { return (None, None) };
    let Some(head) = document.graph.head_of(piece.start()..piece.end()) else {
        return (None, None);
    };
    let inside = |t: u32| piece.contains(TokenId::new(t));
    let clip = |tokens: TokenRange| {
        let start = tokens.start().max(piece.start());
        let mut end = tokens.end().min(piece.end()).max(start);
        while end > start && document.graph.is_punctuation(end - 1) {
            end -= 1;
        }
        TokenRange::new(start, end)
    };
    let mut role = None;
    if kind == SourceKind::Person {
        for (child, node) in document.graph.children(head).filter(|(t, _)| inside(*t)) {
            if node.relation == Relation::Appos && child > head {
                let (named, described) = (document.graph.node(head).upos, node.upos);
                role = match (named, described) {
                    (Upos::Propn, Upos::Noun) => Some(clip(document.subtree(child))),
                    (Upos::Noun, Upos::Propn) => Some(clip(TokenRange::new(piece.start(), child))),
                    _ => role,
                };
            }
        }
        // A title before the name.
        let first_name =
            (piece.start()..=head).find(|&t| document.graph.node(t).upos == Upos::Propn);
        let last_noun =
            (piece.start()..head).rev().find(|&t| document.graph.node(t).upos == Upos::Noun);
        if role.is_none()
            && let (Some(_), Some(noun)) = (first_name, last_noun)
            && document.graph.node(noun).head == head
        {
            role = Some(clip(TokenRange::new(piece.start(), noun + 1)));
        }
        if role.is_none() && document.graph.node(head).upos == Upos::Noun {
            let flat = document.graph.child(head, &[Relation::Flat, Relation::Appos]);
            role =
                flat.filter(|&t| t > head).map(|_| clip(TokenRange::new(piece.start(), head + 1)));
        }
    } else if kind == SourceKind::Role {
        role = Some(clip(piece));
    }
    let affiliation = affiliation(document, piece, head, clip);
    let range = |tokens: TokenRange| (!tokens.is_empty()).then(|| document.cover(tokens));
    (role.and_then(range), affiliation.and_then(range))
}

fn affiliation(
    document: Document<'_>,
    piece: TokenRange,
    head: u32,
    clip: impl Fn(TokenRange) -> TokenRange,
) -> Option<TokenRange> {
    for t in piece.start()..piece.end() {
        let node = document.graph.node(t);
        let case = document.graph.child(t, &[Relation::Case]);
        if node.relation == Relation::Nmod
            && let Some(case) = case
            && document.is_any(case, &["of", "at", "in", "for", "with", "from"])
        {
            let tokens = clip(TokenRange::new(case + 1, document.subtree(t).end().max(case + 1)));
            let capital = |t: u32| document.word(t).starts_with(char::is_uppercase);
            if (tokens.start()..tokens.end()).any(capital) {
                return Some(tokens);
            }
        }
    }
    // "a Clinton spokesman", "U.S. officials", "the Kremlin's spokesman".
    let before = (piece.start()..head).find(|&t| {
        let node = document.graph.node(t);
        node.upos == Upos::Propn
            && matches!(node.relation, Relation::Compound | Relation::NmodPoss | Relation::Amod)
            && document.graph.node(node.head).upos == Upos::Noun
    })?;
    Some(clip(TokenRange::new(document.graph.node(before).left, before + 1)))
}
