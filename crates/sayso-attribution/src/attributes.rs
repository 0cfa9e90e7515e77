//! What is known of an attribution beside its spans: stance, kind of source, role, addressee, hedges.
//!
//! These are word lists and the shape of trees. One attribute, or a few that are read together, is a file.

mod actuality;
mod anonymity;
mod circumstances;
pub(crate) mod cue_clause;
mod hedges;
pub(crate) mod members;
pub(crate) mod naming;
mod quotation;
pub(crate) mod reading;
mod role;
mod segments;
mod source_kind;
pub(crate) mod stance;

use sayso_entities::{EntityId, EntityKind, Mention, MentionForm};
use sayso_lexicon::{WordMap, lists};
use sayso_syntax::{Syntax, Upos};
use sayso_text::{TokenId, TokenRange};

use self::circumstances::Circumstances;
use self::naming::Phrase;
use self::reading::Reading;
use crate::attribution::{
    Attribution, Content, Cue, QuotationType, Source, SourceKind, Stance, thousandths,
};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::rules::turns;

/// What kind of source a noun, or a word of a name, tells.
static NOUNS: WordMap<SourceKind> = WordMap::new(&lists::SOURCE_NOUNS, SourceKind::from_name);

/// Whether a noun says what people are: "director", "midwife".
pub(crate) fn is_role(noun: &str) -> bool {
    NOUNS.get(noun) == Some(SourceKind::Role) || lists::PERSON_NOUNS.contains(noun)
}

/// Whether a word before a name says what somebody is, though it is taken for a part of the verb: "counters engineer Farid
/// Sabri".
pub(crate) fn is_misread_role(document: Document<'_>, token: u32) -> bool {
    is_role(document.lemma(token))
        && document.is_capitalised(token + 1)
        && !document.is_temporal(token + 1)
}

/// Whether a noun says who can speak: "deputies", "council".
pub(crate) fn can_speak(noun: &str) -> bool {
    use SourceKind::{Government, Group, Organisation, Role};
    matches!(NOUNS.get(noun), Some(Role | Group | Organisation | Government)) || is_role(noun)
}

static NAMES: WordMap<SourceKind> = WordMap::new(&lists::SOURCE_NAMES, SourceKind::from_name);

/// Whether `token` is a verb of speech or evidence, so that a clause is its content.
pub(crate) fn introduces_clause(syntax: &Syntax, token: TokenId) -> bool {
    syntax.upos(token) == Upos::Verb && lists::CLAUSE_VERBS.contains(syntax.lemma(token))
}

/// The attribution that `candidate` becomes, with every attribute but its place among others.
pub(crate) fn complete(document: Document<'_>, candidate: &Candidate) -> Attribution {
    let mut content: Vec<TokenRange> = candidate
        .content
        .iter()
        .map(|&piece| quotation::with_marks(document.graph, piece))
        .map(|piece| quotation::without_outer_marks(document.graph, piece, candidate.head))
        .collect();
    content.sort_unstable();
    content.dedup_by(|next, last| {
        let joins = next.start() < last.end();
        if joins {
            *last = TokenRange::new(last.start(), last.end().max(next.end()));
        }
        joins
    });
    let spans = |pieces: &[TokenRange]| pieces.iter().map(|&p| document.cover(p)).collect();
    let mut cue = document.cover(candidate.cue);
    let mut source = source(document, candidate);
    let (reading, circumstances, lemma) = if candidate.is_turn() {
        if let Some((label, sign)) = turns::parted_label(document, candidate) {
            (source.spans, cue) = (vec![label], sign);
        }
        // "Q" and "Question" are nobody's office.
        let letter =
            |label: &str| matches!(label.to_ascii_lowercase().as_str(), "question" | "answer");
        source.role = source.role.filter(|&role| role.len() > 2 && !letter(&document.text[role]));
        let stance =
            if turns::is_question(document, candidate) { Stance::Question } else { Stance::Assert };
        let reading = Reading { stance, ..Reading::asserted() };
        (reading, Circumstances::default(), document.text[cue].to_owned())
    } else {
        let reading = reading::of(document, candidate);
        (reading, circumstances::find(document, candidate), cue_lemma(document, candidate.head))
    };
    Attribution {
        source,
        cue: Cue {
            spans: vec![cue],
            lemma,
            addressee: circumstances.addressee,
            channel: circumstances.channel,
        },
        stance: reading.stance,
        polarity: reading.polarity,
        actuality: reading.actuality,
        hedges: hedges::find(document, &content),
        content: Content {
            quotation: match candidate.verbatim
                || quotation::is_labelled(document.graph, candidate)
                || quotation::is_post(document, candidate)
            {
                true => QuotationType::Direct,
                false => quotation::kind(document.graph, &content, candidate.head),
            },
            spans: spans(&content),
        },
        parent: None,
        continues: None,
        confidence: thousandths(candidate.confidence),
    }
}

fn source(document: Document<'_>, candidate: &Candidate) -> Source {
    let phrase = candidate.source.first().map(|&piece| naming::phrase(document, piece));
    let phrase = phrase.unwrap_or(Phrase::Plain);
    let kind = match candidate.speaker {
        Some(speaker) => speaker.kind,
        None => source_kind::of(document, candidate, phrase),
    };
    let (role, affiliation) = match kind {
        SourceKind::Person
        | SourceKind::Role
        | SourceKind::Group
        | SourceKind::Organisation
        | SourceKind::Government => role::find(document, &candidate.source, kind, phrase),
        _ => (None, None),
    };
    let entity = match candidate.speaker {
        Some(speaker) => speaker.entity,
        None => entity(document, candidate, kind, phrase),
    };
    let open = candidate.speaker.is_none() && !matches!(phrase, Phrase::Named(_));
    let members = match open {
        true => members::find(document, kind, &candidate.source, entity),
        false => Vec::new(),
    };
    let kind = match kind {
        SourceKind::Person if members.len() > 1 => SourceKind::Group,
        kind => kind,
    };
    Source {
        spans: candidate.source.iter().map(|&piece| document.cover(piece)).collect(),
        kind,
        // "France, Germany and Italy" are not France.
        entity: entity.filter(|_| members.is_empty()),
        members,
        role,
        affiliation,
        // What an anonymous source says of a named person does not make that person anonymous.
        anonymity: anonymity::find(document, candidate).filter(|found| {
            let mut own = candidate.source.iter().map(|&piece| document.cover(piece));
            !matches!(phrase, Phrase::Named(_))
                || kind != SourceKind::Person
                || own.any(|range| range.contains(found.span))
        }),
    }
}

fn cue_lemma(document: Document<'_>, head: u32) -> String {
    if document.is(head, "according") && document.is(head + 1, "to") {
        return "according to".to_owned();
    }
    document.lemma(head).to_owned()
}

/// The entity that the source names, or else that of the mention that holds its head: not the nation of "Western
/// officials".
fn entity(
    document: Document<'_>,
    candidate: &Candidate,
    kind: SourceKind,
    phrase: Phrase<'_>,
) -> Option<EntityId> {
    match phrase {
        Phrase::Named(naming) => return naming.mention.entity,
        Phrase::Several => return None,
        Phrase::Plain => {}
    }
    let head = document.source_head(&candidate.source)?;
    // "The governor and the press" are not the governor.
    if kind == SourceKind::Group && source_kind::joins_others(document, head, candidate.source[0]) {
        return None;
    }
    let is_source = |m: &&Mention| m.entity.is_some() && m.kind != EntityKind::Nationality;
    let graph = document.graph;
    let piece = *candidate.source.first()?;
    let mention = document.entities.at(TokenId::new(head)).filter(is_source);
    if let Some(mention) = mention {
        // "the Vermont senator" is not Vermont.
        if kind == SourceKind::Role
            && mention.form == MentionForm::Name
            && mention.kind != EntityKind::Person
        {
            return None;
        }
        // "Neither the council nor Ashdown Homes".
        if mention.form == MentionForm::Name
            && document.is_any(piece.start(), &["neither", "either", "both"])
        {
            return None;
        }
        // "France and Germany".
        let joined = document.is_any(mention.tokens.end(), &["and", "or", "nor"])
            && mention.form == MentionForm::Name
            && piece.contains(TokenId::new(mention.tokens.end()))
            && within(document, mention.tokens.end() + 1, piece.end())
                .is_some_and(|m| m.form == MentionForm::Name && m.entity != mention.entity);
        return mention.entity.filter(|_| !joined);
    }
    // The name that the head is part of, if the mention has another part; not a possessor or modifier.
    let named = matches!(
        kind,
        SourceKind::Person | SourceKind::Organisation | SourceKind::Government | SourceKind::Outlet
    );
    if !named || graph.node(head).upos != Upos::Propn {
        return None;
    }
    let in_name = |t: u32| graph.node(t).upos == Upos::Propn || document.is(t, "-");
    let start = (piece.start()..head).rev().take_while(|&t| in_name(t)).last().unwrap_or(head);
    let end = (head..piece.end()).take_while(|&t| in_name(t)).last().unwrap_or(head) + 1;
    let range = document.cover(TokenRange::new(start, end));
    let name = document.entities.best_in(range);
    // "Former White House Doctor" is not the White House.
    let name = name.filter(|m| kind != SourceKind::Person || m.kind == EntityKind::Person);
    // "the Committee for a Cleaner Coast", of which only the end was found.
    let end = || {
        let body = |m: &&Mention| m.form == MentionForm::Name && m.kind == EntityKind::Organisation;
        let joins = document.is_any(end, &["for", "of", "on"]);
        let after = end + 1 + u32::from(document.is_any(end + 1, &["a", "the"]));
        document.entities.at(TokenId::new(after)).filter(body).filter(|_| joins)
    };
    name.or_else(end).filter(is_source)?.entity
}

/// The mention that begins at a token, perhaps after an article.
fn within(document: Document<'_>, start: u32, end: u32) -> Option<&Mention> {
    let start = start + u32::from(document.is(start, "the"));
    document.entities.at(TokenId::new(start)).filter(|m| m.tokens.end() <= end)
}
