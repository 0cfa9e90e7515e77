//! Fighters who attack say nothing: "rebels attacked the barracks", unlike "the minister attacked the plan".

use sayso_entities::EntityKind;
use sayso_lexicon::lists;
use sayso_text::{TokenId, TokenRange};

use crate::candidate::Candidate;
use crate::document::Document;

/// Takes out the candidates whose cue is an act of fighting.
pub(crate) fn drop_fighting(document: Document<'_>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| !is_fighting(document, candidate));
}

fn is_fighting(document: Document<'_>, candidate: &Candidate) -> bool {
    let quoted = |piece: &TokenRange| document.graph.is_quoted(piece.start());
    document.lemma_is_in(candidate.head, &lists::COMBAT_VERBS)
        && candidate.source.iter().any(|source| are_combatants(document, *source))
        && !candidate.content.iter().any(quoted)
}

/// "The rebels", "two Russian drones", "an F-16".
fn are_combatants(document: Document<'_>, source: TokenRange) -> bool {
    let Some(head) = document.graph.head_of(source.start()..source.end()) else { return false };
    let armed = |kind| matches!(kind, EntityKind::Weapon | EntityKind::Platform);
    document.lemma_is_in(head, &lists::COMBATANTS)
        || document.entities.at(TokenId::new(head)).is_some_and(|mention| armed(mention.kind))
}
