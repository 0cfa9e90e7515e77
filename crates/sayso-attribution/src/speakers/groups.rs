//! Those who are named together: "Greta Lomax and her colleague Samir Nasser catalogued the moss".

use sayso_entities::{EntityId, EntityKind, Mention, MentionForm};
use sayso_syntax::{Upos, Xpos};
use sayso_text::TokenRange;

use crate::attributes::members::{distinct, joining};
use crate::attributes::naming::is_title;
use crate::document::Document;

/// The most words between two who are joined: "and its treasurer, Henri Valade".
const FARTHEST: u32 = 10;

/// Several of one kind whom a sentence joins.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) members: Vec<EntityId>,
    pub(super) kind: EntityKind,
    /// The token after them.
    pub(super) end: u32,
    /// Whether the sentence is about them: no verb and no preposition is before them.
    pub(super) leads: bool,
}

/// The last ones whom a sentence joins, before a token.
pub(super) fn last(document: Document<'_>, sentence: TokenRange, before: u32) -> Option<Group> {
    let names = names(document, sentence, before);
    let mut found = None;
    let mut at = 0;
    while at < names.len() {
        let length = 1 + run(document, &names[at..]);
        if length > 1 {
            found = Some(group(document, sentence, &names[at..at + length]));
        }
        at += length;
    }
    found.filter(|group| group.members.len() > 1)
}

/// The only two of a kind whom a stretch of text names, before a token.
pub(super) fn only_two(
    document: Document<'_>,
    stretch: TokenRange,
    before: u32,
    kind: EntityKind,
) -> Option<Vec<EntityId>> {
    let names = names(document, stretch, before);
    let found = distinct(names.into_iter().filter(|m| m.kind == kind));
    (found.len() == 2).then_some(found)
}

/// The names of people, bodies and places in a sentence that own nothing and are in no quotation.
fn names<'d>(document: Document<'d>, sentence: TokenRange, before: u32) -> Vec<&'d Mention> {
    let named = document.entities.within(document.cover(sentence)).iter();
    let named = named.filter(|m| {
        let kind =
            matches!(m.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place);
        kind && m.form == MentionForm::Name
            && m.entity.is_some()
            && m.tokens.end() <= before
            && !document.graph.is_quoted(m.tokens.start())
            && !document.is_any(m.tokens.end(), &["'s", "’s"])
    });
    named.collect()
}

/// How many names after the first one are joined with it.
fn run(document: Document<'_>, names: &[&Mention]) -> usize {
    let (mut joined, mut listed) = (0, 0);
    for pair in names.windows(2) {
        let between = TokenRange::new(pair[0].tokens.end(), pair[1].tokens.start());
        if pair[0].kind != pair[1].kind || between.len() > FARTHEST {
            break;
        }
        listed += 1;
        match between.len() {
            1 if document.is(between.start(), ",") => {}
            _ if joins(document, between) => joined = listed,
            _ => break,
        }
    }
    joined
}

/// Whether words join the names around them: "and", ", a botanist, and her colleague".
fn joins(document: Document<'_>, between: TokenRange) -> bool {
    let mut tokens = between.start()..between.end();
    let joint = |t: u32| joining(document, t, between.end());
    let Some(and) = tokens.find(|&t| joint(t) > 0) else { return false };
    let after = and + joint(and);
    let graph = document.graph;
    let plain = |t: u32| {
        let node = graph.node(t);
        !matches!(node.upos, Upos::Verb | Upos::Aux) && !graph.is_quoted(t)
    };
    let apposed = and == between.start()
        || graph.is_comma(between.start())
            && (and == between.start() + 1 || graph.is_comma(and - 1))
            && (between.start()..and).all(plain);
    let comma = between.end() > after + 1 && graph.is_comma(between.end() - 1);
    let title = TokenRange::new(after, between.end() - u32::from(comma));
    apposed && is_title(document, title)
}

fn group(document: Document<'_>, sentence: TokenRange, names: &[&Mention]) -> Group {
    let graph = document.graph;
    let first = names[0].tokens.start();
    let governs = |t: u32| {
        let node = graph.node(t);
        let finite = matches!(node.upos, Upos::Verb | Upos::Aux)
            && !matches!(node.xpos, Xpos::Vbn | Xpos::Vbg);
        finite || node.upos == Upos::Adp && !document.is_temporal(t + 1)
    };
    Group {
        members: distinct(names.iter().copied()),
        kind: names[0].kind,
        end: names.last().map_or(first, |m| m.tokens.end()),
        leads: !(sentence.start()..first).any(governs),
    }
}
