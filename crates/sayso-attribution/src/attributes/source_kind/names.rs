//! What kind of source a proper name is.

use sayso_entities::{EntityKind, KnownName, KnownNames, Mention, MentionForm, NameClass};
use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use super::{described_person, is_animate};
use crate::attributes::{NAMES, NOUNS};
use crate::attribution::SourceKind;
use crate::document::Document;

/// A proper name: what its words tell, and how it is written.
pub(super) fn name(document: Document<'_>, head: u32, piece: TokenRange, depth: u32) -> SourceKind {
    let node = document.graph.node(head);
    if node.xpos == Xpos::Nnps && telling(document, head).is_none() {
        if is_surname(document, head) {
            return SourceKind::Person;
        }
        // "Arsenal" and "Chelsea" are no plurals, though they play as one; "Crime Statistics Bureau" ends otherwise.
        let mention = document.entities.at(TokenId::new(head));
        let last = mention.map_or(head, |m| m.tokens.end() - 1);
        let plural = document.word(last).ends_with('s');
        let body = document
            .entities
            .at(TokenId::new(head))
            .is_some_and(|m| m.kind == EntityKind::Organisation);
        // "Medway Foods" is one.
        let company = document.is_in(head, &lists::COMPANY_WORDS);
        let one = body && (!plural || company) || is_title_of_body(document, head, piece);
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
    // "Agence France-Presse": what follows a hyphen is a part of the name, too.
    let hyphen = |t: u32| {
        document.is(t, "-") && !document.segmentation.tokens().space_before(TokenId::new(t))
    };
    let joined = Some(head + 2).filter(|&t| t + 1 == piece.end() && hyphen(head + 1));
    // The last telling word decides: "Fox News Channel", "State Department".
    let told = joined.and_then(|t| telling(document, t)).or_else(|| {
        (piece.start()..piece.end())
            .rev()
            .filter(|&t| in_name(t))
            .find_map(|t| telling(document, t))
    });
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
        // "No Child Left Behind"
        () if found == Some(EntityKind::Event) && mention.is_some_and(|m| m.tokens.len() > 3) => {
            SourceKind::Document
        }
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
        // "Another Muslim"
        () if mention.is_none()
            && is_single(document, head)
            && KnownNames::builtin().find(word).is(NameClass::Nationality) =>
        {
            SourceKind::Role
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

/// "The Iowa Electronic Markets": words in capitals that end in a plural of no people.
fn is_title_of_body(document: Document<'_>, head: u32, piece: TokenRange) -> bool {
    let lemma = document.lemma(head).to_ascii_lowercase();
    let people = matches!(NOUNS.get(&lemma), Some(SourceKind::Role | SourceKind::Group))
        || lists::PERSON_NOUNS.contains(&lemma)
        || is_animate(&lemma)
        || document.is_in(head, &lists::PARTY_MEMBERS)
        || KnownNames::builtin().find(&lemma).is(NameClass::Nationality);
    let start = piece.start() + u32::from(document.is(piece.start(), "the"));
    let capitals = (start..=head).all(|t| document.is_capitalised(t));
    let mention = document.entities.at(TokenId::new(head));
    let named = mention.is_none_or(|m| m.kind == EntityKind::Organisation && m.tokens.len() > 2);
    !people && named && capitals && head >= start + 2
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
pub(in super::super) fn is_surname(document: Document<'_>, token: u32) -> bool {
    let mention = document.entities.at(TokenId::new(token));
    let name = mention.filter(|m| m.form == MentionForm::Name && m.kind == EntityKind::Person);
    let entity = name.and_then(|m| m.entity).map(|id| document.entities.get(id));
    entity.is_some_and(|e| e.kind == EntityKind::Person && document.text[e.name].contains(' '))
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

/// The kind that a capitalised word of a name tells.
pub(in super::super) fn telling(document: Document<'_>, token: u32) -> Option<SourceKind> {
    let capital = document.word(token).starts_with(char::is_uppercase);
    NAMES.get_hash(document.lexemes.get(TokenId::new(token)).word).filter(|_| capital)
}
