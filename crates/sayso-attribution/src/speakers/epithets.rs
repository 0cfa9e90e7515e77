//! Epithets: "the Vermont senator", "the 36-year-old", which news says for variety of somebody whom it has just named.

use sayso_entities::{EntityId, EntityKind, Gender, Mention, MentionForm};
use sayso_lexicon::lists;
use sayso_syntax::Upos;
use sayso_text::{TokenId, TokenRange};

use crate::attribution::{Attribution, SourceKind};
use crate::document::Document;

/// How much likelier than anybody else somebody must be, in log odds.
pub(super) const MARGIN: f32 = 0.5;
/// How many sentences back he must have been met.
pub(super) const FARTHEST: usize = 3;

/// So many tokens before a name is the nation of who is called so.
const NATION: u32 = 4;
/// In so many sentences before an epithet nobody else must be named, if the text tells nobody's nation.
const LAST: usize = 2;

/// Offices that many hold.
const MANY: &[&str] = &["representative", "senator"];

/// A source that may be an epithet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Epithet {
    /// Its first token.
    pub(super) token: u32,
    /// Its noun.
    pub(super) head: u32,
    pub(super) gender: Gender,
}

/// The epithet that is the whole source of an attribution, where the entities do not know who it is: they know nobody, or
/// somebody who is described here for the first time.
pub(super) fn read(document: Document<'_>, attribution: &Attribution) -> Option<Epithet> {
    if attribution.source.kind != SourceKind::Role {
        return None;
    }
    let epithet = shape(document, attribution)?;
    let Some(id) = attribution.source.entity else { return Some(epithet) };
    let mention = document.entities.at(TokenId::new(epithet.head))?;
    // "The former president" again and again may be one who has no name here.
    let former = document.is(epithet.token + 1, "former");
    let new = mention.form == MentionForm::Description
        && mention.entity == Some(id)
        && (document.entities.get(id).name == mention.range
            || names(document, id).next().is_none() && !former);
    // "The mayor" alone is whoever holds the office, not who was named before; of senators there are many.
    let office = office(&document.word(epithet.head).to_lowercase());
    let one = office.is_some_and(|office| !MANY.contains(&office));
    let held = epithet.head == epithet.token + 1 && one;
    (new && !held).then_some(epithet)
}

/// The epithet that is the whole source of an attribution, by its words.
pub(super) fn shape(document: Document<'_>, attribution: &Attribution) -> Option<Epithet> {
    let &[span] = attribution.source.spans.as_slice() else { return None };
    let tokens = document.segmentation.tokens().within(span);
    let (start, mut end) = (tokens.start(), tokens.end());
    if tokens.len() < 2 || !document.is(start, "the") || document.graph.is_quoted(start) {
        return None;
    }
    let former = document.is(start + 1, "former");
    // "the former secretary of state"
    if former && document.is(end - 1, "state") && document.is(end - 2, "of") {
        end -= 2;
    }
    let head = end - 1;
    let noun =
        document.is_in(head, &lists::EPITHETS) || former && document.is_in(head, &lists::OFFICES);
    // "the Italian"
    let noun = noun || end == start + 2 && is_nationality(document, head);
    let age = document.is(head, "old") && document.is_any(head - 1, &["-"]);
    // "The new mayor" is another than was named before.
    let another = |t: u32| {
        let word = document.graph.node(t).lower;
        // "The first-term senator" is no first senator.
        lists::OFFICE_MODIFIERS.get_hash(word) == Some("another")
            || lists::ORDINALS.contains_hash(word)
                && !(document.is(t + 1, "-")
                    && office(&document.word(head).to_lowercase()).is_some())
    };
    // "The Florida senator and presidential candidate"
    let joins = |t: u32| document.is(t, "and") && document.is_in(t - 1, &lists::EPITHETS);
    let plain = |t: u32| {
        !another(t)
            && matches!(
                document.graph.node(t).upos,
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::X
            )
            || document.is(t, "-")
            || joins(t)
            || matches!(document.graph.node(t).upos, Upos::Verb) && document.word(t).ends_with("ed")
    };
    let known = document
        .entities
        .at(TokenId::new(head))
        .is_some_and(|m| m.form == MentionForm::Name && m.kind == EntityKind::Person);
    ((noun || age) && !known && (start + 1..head).all(plain)).then(|| Epithet {
        token: start,
        head,
        gender: Gender::of_noun(document.word(head)),
    })
}

/// Whether a word is what somebody of a nation is called.
fn is_nationality(document: Document<'_>, token: u32) -> bool {
    let mention = document.entities.at(TokenId::new(token));
    mention.is_some_and(|m| {
        m.kind == EntityKind::Nationality
            && m.tokens.len() == 1
            && !document.word(token).ends_with('s')
    })
}

/// Whether somebody may be called so: he has a name, and the text does not give him another office.
pub(super) fn fits(document: Document<'_>, id: EntityId, epithet: Epithet) -> bool {
    let role = document.entities.get(id).role;
    let named = names(document, id).any(|m| m.kind == EntityKind::Person);
    let noun = document.word(epithet.head).to_lowercase();
    let words = role.into_iter().flat_map(|role| document.segmentation.tokens().within(role).ids());
    // "Sen." before the name is no role.
    let titles = names(document, id).filter_map(|m| m.tokens.start().checked_sub(1));
    let offices: Vec<&str> = words
        .map(TokenId::raw)
        .chain(titles)
        .filter_map(|t| office(&document.word(t).to_lowercase()))
        .collect();
    // "The senator" and "the first-term senator" are known as one, "the Vermont senator" need not be.
    let bare = epithet.head == epithet.token + 1 || document.is(epithet.head - 1, "term");
    let same_office = office(&noun).is_none_or(|own| {
        offices.iter().all(|&office| office == own) && !(bare && offices.is_empty())
    });
    // "The analyst" is no senator.
    let trade = lists::EPITHETS.get(&noun) == Some("trade");
    let says = |role| {
        let mut words = document.segmentation.tokens().within(role).ids();
        words.any(|t| document.is(t.raw(), &noun))
    };
    let another = trade && (role.is_some_and(|role| !says(role)) || has_title(document, id));
    named && same_office && !another
}

/// The mentions of somebody by name.
fn names<'d>(document: Document<'d>, id: EntityId) -> impl Iterator<Item = &'d Mention> {
    document
        .entities
        .mentions()
        .iter()
        .filter(move |m| m.entity == Some(id) && m.form == MentionForm::Name)
}

/// Whether a title before somebody's name says what he is: "Dr.", "Rev.".
fn has_title(document: Document<'_>, id: EntityId) -> bool {
    let title = |m: &Mention| document.title(m.tokens.start().checked_sub(1)?);
    names(document, id).any(|m| title(m) == Some("-"))
}

/// Whether somebody may be meant by the name of a nation: the text has it beside his name, "Sweden's Nils Ek", or names
/// nobody else just before.
pub(super) fn has_nation(document: Document<'_>, id: EntityId, epithet: Epithet) -> bool {
    let graph = document.graph;
    let nation = |t: u32| {
        let mention = document.entities.at(TokenId::new(t))?;
        document.entities.entity(mention)?.country
    };
    let Some(wanted) = nation(epithet.head) else { return true };
    let beside = |m: &Mention| {
        let start = m.tokens.start();
        let near = start.saturating_sub(NATION)..start;
        near.rev().find_map(nation)
    };
    let told: Vec<_> = names(document, id).filter_map(beside).collect();
    // "Dahl admitted it. The Swede blamed a sore wrist."
    let only = || {
        let here = graph.sentence_of(epithet.token);
        let from = graph.sentence(here.saturating_sub(LAST)).start();
        let near = document.entities.within(document.cover(TokenRange::new(from, epithet.token)));
        let mut people = near.iter().filter(|m| {
            m.kind == EntityKind::Person
                && m.form == MentionForm::Name
                && !graph.is_quoted(m.tokens.start())
        });
        people.next().is_some_and(|m| m.entity == Some(id)) && people.all(|m| m.entity == Some(id))
    };
    told.contains(&wanted) || told.is_empty() && only()
}

/// Offices of which nobody has two: "Sen." is a senator.
fn office(word: &str) -> Option<&'static str> {
    Some(match word {
        "senator" | "sen." => "senator",
        "governor" | "gov." => "governor",
        "congressman" | "congresswoman" | "representative" | "rep." => "representative",
        "mayor" => "mayor",
        "pope" | "pontiff" => "pope",
        "king" | "monarch" | "queen" => "monarch",
        _ => return None,
    })
}
