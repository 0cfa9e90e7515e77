//! Whom a source phrase names, where it also describes him: "Tom's mum Brenda Hale", "the chair, Ann Pole,".
//!
//! Trees are least reliable in such phrases, so they are read from left to right: segments between commas and brackets,
//! and in each the first name that nothing shows to be a possessor, a modifier or the object of a preposition.

use sayso_entities::{EntityKind, Mention, MentionForm};
use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use super::NOUNS;
use super::members::joining;
use super::segments::{segments, trimmed};
use super::source_kind::{is_surname, telling};
use crate::attribution::SourceKind;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// Forms of address: no part of a role.
const ADDRESS: &[&str] = &[
    "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr.", "Sir", "Dame", "Lord", "Lady",
    "Rev", "Rev.", "the", "Hon", "Hon.", "St.",
];
/// Words that a rare noun is not mistaken for.
const PREPOSITIONS: &[&str] = &[
    "about", "after", "against", "among", "around", "as", "at", "before", "behind", "between",
    "by", "during", "except", "for", "from", "in", "inside", "into", "like", "near", "of", "off",
    "on", "outside", "over", "since", "than", "through", "to", "toward", "towards", "under",
    "unlike", "via", "with", "within", "without",
];
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
            let joined = |s: &TokenRange| match person(document, without_joining(document, *s)) {
                Segment::Name(other) => {
                    let listed = without_joining(document, *s) != *s;
                    let bare = other.tokens.start() == s.start() && s.len() == other.tokens.len();
                    listed || bare && other.entity != mention.entity
                }
                Segment::Several => true,
                Segment::Other => false,
            };
            if rest.iter().take(FARTHEST).any(joined) {
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

/// A description without its relative clause, "The hiker" of "The hiker who found the wreck", unless it ends with somebody else
/// whom a name after it may be: "The man who shot the guard".
fn without_relative(document: Document<'_>, segment: TokenRange) -> TokenRange {
    let graph = document.graph;
    let noun = |t: u32| graph.node(t).upos == Upos::Noun && is_role(document, t);
    let relative = (segment.start() + 1..segment.end())
        .find(|&t| document.is_any(t, &["who", "whose"]) && noun(t - 1));
    match relative {
        Some(at) if !is_role(document, segment.end() - 1) => TokenRange::new(segment.start(), at),
        _ => segment,
    }
}

/// Whether segments after a name begin with a word that joins, and name somebody.
fn joins_another(document: Document<'_>, segments: &[TokenRange]) -> bool {
    let joins = |segment: &TokenRange| without_joining(document, *segment) != *segment;
    let Some(first) = segments.iter().position(joins) else { return false };
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

/// What the lists say of the noun that a description is headed by.
fn noun_kind(document: Document<'_>, segment: TokenRange) -> Option<SourceKind> {
    let lemma = document.lemma(segment_head(document, segment)?).to_ascii_lowercase();
    NOUNS.get(&lemma)
}

/// The head of a segment. A participle before its noun is taken for it now and then: "Pell's running mate".
fn segment_head(document: Document<'_>, segment: TokenRange) -> Option<u32> {
    let graph = document.graph;
    let head = graph.head_of(segment.start()..segment.end())?;
    let last = segment.end() - 1;
    let participle = matches!(graph.node(head).xpos, Xpos::Vbn | Xpos::Vbg);
    let before = participle && head + 1 == last && graph.node(last).upos == Upos::Noun;
    Some(if before { last } else { head })
}

/// A segment up to a name at its end: "The newspaper" of "The newspaper El Diario".
fn without_name(document: Document<'_>, segment: TokenRange) -> TokenRange {
    let last = document.entities.at(TokenId::new(segment.end() - 1));
    let start = last.filter(|m| m.form == MentionForm::Name).map(|m| m.tokens.start());
    let end = start.filter(|&start| start > segment.start()).unwrap_or(segment.end());
    TokenRange::new(segment.start(), end)
}

/// The person whom a segment names.
pub(super) fn person<'d>(document: Document<'d>, segment: TokenRange) -> Segment<'d> {
    // "Democrats" may be taken for a name of one.
    let plural = |m: &Mention| {
        m.tokens.len() == 1
            && matches!(document.graph.node(m.tokens.start()).xpos, Xpos::Nnps | Xpos::Nns)
            && !is_surname(document, m.tokens.start())
    };
    let is_person =
        |m: &&Mention| m.form == MentionForm::Name && m.kind == EntityKind::Person && !plural(m);
    let mentions = document.entities.within(document.cover(segment));
    for mention in mentions.iter().filter(is_person) {
        let (start, end) = (mention.tokens.start(), mention.tokens.end());
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
        // "Ban Ki-moon".
        Upos::Punct if document.is(end, "-") => Some(true),
        // "Marcia "Cia" Price".
        Upos::Punct if node.punctuation == PunctuationClass::OpenQuote => Some(true),
        _ if (end..last).all(rest_of_name) => Some(true),
        Upos::Propn | Upos::Punct => Some(false),
        _ => None,
    }
}

/// Whether the name of a person begins at a token.
fn names_person(document: Document<'_>, token: u32) -> bool {
    let mention = document.entities.at(TokenId::new(token));
    mention.is_some_and(|m| {
        m.kind == EntityKind::Person
            && m.form == MentionForm::Name
            && m.tokens.start() == token
            && m.tokens.len() > 1
    })
}

/// Whether the words before a name in its segment may be what he is: "Norbank analyst", "Her former lawyer".
pub(crate) fn is_title(document: Document<'_>, words: TokenRange) -> bool {
    if words.is_empty() {
        return true;
    }
    let last = words.end() - 1;
    let determined =
        matches!(document.graph.node(words.start()).upos, Upos::Det | Upos::Num | Upos::Pron);
    (words.start()..words.end()).all(|t| {
        let node = document.graph.node(t);
        match node.upos {
            // However it is tagged: "Chef Lena Byrne".
            _ if t == words.start() && is_role(document, t) => true,
            // "Gen.", however it is tagged.
            _ if document.title(t).is_some() => true,
            Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Num | Upos::Part => true,
            Upos::Adv | Upos::X | Upos::Sym | Upos::Cconj => t != last,
            Upos::Pron => t == words.start(),
            Upos::Punct => node.punctuation != PunctuationClass::Colon,
            Upos::Verb => {
                let first = words.start();
                let after = t > first && document.graph.node(t - 1).upos == Upos::Noun;
                // Nouns may be taken for verbs: "media tycoon Victor Lund".
                matches!(node.xpos, Xpos::Vbn | Xpos::Vbg)
                    || t == first && document.is_any(t, &["retired"])
                    || t > first && document.is_capitalised(t)
                    || t == last && t > first && is_role(document, t)
                    || (t == first) != (t == last)
                        && (t == first || after && t == first + 1)
                        && node.relation != Relation::Root
            }
            // A rare noun may be taken for a preposition.
            Upos::Adp if !document.is_any(t, PREPOSITIONS) => true,
            Upos::Adp => {
                let hyphen = t > words.start() && document.is(t - 1, "-");
                let in_name = document
                    .entities
                    .at(TokenId::new(t))
                    .is_some_and(|m| m.form == MentionForm::Name);
                // "Secretary of State John Kerry", but "a friend of President Obama".
                t != last
                    && (hyphen
                        || in_name
                        || !determined && document.is(t, "of")
                        || is_posted(document, words, t))
            }
            _ => false,
        }
    })
}

/// Whether a preposition connects an office with the place or body that it is for, and a name follows: "ambassador to Russia
/// Michael McFaul".
fn is_posted(document: Document<'_>, words: TokenRange, preposition: u32) -> bool {
    let post = preposition + 1 + u32::from(document.is(preposition + 1, "the"));
    let place = document.entities.at(TokenId::new(post)).is_some_and(|m| {
        m.form == MentionForm::Name
            && m.kind != EntityKind::Person
            && m.tokens == TokenRange::new(post, words.end())
    });
    place && preposition > words.start() && is_role(document, preposition - 1)
}

/// Whether a word is one for what people are, however it is tagged: "pizza magnate".
fn is_role(document: Document<'_>, token: u32) -> bool {
    super::is_role(&document.word(token).to_lowercase())
}

/// Whether a segment describes one of its kind: a noun phrase in the singular, or if `many` in the plural, without a finite
/// verb.
fn is_description(document: Document<'_>, segment: TokenRange, many: bool) -> bool {
    let graph = document.graph;
    let Some(head) = segment_head(document, segment) else { return false };
    let finite = |t: u32| {
        let node = graph.node(t);
        matches!(node.upos, Upos::Verb | Upos::Aux) && node.is_finite()
    };
    let is_single = |t: u32| {
        let node = graph.node(t);
        matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj)
            && (many || !matches!(node.xpos, Xpos::Nns | Xpos::Nnps))
    };
    // "The United Nations' envoy for Norway", where a tree has another head.
    let before = (segment.start()..segment.end()).find(|&t| graph.node(t).upos == Upos::Adp);
    let noun = before.unwrap_or(segment.end()).checked_sub(1).filter(|&t| t >= segment.start());
    let is_told = |t: u32| is_role(document, t) && is_single(t) && !document.is_capitalised(t);
    let single = is_single(head) || noun.is_some_and(is_told);
    let opens = graph.node(segment.start()).upos != Upos::Adp;
    // A name of its own is no description.
    let name = document
        .entities
        .at(TokenId::new(head))
        .is_some_and(|m| m.form == MentionForm::Name && m.tokens.len() == segment.len());
    let compared = (segment.start()..segment.end()).any(|t| document.is(t, "than"));
    single && opens && !name && !compared && !(segment.start()..segment.end()).any(finite)
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

/// The words before a name that say what he is.
fn described(document: Document<'_>, start: u32, end: u32) -> Option<TokenRange> {
    let (mut from, mut to) = (start, end);
    while to > from && (document.graph.is_punctuation(to - 1) || document.is_any(to - 1, ADDRESS)) {
        to -= 1;
    }
    while from < to && document.graph.is_punctuation(from) {
        from += 1;
    }
    (from < to).then(|| TokenRange::new(from, to))
}

/// The segment after a name, if it says what he is: "a doctor", "head of the clinic".
fn apposition(document: Document<'_>, segment: TokenRange) -> Option<TokenRange> {
    let graph = document.graph;
    let start = segment.start();
    let determiner = |t: u32| match graph.node(t).upos {
        Upos::Det => !document.is_any(t, &["all", "both", "this", "that"]),
        Upos::Pron => document.is_any(t, &["his", "her", "its", "their", "my", "our"]),
        _ => false,
    };
    let before_noun = |t: u32| {
        let node = graph.node(t);
        matches!(node.upos, Upos::Adj | Upos::Propn | Upos::Noun | Upos::Part)
            || document.is(t, "-")
            || matches!(node.xpos, Xpos::Vbn | Xpos::Vbg) && t > start
    };
    let noun = (start..segment.end()).find(|&t| graph.node(t).upos == Upos::Noun);
    // "The Age of Oversupply, a book that calls for a stimulus": said of a thing.
    let within = |&t: &u32| {
        let upos = graph.node(t).upos;
        matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj) || document.is(t, "-")
    };
    let last = noun.and_then(|noun| (noun..segment.end()).take_while(within).last());
    let kind = last.and_then(|t| NOUNS.get(&document.lemma(t).to_ascii_lowercase()));
    let thing = matches!(kind, Some(SourceKind::Document | SourceKind::Imagery));
    let opens = determiner(start) && segment.len() > 1
        || noun.is_some_and(|noun| {
            let from = start + u32::from(document.is_any(start, &["now", "then", "formerly"]));
            (from..noun).all(|t| determiner(t) || before_noun(t))
        });
    // "a group in Paris, the Harbour Network": the name of the body.
    let name = document.is(start, "the")
        && segment.len() > 2
        && (start + 1..segment.end())
            .all(|t| document.is_capitalised(t) && graph.node(t).upos == Upos::Propn)
        && NOUNS.get(&document.word(segment.end() - 1).to_lowercase()) != Some(SourceKind::Role);
    (opens && !thing && !name).then_some(segment)
}
