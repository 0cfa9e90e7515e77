//! Where a source begins and ends: after "Seconding,", "Never once did" and a quotation mark, with the role that was read as a
//! part of the cue, without the day, and not with a relative clause.

use sayso_syntax::Upos;
use sayso_text::{TokenId, TokenRange};

use crate::attributes::is_misread_role;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::clause::{fronted_negation, subject_of};
use crate::document::graph::{NONE, PunctuationClass};

/// Takes what comes before a source out of it, and what is his out of the cue.
pub(crate) fn settle(document: Document<'_>, candidate: &mut Candidate) {
    role(document, candidate);
    relative(document, candidate);
    opening_mark(document, candidate);
    let graph = document.graph;
    let Some(source) = candidate.source.first_mut() else { return };
    let start = source.start();
    if start != graph.sentence(graph.sentence_of(start)).start() {
        return;
    }
    let begin =
        participle(document, *source).or_else(|| negation(document, *source, candidate.head));
    if let Some(begin) = begin.filter(|&t| t < source.end()) {
        *source = TokenRange::new(begin, source.end());
    }
}

/// A quotation mark that opens before a source, and does not close in it, is no part of it: "“I told him".
fn opening_mark(document: Document<'_>, candidate: &mut Candidate) {
    let Some(source) = candidate.source.first_mut() else { return };
    let class = |t: u32| document.graph.node(t).punctuation;
    let (start, end) = (source.start(), source.end());
    let closed = (start + 1..end).any(|t| class(t) == PunctuationClass::CloseQuote);
    if source.len() > 1 && class(start) == PunctuationClass::OpenQuote && !closed {
        *source = TokenRange::new(start + 1, end);
    }
}

/// "counters engineer Ruiz": the noun is taken for a part of the verb.
fn role(document: Document<'_>, candidate: &mut Candidate) {
    let (cue, last) = (candidate.cue, candidate.cue.end() - 1);
    let Some(source) = candidate.source.first_mut() else { return };
    if source.start() == cue.end() && last > candidate.head && is_misread_role(document, last) {
        candidate.cue = TokenRange::new(cue.start(), last);
        *source = TokenRange::new(last, source.end());
    }
}

/// "Jolly, who was elected in 2014, doubts it" is what Jolly doubts; in "Hunter, who was the first to endorse her" the pronoun alone
/// is the source.
fn relative(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let [source] = candidate.source.as_mut_slice() else { return };
    let (pronoun, end) = (source.start(), source.end());
    if source.len() < 2
        || !document.is(pronoun, "who")
        || !matches!(graph.node(pronoun + 1).upos, Upos::Aux | Upos::Verb)
        || end > candidate.cue.start()
    {
        return;
    }
    let comma = pronoun.checked_sub(1).filter(|&t| graph.is_comma(t));
    let antecedent = comma.filter(|_| graph.is_comma(end - 1) || graph.is_comma(end));
    let name = antecedent.and_then(|comma| {
        let part = |t: &u32| {
            let word =
                matches!(graph.node(*t).upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det);
            word || document.is_capitalised(*t)
        };
        let first = graph.sentence(graph.sentence_of(pronoun)).start();
        let start = (first..comma).rev().take_while(part).last()?;
        Some(TokenRange::new(start, comma))
    });
    *source = name.unwrap_or(TokenRange::new(pronoun, pronoun + 1));
}

/// Where a source begins after "Seconding," or "Cross-examining,", which is more than one token.
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

/// Where it begins after "Never once did", unless the subject of the verb at `head` is before that.
fn negation(document: Document<'_>, source: TokenRange, head: u32) -> Option<u32> {
    const LONGEST: u32 = 6;
    let limit = source.end().min(source.start() + LONGEST + 1);
    let fronted = |&t: &u32| fronted_negation(document, t).is_some();
    let begin = (source.start() + 2..limit).find(fronted)?;
    let (subject, hops) = subject_of(document.graph, head);
    let before = subject != NONE && hops == 0 && (source.start()..begin).contains(&subject);
    (!before).then_some(begin)
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
