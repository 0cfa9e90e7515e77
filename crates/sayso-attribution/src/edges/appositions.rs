//! Names after descriptions, which belong to the source.

use sayso_entities::{EntityKind, MentionForm};
use sayso_syntax::Xpos;
use sayso_text::{TokenId, TokenRange};

use crate::attributes::is_role;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// "According to the institute's director, Tariq Diaz, the road was closed": the name belongs to the source.
pub(super) fn extend(document: Document<'_>, candidate: &mut Candidate) {
    let Some(source) = candidate.source.last_mut() else { return };
    let (noun, name) = (source.end() - 1, source.end() + 1);
    let person = |t: u32| {
        let mention = document.entities.at(TokenId::new(t))?;
        let named = mention.form == MentionForm::Name && mention.kind == EntityKind::Person;
        (named && mention.tokens.start() == t).then_some(mention.tokens)
    };
    let comma = |t: u32| document.graph.node(t).punctuation == PunctuationClass::Comma;
    let count = document.segmentation.tokens().len() as u32;
    if candidate.cue.end() > source.start()
        || name >= count
        || !comma(source.end())
        || !is_single_role(document, noun)
        || (source.start()..source.end()).any(|t| person(t).is_some())
    {
        return;
    }
    // "Dr Philip Reeve"
    let title = u32::from(document.title(name).is_some() && name + 1 < count);
    let Some(tokens) = person(name + title) else { return };
    let end = tokens.end();
    // "the mayor, Ann Bell, Tom Rudd and others"
    let closed = end < count && comma(end) && person(end + 1).is_none();
    let apart = |piece: &TokenRange| piece.start() >= end || piece.end() <= source.end();
    let opens = |piece: &TokenRange| piece.start() == name && piece.end() > end + 1;
    if closed && candidate.content.iter().all(|piece| apart(piece) || opens(piece)) {
        // The second comma is the apposition's, as the first is.
        *source = TokenRange::new(source.start(), end + 1);
        for piece in candidate.content.iter_mut().filter(|piece| piece.start() == name) {
            *piece = TokenRange::new(end + 1, piece.end());
        }
    }
}

/// Whether a noun in small letters is one for what somebody is.
fn is_single_role(document: Document<'_>, noun: u32) -> bool {
    document.word(noun).starts_with(char::is_lowercase)
        && document.graph.node(noun).xpos == Xpos::Nn
        && is_role(document.lemma(noun))
}
