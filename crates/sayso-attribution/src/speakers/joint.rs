//! "They" for those who have just spoken together: "Pell and Voss said so. 'It will help,' they wrote."

use sayso_syntax::{Relation, Xpos};
use sayso_text::TokenRange;

use super::{NEAR, Pronoun};
use crate::attributions::Attributions;
use crate::document::Document;

/// So many sentences lie between at most.
const FARTHEST: usize = 3;

/// Gives the sources "they" the members of the source before, if that is several who are named.
pub(super) fn resolve(
    document: Document<'_>,
    found: &mut Attributions,
    pronouns: &[Option<(Pronoun, u32)>],
) {
    let graph = document.graph;
    for (at, pronoun) in pronouns.iter().enumerate() {
        let Some((Pronoun::They, token)) = *pronoun else { continue };
        let place = document.cover(TokenRange::new(token, token + 1)).start();
        let near = found.iter().take(at + NEAR).skip(at.saturating_sub(NEAR));
        let sources = near.filter_map(|a| Some((a.source.spans.first()?, a)));
        let before = sources.filter(|(span, _)| span.end() <= place);
        let Some((span, last)) = before.max_by_key(|(span, _)| span.start()) else { continue };
        let spoke = document.segmentation.tokens().within(*span).start();
        // "The farmers marched. They said": others.
        let after = graph.sentence(graph.sentence_of(spoke)).end();
        let others = (after..token).any(|t| {
            let node = graph.node(t);
            let plural = matches!(node.xpos, Xpos::Nns | Xpos::Nnps)
                || graph.child(t, &[Relation::Conj]).is_some();
            let subject = matches!(node.relation, Relation::Nsubj | Relation::NsubjPass);
            plural && subject && !graph.is_quoted(t)
        });
        let near = graph.sentence_of(token) - graph.sentence_of(spoke) <= FARTHEST && !others;
        if near && last.source.members.len() > 1 {
            let members = last.source.members.clone();
            let source = found.source_mut(at);
            (source.members, source.entity) = (members, None);
        }
    }
}
