//! The clause of a verb: its subject, and its position in the sentence.

use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenId;

use super::Document;
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

/// The auxiliary that opens a clause before its subject at `subject`: "Had the mayor said so", "Should he deny it".
pub(crate) fn fronted_auxiliary(document: Document<'_>, subject: u32) -> Option<u32> {
    let graph = document.graph;
    let auxiliary = subject.checked_sub(1)?;
    let sentence = graph.sentence(graph.sentence_of(auxiliary));
    let opens = auxiliary == sentence.start()
        || graph.node(auxiliary - 1).punctuation != PunctuationClass::Word;
    let listed = document.is_any(auxiliary, &["had", "should", "were"]);
    (opens && listed && sentence.contains(TokenId::new(subject)) && opens_nominal(graph, subject))
        .then_some(auxiliary)
}

/// The auxiliary before a subject at `subject` that a negation at the clause's start brings there: "Never once did the duke
/// suggest", "At no point had he said", but not "Not until Monday did she say", "No official who has a copy said".
pub(crate) fn fronted_negation(document: Document<'_>, subject: u32) -> Option<u32> {
    const LONGEST: usize = 5;
    const LIMITS: &[&str] = &["after", "before", "for", "long", "only", "since", "sooner", "until"];
    const RELATIVES: &[&str] = &["that", "which", "who", "whom", "whose"];
    let graph = document.graph;
    let auxiliary = subject.checked_sub(1)?;
    let sentence = graph.sentence(graph.sentence_of(auxiliary));
    let may_front = document.is_any_lemma(auxiliary, &["be", "do", "have"])
        || graph.node(auxiliary).xpos == Xpos::Md;
    if !may_front || !sentence.contains(TokenId::new(subject)) || !opens_nominal(graph, subject) {
        return None;
    }
    let opening = (sentence.start()..auxiliary).rev().take_while(|&t| !graph.is_punctuation(t));
    let words: Vec<u32> = opening.take(LONGEST + 1).collect();
    let negates = |t: u32| document.is(t, "no") || is_negator(document, t);
    let first = *words.iter().rev().find(|&&t| graph.node(t).upos != Upos::Cconj || negates(t))?;
    let phrase = graph.node(first).upos == Upos::Adp;
    // "No one had the key": the subject comes first.
    let is_subject = |t: u32| {
        matches!(graph.node(t).upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && !document.is_any(t, &["neither", "never", "nor", "once"])
    };
    (words.len() <= LONGEST
        && (phrase || negates(first) && !words.iter().any(|&t| is_subject(t)))
        && words.iter().any(|&t| negates(t))
        && !words.iter().any(|&t| document.is_any(t, LIMITS) || document.is_any(t, RELATIVES)))
    .then_some(auxiliary)
}

/// Whether a noun phrase may begin at `token`.
fn opens_nominal(graph: &DependencyGraph, token: u32) -> bool {
    matches!(
        graph.node(token).upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Adj | Upos::Num
    )
}

/// "not", "never", "no longer", but not "not only", "not just", "not least", "not the first to say".
pub(crate) fn is_negator(document: Document<'_>, token: u32) -> bool {
    if document.is(token, "no") {
        return document.is(token + 1, "longer");
    }
    let unique = ["only", "first", "last"];
    if document.is(token + 1, "the") && document.is_any(token + 2, &unique)
        || document.is(token + 1, "alone")
    {
        return false;
    }
    document.is_in(token, &lists::NEGATORS)
        && !document.is_in(token + 1, &lists::NEGATION_LIMITS)
        && !document.is_within_name(token)
}

/// Where the clause ends that begins with "that" at `start` and is a part of the subject: before the second finite verb of
/// "that the tests were false was repeated". Trees get such sentences wrong more often than not.
pub(crate) fn subject_clause_end(document: Document<'_>, start: u32, limit: u32) -> Option<u32> {
    let graph = document.graph;
    let verb = |t: u32| matches!(graph.node(t).upos, Upos::Verb | Upos::Aux);
    let finite = |t: u32| verb(t) && graph.node(t).is_finite();
    let opens_another = |t: u32| {
        matches!(graph.node(t).upos, Upos::Sconj | Upos::Cconj)
            || document.is_any(t, &["who", "which", "whom", "whose", "where"])
            || matches!(graph.node(t).punctuation, PunctuationClass::OpenQuote)
    };
    // A noun right after "that" may be taken for a verb.
    let own = (start + 2..limit).find(|&t| finite(t))?;
    if lists::CLAUSE_VERBS.contains(document.lemma(own)) {
        return None;
    }
    // "were altered": a participle may be taken for a past tense.
    let participle =
        |t: u32| graph.node(t).upos == Upos::Verb && graph.node(t - 1).upos == Upos::Aux;
    let next = (own + 1..limit).find(|&t| opens_another(t) || finite(t) && !participle(t))?;
    let has_subject = graph.node(next - 1).upos == Upos::Pron;
    (finite(next) && !has_subject).then_some(next)
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
