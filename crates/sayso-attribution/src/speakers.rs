//! The entities of sources that are pronouns: "he added", "who says", "I think" within a quotation. And of epithets: "the
//! Vermont senator".
//!
//! The layer of entities knows nothing of attributions: it links a pronoun to whoever was named last or most often. Here
//! more is known: who spoke before, what is said, and that nobody is "he" or "she" in their own words. What is found out of
//! pronouns and descriptions goes back to the entities (see [`Attributions::references`]), so that both say the same.

mod antecedents;
mod epithets;
mod first_person;
mod genders;
mod groups;
mod joint;
mod singular;

use std::collections::{HashMap, HashSet};

use sayso_entities::{EntityId, EntityKind, Mention, MentionForm};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TextRange, TokenId, TokenRange};

use crate::attribution::{Attribution, SourceKind};
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
    They,
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
        "they" | "them" => Pronoun::They,
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
    let is_person = |m: &&Mention| m.form == MentionForm::Name && m.kind == EntityKind::Person;
    let named: HashSet<EntityId> =
        document.entities.mentions().iter().filter(is_person).filter_map(|m| m.entity).collect();
    for (at, pronoun) in pronouns.iter().enumerate() {
        if let Some((Pronoun::Who, token)) = pronoun
            && let Some(id) = antecedent(document, *token)
        {
            let source = found.source_mut(at);
            source.entity = Some(id);
            if named.contains(&id) {
                source.kind = SourceKind::Person;
            }
        }
    }
    antecedents::resolve(document, found, &pronouns);
    singular::resolve(document, found, &pronouns);
    joint::resolve(document, found, &pronouns);
    singular::stated(document, found, &pronouns);
}

/// Lets every pronoun that is a source have one entity, the same as the layer of entities will have.
pub(crate) fn settle(document: Document<'_>, found: &mut Attributions) {
    let mut meant: HashMap<u32, Option<EntityId>> = HashMap::new();
    let mut references = Vec::new();
    for at in 0..found.len() {
        if !found[at].source.members.is_empty() {
            continue;
        }
        let Some((token, mention)) = only_pronoun(document, &found[at]) else { continue };
        let linked =
            mention.entity.filter(|&id| !antecedents::is_excluded(document, &found[at], id));
        let own = found[at].source.entity.or(linked);
        let entity = *meant.entry(token).or_insert(own);
        found.source_mut(at).entity = entity;
        if let Some(id) = entity.filter(|_| own == entity && mention.entity != entity) {
            references.push((mention.range, id, DECIDED));
        }
    }
    // "The Vermont senator": a description that the entities leave open, or take for somebody new.
    let mut merged: HashMap<EntityId, EntityId> = HashMap::new();
    for attribution in found.iter() {
        let Some(id) = attribution.source.entity else { continue };
        let Some(epithet) = epithets::shape(document, attribution) else { continue };
        let mention = document.entities.at(TokenId::new(epithet.head));
        let Some(mention) = mention.filter(|m| m.form == MentionForm::Description) else {
            continue;
        };
        match mention.entity {
            None => references.push((mention.range, id, DECIDED)),
            Some(new) if new != id && !document.entities.is_named(new) => {
                merged.insert(new, id);
            }
            Some(_) => {}
        }
    }
    if !merged.is_empty() {
        let new = |m: &Mention| Some((m.range, *merged.get(&m.entity?)?, m.link.min(DECIDED)));
        references.extend(document.entities.mentions().iter().filter_map(new));
    }
    references.sort_by_key(|(range, ..)| range.start());
    references.dedup_by_key(|(range, ..)| *range);
    found.set_meant(references);
}

/// The link of a pronoun that the speaker's place decides against what the entities say: above what reports ask for,
/// below that of a name. It is not calibrated.
const DECIDED: f32 = 0.8;

/// The mention that is the whole source, if it is a pronoun, with its token.
fn only_pronoun<'d>(
    document: Document<'d>,
    attribution: &Attribution,
) -> Option<(u32, &'d Mention)> {
    let &[span] = attribution.source.spans.as_slice() else { return None };
    let tokens = document.segmentation.tokens().within(span);
    if tokens.is_empty() || tokens.len() > 1 && pronoun(document, attribution).is_none() {
        return None;
    }
    let mention = document.entities.at(TokenId::new(tokens.start()))?;
    (mention.form == MentionForm::Pronoun).then_some((tokens.start(), mention))
}

/// The entity that a relative pronoun stands for: that of the noun to which its clause is attached, or else of the
/// words before it.
fn antecedent(document: Document<'_>, token: u32) -> Option<EntityId> {
    let graph = document.graph;
    // "McCabe, who had assured them but who later said"
    let again = token >= 2 && document.is_any(token - 1, &["and", "but", "or"]);
    if again && document.is(token, "who") {
        let sentence = graph.sentence(graph.sentence_of(token));
        let first = (sentence.start()..token - 1).rev().find(|&t| document.is(t, "who"));
        if let Some(first) = first {
            return antecedent(document, first);
        }
    }
    let contrasted = contrast(document, token);
    let someone = document.is_any(token, &["who", "whose", "whom"]);
    let entity = |t: u32| {
        let mention = document.entities.at(TokenId::new(t))?;
        // "Republicans who" are people, "the Wisconsin Republican who" is somebody else.
        let plural = matches!(graph.node(t).xpos, Xpos::Nns | Xpos::Nnps);
        let refers = mention.form != MentionForm::Value
            && (mention.kind != EntityKind::Nationality || plural && someone);
        // "a secretary during the Clinton administration who": nor is a body.
        let thing = matches!(
            mention.kind,
            EntityKind::Place | EntityKind::Facility | EntityKind::Organisation
        );
        mention.entity.filter(|_| refers && !(someone && thing && !plural))
    };
    if let Some(end) = contrasted {
        return entity(end.checked_sub(1)?);
    }
    let mut up = graph.ancestors(token);
    let clause = up.find(|&t| matches!(graph.node(t).relation, Relation::AclRelcl | Relation::Acl));
    let noun = clause.map(|t| graph.node(t).head).filter(|&noun| noun < token);
    // "Rubio of Florida, who": the one whom the clause is about stands above the place.
    let above = |noun: u32| {
        let node = graph.node(noun);
        (node.relation == Relation::Nmod && node.head < noun).then(|| entity(node.head)).flatten()
    };
    let before = token.checked_sub(1).and_then(|comma| {
        let skip = u32::from(document.is(comma, ","));
        comma.checked_sub(skip)
    });
    let name = noun.or(before).filter(|_| someone).and_then(|noun| described(document, noun));
    name.or_else(|| noun.and_then(|noun| entity(noun).or_else(|| above(noun))))
        .or_else(|| entity(before?))
}

/// Where the phrase ends that a relative pronoun stands for, if another is set against it: "It was Hale, not Burke, who said".
fn contrast(document: Document<'_>, token: u32) -> Option<u32> {
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(token));
    let far = token.saturating_sub(FARTHEST).max(sentence.start() + 3);
    let set = |&t: &u32| {
        document.is(t, "not") || document.is_any(t, &["rather", "instead"]) && t + 1 < token
    };
    let not = (far..token).rev().find(set)?;
    let plain = |t: u32| !matches!(graph.node(t).upos, Upos::Verb | Upos::Aux);
    let mut end = not;
    while end > sentence.start() && (graph.is_comma(end - 1) || document.is(end - 1, "and")) {
        end -= 1;
    }
    let parted = end < not || !document.is(not, "not");
    (parted && (not..token).all(plain) && plain(end.checked_sub(1)?)).then_some(end)
}

/// The farthest noun from the comma before its description: "a former Texas state senator".
const FARTHEST: u32 = 8;

/// The person whom a noun describes that follows a name and a comma: "Richard Burr, a North Carolina Republican".
fn described(document: Document<'_>, noun: u32) -> Option<EntityId> {
    let graph = document.graph;
    let near = noun.saturating_sub(FARTHEST)..noun;
    let comma = near.rev().find(|&t| graph.is_punctuation(t) && !document.is(t, "-"))?;
    let determined = document.is_any(comma + 1, &["a", "an", "the", "his", "her", "its", "their"]);
    let plain = (comma + 1..noun).all(|t| {
        !matches!(graph.node(t).upos, Upos::Cconj | Upos::Adp | Upos::Pron | Upos::Aux)
            || document.is_any(t, &["his", "her", "its", "their"])
    });
    let name = document.entities.at(TokenId::new(comma.checked_sub(1)?))?;
    let person = name.form == MentionForm::Name && name.kind == EntityKind::Person;
    (document.is(comma, ",") && determined && plain && person && name.tokens.end() == comma)
        .then_some(name.entity?)
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
