//! The entities of sources that are pronouns: "he added", "who says", "I think" within a quotation.
//!
//! The layer of entities knows nothing of attributions: it links a pronoun to whoever was named last or most often. Here
//! more is known: who spoke before, what is said, and that nobody is "he" or "she" in their own words.

mod antecedents;
mod first_person;

use sayso_entities::{EntityId, EntityKind, MentionForm};
use sayso_syntax::Relation;
use sayso_text::{TextRange, TokenId, TokenRange};

use crate::attribution::Attribution;
use crate::attributions::Attributions;
use crate::document::Document;

pub(crate) use first_person::resolve as first_person;

/// How far apart, in attributions, one inside another's content may be.
const NEAR: usize = 64;

/// The pronouns that are resolved here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pronoun {
    He,
    She,
    Who,
    First,
    FirstPlural,
}

/// The pronoun that a source is, and its token.
fn pronoun(document: Document<'_>, attribution: &Attribution) -> Option<(Pronoun, u32)> {
    let &[span] = attribution.source.spans.as_slice() else { return None };
    let tokens = document.segmentation.tokens().within(span);
    let token = tokens.start();
    let reflexive = |t: u32| document.is_any(t, &["himself", "herself", "myself", "ourselves"]);
    if tokens.is_empty() || tokens.len() > 1 && !(token + 1..tokens.end()).all(reflexive) {
        return None;
    }
    let pronoun = match document.word(token).to_ascii_lowercase().as_str() {
        "he" | "his" | "him" => Pronoun::He,
        "she" | "her" | "hers" => Pronoun::She,
        "who" | "whose" | "whom" | "which" => Pronoun::Who,
        "that" if document.graph.ancestors(token).next().is_some() => Pronoun::Who,
        "i" | "my" | "me" | "mine" | "myself" => Pronoun::First,
        "we" | "our" | "us" | "ours" => Pronoun::FirstPlural,
        _ => return None,
    };
    Some((pronoun, token))
}

/// Sets the entities of the sources that are pronouns of the third person, and of relative pronouns.
pub(crate) fn third_person(document: Document<'_>, found: &mut Attributions) {
    let pronouns: Vec<_> = found.iter().map(|a| pronoun(document, a)).collect();
    for (at, pronoun) in pronouns.iter().enumerate() {
        if let Some((Pronoun::Who, token)) = pronoun
            && let Some(id) = antecedent(document, *token)
        {
            found.source_mut(at).entity = Some(id);
        }
    }
    antecedents::resolve(document, found, &pronouns);
}

/// The entity that a relative pronoun stands for: that of the noun to which its clause is attached, or else of the
/// words before it.
fn antecedent(document: Document<'_>, token: u32) -> Option<EntityId> {
    let graph = document.graph;
    let entity = |t: u32| {
        let mention = document.entities.at(TokenId::new(t))?;
        let refers = mention.form != MentionForm::Value && mention.kind != EntityKind::Nationality;
        mention.entity.filter(|_| refers)
    };
    let mut up = graph.ancestors(token);
    let clause = up.find(|&t| matches!(graph.node(t).relation, Relation::AclRelcl | Relation::Acl));
    let noun = clause.map(|t| graph.node(t).head).filter(|&noun| noun < token);
    let before = || {
        let comma = token.checked_sub(1)?;
        let skip = u32::from(document.is(comma, ","));
        entity(comma.checked_sub(skip)?)
    };
    noun.and_then(entity).or_else(before)
}

/// The attribution in whose content that of index `at` is: its parent, or else the one with the least content around it.
fn container(found: &[Attribution], at: usize, place: TextRange) -> Option<usize> {
    if let Some(parent) = found[at].parent {
        return Some(parent as usize);
    }
    let near = at.saturating_sub(NEAR)..found.len().min(at + NEAR);
    let holds = |outer: &Attribution| outer.content.spans.iter().any(|s| s.contains(place));
    let size = |outer: &Attribution| outer.content.spans.iter().map(|s| s.len()).sum::<u32>();
    near.filter(|&i| i != at && holds(&found[i])).min_by_key(|&i| (size(&found[i]), i))
}

/// The tokens of spans.
fn tokens(document: Document<'_>, spans: &[TextRange]) -> Vec<TokenRange> {
    spans.iter().map(|&span| document.segmentation.tokens().within(span)).collect()
}
