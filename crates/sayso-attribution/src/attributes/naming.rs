//! Whom a source phrase names, where it also describes him: "Tom's mum Brenda Hale", "the chair, Ann Pole,".
//!
//! Trees are least reliable in such phrases, so they are read from left to right: segments between commas and brackets,
//! and in each the first name that nothing shows to be a possessor, a modifier or the object of a preposition.

mod description;
mod title;

use sayso_entities::{EntityKind, Mention, MentionForm};
use sayso_lexicon::lists;
use sayso_syntax::{Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use self::description::{
    apposition, described, is_description, noun_kind, without_name, without_relative,
};
pub(crate) use self::title::is_title;
use self::title::{is_role, names_person};
use super::members::joining;
use super::segments::{segments, trimmed};
use super::source_kind::{is_surname, telling};
use crate::attribution::SourceKind;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// How sure it must be that a name is a body's, where the words before it say what people are.
const FIRM: f32 = 0.8;
/// How many segments after the description are looked at for the name.
const FARTHEST: usize = 3;

/// The one whom a source phrase names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming<'d> {
    /// The name.
    pub(super) mention: &'d Mention,
    /// What is said of him before the name: "Tom's mum", "the chair".
    pub(super) description: Option<TokenRange>,
    /// What is said of him after it: "a doctor".
    pub(super) apposition: Option<TokenRange>,
    /// What it is, where that is no person.
    pub(super) body: Option<SourceKind>,
}

/// What the words of a source phrase come to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Phrase<'d> {
    /// One with a name.
    Named(Naming<'d>),
    /// Several: "Sanders and Trump".
    Several,
    /// Anything else.
    Plain,
}

/// What a segment holds.
pub(super) enum Segment<'d> {
    Name(&'d Mention),
    Several,
    Other,
}

/// Reads a source phrase.
pub(super) fn phrase<'d>(document: Document<'d>, piece: TokenRange) -> Phrase<'d> {
    let piece = trimmed(document, piece);
    if piece.is_empty() {
        return Phrase::Plain;
    }
    let named = document.entities.within(document.cover(piece));
    if !named.iter().any(|m| m.form == MentionForm::Name) {
        return Phrase::Plain;
    }
    // "She and her sister, Wanda Pruitt,"
    let pronoun = document.is_any(piece.start(), &["he", "she", "they"]);
    if pronoun && joining(document, piece.start() + 1, piece.end()) > 0 {
        return Phrase::Several;
    }
    let segments = segments(document, piece);
    let Some((&first, rest)) = segments.split_first() else { return Phrase::Plain };
    let first = without_relative(document, first);
    match person(document, first) {
        Segment::Several => return Phrase::Several,
        Segment::Name(mention) => {
            // "Pell, Voss and Diaz", "Pell and his wife, Ana,", "Pell, Voss", but not "Pell, who helped elect the chair, Dora
            // Voss".
            let conjunction = |t: u32| joining(document, t, first.end()) > 0;
            let lists = (mention.tokens.end()..first.end()).any(conjunction)
                || rest.iter().any(|&s| {
                    joins(document, s) || matches!(person(document, s), Segment::Several)
                });
            let joined = |(i, s): (usize, &TokenRange)| {
                let own = without_joining(document, *s);
                match person(document, own) {
                    Segment::Name(other) => {
                        let bare =
                            other.tokens.start() == s.start() && s.len() == other.tokens.len();
                        let next = i == 0 && mention.tokens.end() == first.end();
                        own != *s || bare && (lists || next) && other.entity != mention.entity
                    }
                    Segment::Several => true,
                    Segment::Other => false,
                }
            };
            if rest.iter().take(FARTHEST).enumerate().any(joined) {
                return Phrase::Several;
            }
            return Phrase::Named(Naming {
                mention,
                description: described(document, first.start(), mention.tokens.start()),
                apposition: rest.iter().copied().find_map(|s| apposition(document, s)),
                body: None,
            });
        }
        Segment::Other => {}
    }
    // "The site's owners, Carver Holdings,": several may be one body.
    let apposed = || rest.first().and_then(|&segment| bare_body(document, segment));
    let owns = || apposed().is_some_and(|m| m.kind == EntityKind::Organisation);
    if !is_description(document, first, owns()) {
        return Phrase::Plain;
    }
    let kind = noun_kind(document, without_name(document, first));
    if let Some((mention, body)) = body(document, first, rest, kind) {
        return Phrase::Named(Naming {
            mention,
            description: described(document, piece.start(), mention.tokens.start()),
            apposition: None,
            body: Some(body),
        });
    }
    use SourceKind::{Document as Paper, Imagery, Intercept, Social};
    use SourceKind::{Government, Organisation, Outlet};
    if matches!(
        kind,
        Some(Paper | Imagery | Intercept | Social | Government | Organisation | Outlet)
    ) {
        return Phrase::Plain;
    }
    for (i, &segment) in rest.iter().enumerate().take(FARTHEST) {
        match person(document, segment) {
            Segment::Several => return Phrase::Several,
            // "Its head, Ann Pole, and her deputy, Tom Ash,"
            Segment::Name(_) if joins_another(document, &rest[i + 1..]) => return Phrase::Several,
            Segment::Name(mention) => {
                return Phrase::Named(Naming {
                    mention,
                    description: described(document, piece.start(), mention.tokens.start()),
                    apposition: None,
                    body: None,
                });
            }
            Segment::Other => {}
        }
    }
    Phrase::Plain
}

/// Whether segments after a name begin with a word that joins, and name somebody.
fn joins_another(document: Document<'_>, segments: &[TokenRange]) -> bool {
    let Some(first) = segments.iter().position(|&s| joins(document, s)) else { return false };
    segments[first..].iter().take(FARTHEST).any(|&segment| {
        matches!(person(document, without_joining(document, segment)), Segment::Name(_))
    })
}

/// The body that a description of one names: "the firm, Civitas,", "the news agency Reuters".
fn body<'d>(
    document: Document<'d>,
    first: TokenRange,
    rest: &[TokenRange],
    kind: Option<SourceKind>,
) -> Option<(&'d Mention, SourceKind)> {
    let described = match kind {
        Some(SourceKind::Organisation | SourceKind::Outlet | SourceKind::Government) => true,
        None | Some(SourceKind::Role | SourceKind::Group) => false,
        Some(_) => return None,
    };
    // A body may be what people are as well: "The building's owner, Brandt Estates,".
    let kind = kind.filter(|_| described);
    let fits = |mention: &Mention| {
        mention.kind == EntityKind::Organisation
            || described
                && matches!(
                    mention.kind,
                    EntityKind::Work | EntityKind::Product | EntityKind::Event
                )
    };
    let apposed = rest.first().and_then(|&segment| bare_body(document, segment));
    let mention = match apposed {
        Some(mention) => mention,
        None => {
            let mention = document.entities.at(TokenId::new(first.end() - 1))?;
            let noun = mention.tokens.start().checked_sub(1).filter(|&t| t >= first.start())?;
            let before = TokenRange::new(first.start(), noun + 1);
            let lower = document.graph.node(noun).upos == Upos::Noun;
            // "Rail operator Northern Lines"
            let company = mention.kind == EntityKind::Organisation
                && (mention.confidence >= FIRM
                    || document.is_in(mention.tokens.end() - 1, &lists::COMPANY_WORDS));
            let named = (described || company) && lower && is_title(document, before);
            Some(mention).filter(|m| named && m.form == MentionForm::Name)?
        }
    };
    let listed = telling(document, mention.tokens.end() - 1);
    let listed = listed.filter(|kind| *kind == SourceKind::Outlet);
    let kind = listed.or(kind).unwrap_or(SourceKind::Organisation);
    fits(mention).then_some((mention, kind))
}

/// The person whom a segment names.
pub(super) fn person<'d>(document: Document<'d>, segment: TokenRange) -> Segment<'d> {
    // "Democrats" may be taken for a name of one.
    let plural = |m: &Mention| {
        m.tokens.len() == 1
            && matches!(document.graph.node(m.tokens.start()).xpos, Xpos::Nnps | Xpos::Nns)
            && !is_surname(document, m.tokens.start())
    };
    // "Star of “Thelma and Louise”"
    let title = |m: &Mention| {
        let mut before = (segment.start()..m.tokens.start()).rev();
        let class = |t: u32| document.graph.node(t).punctuation;
        let quote =
            |class| matches!(class, PunctuationClass::OpenQuote | PunctuationClass::CloseQuote);
        before.find_map(|t| quote(class(t)).then(|| class(t))) == Some(PunctuationClass::OpenQuote)
    };
    let is_person = |m: &&Mention| {
        m.form == MentionForm::Name && m.kind == EntityKind::Person && !plural(m) && !title(m)
    };
    let mentions = document.entities.within(document.cover(segment));
    for mention in mentions.iter().filter(is_person) {
        let (start, mut end) = (mention.tokens.start(), mention.tokens.end());
        // "Henry Louis Gates, Jr."
        if document.is(end, ",") && document.is_in(end + 1, &lists::NAME_SUFFIXES) {
            end += 2;
        }
        if start < segment.start() || end > segment.end() {
            return Segment::Other;
        }
        if !is_title(document, TokenRange::new(segment.start(), start)) {
            return Segment::Other;
        }
        // Joined to another before it, or to one after it.
        let conjunction = |t: u32| document.is(t, "or") || joining(document, t, segment.end()) > 0;
        let earlier = mentions.iter().any(|m| {
            m.form == MentionForm::Name && m.tokens.start() < start && conjunction(m.tokens.end())
        });
        // "Lopez and her lawyers" is Lopez, and others.
        let others = ["his", "her", "their", "other", "others"];
        let later = end < segment.end() && conjunction(end) && !document.is_any(end + 1, &others);
        // "Raman of Holt Partners and Sven Lind"
        let another = || {
            mentions.iter().filter(is_person).any(|m| {
                let joined = (end + 1..m.tokens.start()).rev().find(|&t| conjunction(t));
                joined.is_some_and(|t| {
                    let from = t + joining(document, t, segment.end()).max(1);
                    from <= m.tokens.start()
                        && is_title(document, TokenRange::new(from, m.tokens.start()))
                })
            })
        };
        if earlier || later {
            return Segment::Several;
        }
        match after(document, end, segment.end()) {
            Some(true) if another() => return Segment::Several,
            Some(true) => return Segment::Name(mention),
            Some(false) => {}
            None => return Segment::Other,
        }
    }
    Segment::Other
}

/// Whether a segment begins with a word that joins it to the one before.
fn joins(document: Document<'_>, segment: TokenRange) -> bool {
    without_joining(document, segment) != segment
}

/// A segment without a word that joins it to the one before.
fn without_joining(document: Document<'_>, segment: TokenRange) -> TokenRange {
    let (start, end) = (segment.start(), segment.end());
    let joining = joining(document, start, end).max(u32::from(document.is(start, "or")));
    TokenRange::new((start + joining).min(end - 1), end)
}

/// Whether a name that ends at `end` may be the one that its phrase is about, by the word after it: `None` if no later
/// name of the segment is either.
fn after(document: Document<'_>, end: u32, last: u32) -> Option<bool> {
    if end >= last {
        return Some(true);
    }
    let node = document.graph.node(end);
    let rest_of_name = |t: u32| {
        let node = document.graph.node(t);
        matches!(node.upos, Upos::Propn | Upos::Num | Upos::X) || document.is(t, "-")
    };
    match node.upos {
        _ if document.is_in(end, &lists::NAME_SUFFIXES) => Some(true),
        // "Thomas Cook pilot Neil Drury", where the noun is taken for a verb.
        _ if is_role(document, end) && names_person(document, end + 1) => Some(false),
        // "Tom's mum", "the Trump campaign spokesman": another name may follow.
        Upos::Part | Upos::Noun | Upos::Adj => Some(false),
        Upos::Adp | Upos::Pron | Upos::Adv | Upos::Sconj | Upos::Det => Some(true),
        Upos::Verb | Upos::Cconj => Some(true),
        // "The Koch-backed group Fair Skies"
        Upos::Punct if document.is(end, "-") && is_compound(document, end + 1) => Some(false),
        // "Ban Ki-moon".
        Upos::Punct if document.is(end, "-") => Some(true),
        // "Marcia "Cia" Price".
        Upos::Punct if node.punctuation == PunctuationClass::OpenQuote => Some(true),
        _ if (end..last).all(rest_of_name) => Some(true),
        Upos::Propn | Upos::Punct => Some(false),
        _ => None,
    }
}

/// Whether a word after a name's hyphen makes an adjective of both: "backed".
fn is_compound(document: Document<'_>, token: u32) -> bool {
    document.word(token).starts_with(char::is_lowercase)
        && !document.is_in(token, &lists::GIVEN_NAME_ENDS)
}

/// "Civitas" of "the firm, Civitas,".
pub(super) fn bare_body<'d>(document: Document<'d>, segment: TokenRange) -> Option<&'d Mention> {
    let mention = document.entities.at(TokenId::new(segment.end() - 1))?;
    let start = segment.start() + u32::from(document.is(segment.start(), "the"));
    (mention.form == MentionForm::Name
        && mention.tokens == TokenRange::new(start, segment.end())
        && !matches!(
            mention.kind,
            EntityKind::Person | EntityKind::Place | EntityKind::Nationality
        ))
    .then_some(mention)
}
