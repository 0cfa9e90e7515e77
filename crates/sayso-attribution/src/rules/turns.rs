//! Turns of transcripts and interviews, which the text's layer has found: a label, and all that its speaker says before
//! the next one does.
//!
//! ```text
//! MR. LUND: It is. I crossed it this morning.
//! ```
//!
//! The sign after the label is the cue. Whom a label means is told by the names in the text: "LH" is Leila Haddad, "A" is
//! whoever gives evidence.

use sayso_entities::{Entity, EntityId, EntityKind, KnownNames, Mention, MentionForm, NameClass};
use sayso_lexicon::lists;
use sayso_text::{TextRange, TokenId, TokenRange, Turn, TurnRole};

use crate::attribution::SourceKind;
use crate::candidate::{Candidate, KnownSpeaker};
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// Turns are found by their labels, which take turns themselves.
const SURE: f32 = 0.9;
/// Among so many questions he is looked for who is called by his name.
const FIRST_QUESTIONS: usize = 4;
/// So many words of a heading are looked at for who gives evidence.
const HEADING: u32 = 600;

/// Every turn, as an attribution.
pub(super) fn find(document: Document<'_>, _: &[Candidate]) -> Vec<Candidate> {
    let turns = document.segmentation.turns();
    let mut answering = None;
    if let Some(first) = turns.first() {
        answering = witness(document, turns, first.speaker.start());
    }
    let candidate = |turn: &Turn| {
        let pieces = document.segmentation.turn_pieces(*turn).iter().copied();
        let content: Vec<TokenRange> =
            pieces.filter(|piece| !document.is_boilerplate(piece.start())).collect();
        (!content.is_empty()).then(|| Candidate {
            head: turn.cue.start(),
            cue: turn.cue,
            source: vec![turn.speaker],
            content,
            confidence: SURE,
            verbatim: true,
            speaker: speaker(document, *turn, answering),
            ..Candidate::default()
        })
    };
    turns.iter().filter_map(candidate).collect()
}

/// Keeps other attributions within the turn that they are in, or outside of all.
pub(crate) fn confine(document: Document<'_>, chosen: &mut Vec<Candidate>) {
    let turns = document.segmentation.turns();
    if turns.is_empty() {
        return;
    }
    let around = |token: u32| {
        let after = turns.partition_point(|turn| turn.speaker.start() <= token);
        let turn = turns[..after].last()?;
        let pieces = document.segmentation.turn_pieces(*turn);
        let end = pieces.last().map_or(turn.cue.end(), |piece| piece.end());
        (token < end).then_some(turn)
    };
    chosen.retain_mut(|candidate| {
        if candidate.is_turn() {
            return true;
        }
        let own = around(candidate.head);
        // A label is nobody's cue, source or content.
        let in_label = own.is_some_and(|turn| candidate.head < turn.cue.end());
        let allowed = |piece: &TokenRange| {
            let turn = around(piece.start());
            turn.map(|t| t.cue) == own.map(|t| t.cue)
                && turn.is_none_or(|turn| piece.start() >= turn.cue.end())
        };
        candidate.source.retain(allowed);
        candidate.content.retain(allowed);
        for piece in candidate.content.iter_mut().chain(&mut candidate.source) {
            let next = turns.partition_point(|turn| turn.speaker.start() < piece.start());
            let limit = turns.get(next).map_or(u32::MAX, |turn| turn.speaker.start());
            *piece = TokenRange::new(piece.start(), piece.end().min(limit));
        }
        !in_label && !candidate.content.is_empty()
    });
}

/// The name of this rule.
pub(crate) const NAME: &str = "turn";

/// Who has a turn, if the label alone does not say it.
fn speaker(
    document: Document<'_>,
    turn: Turn,
    answering: Option<EntityId>,
) -> Option<KnownSpeaker> {
    let person = |entity| KnownSpeaker { kind: SourceKind::Person, entity: Some(entity) };
    let role = |entity| KnownSpeaker { kind: SourceKind::Role, entity };
    match turn.role {
        TurnRole::Question => return Some(role(None)),
        TurnRole::Answer => return Some(answering.map_or(role(None), person)),
        TurnRole::Unnamed => return Some(role(office(document, turn.speaker))),
        _ => {}
    }
    let label = name(document, turn.speaker);
    let mentions = document.entities.within(document.cover(label));
    let named =
        mentions.iter().find(|m| m.kind == EntityKind::Person && m.form == MentionForm::Name);
    if let Some(entity) = named.and_then(|m| m.entity) {
        return Some(person(entity));
    }
    let last = document.word(label.end() - 1);
    let initials = label.len() == 1 && is_initials(last);
    let found = people(document)
        .find(|(_, name)| if initials { abbreviates(last, name) } else { ends_with(name, last) });
    if let Some((entity, _)) = found {
        return Some(person(entity));
    }
    let titled = (turn.speaker.start()..label.end()).any(|t| document.title(t).is_some());
    if !titled && !initials {
        let noun = |t: u32| lists::SOURCE_NOUNS.get(&document.word(t).to_lowercase());
        let unnamed = |t: u32| matches!(noun(t), Some("role" | "person"));
        if (label.start()..label.end()).any(unnamed) {
            return Some(role(office(document, turn.speaker)));
        }
        let body = |m: &Mention| m.form == MentionForm::Name && m.kind == EntityKind::Organisation;
        let known = KnownNames::builtin().find(&document.text[document.cover(label)]);
        let named = document.word(label.end() - 1).to_lowercase();
        let outlet =
            known.is(NameClass::Outlet) || lists::SOURCE_NAMES.get(&named) == Some("outlet");
        if mentions.iter().any(body) || outlet {
            return None;
        }
    }
    Some(KnownSpeaker { kind: SourceKind::Person, entity: None })
}

/// The name in a label: without titles, and what a comma adds.
fn name(document: Document<'_>, label: TokenRange) -> TokenRange {
    let comma = (label.start()..label.end()).find(|&t| document.graph.is_comma(t));
    let end = comma.filter(|&t| t > label.start()).unwrap_or(label.end());
    let start = (label.start()..end - 1)
        .find(|&t| document.title(t).is_none() && !document.is(t, "."))
        .unwrap_or(end - 1);
    TokenRange::new(start, end)
}

/// "LH", but not "MAY".
fn is_initials(word: &str) -> bool {
    matches!(word.len(), 2..=3) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// The people of the document, with their names.
fn people<'d>(document: Document<'d>) -> impl Iterator<Item = (EntityId, &'d str)> {
    document
        .entities
        .ids()
        .filter(move |&id| document.entities.get(id).kind == EntityKind::Person)
        .map(move |id| (id, document.entities.name(document.text, id)))
}

fn abbreviates(initials: &str, name: &str) -> bool {
    let mut words = name.split_whitespace();
    let fits = initials.chars().all(|initial| {
        let small = |word: &&str| !word.starts_with(char::is_lowercase);
        words.by_ref().find(small).is_some_and(|word| word.starts_with(initial))
    });
    fits && words.next().is_none()
}

fn ends_with(name: &str, surname: &str) -> bool {
    let mut words = name.split_whitespace();
    let last = words.next_back();
    last.is_some_and(|last| last.eq_ignore_ascii_case(surname))
        || words.next().is_some_and(|first| first.eq_ignore_ascii_case(surname))
}

/// The one person who is said to hold the office of a label: "THE PRESIDENT".
fn office(document: Document<'_>, label: TokenRange) -> Option<EntityId> {
    let mention = document.entities.at(TokenId::new(label.end() - 1));
    if let Some(entity) = mention.and_then(|m| m.entity) {
        return Some(entity);
    }
    let office = document.word(label.end() - 1);
    let holds = |entity: &Entity| {
        entity.role.is_some_and(|role| {
            let mut words = document.text[role].split_whitespace();
            words.any(|word| word.eq_ignore_ascii_case(office))
        })
    };
    let mut holders = people(document).filter(|&(id, _)| holds(document.entities.get(id)));
    let (first, _) = holders.next()?;
    holders.next().is_none().then_some(first)
}

/// Whoever answers, in a text that calls him "A": the one whose evidence it is, the only one who is named before the first
/// turn and has none under his own name, or the one who is spoken to.
fn witness(document: Document<'_>, turns: &[Turn], first: u32) -> Option<EntityId> {
    if !turns.iter().any(|turn| turn.role == TurnRole::Answer) {
        return None;
    }
    let is_other = |m: &&Mention| {
        let named = m.kind == EntityKind::Person && m.form == MentionForm::Name;
        named && m.entity.is_some() && !asks(document, turns, m.entity)
    };
    let start = first.saturating_sub(HEADING);
    let heading: Vec<&Mention> = match start < first {
        true => {
            let range = document.cover(TokenRange::new(start, first));
            document.entities.within(range).iter().filter(is_other).collect()
        }
        false => Vec::new(),
    };
    if let Some(mention) = heading.iter().find(|m| is_examined(document, m.tokens.start())) {
        return mention.entity;
    }
    let only = heading.first().and_then(|m| m.entity);
    if only.is_some() && heading.iter().all(|m| m.entity == only) {
        return only;
    }
    // "Good morning, Dr. Marsh."
    let questions =
        turns.iter().filter(|turn| turn.role == TurnRole::Question).take(FIRST_QUESTIONS);
    let pieces = questions.flat_map(|turn| document.segmentation.turn_pieces(*turn));
    let mut called = pieces.flat_map(|&piece| document.entities.within(document.cover(piece)));
    called.find(|m| is_other(m) && is_called(document, m.tokens)).and_then(|m| m.entity)
}

/// Whether somebody has turns under his own name.
fn asks(document: Document<'_>, turns: &[Turn], entity: Option<EntityId>) -> bool {
    turns.iter().filter(|turn| turn.role == TurnRole::Named).any(|turn| {
        let within = document.entities.within(document.cover(turn.speaker));
        within.iter().any(|m| m.entity == entity)
    })
}

/// "Evidence of Capt. Edwin Farr", "interview with Dr Ana Ruiz".
fn is_examined(document: Document<'_>, name: u32) -> bool {
    const MEETINGS: &[&str] = &[
        "evidence",
        "testimony",
        "examination",
        "cross-examination",
        "deposition",
        "interview",
        "interviewed",
        "conversation",
        "statement",
        "questioning",
        "spoke",
        "talked",
    ];
    let low = name.saturating_sub(4);
    let preposition = (low..name).rev().find(|&t| document.is_any(t, &["of", "with"]));
    preposition.is_some_and(|t| t > 0 && document.is_any(t - 1, MEETINGS))
}

/// Whether somebody with a title is spoken to: "Dr. Marsh, did you see it?"
fn is_called(document: Document<'_>, name: TokenRange) -> bool {
    let graph = document.graph;
    let title = name.start().checked_sub(1).filter(|&t| document.title(t).is_some());
    let alone = |t: u32| graph.is_comma(t) || graph.node(t).punctuation == PunctuationClass::Stop;
    let after = name.end() < graph.len() as u32
        && (alone(name.end())
            || graph.node(name.end()).punctuation == PunctuationClass::QuestionMark);
    let before = |t: u32| {
        graph.is_comma(t - 1)
            || graph.sentence(graph.sentence_of(t)).start() == t
            || document.is(t - 1, ":")
    };
    after && title.is_some_and(|t| t > 0 && before(t))
}

/// Whether a turn asks: "Q" wherever it has a question, anybody else who ends with one after a sentence at most.
pub(crate) fn is_question(document: Document<'_>, candidate: &Candidate) -> bool {
    let turns = document.segmentation.turns();
    let next = turns.partition_point(|turn| turn.cue.start() < candidate.cue.start());
    let interviews = turns.get(next).is_some_and(|turn| turn.role == TurnRole::Question);
    let words = candidate.content.iter().flat_map(|piece| piece.ids());
    let marks = words
        .map(|t| document.graph.node(t.raw()).punctuation)
        .filter(|mark| matches!(mark, PunctuationClass::QuestionMark | PunctuationClass::Stop));
    let (mut questions, mut others, mut ends) = (0, 0, false);
    for mark in marks {
        ends = mark == PunctuationClass::QuestionMark;
        *(if ends { &mut questions } else { &mut others }) += 1;
    }
    questions > 0 && (interviews || ends && others <= 1)
}

/// "Q." as one token: the letter speaks, the stop is the cue.
pub(crate) fn parted_label(
    document: Document<'_>,
    candidate: &Candidate,
) -> Option<(TextRange, TextRange)> {
    let token = candidate.cue.start();
    let is_parted = candidate.source.first() == Some(&candidate.cue)
        && document.word(token).ends_with('.')
        && document.graph.node(token).punctuation == PunctuationClass::Word;
    let label = document.cover(candidate.cue);
    let sign = label.end() - 1;
    is_parted.then(|| (TextRange::new(label.start(), sign), TextRange::new(sign, label.end())))
}
