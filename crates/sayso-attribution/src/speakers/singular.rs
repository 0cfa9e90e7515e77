//! "They" for one: "A resident said so. They added that it was loud."

use sayso_entities::Gender;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenRange;

use super::Pronoun;
use crate::attribution::SourceKind;
use crate::attributions::Attributions;
use crate::document::Document;

/// Sets the entities of sources "they" that go on with the one who spoke in the sentence before, where nobody else can
/// be meant: somebody without a known gender, or a body.
pub(super) fn resolve(
    document: Document<'_>,
    found: &mut Attributions,
    pronouns: &[Option<(Pronoun, u32)>],
) {
    let graph = document.graph;
    for (at, pronoun) in pronouns.iter().enumerate() {
        let Some((Pronoun::They, token)) = *pronoun else { continue };
        let sentence = graph.sentence_of(token);
        let opens = graph.sentence(sentence).start() == token && !graph.is_quoted(token);
        let Some(before) = sentence.checked_sub(1).filter(|_| opens) else { continue };
        let earlier = graph.sentence(before);
        let range = document.cover(TokenRange::new(earlier.start(), earlier.end()));
        let mut speakers = found.iter().filter(|a| {
            let place = a.source.spans.first();
            a.parent.is_none() && place.is_some_and(|place| range.contains(*place))
        });
        let (Some(speaker), None) = (speakers.next(), speakers.next()) else { continue };
        let (kind, entity) = (speaker.source.kind, speaker.source.entity);
        let one = matches!(
            kind,
            SourceKind::Role
                | SourceKind::Organisation
                | SourceKind::Government
                | SourceKind::Outlet
        );
        let Some(id) = entity.filter(|_| one) else { continue };
        // Others may be meant: "The mayor said residents had fled. They added that ...".
        let others = (earlier.start()..earlier.end()).any(|t| {
            let node = graph.node(t);
            let plural = node.upos == Upos::Noun && node.xpos == Xpos::Nns;
            plural && matches!(node.relation, Relation::Nsubj | Relation::NsubjPass)
        });
        if !others && document.entities.get(id).gender == Gender::Unknown {
            let source = found.source_mut(at);
            (source.entity, source.kind) = (Some(id), kind);
        }
    }
}
