//! What kind of source it is.

mod joined;
mod names;

use sayso_entities::{EntityKind, MentionForm};
use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

pub(super) use self::joined::joins_others;
use self::joined::{is_partnership, joins_people};
use self::names::name;
pub(super) use self::names::{is_surname, telling};
use super::naming::Phrase;
use super::{NAMES, NOUNS};
use crate::attribution::SourceKind;
use crate::candidate::Candidate;
use crate::document::Document;

pub(super) fn of(document: Document<'_>, candidate: &Candidate, phrase: Phrase<'_>) -> SourceKind {
    let Some(head) = document.source_head(&candidate.source) else { return SourceKind::None };
    let piece = candidate.source[0];
    let body = match phrase {
        Phrase::Named(naming) if naming.body.is_none() => return SourceKind::Person,
        Phrase::Named(naming) => naming.body,
        Phrase::Several if joins_people(document, piece) => return SourceKind::Group,
        _ => None,
    };
    // Trees part "The Arizona Republican" now and then, so that its last word is no head.
    if is_party_member(document, head, piece)
        || is_party_member(document, piece.end() - 1, piece)
        || is_of_an_age(document, head, piece)
        // "Texas Gov." in a headline
        || document.title(piece.end() - 1) == Some("-")
    {
        return SourceKind::Role;
    }
    // "Those mourning his death"
    let doing = piece.len() > 1
        && ["ing", "ed"].iter().any(|end| document.word(piece.start() + 1).ends_with(end));
    if doing && document.is_any(piece.start(), &["those", "these"]) {
        return SourceKind::Group;
    }
    if is_partnership(document, piece) || is_body_of_people(document, piece) {
        return SourceKind::Organisation;
    }
    // "Republican support"
    let adjective = document.graph.node(head).upos == Upos::Adj;
    if piece.len() == 1 && adjective && document.is_in(head, &lists::PARTY_MEMBERS) {
        return SourceKind::Group;
    }
    if is_family_name(document, candidate, head) {
        return SourceKind::Person;
    }
    // "The victory showed": what nobody knows as a body, and what shows something.
    let shown = EVIDENCE.contains(&document.lemma(candidate.head)) && is_thing(document, head);
    let kind = || match kind_of(document, head, piece, 0) {
        SourceKind::Organisation if shown => SourceKind::Document,
        // "The health care and business groups"
        SourceKind::Document => match joined_groups(document, head, piece) {
            Some(groups) => kind_of(document, groups, piece, 0),
            None => SourceKind::Document,
        },
        kind => kind,
    };
    let kind = body.or_else(|| titled(document, piece)).unwrap_or_else(kind);
    match kind {
        SourceKind::Person | SourceKind::Role if joins_others(document, head, piece) => {
            SourceKind::Group
        }
        kind => kind,
    }
}

/// The plural that a noun of a source describes, as another does that is joined with it.
fn joined_groups(document: Document<'_>, head: u32, piece: TokenRange) -> Option<u32> {
    let graph = document.graph;
    let single = graph.node(head).xpos == Xpos::Nn && !is_listed(document, head);
    let groups = graph.child(head, &[Relation::Conj]).filter(|&t| {
        piece.contains(TokenId::new(t)) && graph.node(t).xpos == Xpos::Nns && t + 1 == piece.end()
    })?;
    let and = (head + 1..groups).find(|&t| document.is(t, "and"))?;
    let own = graph.node(and + 1).upos != Upos::Det && graph.node(and + 1).xpos != Xpos::PrpS;
    (single && own).then_some(groups)
}

/// "Doctors Without Borders", "Mothers Against Knives": what a body is called after its members.
fn is_body_of_people(document: Document<'_>, piece: TokenRange) -> bool {
    const LINKS: &[&str] = &["across", "against", "beyond", "not", "without"];
    let start = piece.start() + u32::from(document.is(piece.start(), "the"));
    // Only the name that the source begins with.
    let mut name = (start..piece.end()).take_while(|&t| document.is_capitalised(t)).skip(1);
    name.any(|t| document.is_any(t, LINKS) && document.is_within_name(t))
}

/// Whether a source is one word with a capital that nothing but a name has there: "Young said" after a quotation.
fn is_family_name(document: Document<'_>, candidate: &Candidate, head: u32) -> bool {
    let graph = document.graph;
    let alone = candidate.source.len() == 1 && candidate.source[0].len() == 1;
    let node = graph.node(head);
    let opens =
        (graph.sentence(graph.sentence_of(head)).start()..head).all(|t| graph.is_punctuation(t));
    let headline = document.is_capitalised(candidate.head);
    alone
        && matches!(node.upos, Upos::Adj | Upos::Adv | Upos::Noun | Upos::Verb)
        && node.xpos != Xpos::Nns
        && document.is_capitalised(head)
        && !opens
        && !headline
        && !is_listed(document, head)
        && document.entities.at(TokenId::new(head)).is_none()
}

/// Verbs of what shows something and says nothing.
const EVIDENCE: &[&str] = &[
    "demonstrate",
    "hint",
    "illustrate",
    "imply",
    "indicate",
    "mean",
    "point",
    "prove",
    "reflect",
    "reveal",
    "show",
    "signal",
    "suggest",
    "underline",
    "underscore",
];

/// Whether a noun is no body, as far as lists and entities know.
fn is_thing(document: Document<'_>, head: u32) -> bool {
    let lemma = document.lemma(head).to_ascii_lowercase();
    document.graph.node(head).upos == Upos::Noun
        && NOUNS.get(&lemma).is_none()
        && NAMES.get(&lemma).is_none()
        && document.entities.at(TokenId::new(head)).is_none()
}

/// What the noun before a title says: "The film Harbour Lights", "her novel “Cold Mills”".
fn titled(document: Document<'_>, piece: TokenRange) -> Option<SourceKind> {
    let noun = piece.start() + 1;
    let opens = matches!(document.graph.node(piece.start()).upos, Upos::Det | Upos::Pron);
    let title = (noun + 1..piece.end()).all(|t| {
        document.graph.is_punctuation(t) || document.word(t).starts_with(char::is_uppercase)
    });
    let work = noun + 1 < piece.end()
        && document.lemma_is_in(noun, &lists::WORK_NOUNS)
        && document.word(noun).starts_with(char::is_lowercase);
    (opens && work && title)
        .then(|| NOUNS.get(document.lemma(noun)).unwrap_or(SourceKind::Document))
}

fn kind_of(document: Document<'_>, head: u32, piece: TokenRange, depth: u32) -> SourceKind {
    let node = document.graph.node(head);
    match node.upos {
        Upos::Pron | Upos::Det => pronoun(document, head, depth),
        Upos::Num if piece.len() == 1 && document.is(head, "one") => SourceKind::Role,
        // "the Vermont senator": a noun that is taken for a part of the name before it. "Senator presses the agenda."
        // "This Well-Known Author Says"
        Upos::Propn
            if is_listed(document, head)
                && (document.word(head).starts_with(char::is_lowercase)
                    || (head == piece.start() || is_one_of(document, piece.start()))
                        && document.entities.at(TokenId::new(head)).is_none()) =>
        {
            noun(document, head, piece, depth)
        }
        Upos::Propn => name(document, head, piece, depth),
        _ => noun(document, head, piece, depth),
    }
}

/// The one thing of which something is a part: "most of the attention", but not "most of the women".
fn part_of(document: Document<'_>, head: u32) -> Option<u32> {
    let graph = document.graph;
    let (whole, _) = graph.children(head).find(|&(t, n)| {
        let of = graph.child(t, &[Relation::Case]).is_some_and(|case| document.is(case, "of"));
        n.relation == Relation::Nmod && n.xpos == Xpos::Nn && of
    })?;
    Some(whole)
}

/// Whether a word opens a description and no name.
fn is_one_of(document: Document<'_>, token: u32) -> bool {
    document.is_any(token, &["this", "that", "a", "an", "one", "another", "his", "her", "their"])
}

fn pronoun(document: Document<'_>, head: u32, depth: u32) -> SourceKind {
    let word = document.word(head).to_ascii_lowercase();
    let quoted = document.graph.is_quoted(head);
    match word.as_str() {
        // "most of the attention"
        "all" | "most" | "much" | "none" | "some"
            if depth < 3 && part_of(document, head).is_some() =>
        {
            let whole = part_of(document, head).unwrap_or(head);
            kind_of(document, whole, TokenRange::new(whole, whole + 1), depth + 1)
        }
        "i" | "we" | "my" | "our" | "me" | "us" | "mine" if !quoted => SourceKind::Author,
        "we" | "our" | "us" => SourceKind::Group,
        "it" | "its" => SourceKind::Organisation,
        "they" | "their" | "them" | "these" | "those" | "many" | "some" | "others" | "all"
        | "both" | "most" | "everyone" | "everybody" | "anyone" | "anybody" | "few" | "several"
        | "none" | "nobody" | "neither" | "either" => SourceKind::Group,
        "one" | "another" | "somebody" | "someone" => SourceKind::Role,
        "who" | "which" | "that" | "whose" if depth == 0 => {
            // The noun that the relative clause is attached to.
            let mut up = document.graph.ancestors(head);
            let clause = up.find(|&t| document.graph.node(t).relation == Relation::AclRelcl);
            match clause.map(|t| document.graph.node(t).head) {
                Some(noun) => {
                    let left = document.graph.node(noun).left.min(noun);
                    let piece = TokenRange::new(left, noun + 1);
                    let kind = match is_party_member(document, noun, piece) {
                        true => SourceKind::Role,
                        false => kind_of(document, noun, piece, 1),
                    };
                    // "a friend who": what nobody knows is somebody.
                    match kind {
                        SourceKind::Organisation if word.starts_with("wh") && word != "which" => {
                            someone(document, noun)
                        }
                        kind => kind,
                    }
                }
                None => SourceKind::Person,
            }
        }
        "this" | "that" | "which" => SourceKind::Document,
        _ => SourceKind::Person,
    }
}

/// A noun that "who" refers to, where nothing tells that it is no body: "a team who".
fn someone(document: Document<'_>, noun: u32) -> SourceKind {
    let node = document.graph.node(noun);
    let known = document.entities.at(TokenId::new(noun));
    let body = known.is_some_and(|m| m.form == MentionForm::Name) || is_listed(document, noun);
    match node.xpos {
        _ if body => SourceKind::Organisation,
        Xpos::Nn => SourceKind::Role,
        _ => SourceKind::Group,
    }
}

fn noun(document: Document<'_>, head: u32, piece: TokenRange, depth: u32) -> SourceKind {
    let node = document.graph.node(head);
    let lemma = document.lemma(head).to_ascii_lowercase();
    let plural = matches!(node.xpos, Xpos::Nns | Xpos::Nnps)
        || document.word(head).ends_with('s') && !lemma.ends_with('s');
    let inside = |t: u32| piece.contains(TokenId::new(t));
    let intercepted = document.graph.children(head).any(|(t, _)| {
        inside(t)
            && document.is_any(t, &["intercepted", "wiretapped", "bugged", "leaked", "tapped"])
    });
    if intercepted && matches!(NOUNS.get(&lemma), Some(SourceKind::Intercept)) {
        return SourceKind::Intercept;
    }
    // "spokesman Jesse Lehrich": the name makes a person of a role.
    let named = document.graph.children(head).any(|(t, n)| {
        inside(t) && n.upos == Upos::Propn && matches!(n.relation, Relation::Flat | Relation::Appos)
    });
    if let Some(kind) = telling(document, head) {
        return kind;
    }
    // "Mr. Sessions"
    if head > piece.start() && document.title(head - 1).is_some() && document.is_capitalised(head) {
        return SourceKind::Person;
    }
    // "Senior party figures", but "new figures".
    if lemma == "figure" && (piece.start()..head).any(|t| document.is_in(t, &lists::FIGURES)) {
        return if plural { SourceKind::Group } else { SourceKind::Role };
    }
    // "a handful of advisers", "56 percent of voters".
    if lists::QUANTITY_NOUNS.contains(&lemma) {
        let of = document.graph.children(head).find(|&(t, n)| {
            let case = document.graph.child(t, &[Relation::Case]);
            n.relation == Relation::Nmod && inside(t) && case.is_some_and(|c| document.is(c, "of"))
        });
        match of {
            Some((counted, _)) if depth < 3 => return kind_of(document, counted, piece, depth + 1),
            _ if NOUNS.get(&lemma).is_none() => return SourceKind::Group,
            _ => {}
        }
    }
    // "Arsenal said": a name that is taken for a noun.
    let word = document.word(head);
    let single = !word.ends_with('s') || document.is_in(head, &lists::COMPANY_WORDS);
    let capital = word.starts_with(char::is_uppercase) && single;
    let body = document
        .entities
        .at(TokenId::new(head))
        .filter(|m| capital && m.form == MentionForm::Name && m.kind == EntityKind::Organisation);
    if body.is_some() && NOUNS.get(&lemma).is_none() {
        return SourceKind::Organisation;
    }
    // "America Rising", "Hatch": names.
    let in_name =
        document.is_capitalised(head) && (head > piece.start() || document.is_name_like(head));
    let thing = !in_name && lists::THING_NOUNS.contains(&lemma);
    match NOUNS.get(&lemma) {
        Some(SourceKind::Role) if named && !plural => SourceKind::Person,
        Some(SourceKind::Role) if plural => SourceKind::Group,
        Some(kind) => kind,
        None if named => SourceKind::Person,
        None if thing => SourceKind::Document,
        None if plural && !is_abstract(&lemma) => SourceKind::Group,
        None if lists::PERSON_NOUNS.contains(&lemma) => SourceKind::Role,
        None if is_abstract(&lemma) => SourceKind::Document,
        None if described_person(document, head) => SourceKind::Role,
        None if node.upos == Upos::Num => SourceKind::Group,
        None if is_animate(&lemma) => SourceKind::Role,
        None if node.upos == Upos::Adj => SourceKind::Group,
        None => SourceKind::Organisation,
    }
}

/// "The 24-year-old", "a 60-year-old".
fn is_of_an_age(document: Document<'_>, head: u32, piece: TokenRange) -> bool {
    document.is(head, "old")
        && document.is_any(head.saturating_sub(1), &["-"])
        && document.is_any(piece.start(), &["the", "a", "an", "one", "another"])
}

/// "The Arizona Republican", "a Democrat".
fn is_party_member(document: Document<'_>, head: u32, piece: TokenRange) -> bool {
    let adjective = document.is_any(head, &["democratic"]);
    document.is_in(head, &lists::PARTY_MEMBERS)
        && !adjective
        && !document.word(head).ends_with('s')
        && (piece.start()..head).any(|t| document.is_any(t, &["a", "the", "one", "another"]))
}

fn is_listed(document: Document<'_>, head: u32) -> bool {
    NOUNS.get(&document.lemma(head).to_ascii_lowercase()).is_some()
}

/// Whether the entities know the noun as one for people: "uncle".
fn described_person(document: Document<'_>, head: u32) -> bool {
    let mention = document.entities.at(TokenId::new(head));
    mention.is_some_and(|m| m.form == MentionForm::Description && m.kind == EntityKind::Person)
}

/// By its ending: adviser, analyst, chairwoman.
fn is_animate(lemma: &str) -> bool {
    const ENDINGS: &[&str] =
        &["er", "or", "ist", "man", "woman", "person", "ian", "ant", "ee", "ess"];
    lemma.len() > 4 && ENDINGS.iter().any(|ending| lemma.ends_with(ending))
}

/// By its ending: a finding, an assertion, a judgment; what is shown by such is shown by what is written of it.
fn is_abstract(lemma: &str) -> bool {
    const ENDINGS: &[&str] =
        &["tion", "sion", "ment", "ance", "ence", "ness", "ity", "ism", "ing", "acy", "ure"];
    lemma.len() > 5 && ENDINGS.iter().any(|ending| lemma.ends_with(ending))
}
