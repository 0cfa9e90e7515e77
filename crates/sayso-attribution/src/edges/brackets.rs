//! What stands in brackets after a name is said of it, and speaks for nobody.

use sayso_entities::{EntityKind, MentionForm};
use sayso_syntax::Upos;
use sayso_text::{TokenId, TokenRange};

use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// The most words in brackets.
const LONGEST: u32 = 12;
/// The most words between brackets and cue.
const ADVERBS: u32 = 2;

/// "Cllr Parveen Oduya (Ind, Mill Lane) called": the source is the councillor, where the end of the brackets is taken for it.
pub(super) fn extend(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let [source] = candidate.source.as_mut_slice() else { return };
    let class = |t: u32| graph.node(t).punctuation;
    let opens = |t: &u32| class(*t) == PunctuationClass::OpenBracket;
    let closes = |t: u32| class(t) == PunctuationClass::CloseBracket;
    let last = source.end() - 1;
    let close = if closes(last) { last } else { source.end() };
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    let next = candidate.cue.start();
    if close >= sentence.end()
        || !closes(close)
        || next <= close
        || next > close + 1 + ADVERBS
        || (source.start()..source.end()).any(|t| opens(&t))
    {
        return;
    }
    let near = source.start().saturating_sub(LONGEST).max(sentence.start())..source.start();
    let Some(open) = near.rev().find(opens).filter(|&open| open > sentence.start()) else { return };
    let Some(name) = document.entities.at(TokenId::new(open - 1)) else { return };
    let named = name.form == MentionForm::Name
        && matches!(name.kind, EntityKind::Person | EntityKind::Organisation)
        && name.tokens.end() == open;
    if !named || (open..close).any(closes) {
        return;
    }
    let told = |t: u32| {
        document.title(t).is_some()
            || matches!(graph.node(t).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det)
    };
    let title = (sentence.start()..name.tokens.start()).rev().take_while(|&t| told(t)).last();
    let whole = TokenRange::new(title.unwrap_or(name.tokens.start()), close + 1);
    *source = whole;
    candidate.content.retain(|piece| piece.start() >= whole.end() || piece.end() <= whole.start());
}
