//! Who speaks where several do together: "Pell and her deputy, Amadou Voss, said".

use sayso_entities::{EntityId, EntityKind, Mention, MentionForm};
use sayso_syntax::Xpos;
use sayso_text::{TokenId, TokenRange};

use super::is_role;
use super::naming::{Segment, bare_body, person};
use super::segments::{POSSESSIVE, segments, trimmed};
use crate::attribution::SourceKind;
use crate::document::Document;

/// Kinds of sources in which several may be named.
const KINDS: [SourceKind; 5] = [
    SourceKind::Person,
    SourceKind::Group,
    SourceKind::Organisation,
    SourceKind::Government,
    SourceKind::Outlet,
];

/// Words after which come those who are compared, or left out, or examples.
const OTHERS: &[&str] = &[
    "but",
    "especially",
    "except",
    "excluding",
    "including",
    "like",
    "not",
    "notably",
    "such",
    "unlike",
];

/// How sure it must be whom a pronoun means.
const LEAST_LINK: f32 = 0.5;

/// A stretch of a source phrase that may be one of those who speak.
#[derive(Clone, Copy, Debug)]
struct Part {
    tokens: TokenRange,
    /// Whether "and" or another such word is before it.
    joined: bool,
}

/// The entities of those who have a name, in the order of the text; none where a source is one, such as its `entity`, or only
/// described.
pub(super) fn find(
    document: Document<'_>,
    kind: SourceKind,
    source: &[TokenRange],
    entity: Option<EntityId>,
) -> Vec<EntityId> {
    if !KINDS.contains(&kind) {
        return Vec::new();
    }
    let pieces = source.iter().map(|&piece| parts(document, trimmed(document, piece)));
    let parts: Vec<Part> = pieces.flatten().collect();
    let several = parts.iter().any(|part| part.joined);
    let Some((first, head)) = parts.first().zip(document.source_head(source)).filter(|_| several)
    else {
        return Vec::new();
    };
    if document.is(first.tokens.start(), "either") {
        return Vec::new();
    }
    let mut found: Vec<&Mention> = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let tokens = part.tokens;
        if document.is_any(tokens.start(), OTHERS) {
            break;
        }
        let has_head = tokens.contains(TokenId::new(head));
        match member(document, kind, tokens) {
            // "Baker and Soren's study", "Smith and Jones report"
            Some(mention) if has_head && mention.tokens.end() <= head => {
                return Vec::new();
            }
            Some(mention) => found.push(mention),
            // "the people of Norbank and Ostrava", "the Department for Culture, Media and Sport"
            None if i == 0
                && !describes_next(document, &parts)
                && !(is_description(document, tokens) && is_open(document, &parts)) =>
            {
                return Vec::new();
            }
            // "the Thompson and Okafor families"
            None if has_head && part.joined && names_person(document, tokens) => {
                return Vec::new();
            }
            None => {}
        }
    }
    let members = distinct(found.into_iter());
    // "The fund, a committee financed by Pell and others"
    let one = members.len() == 1 && members.first().copied() == entity;
    if one { Vec::new() } else { members }
}

/// The entities of mentions, each once.
pub(crate) fn distinct<'d>(mentions: impl Iterator<Item = &'d Mention>) -> Vec<EntityId> {
    let mut found = Vec::new();
    for id in mentions.filter_map(|mention| mention.entity) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// Whether the first of several parts is what the one after its comma is: "The party's candidate in Lyon, Mireille Coste,".
fn describes_next(document: Document<'_>, parts: &[Part]) -> bool {
    let tokens = parts[0].tokens;
    let role = |t: TokenId| is_role(&document.word(t.raw()).to_lowercase());
    document.graph.is_comma(tokens.end())
        && parts.get(1).is_some_and(|part| !part.joined && names_person(document, part.tokens))
        && tokens.ids().any(role)
}

/// Whether the first of several parts may be followed by others who speak: "The company and", "two aides,".
fn is_open(document: Document<'_>, parts: &[Part]) -> bool {
    let tokens = parts[0].tokens;
    let graph = document.graph;
    let plural = |head: u32| matches!(graph.node(head).xpos, Xpos::Nns | Xpos::Nnps);
    parts.get(1).is_some_and(|part| part.joined)
        || graph.head_of(tokens.start()..tokens.end()).is_some_and(plural)
}

/// The stretches between commas, and between words that join.
fn parts(document: Document<'_>, piece: TokenRange) -> Vec<Part> {
    let mut parts = Vec::new();
    for segment in segments(document, piece) {
        let (mut start, mut t, mut joined) = (segment.start(), segment.start(), false);
        while t <= segment.end() {
            let joining = joining(document, t, segment.end());
            if joining > 0 || t == segment.end() {
                start += u32::from(start < t && document.is_any(start, &["both", "neither"]));
                if start < t {
                    parts.push(Part { tokens: TokenRange::new(start, t), joined });
                }
                start = t + joining;
                joined = joining > 0;
            }
            t += joining.max(1);
        }
    }
    parts
}

/// Words that join what is before with what is after.
const JOINING: &[&[&str]] =
    &[&["and"], &["nor"], &["&"], &["as", "well", "as"], &["along", "with"], &["together", "with"]];

/// How many words at a token join what is before with what is after; none in "Marsh and Sons".
pub(crate) fn joining(document: Document<'_>, token: u32, end: u32) -> u32 {
    let mention = document.entities.at(TokenId::new(token));
    let in_name = mention.is_some_and(|m| m.form == MentionForm::Name);
    let is_here = |words: &&&[&str]| {
        token + words.len() as u32 <= end
            && (token..).zip(**words).all(|(t, word)| document.is(t, word))
    };
    let found = JOINING.iter().find(is_here).filter(|_| !in_name);
    found.map_or(0, |words| words.len() as u32)
}

/// Who is named in a part: a person, perhaps after what he is, or a body or government with nothing else.
fn member<'d>(document: Document<'d>, kind: SourceKind, part: TokenRange) -> Option<&'d Mention> {
    let start = part.start() + u32::from(document.is(part.start(), "the"));
    // "He and Pell"
    let pronoun = document.entities.at(TokenId::new(part.start()));
    let pronoun = pronoun
        .filter(|m| m.form == MentionForm::Pronoun && m.tokens == part && m.link >= LEAST_LINK);
    if pronoun.is_some() {
        return pronoun;
    }
    match person(document, part) {
        // Not "the Smith" of "the Smith and Jones report", nor "a Bush-era official".
        Segment::Name(mention) => Some(mention).filter(|m| {
            let only = start == part.start() || m.tokens.start() > start;
            let kind_of = document.is_any(start, &["a", "an"]) && document.is(m.tokens.end(), "-");
            only && !kind_of
        }),
        Segment::Several => None,
        Segment::Other if kind == SourceKind::Person => None,
        Segment::Other => {
            let place = document.entities.at(TokenId::new(start)).filter(|m| {
                m.form == MentionForm::Name
                    && m.kind == EntityKind::Place
                    && m.tokens == TokenRange::new(start, part.end())
            });
            let acting = place.filter(|_| kind == SourceKind::Government);
            bare_body(document, part).or(acting)
        }
    }
}

fn names_person(document: Document<'_>, part: TokenRange) -> bool {
    let names = document.entities.within(document.cover(part));
    names.iter().any(|m| m.form == MentionForm::Name && m.kind == EntityKind::Person)
}

/// Whether a part names nobody, but whose it is: "Reporters", "Pell's rivals".
fn is_description(document: Document<'_>, part: TokenRange) -> bool {
    let names = document.entities.within(document.cover(part));
    names
        .iter()
        .filter(|m| m.form == MentionForm::Name)
        .all(|m| m.kind == EntityKind::Nationality || document.is_any(m.tokens.end(), POSSESSIVE))
}
