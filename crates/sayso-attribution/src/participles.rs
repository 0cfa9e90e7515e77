//! Whose a participle is that says something: in "responded Jim Bridger, noting that money was short" it is Bridger who notes.

use sayso_syntax::Xpos;
use sayso_text::{TokenId, TokenRange};

use crate::attributes::introduces_clause;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::nesting;

/// Gives participles without a source that of the verb that they are attached to, or of whoever is named right before.
pub(crate) fn settle(document: Document<'_>, chosen: &mut [Candidate]) {
    for at in 0..chosen.len() {
        if let Some(source) = speaker(document, chosen, &chosen[at]) {
            chosen[at].source = source;
        }
    }
}

fn speaker(
    document: Document<'_>,
    chosen: &[Candidate],
    participle: &Candidate,
) -> Option<Vec<TokenRange>> {
    let graph = document.graph;
    let head = participle.head;
    let comma = participle.cue.start().checked_sub(1).filter(|&t| graph.is_comma(t))?;
    if !participle.source.is_empty()
        || graph.node(head).xpos != Xpos::Vbg
        || !introduces_clause(document.syntax, TokenId::new(head))
    {
        return None;
    }
    let sentence = graph.sentence_of(head);
    let near = nesting::near(chosen, head).iter().rev();
    let mut before = near.filter(|c| c.head < head && graph.sentence_of(c.head) == sentence);
    let last = before.find(|c| {
        let named = c.source.last().is_some_and(|s| s.end() == comma || s.end() == comma + 1);
        !c.source.is_empty() && (named || graph.node(head).head == c.head)
    })?;
    Some(last.source.clone())
}
