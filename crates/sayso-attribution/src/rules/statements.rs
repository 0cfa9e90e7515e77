//! Statements without quotation marks: whole paragraphs after one that ends with a colon, as releases of governments and
//! agencies have them, and as papers quote at length.
//!
//! ```text
//! Transport Minister Ann Brown said:
//!
//! I am glad that the line will open in May.
//!
//! The city has waited for it long enough.
//! ```
//!
//! No mark tells where they end: it is told by whose voice the next paragraphs are in. There are too few in the
//! annotated articles to learn it from; these are rules.

use std::sync::LazyLock;

use sayso_linear::text_hash;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::clause::subject_of;
use crate::document::graph::{DependencyGraph, NONE, Node, PunctuationClass};
use crate::nesting;

/// Of the five that polnear-train has, all but a list of things to do are attributions: chosen, not fitted.
const SURE: f32 = 0.8;

struct Voices {
    /// The speaker's own.
    first: [u64; 9],
    /// The writer's, who speaks of somebody.
    third: [u64; 5],
    following: u64,
}

static VOICES: LazyLock<Voices> = LazyLock::new(|| Voices {
    first: ["i", "we", "my", "our", "us", "me", "ours", "mine", "ourselves"].map(text_hash),
    third: ["he", "she", "his", "her", "him"].map(text_hash),
    following: text_hash("following"),
});

/// The paragraphs of the statement after the sentence numbered `lead`, if that introduces one.
pub(crate) fn after(document: Document<'_>, lead: usize) -> Option<Vec<TokenRange>> {
    let graph = document.graph;
    if !leads_in(graph, lead) {
        return None;
    }
    let (mut paragraphs, mut kept) = (Vec::new(), 0);
    let mut next = lead + 1;
    while let Some((start, behind)) = paragraph_at(graph, next) {
        let tokens = TokenRange::new(start, graph.sentence(behind - 1).end());
        let first = paragraphs.is_empty();
        let (own, foreign) = voice(graph, tokens);
        if document.is_boilerplate(start)
            || is_heading(graph, tokens)
            || graph.node(start).quotation > 0
        {
            break;
        }
        if !first && foreign {
            // The writer is back: what nobody says in the first person may be the writer's too.
            paragraphs.truncate(kept);
            return (!paragraphs.is_empty()).then_some(paragraphs);
        }
        paragraphs.push(tokens);
        if first || own {
            kept = paragraphs.len();
        }
        next = behind;
    }
    // What follows the statement at the end of an article is the writer's if it tells a story.
    while paragraphs.len() > kept.max(1) && tells(graph, paragraphs[paragraphs.len() - 1]) {
        paragraphs.pop();
    }
    (!paragraphs.is_empty()).then_some(paragraphs)
}

/// Whether the sentence numbered `lead` ends its paragraph with a colon, and another one follows.
fn leads_in(graph: &DependencyGraph, lead: usize) -> bool {
    let (own, next) = (&graph.sentences[lead], graph.sentences.get(lead + 1));
    next.is_some_and(|next| next.paragraph != own.paragraph)
        && own
            .tokens
            .ids()
            .next_back()
            .is_some_and(|t| graph.node(t.raw()).punctuation == PunctuationClass::Colon)
}

/// What somebody "released in the following statement:", which no verb of saying leads in to, and which is not yet
/// among the candidates that were chosen, which are in order of their cues.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let graph = document.graph;
    let mut found = Vec::new();
    for lead in 0..graph.sentences.len() {
        let Some(announced) = announced(document, lead, chosen) else { continue };
        let first = TokenId::new(announced.content[0].start());
        let holds = |p: &Candidate| p.content.iter().any(|piece| piece.contains(first));
        if !nesting::near(chosen, announced.head).iter().any(holds) {
            found.push(announced);
        }
    }
    found
}

/// The attribution of a sentence "The general released the following statement today:", if it is one.
/// Of what was chosen, an attribution with the same verb knows the source.
fn announced(document: Document<'_>, lead: usize, chosen: &[Candidate]) -> Option<Candidate> {
    let graph = document.graph;
    let sentence = graph.sentence(lead);
    if !leads_in(graph, lead) || !graph.is_parsed(sentence.start()) {
        return None;
    }
    let last = sentence.end() - 1;
    let following = sentence.ids().map(TokenId::raw).find(|&t| {
        graph.node(t).lower == VOICES.following
            && graph.node(t).quotation == 0
            && !document.is_boilerplate(t)
    })?;
    let node = graph.node(following);
    let noun = if node.relation == Relation::Amod { node.head } else { following };
    let mut verb = graph.node(noun).head;
    while graph.node(verb).upos != Upos::Verb {
        let above = graph.node(verb).head;
        if above == verb {
            return None;
        }
        verb = above;
    }
    if verb > noun {
        return None;
    }
    let is_part = |t: u32| {
        let relation = graph.node(t).relation;
        graph.node(t).head == verb && matches!(relation, Relation::Aux | Relation::AuxPass)
    };
    let start = (sentence.start()..verb).rev().take_while(|&t| is_part(t)).last().unwrap_or(verb);
    let end = if noun + 1 == last { last + 1 } else { noun + 1 };
    let known = chosen.binary_search_by_key(&verb, |p| p.head).ok().map(|at| &chosen[at]);
    let known = known.filter(|p| !p.source.is_empty());
    let source = match (known, subject_of(graph, verb)) {
        (Some(known), _) => known.source.clone(),
        (None, (subject, _)) if subject != NONE && subject < start => {
            let subject = graph.node(subject);
            vec![TokenRange::new(subject.left, (subject.right + 1).min(start))]
        }
        _ => return None,
    };
    let content = match after(document, lead) {
        Some(statement) => statement,
        None => quoted(graph, lead + 1),
    };
    (!content.is_empty()).then(|| Candidate {
        head: verb,
        cue: TokenRange::new(start, end),
        source,
        content,
        confidence: SURE,
        ..Candidate::default()
    })
}

/// The paragraphs from the sentence numbered `next` on that are entirely in quotation marks.
fn quoted(graph: &DependencyGraph, mut next: usize) -> Vec<TokenRange> {
    let mut paragraphs = Vec::new();
    while let Some((start, behind)) = paragraph_at(graph, next) {
        let tokens = TokenRange::new(start, graph.sentence(behind - 1).end());
        let is_quoted = |t: u32| graph.is_punctuation(t) || graph.node(t).quotation > 0;
        if !tokens.ids().all(|t| is_quoted(t.raw())) {
            break;
        }
        paragraphs.push(tokens);
        next = behind;
    }
    paragraphs
}

/// The first token of the sentence numbered `first`, and the number of the first sentence after its paragraph.
fn paragraph_at(graph: &DependencyGraph, first: usize) -> Option<(u32, usize)> {
    let own = graph.sentences.get(first)?;
    let length =
        graph.sentences[first..].iter().take_while(|s| s.paragraph == own.paragraph).count();
    Some((own.tokens.start(), first + length))
}

/// Whether a paragraph speaks in the first person, and whether somebody is quoted or spoken of in it.
fn voice(graph: &DependencyGraph, tokens: TokenRange) -> (bool, bool) {
    let words = || tokens.indices().map(|t| &graph.nodes[t]);
    let own = words().any(|node| VOICES.first.contains(&node.lower));
    let quotes = words().any(|node| node.quotation > 0);
    let tells = words().any(|node| VOICES.third.contains(&node.lower));
    (own, quotes || tells && !own)
}

/// Whether all that a paragraph says is in the past.
fn tells(graph: &DependencyGraph, tokens: TokenRange) -> bool {
    let nodes = || tokens.indices().map(|t| &graph.nodes[t]);
    let present = |node: &Node| matches!(node.xpos, Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    nodes().any(|node| node.xpos == Xpos::Vbd) && !nodes().any(present)
}

/// Whether no sentence ends where the paragraph does, or it leads in to something else.
fn is_heading(graph: &DependencyGraph, tokens: TokenRange) -> bool {
    let last = graph.node(tokens.end() - 1).punctuation;
    !matches!(
        last,
        PunctuationClass::Stop
            | PunctuationClass::QuestionMark
            | PunctuationClass::CloseQuote
            | PunctuationClass::CloseBracket
            | PunctuationClass::Other
    )
}
