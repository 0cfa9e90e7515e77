//! "They" for one: "A resident said so. They added that it was loud.", and for somebody whose pronoun it is by the text's own
//! words.

use sayso_entities::{EntityId, EntityKind, Gender, MentionForm};
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

/// How many sentences after a name "they" may mean the one who is called so.
const FARTHEST: usize = 3;

/// Sets the entities of sources "they" that do not mean several to the one whose pronoun the text says it is: "Alex Rowe, who
/// uses they/them pronouns".
pub(super) fn stated(
    document: Document<'_>,
    found: &mut Attributions,
    pronouns: &[Option<(Pronoun, u32)>],
) {
    let graph = document.graph;
    let mut told: Option<Vec<(usize, EntityId)>> = None;
    for (at, pronoun) in pronouns.iter().enumerate() {
        let Some((Pronoun::They, token)) = *pronoun else { continue };
        let open = found[at].source.members.is_empty() && !graph.is_quoted(token);
        let told = told.get_or_insert_with(|| they_of(document));
        let here = graph.sentence_of(token);
        let Some(&(_, id)) = told.iter().rev().find(|(sentence, _)| *sentence < here) else {
            continue;
        };
        let from = graph.sentence(here.saturating_sub(FARTHEST)).start();
        let near = document.entities.within(document.cover(TokenRange::new(from, token)));
        if open && near.iter().any(|m| m.entity == Some(id) && m.form == MentionForm::Name) {
            let source = found.source_mut(at);
            (source.entity, source.kind) = (Some(id), SourceKind::Person);
        }
    }
}

/// The people whose pronoun is "they" by the text's own words, with the sentences that say so.
fn they_of(document: Document<'_>) -> Vec<(usize, EntityId)> {
    let graph = document.graph;
    let says = |t: u32| {
        let they = document.is(t, "they/them")
            || document.is(t, "they") && (t + 1..t + 4).any(|t| document.is(t, "them"));
        they && {
            let near = t.saturating_sub(4)..t + 6;
            near.into_iter().any(|t| document.is_any(t, &["pronoun", "pronouns"]))
        }
    };
    let tokens = (0..graph.len() as u32).filter(|&t| says(t));
    let person = |t: u32| {
        let sentence = graph.sentence_of(t);
        let start = graph.sentence(sentence).start();
        let named = document.entities.within(document.cover(TokenRange::new(start, t + 1)));
        let mut people =
            named.iter().filter(|m| m.kind == EntityKind::Person && m.form == MentionForm::Name);
        Some((sentence, people.next()?.entity?))
    };
    tokens.filter_map(person).collect()
}
