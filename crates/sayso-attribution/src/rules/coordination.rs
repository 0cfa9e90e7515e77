//! Two things that one source does in a row: "The army said it had withdrawn and denied firing on civilians". Finders take the
//! second for a part of what is said.

use sayso_lexicon::lists;
use sayso_syntax::{Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use crate::attributes::introduces_clause;
use crate::attributes::stance;
use crate::attribution::Stance;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::nesting;

/// There are too few in annotated news to count.
const CONFIDENCE: f32 = 0.6;

/// The second of two verbs, where no candidate in `chosen` has it for its cue and knows its source.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let found = |first: &Candidate| {
        let (_, verb) = second(document, first)?;
        let end = first.content.last()?.end();
        let known = |other: &Candidate| other.head == verb && !other.source.is_empty();
        let free = !nesting::near(chosen, verb).iter().any(known);
        (free && verb + 1 < end).then(|| Candidate {
            head: verb,
            cue: TokenRange::new(verb, verb + 1),
            source: first.source.clone(),
            content: vec![TokenRange::new(verb + 1, end)],
            confidence: CONFIDENCE,
            ..Candidate::default()
        })
    };
    chosen.iter().filter_map(found).collect()
}

/// The conjunction in a content, and the verb after it that has the cue's subject and not the content's: both have one tense, and
/// what is said is about the source itself, so that nobody else can be meant.
pub(crate) fn second(document: Document<'_>, first: &Candidate) -> Option<(u32, u32)> {
    let graph = document.graph;
    let content = *first.content.last()?;
    let start = content.start() + u32::from(document.is(content.start(), "that"));
    let own = document.is_any(start, &["it", "he", "she", "they", "there"]);
    let tense = graph.node(first.head).xpos;
    if !own
        || first.source.is_empty()
        || content.start() < first.cue.end()
        || !matches!(tense, Xpos::Vbd | Xpos::Vbz)
        || !introduces_clause(document.syntax, TokenId::new(first.head))
    {
        return None;
    }
    let does = |t: u32| {
        let form = graph.node(t).xpos;
        let fits = form == tense || tense == Xpos::Vbd && form == Xpos::Vbn;
        let aside = document.lemma_is_in(t, &lists::ADDRESSING_VERBS)
            || matches!(stance::of_verb(document, t), Some(Stance::Deny | Stance::Direct));
        fits && aside && !graph.is_quoted(t)
    };
    (start + 2..content.end().saturating_sub(1)).find_map(|t| {
        let verb = t + 1 + u32::from(graph.node(t + 1).upos == Upos::Adv);
        let joins = document.is_any(t, &["and", "but"]) && verb < content.end();
        (joins && does(verb)).then_some((t, verb))
    })
}
