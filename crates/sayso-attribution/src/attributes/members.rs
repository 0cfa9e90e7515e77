//! Who speaks where several do together: "Pell and her deputy, Amadou Voss, said".

use sayso_entities::{EntityId, EntityKind, MentionForm};
use sayso_text::{TokenId, TokenRange};

use super::naming::{Segment, bare_body, person};
use super::segments::{POSSESSIVE, segments, trimmed};
use crate::attribution::SourceKind;
use crate::document::Document;

/// Words after which come examples, who need not have said it.
const EXAMPLES: &[&str] = &["including", "especially", "like", "such", "notably"];

/// The entities of those who have a name, in the order of the text; none where a source is one, or only described.
pub(super) fn find(
    document: Document<'_>,
    kind: SourceKind,
    source: &[TokenRange],
) -> Vec<EntityId> {
    let mut members = Vec::new();
    let pieces = source.iter().map(|&piece| parts(document, trimmed(document, piece)));
    let parts: Vec<TokenRange> = pieces.flatten().collect();
    if parts.len() < 2 || document.is(parts[0].start(), "either") {
        return members;
    }
    for (i, &part) in parts.iter().enumerate() {
        if document.is_any(part.start(), EXAMPLES) {
            return Vec::new();
        }
        match member(document, kind, part) {
            Some(id) if !members.contains(&id) => members.push(id),
            // "the people of Norbank and Ostrava"
            None if i == 0 && !is_description(document, part) => return Vec::new(),
            _ => {}
        }
    }
    members
}

/// The stretches between commas, and between words that join.
fn parts(document: Document<'_>, piece: TokenRange) -> Vec<TokenRange> {
    let mut parts = Vec::new();
    for segment in segments(document, piece) {
        let (mut start, mut t) = (segment.start(), segment.start());
        while t <= segment.end() {
            let joining = joining(document, t, segment.end());
            if joining > 0 || t == segment.end() {
                start += u32::from(start < t && document.is_any(start, &["both", "neither"]));
                if start < t {
                    parts.push(TokenRange::new(start, t));
                }
                start = t + joining;
            }
            t += joining.max(1);
        }
    }
    parts
}

/// How many words at a token join what is before with what is after; none in "Marsh and Sons".
fn joining(document: Document<'_>, token: u32, end: u32) -> u32 {
    let mention = document.entities.at(TokenId::new(token));
    let in_name = mention.is_some_and(|m| m.form == MentionForm::Name);
    let well = token + 2 < end
        && document.is(token, "as")
        && document.is(token + 1, "well")
        && document.is(token + 2, "as");
    match token < end && !in_name {
        true if well => 3,
        true => u32::from(document.is_any(token, &["and", "nor", "&"])),
        false => 0,
    }
}

/// Who is named in a part: a person, perhaps after what he is, or a body or government with nothing else.
fn member(document: Document<'_>, kind: SourceKind, part: TokenRange) -> Option<EntityId> {
    match person(document, part) {
        Segment::Name(mention) => mention.entity,
        Segment::Several => None,
        Segment::Other if kind == SourceKind::Person => None,
        Segment::Other => {
            let start = part.start() + u32::from(document.is(part.start(), "the"));
            let place = document.entities.at(TokenId::new(start)).filter(|m| {
                m.form == MentionForm::Name
                    && m.kind == EntityKind::Place
                    && m.tokens == TokenRange::new(start, part.end())
            });
            let acting = place.filter(|_| kind == SourceKind::Government);
            bare_body(document, part).or(acting)?.entity
        }
    }
}

/// Whether a part names nobody, but whose it is: "Reporters", "Pell's rivals".
fn is_description(document: Document<'_>, part: TokenRange) -> bool {
    let names = document.entities.within(document.cover(part));
    names
        .iter()
        .filter(|m| m.form == MentionForm::Name)
        .all(|m| m.kind == EntityKind::Nationality || document.is_any(m.tokens.end(), POSSESSIVE))
}
