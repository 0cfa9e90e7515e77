//! I and we: who speaks the words that they are in.

use sayso_entities::{EntityId, EntityKind, MentionForm};
use sayso_text::{Quotation, TextRange, TokenId, TokenRange};

use super::{NEAR, Pronoun, container, pronoun};
use crate::attribution::{Attribution, QuotationType, SourceKind};
use crate::attributions::Attributions;
use crate::document::Document;

/// Sets the entities of the sources "I" and "we" that are somebody else's words than the writer's.
pub(crate) fn resolve(document: Document<'_>, found: &mut Attributions) {
    // An outer attribution before those in it: its source may be "I" too.
    let mut wanted: Vec<(u32, usize, Pronoun, usize)> = Vec::new();
    for at in 0..found.len() {
        let Some((pronoun @ (Pronoun::First | Pronoun::FirstPlural), token)) =
            pronoun(document, &found[at])
        else {
            continue;
        };
        if let Some(outer) = speech(document, found, at, token) {
            wanted.push((depth(found, at), at, pronoun, outer));
        }
    }
    wanted.sort_unstable_by_key(|&(depth, at, ..)| (depth, at));
    for (_, at, pronoun, outer) in wanted {
        let speaker = found[outer].source.clone();
        let body = match speaker.kind {
            SourceKind::Organisation | SourceKind::Government | SourceKind::Outlet => None,
            _ => body(document, &found[outer]),
        };
        let source = found.source_mut(at);
        match (pronoun, body) {
            (Pronoun::FirstPlural, Some(body)) => {
                source.entity = Some(body);
                source.kind = SourceKind::Organisation;
            }
            (Pronoun::FirstPlural, None) => {
                source.entity = speaker.entity;
                source.kind = match speaker.kind {
                    SourceKind::Organisation | SourceKind::Government | SourceKind::Outlet => {
                        speaker.kind
                    }
                    _ => SourceKind::Group,
                };
            }
            _ => {
                source.entity = speaker.entity;
                source.kind = SourceKind::Person;
            }
        }
    }
}

/// How many parents an attribution has.
fn depth(found: &[Attribution], at: usize) -> u32 {
    let (mut depth, mut next) = (0, found[at].parent);
    while let Some(parent) = next.filter(|_| depth < 16) {
        depth += 1;
        next = found[parent as usize].parent;
    }
    depth
}

/// The attribution whose source speaks the word at `token`: the one around it, if its words are the source's own.
fn speech(document: Document<'_>, found: &[Attribution], at: usize, token: u32) -> Option<usize> {
    let place = document.cover(TokenRange::new(token, token + 1));
    let quoted = document.graph.is_quoted(token);
    let mut outer = container(found, at, place).filter(|&outer| outer != at);
    // "“He said I was late,” Lopez said": who reports somebody within a quotation is still its "I".
    for _ in 0..4 {
        let Some(reported) = outer.filter(|&o| in_same_words(document, &found[o], token)) else {
            break;
        };
        outer = container(found, reported, place).filter(|&next| next != at && next != reported);
    }
    let own = |outer: &usize| {
        let outer = &found[*outer];
        quoted
            || outer.content.quotation == QuotationType::Direct
            || introduces(document, outer)
            || precedes(outer, place)
    };
    if let Some(outer) = outer.filter(own) {
        return Some(outer);
    }
    if !quoted {
        return None;
    }
    // Around it is a quotation that an attribution has other parts of.
    let quotations = document.segmentation.quotations();
    let next = quotations.partition_point(|q| q.tokens.start() <= token);
    let mut before = quotations[..next].iter().rev().take(NEAR);
    let around = before.find(|q| q.depth == 0 && q.tokens.contains(TokenId::new(token)))?;
    let around = document.cover(around.tokens);
    let near = at.saturating_sub(NEAR)..found.len().min(at + NEAR);
    let mut others = near.filter(|&i| i != at);
    others.find(|&i| {
        let Attribution { cue, content, .. } = &found[i];
        content.spans.iter().any(|s| overlap(*s, around)) && !overlap(cue.spans[0], around)
    })
}

/// Whether the cue of an attribution is in the same quotation as `token`, and no other is around `token` alone.
fn in_same_words(document: Document<'_>, outer: &Attribution, token: u32) -> bool {
    let cue = document.segmentation.tokens().within(outer.cue.spans[0]).start();
    let quotation = |t: u32| document.graph.node(t).quotation;
    if quotation(token) == 0 || quotation(cue) != quotation(token) {
        return false;
    }
    let quotations = document.segmentation.quotations();
    let next = quotations.partition_point(|q| q.tokens.start() <= token);
    let (cue, token) = (TokenId::new(cue), TokenId::new(token));
    let parts = |q: &Quotation| q.tokens.contains(token) && !q.tokens.contains(cue);
    !quotations[..next].iter().rev().take(NEAR).any(parts)
}

/// Whether a colon ends the cue or follows it.
fn introduces(document: Document<'_>, outer: &Attribution) -> bool {
    let cue = outer.cue.spans[0];
    let after = &document.text[cue.end() as usize..];
    document.text[cue].ends_with(':') || after.trim_start().starts_with(':')
}

/// Whether the content comes before the cue as a statement of its own: "I am tired, Lopez said".
fn precedes(outer: &Attribution, place: TextRange) -> bool {
    let cue = outer.cue.spans[0].start();
    outer.content.spans.iter().any(|s| s.contains(place) && s.end() <= cue)
}

fn overlap(a: TextRange, b: TextRange) -> bool {
    a.start() < b.end() && b.start() < a.end()
}

/// The body for which the source of an attribution speaks.
fn body(document: Document<'_>, outer: &Attribution) -> Option<EntityId> {
    let entities = document.entities;
    let is_body = |id: &EntityId| entities.get(*id).kind == EntityKind::Organisation;
    let named = outer.source.affiliation.and_then(|span| {
        let mentions = entities.within(span).iter();
        mentions.filter(|m| m.form == MentionForm::Name).find_map(|m| m.entity.filter(is_body))
    });
    let role = || {
        let entity = entities.get(outer.source.entity?);
        entity.affiliation.filter(|_| entity.role.is_some()).filter(is_body)
    };
    named.or_else(role)
}
