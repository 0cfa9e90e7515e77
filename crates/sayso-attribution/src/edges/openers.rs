//! Where a source begins and ends: "Seconding, Councillor Ruiz said", "Never once did the duke suggest", "counters engineer Ruiz".

use sayso_syntax::Upos;
use sayso_text::{TokenId, TokenRange};

use crate::attributes::cue_clause::is_negator;
use crate::attributes::is_role;
use crate::candidate::Candidate;
use crate::document::Document;

/// Takes what comes before a source out of it, and what is his out of the cue.
pub(super) fn settle(document: Document<'_>, candidate: &mut Candidate) {
    role(document, candidate);
    let graph = document.graph;
    let Some(source) = candidate.source.first_mut() else { return };
    let start = source.start();
    if start != graph.sentence(graph.sentence_of(start)).start() {
        return;
    }
    let begin = participle(document, *source).or_else(|| negation(document, *source));
    if let Some(begin) = begin.filter(|&t| t < source.end()) {
        *source = TokenRange::new(begin, source.end());
    }
}

/// "counters engineer Ruiz": the noun is taken for a part of the verb.
fn role(document: Document<'_>, candidate: &mut Candidate) {
    let (cue, last) = (candidate.cue, candidate.cue.end() - 1);
    let Some(source) = candidate.source.first_mut() else { return };
    if source.start() == cue.end()
        && last > candidate.head
        && is_role(document.lemma(last))
        && document.is_capitalised(source.start())
    {
        candidate.cue = TokenRange::new(cue.start(), last);
        *source = TokenRange::new(last, source.end());
    }
}

/// Where a source begins behind "Seconding," or "Cross-examining,", which is more than one token.
fn participle(document: Document<'_>, source: TokenRange) -> Option<u32> {
    const LONGEST: u32 = 4;
    let start = source.start();
    let limit = source.end().min(start + LONGEST);
    let comma = (start + 1..limit).find(|&t| document.graph.is_comma(t))?;
    let word = comma - 1;
    let hyphen = |t: u32| document.is(t, "-");
    let one = (start..word).all(|t| hyphen(t) || hyphen(t + 1));
    // Not "Fleming, a farmer,".
    let name = document.entities.at(TokenId::new(word)).is_some()
        || !document.is_capitalised(comma + 1)
        || document.graph.is_comma(source.end() - 1);
    (one && !name && document.word(word).ends_with("ing")).then_some(comma + 1)
}

/// Where it begins behind "Never once did".
fn negation(document: Document<'_>, source: TokenRange) -> Option<u32> {
    const LONGEST: u32 = 6;
    let start = source.start();
    let negative = is_negator(document, start) || document.is(start, "no");
    let limit = source.end().min(start + LONGEST);
    let auxiliary = |&t: &u32| document.is_any(t, &["did", "do", "does", "had", "has", "have"]);
    let auxiliary = (start + 1..limit).find(auxiliary).filter(|_| negative)?;
    Some(auxiliary + 1)
}

/// Words that a day or night before a subject begins with.
const DAYS: &[&str] = &["last", "today", "yesterday", "tonight", "tomorrow", "earlier", "this"];

/// "Orme today announced", "Last night researchers said": when it was said is no part of who said it.
pub(super) fn day(document: Document<'_>, candidate: &mut Candidate) {
    for piece in &mut candidate.source {
        let when = (piece.start()..piece.end()).take_while(|&t| document.is_temporal(t)).count();
        let noun = piece.start() + when as u32;
        let follows = |upos| matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det);
        let own = noun < piece.end() && follows(document.graph.node(noun).upos);
        if when > 0 && own && document.is_any(piece.start(), DAYS) {
            *piece = TokenRange::new(noun, piece.end());
        }
        let last = piece.end() - 1;
        if piece.len() > 1
            && document.is_any(last, &["today", "yesterday", "tonight", "tomorrow"])
            && piece.end() == candidate.cue.start()
        {
            *piece = TokenRange::new(piece.start(), last);
        }
    }
}
