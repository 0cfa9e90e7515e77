//! Whether a source is several: people and others who are joined by "and".

use sayso_entities::{EntityKind, Mention, MentionForm};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// Whether somebody else is joined to a source that is one: "the President and the media", "Pell and Voss", but not "the
/// delegate and activist", who is one.
pub(in super::super) fn joins_others(document: Document<'_>, head: u32, piece: TokenRange) -> bool {
    let graph = document.graph;
    let proper = |t: u32| graph.node(t).upos == Upos::Propn;
    let determined = |t: u32| {
        graph.children(t).any(|(c, n)| n.upos == Upos::Det && piece.contains(TokenId::new(c)))
    };
    let joined = |t: u32| {
        let node = graph.node(t);
        let and = graph
            .child(t, &[Relation::Cc])
            .is_some_and(|c| document.is_any(c, &["and", "nor", "&"]));
        // "Lopez and her lawyers" is Lopez, and others.
        let own = graph.children(t).any(|(_, n)| n.xpos == Xpos::PrpS);
        let plural = matches!(node.xpos, Xpos::Nns | Xpos::Nnps);
        node.relation == Relation::Conj && and && !own && (plural || proper(t) || determined(t))
    };
    // "Neither Pell nor Voss", whatever their tree is.
    let pair = document.is_any(piece.start(), &["neither", "both"])
        && (piece.start() + 1..piece.end())
            .any(|t| document.is_any(t, &["and", "nor"]) && document.is_capitalised(t + 1));
    let children = || (head + 1..piece.end()).any(|t| graph.node(t).head == head && joined(t));
    graph.node(head).upos != Upos::Pron && (pair || children())
}

/// Whether "and" or "or" follows the name of a person, or "he" or "she": "Senator Ann Bell (D) and Tom Rudd".
pub(super) fn joins_people(document: Document<'_>, piece: TokenRange) -> bool {
    let person = |t: u32| {
        let mention = document.entities.at(TokenId::new(t));
        mention.is_some_and(|m| m.form == MentionForm::Name && m.kind == EntityKind::Person)
            || document.is_any(t, &["he", "she"])
    };
    (piece.start() + 1..piece.end()).any(|t| {
        let punctuation = |&t: &u32| document.graph.is_punctuation(t);
        let before = (piece.start()..t).rev().find(|t| !punctuation(t));
        let bracket = document.graph.node(t - 1).punctuation == PunctuationClass::CloseBracket;
        document.is_any(t, &["and", "or", "nor", "&"]) && (bracket || before.is_some_and(person))
    })
}

/// "Marks and Spencer": one name, though it is joined like two.
pub(super) fn is_partnership(document: Document<'_>, piece: TokenRange) -> bool {
    let body = |m: &&Mention| m.form == MentionForm::Name && m.kind == EntityKind::Organisation;
    let joined = |t: u32| document.is_any(t, &["&", "and"]);
    let firm = |m: &Mention| {
        m.tokens.len() == 3 && m.tokens.end() == piece.end() && joined(m.tokens.start() + 1)
    };
    document.entities.within(document.cover(piece)).iter().filter(body).any(firm)
}
