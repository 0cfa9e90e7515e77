//! The body to which somebody belongs, by the words of a source: "of Norbank", "Clinton campaign", "(Lab)".

use sayso_entities::{EntityKind, MentionForm};
use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos};
use sayso_text::{TextRange, TokenId, TokenRange};

use super::super::NOUNS;
use super::super::segments::{POSSESSIVE, RELATIVE, trimmed};
use crate::attribution::SourceKind;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// What is close to somebody says nothing of where he belongs.
const NEARNESS: &[&str] = &["close", "familiar"];

/// Words of somebody whose work is named after them.
const MAKERS: &[&str] = &[
    "author",
    "authors",
    "co-author",
    "co-authors",
    "coauthor",
    "creator",
    "co-creator",
    "writer",
    "composer",
    "narrator",
    "translator",
];

/// The body, place or person that a description names: "at Northwind Bank", "a Clinton spokesman".
pub(super) fn affiliation(document: Document<'_>, words: TokenRange) -> Option<TextRange> {
    // What he did is said in passing: "a Democrat who flew home with the Hales".
    let aside = |t: u32| {
        document.is_any(t, NEARNESS) && document.is_any(t + 1, &["to", "with"])
            || t > words.start() && document.is_any(t - 1, MAKERS) && document.is(t, "of")
            || document.is_any(t, &["—", "–", "--"])
    };
    let relative = |t: &u32| document.is_any(*t, RELATIVE) || aside(*t);
    let end = (words.start() + 1..words.end()).find(relative).unwrap_or(words.end());
    let words = TokenRange::new(words.start(), end);
    let capital = |t: u32| document.word(t).starts_with(char::is_uppercase);
    let mut phrases = (words.start()..words.end()).filter_map(|t| {
        let case = document.graph.child(t, &[Relation::Case])?;
        // "the White House chief of staff", "Secretary of State", "one of the 19 Americans"
        let office = document.is_any(t, &["staff"]) || document.is(t, "State") && t == case + 1;
        let whole = document.graph.node(t).head;
        let number = document.graph.node(whole).upos == Upos::Num;
        let part = number
            || matches!(document.graph.node(whole).upos, Upos::Pron | Upos::Det)
            || lists::QUANTITY_NOUNS.contains(document.lemma(whole));
        let counted = part && document.is(case, "of") || number && document.is(case, "in");
        // "son of the founder"
        let related = document.is(case, "of") && document.is_in(whole, &lists::RELATIONS);
        let joins = document.graph.node(t).relation == Relation::Nmod
            && !office
            && !counted
            && !related
            && words.contains(TokenId::new(case))
            && document.is_any(case, &["of", "at", "in", "for", "with", "from"]);
        let end = document.subtree(t).end().min(words.end()).max(case + 1);
        let phrase = name_phrase(document, TokenRange::new(case + 1, end), words.end());
        // "at one of his rallies" is where somebody was met.
        let names = !phrase.is_empty()
            && (phrase.start()..phrase.end()).any(capital)
            && document.graph.node(t).upos != Upos::Num;
        let named =
            document.entities.at(TokenId::new(t)).is_some_and(|m| m.form == MentionForm::Name);
        // "voters in a Times poll", "a gift for imitating Pell": nobody belongs to these.
        let noun = NOUNS.get(document.lemma(t));
        let thing = !named
            && (noun == Some(SourceKind::Document)
                || document.graph.node(t).upos == Upos::Verb
                || document.is_any(case, &["for", "with"])
                    && noun.is_none()
                    && !document.is_capitalised(t)
                    && !document.is_capitalised(t + 1));
        let body = named
            || document.graph.node(t).upos == Upos::Propn
            || matches!(
                NOUNS.get(document.lemma(t)),
                Some(SourceKind::Organisation | SourceKind::Government | SourceKind::Outlet)
            );
        (joins && names && !thing).then_some((phrase, body))
    });
    // "the hospital in Riga" is one, "policy for the Northwind Fund" is not.
    let first = phrases.next();
    let body = first.filter(|(_, body)| *body).or_else(|| phrases.find(|(_, body)| *body));
    let owner = owner(document, words);
    let Some((phrase, _)) = body.or(first) else { return owner };
    let phrase = document.cover(phrase);
    // "the United Nations' envoy for Norway" is not Norway's.
    let all = |range: TextRange, kind: EntityKind| {
        let within = document.entities.within(range);
        !within.is_empty() && within.iter().all(|m| m.kind == kind)
    };
    let sent = all(phrase, EntityKind::Place);
    owner.filter(|&owner| sent && all(owner, EntityKind::Organisation)).or(Some(phrase))
}

/// The phrase of a body: with the rest of its name, "Students For Life of America", and without what is added: "and author",
/// ", many of them Catholics".
fn name_phrase(document: Document<'_>, phrase: TokenRange, limit: u32) -> TokenRange {
    let capital = |t: u32| t < limit && document.is_capitalised(t);
    let adds = |&t: &u32| {
        let next = t + 1 + u32::from(document.is(t + 1, "the"));
        (document.is(t, "and") || document.graph.is_comma(t))
            && next < limit
            && !capital(next)
            && (phrase.start()..t).any(capital)
    };
    let added = (phrase.start() + 1..phrase.end()).find(adds);
    let mut end = added.unwrap_or(phrase.end());
    let joins = |t: u32| document.is_any(t, &["For", "Of", "On"]) && capital(t + 1);
    while added.is_none() && end > phrase.start() && capital(end - 1) && joins(end) {
        end += 1;
        while capital(end) || document.is(end, "of") && capital(end + 1) {
            end += 1;
        }
    }
    trimmed(document, TokenRange::new(phrase.start(), end))
}

/// Whose or of what a description is: "U.S. officials", "the Kremlin's spokesman"; a body before a place or person.
pub(super) fn owner(document: Document<'_>, words: TokenRange) -> Option<TextRange> {
    let ends = |t: u32| {
        let node = document.graph.node(t);
        let stops = matches!(node.upos, Upos::Cconj | Upos::Adp | Upos::Verb | Upos::Pron);
        stops && document.entities.at(TokenId::new(t)).is_none() || document.is(t, ",")
    };
    let end = (words.start() + 1..words.end()).find(|&t| ends(t)).unwrap_or(words.end());
    let modifies = |at: u32| at < end && !document.is(at, "-");
    let names = || {
        let within = document.entities.within(document.cover(words));
        within.iter().filter(|m| m.form == MentionForm::Name && modifies(m.tokens.end()))
    };
    let is_body = |kind| matches!(kind, EntityKind::Organisation | EntityKind::Facility);
    let belongs = |kind| matches!(kind, EntityKind::Place | EntityKind::Person);
    let mention = names().find(|m| is_body(m.kind)).or_else(|| names().find(|m| belongs(m.kind)));
    let Some(mention) = mention else { return unknown_body(document, words) };
    // "Tom's mum" is no member of Tom.
    let of = mention.tokens.end() + u32::from(document.is_any(mention.tokens.end(), POSSESSIVE));
    let related = (of..end).any(|t| document.is_in(t, &lists::RELATIONS));
    if mention.kind == EntityKind::Person && related {
        return None;
    }
    let start = mention.tokens.start();
    let the = start == words.start() + 1 && document.is(words.start(), "the");
    let owns = document.is_any(mention.tokens.end(), POSSESSIVE);
    let start = if the && owns { words.start() } else { start };
    Some(document.cover(TokenRange::new(start, mention.tokens.end())))
}

/// A body that no mention names: capitalised words before a noun, "Civitas" of "Civitas founder".
fn unknown_body(document: Document<'_>, words: TokenRange) -> Option<TextRange> {
    let graph = document.graph;
    let is_name = |t: u32| {
        graph.node(t).upos == Upos::Propn && document.entities.at(TokenId::new(t)).is_none()
    };
    let role = |t: u32| super::super::is_role(&document.word(t).to_lowercase());
    let mut start = (words.start()..words.end()).find(|&t| is_name(t))?;
    let mut end = (start + 1..words.end()).find(|&t| !is_name(t) || role(t))?;
    // "Radio host", "Billionaire entrepreneur": a capital of a headline or a sentence.
    let small = (start..end).all(|t| document.is_in(t, &lists::SMALL_WORDS));
    // "Thistle's Mei Okonjo"
    let owns = document.is_any(end, POSSESSIVE) && end + 1 == words.end();
    // "Pebble CTO", "FRC President", but not "House Speaker".
    let shouted = |t: u32| document.word(t).bytes().all(|b| b.is_ascii_uppercase());
    if owns {
        // "The Daily Caller's", of which "Daily" may be taken for an adjective.
        let written = |&t: &u32| document.is_capitalised(t) || document.is(t, "the");
        start = (words.start()..start).rev().take_while(written).last().unwrap_or(start);
    }
    let office = role(end) && shouted(end) != (start..end).all(shouted);
    let told = graph.node(end).upos == Upos::Noun || office || owns;
    // "Coast guard chief": the guard is of nobody.
    let body = |t: u32| document.is_in(t, &lists::BODY_NOUNS) && t + 1 < words.end();
    let whole = end;
    while body(end) {
        end += 1;
    }
    (told && (!small || end > whole)).then(|| document.cover(TokenRange::new(start, end)))
}

/// The party or body in brackets after a name, "Lab" of "(Lab, Wyre Vale)", but not "(D-Ohio)" or "(Ind)".
pub(super) fn in_brackets(document: Document<'_>, at: u32, end: u32) -> Option<TextRange> {
    let open = at < end && document.graph.node(at).punctuation == PunctuationClass::OpenBracket;
    if !open {
        return None;
    }
    let ends = |&t: &u32| document.graph.is_punctuation(t);
    let words = TokenRange::new(at + 1, (at + 1..end).find(ends)?);
    let label = words.ids().any(|t| document.is_in(t.raw(), &lists::PARTY_LABELS));
    let last = words.end() - 1;
    let none = document.is_any(words.start(), &["ind", "independent"]);
    let party = label && !none && document.word(words.start()).len() > 1
        || document.is_any(last, &["party"])
        || document
            .entities
            .at(TokenId::new(last))
            .is_some_and(|m| m.kind == EntityKind::Organisation && m.tokens == words);
    (!words.is_empty() && party).then(|| document.cover(words))
}

/// The body or place after a name and "of".
pub(super) fn member_of(document: Document<'_>, at: u32, end: u32) -> Option<TextRange> {
    let of = at < end && document.is_any(at, &["of", "from", "with", "at"]);
    let the = at + 1 + u32::from(document.is(at + 1, "the"));
    if !of || the >= end {
        return None;
    }
    let body = match document.entities.at(TokenId::new(the)) {
        Some(m) => {
            use EntityKind::{Organisation, Person, Place};
            // "Winnie Tsang of Bridgewell", which may be taken for somebody.
            let unknown = || {
                let named = m.entity.map(|id| document.entities.get(id));
                let other = named.is_some_and(|e| document.text[e.name].contains(' '));
                document.is(at, "of") && m.tokens.len() == 1 && !other
            };
            let body = matches!(m.kind, Organisation | Place) || m.kind == Person && unknown();
            (body && m.form == MentionForm::Name).then_some(m.tokens.end())?
        }
        // A body that no mention names.
        None => {
            let named = |t: &u32| {
                let noun = matches!(document.graph.node(*t).upos, Upos::Noun | Upos::Propn);
                noun && document.is_capitalised(*t)
            };
            let last = |from: u32| (from..end).take_while(named).last().map(|t| t + 1);
            let body = last(the)?;
            // "the Center for American Progress"
            let joins = document.is_any(body, &["for", "of", "on"]);
            if joins { last(body + 1).unwrap_or(body) } else { body }
        }
    };
    Some(document.cover(TokenRange::new(at + 1, body)))
}
