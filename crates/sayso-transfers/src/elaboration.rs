//! What is said more exactly after a colon: "Russia is getting human resources: 12,000 North Korean soldiers are there".

use sayso_syntax::Relation;

use crate::document::Sentence;
use crate::draft::Draft;

/// The thing after the colon begins so many tokens after it at most.
const NEAR: u32 = 12;

/// Gives the last draft of a sentence that names no giver the thing after the colon, and who that is said to come from.
pub(crate) fn complete(sentence: Sentence<'_>, drafts: &mut [Draft]) {
    let Some(draft) = drafts.last_mut().filter(|draft| draft.givers.is_empty()) else { return };
    let [vague] = draft.things[..] else { return };
    let mut after = vague.head + 1..sentence.tokens.end();
    let Some(colon) = after.find(|&t| sentence.is(t, &[":"])) else { return };
    let near = colon + 1..sentence.tokens.end().min(colon + NEAR);
    let subject = near.into_iter().find(|&t| {
        matches!(sentence.relation(t), Relation::Nsubj | Relation::NsubjPass | Relation::Appos)
    });
    let exact = subject.and_then(|t| sentence.listed_thing(t));
    let Some(exact) = exact.filter(|exact| exact.thing.kind == vague.thing.kind) else { return };
    let origin = sentence.origin(exact.core);
    if let Some(origin) = origin.filter(|o| !draft.receivers.iter().any(|r| r.is_same(o))) {
        draft.givers = vec![origin];
        draft.things = vec![exact];
        draft.concluded = true;
    }
}
