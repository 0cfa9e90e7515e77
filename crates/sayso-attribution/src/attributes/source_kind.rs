//! What kind of source it is.

use sayso_entities::{EntityKind, KnownName, KnownNames, Mention, MentionForm, NameClass};
use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use super::naming::Phrase;
use super::{NAMES, NOUNS};
use crate::attribution::SourceKind;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

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
    {
        return SourceKind::Role;
    }
    if is_partnership(document, piece) {
        return SourceKind::Organisation;
    }
    // "Republican support"
    let adjective = document.graph.node(head).upos == Upos::Adj;
    if piece.len() == 1 && adjective && document.is_in(head, &lists::PARTY_MEMBERS) {
        return SourceKind::Group;
    }
    // "The victory showed": what nobody knows as a body, and what shows something.
    let shown = EVIDENCE.contains(&document.lemma(candidate.head)) && is_thing(document, head);
    let kind = || match kind_of(document, head, piece, 0) {
        SourceKind::Organisation if shown => SourceKind::Document,
        kind => kind,
    };
    body.or_else(|| titled(document, piece)).unwrap_or_else(kind)
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

/// Whether "and" or "or" follows the name of a person: "Senator Ann Bell (D) and Tom Rudd".
fn joins_people(document: Document<'_>, piece: TokenRange) -> bool {
    let person = |t: u32| {
        let mention = document.entities.at(TokenId::new(t));
        mention.is_some_and(|m| m.form == MentionForm::Name && m.kind == EntityKind::Person)
    };
    (piece.start() + 1..piece.end()).any(|t| {
        let punctuation = |&t: &u32| document.graph.is_punctuation(t);
        let before = (piece.start()..t).rev().find(|t| !punctuation(t));
        let bracket = document.graph.node(t - 1).punctuation == PunctuationClass::CloseBracket;
        document.is_any(t, &["and", "or", "nor", "&"]) && (bracket || before.is_some_and(person))
    })
}

/// "Marks and Spencer": one name, though it is joined like two.
fn is_partnership(document: Document<'_>, piece: TokenRange) -> bool {
    let body = |m: &&Mention| m.form == MentionForm::Name && m.kind == EntityKind::Organisation;
    let joined = |t: u32| document.is_any(t, &["&", "and"]);
    let firm = |m: &Mention| {
        m.tokens.len() == 3 && m.tokens.end() == piece.end() && joined(m.tokens.start() + 1)
    };
    document.entities.within(document.cover(piece)).iter().filter(body).any(firm)
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
        // "the Vermont senator": a noun that is taken for a part of the name before it. "Senator presses the agenda."
        Upos::Propn
            if is_listed(document, head)
                && (document.word(head).starts_with(char::is_lowercase)
                    || head == piece.start()
                        && document.entities.at(TokenId::new(head)).is_none()) =>
        {
            noun(document, head, piece, depth)
        }
        Upos::Propn => name(document, head, piece, depth),
        _ => noun(document, head, piece, depth),
    }
}

fn pronoun(document: Document<'_>, head: u32, depth: u32) -> SourceKind {
    let word = document.word(head).to_ascii_lowercase();
    let quoted = document.graph.is_quoted(head);
    match word.as_str() {
        "i" | "we" | "my" | "our" | "me" | "us" | "mine" if !quoted => SourceKind::Author,
        "we" | "our" | "us" => SourceKind::Group,
        "it" | "its" => SourceKind::Organisation,
        "they" | "their" | "them" | "these" | "those" | "many" | "some" | "others" | "all"
        | "both" | "most" | "everyone" | "everybody" | "anyone" | "anybody" | "few" | "several"
        | "none" | "nobody" | "neither" | "either" => SourceKind::Group,
        "one" => SourceKind::Role,
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

/// A proper name: what its words tell, and how it is written.
fn name(document: Document<'_>, head: u32, piece: TokenRange, depth: u32) -> SourceKind {
    let node = document.graph.node(head);
    if node.xpos == Xpos::Nnps && telling(document, head).is_none() {
        if is_surname(document, head) {
            return SourceKind::Person;
        }
        // "Arsenal" and "Chelsea" are no plurals, though they play as one.
        let plural = document.word(head).ends_with('s');
        let body = document
            .entities
            .at(TokenId::new(head))
            .is_some_and(|m| m.kind == EntityKind::Organisation);
        // "Medway Foods" is one.
        let company = document.is_in(head, &lists::COMPANY_WORDS);
        let one = body && (!plural || company);
        return if one { SourceKind::Organisation } else { SourceKind::Group };
    }
    if described_person(document, head) {
        return SourceKind::Role;
    }
    // Only the name itself: not what is attached to it by "of" or a comma.
    let in_name = |t: u32| {
        t == head
            || document.graph.node(t).head == head
                && matches!(
                    document.graph.node(t).relation,
                    Relation::Compound | Relation::Flat | Relation::Amod | Relation::Nmod
                )
                && document.graph.node(t).upos == Upos::Propn
                && document.graph.child(t, &[Relation::Case]).is_none()
    };
    let mut names = 0;
    for t in piece.start()..piece.end() {
        names += u32::from(in_name(t));
    }
    let titled = (piece.start()..head).any(|t| {
        let capital = document.word(t).starts_with(char::is_uppercase);
        document.title(t).is_some() || capital && document.is_in(t, &lists::OFFICES)
    });
    if titled {
        return SourceKind::Person;
    }
    let mention = document.entities.at(TokenId::new(head));
    let found = mention.filter(|m| m.form == MentionForm::Name && m.confidence >= 0.5);
    let found = found.map(|m| m.kind);
    if found == Some(EntityKind::Person) {
        return SourceKind::Person;
    }
    // The whole name, where it is known: "The New Yorker", "the White House".
    let first = (piece.start()..=head).rev().take_while(|&t| in_name(t)).last().unwrap_or(head);
    let written = document.cover(TokenRange::new(first, head + 1));
    let spelled = mention.map_or(written, |m| m.range);
    let listed = KnownNames::builtin().find(&document.text[spelled]);
    if listed.is(NameClass::Outlet) {
        return SourceKind::Outlet;
    }
    if listed.is(NameClass::Seat) {
        return SourceKind::Government;
    }
    // The last telling word decides: "Fox News Channel", "State Department".
    let told = (piece.start()..piece.end())
        .rev()
        .filter(|&t| in_name(t))
        .find_map(|t| telling(document, t));
    if let Some(kind) = told {
        // "Paris Hilton", "Jordan Peterson": a place that opens a longer name.
        let opens = names == 2 && telling(document, head).is_none();
        // "Democratic Union" is a party, the European Union governs.
        let union = document.is(head, "union")
            && !document.is_any(head.saturating_sub(1), &["european", "african", "soviet"]);
        if union && kind == SourceKind::Government {
            return SourceKind::Organisation;
        }
        if !(opens && kind == SourceKind::Government) {
            return kind;
        }
    }
    let appos =
        document.graph.child(head, &[Relation::Appos]).filter(|&t| piece.contains(TokenId::new(t)));
    if let Some(kind) = appos.and_then(|t| NOUNS.get(document.lemma(t))) {
        return if kind == SourceKind::Role { SourceKind::Person } else { kind };
    }
    let word = document.word(head);
    let land = |m: &Mention| m.entity.is_some_and(|id| document.entities.get(id).country.is_some());
    let acts = mention.is_some_and(|m| m.acts || land(m));
    let acronym =
        word.len() >= 2 && word.len() <= 6 && word.bytes().all(|b| b.is_ascii_uppercase());
    let article = piece.start() < head && document.is(piece.start(), "the");
    match () {
        () if found == Some(EntityKind::Organisation) => SourceKind::Organisation,
        () if found == Some(EntityKind::Work) => SourceKind::Document,
        // "Melville House plans": a place that nobody knows is a body.
        () if found == Some(EntityKind::Place) => match is_known_place(listed) || acts {
            true => SourceKind::Government,
            false => SourceKind::Organisation,
        },
        () if found == Some(EntityKind::Nationality) && is_single(document, head) => {
            SourceKind::Role
        }
        () if found == Some(EntityKind::Nationality) => SourceKind::Group,
        // A doubtful body is a body all the same, as the entity says.
        () if mention
            .is_some_and(|m| m.form == MentionForm::Name && m.kind == EntityKind::Organisation) =>
        {
            SourceKind::Organisation
        }
        () if acronym && names == 1 => SourceKind::Organisation,
        () if article && names <= 2 => SourceKind::Organisation,
        // "Tinder", "DuPont": a word that is hardly a name of a person, or it would have been found.
        () if depth == 0 && mention.is_none() && names == 1 && !is_personal(document, head) => {
            let small = lists::SMALL_WORDS.contains(&word.to_lowercase());
            if small && word.ends_with('s') { SourceKind::Group } else { SourceKind::Organisation }
        }
        () => SourceKind::Person,
    }
}

fn is_known_place(name: KnownName) -> bool {
    use NameClass::{Capital, City, Country, Region, State};
    [Country, Capital, State, City, Region].into_iter().any(|class| name.is(class))
}

/// Whether a word is known as a name that people have, or is the last one of somebody in the text.
fn is_personal(document: Document<'_>, token: u32) -> bool {
    use NameClass::{Female, Male, Surname};
    let known = KnownNames::builtin().find(document.word(token));
    let word = |t: u32| document.lexemes.get(TokenId::new(t)).word;
    let called = |m: &Mention| {
        m.form == MentionForm::Name
            && m.kind == EntityKind::Person
            && word(m.tokens.end() - 1) == word(token)
    };
    [Female, Male, Surname].into_iter().any(|class| known.is(class))
        || document.entities.mentions().iter().any(called)
}

/// Whether it looks like a plural, and is the family name of somebody who is named in full: "Gates said".
pub(super) fn is_surname(document: Document<'_>, token: u32) -> bool {
    let mention = document.entities.at(TokenId::new(token));
    let name = mention.filter(|m| m.form == MentionForm::Name && m.kind == EntityKind::Person);
    let entity = name.and_then(|m| m.entity).map(|id| document.entities.get(id));
    entity.is_some_and(|e| e.kind == EntityKind::Person && document.text[e.name].contains(' '))
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
    match NOUNS.get(&lemma) {
        Some(SourceKind::Role) if named => SourceKind::Person,
        Some(SourceKind::Role) if plural => SourceKind::Group,
        Some(kind) => kind,
        None if named => SourceKind::Person,
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

/// Whether it is one of several: "one Republican", "a Briton", "the Arizona Republican", but not "the British".
fn is_single(document: Document<'_>, head: u32) -> bool {
    let ones = ["a", "an", "one", "another"];
    let many = ["ish", "ch", "ese", "ss"];
    let one = |t: u32| {
        document.is_any(t, &ones)
            || document.is(t, "the") && !many.iter().any(|end| document.word(head).ends_with(end))
    };
    document.graph.node(head).xpos == Xpos::Nnp
        && document.graph.children(head).any(|(t, _)| one(t))
}

/// Whether the entities know the noun as one for people: "uncle".
fn described_person(document: Document<'_>, head: u32) -> bool {
    let mention = document.entities.at(TokenId::new(head));
    mention.is_some_and(|m| m.form == MentionForm::Description && m.kind == EntityKind::Person)
}

/// The kind that a capitalised word of a name tells.
pub(super) fn telling(document: Document<'_>, token: u32) -> Option<SourceKind> {
    let capital = document.word(token).starts_with(char::is_uppercase);
    NAMES.get_hash(document.lexemes.get(TokenId::new(token)).word).filter(|_| capital)
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
