//! The clause of a verb: its subject, and its position in the sentence.

use sayso_syntax::{Relation, Upos};

use super::graph::{DependencyGraph, NONE, Node, PunctuationClass};

/// The subject of `token`: its own, or the one it shares through coordination and control. Also how many
/// steps above it was found.
pub(crate) fn subject_of(graph: &DependencyGraph, token: u32) -> (u32, u64) {
    const SUBJECTS: &[Relation] =
        &[Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::NsubjOuter];
    let mut at = token;
    for hops in 0..4 {
        if let Some(subject) = graph.child(at, SUBJECTS) {
            return (subject, hops);
        }
        let node = graph.node(at);
        match node.relation {
            Relation::Conj | Relation::Xcomp | Relation::Advcl | Relation::Cop | Relation::Aux => {
                at = node.head;
            }
            Relation::Acl | Relation::AclRelcl => return (node.head, hops + 8),
            _ => break,
        }
    }
    (NONE, 0)
}

/// The phrase after a reporting verb that has no subject before it, ", writes The Wall Street Journal":
/// its subject, whatever the parser calls it.
pub(crate) fn inverted_subject(graph: &DependencyGraph, token: u32) -> Option<u32> {
    if graph.node(token).upos != Upos::Verb {
        return None;
    }
    let before = graph.near(token, -1)?.punctuation;
    if !matches!(
        before,
        PunctuationClass::Comma
            | PunctuationClass::CloseQuote
            | PunctuationClass::Dash
            | PunctuationClass::QuestionMark
    ) {
        return None;
    }
    let begins_behind = |node: &Node| node.left == token + 1;
    let phrase = graph.children(token).find(|(_, node)| begins_behind(node))?;
    matches!(phrase.1.relation, Relation::Obj | Relation::Ccomp | Relation::Xcomp | Relation::Obl)
        .then_some(phrase.0)
        .filter(|&t| !matches!(graph.node(t).upos, Upos::Verb | Upos::Aux | Upos::Adj))
}

/// The position of the reporting clause of `token` in its sentence: what comes before it and what comes after it.
/// "..., officials said." is between a comma and the end.
pub(crate) fn placement(graph: &DependencyGraph, token: u32) -> u64 {
    let (subject, hops) = subject_of(graph, token);
    let subject =
        inverted_subject(graph, token).or((subject != NONE && hops == 0).then_some(subject));
    let (mut start, mut end) = (token, token);
    for (child, node) in graph.children(token) {
        let joins = matches!(node.relation, Relation::Aux | Relation::AuxPass | Relation::Fixed);
        if joins || Some(child) == subject {
            start = start.min(node.left);
            end = end.max(node.right);
        }
    }
    let inverted = u64::from(subject.is_some_and(|s| s > token));
    let kind = |t: Option<&Node>| match t {
        None => 0,
        Some(node) => match node.punctuation {
            PunctuationClass::Stop | PunctuationClass::QuestionMark => 0,
            PunctuationClass::Comma => 1,
            PunctuationClass::OpenQuote | PunctuationClass::CloseQuote => 2,
            PunctuationClass::Colon => 3,
            PunctuationClass::Word if node.upos == Upos::Cconj => 4,
            PunctuationClass::Word => 5,
            _ => 6,
        },
    };
    let before = if start == graph.sentence(graph.sentence_of(token)).start() {
        7
    } else {
        kind(graph.near(start, -1))
    };
    (before << 4 | kind(graph.near(end, 1))) << 1 | inverted
}
