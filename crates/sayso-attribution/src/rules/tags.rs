//! Quotations with the words beside them that say whose they are, whatever their verb: a tag.
//!
//! ```text
//! “The dam is old,” reckons Ana Ruiz of the water board.
//! “The dam is old,” one resident said later. “It will not hold.”
//! Ana Ruiz, shrugging: “The dam is old.”
//! ```
//!
//! A finder knows verbs; here the place after a quotation makes the cue. Only quotations are looked at that no other
//! attribution holds.

mod clauses;

use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{Quotation, TokenId, TokenRange};

use self::clauses::{Tag, inverted, plain};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::clause::subject_of;
use crate::document::graph::{NONE, PunctuationClass};
use crate::document::speaker::Speaker;
use crate::nesting;

/// Shorter quotations are titles and slogans.
const FEWEST_WORDS: usize = 3;
/// How far a tag may reach.
const LONGEST_TAG: u32 = 60;
/// The shares of silver attributions that agree: 5 of 7 without quotation marks, 51 of 87 before a colon (10 of 11 of
/// polnear-train), 16 of 20 before a comma.
const TRAILING: f32 = 0.7;
const LED_IN: f32 = 0.6;
const LED_IN_COMMA: f32 = 0.77;
/// The longest cue before a colon: "put it this way".
const LONGEST_CUE: u32 = 5;

/// Tagged quotations that no candidate in `chosen`, which is in order of the cues, holds yet.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let quotations = document.segmentation.quotations();
    let mut found: Vec<Candidate> = Vec::new();
    for (at, quotation) in quotations.iter().enumerate() {
        let split =
            || quotations.get(at + 1).is_some_and(|next| is_split(document, quotation, next));
        if !is_speech(document, quotation) && !split()
            || is_held(chosen, quotation.tokens)
            || is_held(&found, quotation.tokens)
        {
            continue;
        }
        let earlier = nesting::near(chosen, quotation.tokens.start());
        if let Some(p) = earlier.iter().find(|p| goes_on(document, p, quotation)) {
            found.push(resumed(document, p, quotation));
        } else if let Some(mut candidate) = tagged(document, quotation)
            && !is_taken(chosen, &candidate, quotation.tokens)
        {
            resume(document, chosen, &mut candidate, &quotations[at + 1..]);
            found.push(candidate);
        } else if let Some(candidate) = led_in(document, quotation) {
            found.push(candidate);
        }
    }
    for index in 0..document.graph.sentences.len() {
        found.extend(trailing(document, chosen, index));
    }
    found.sort_by_key(|candidate| candidate.head);
    found.dedup_by_key(|candidate| candidate.head);
    found
}

/// Whether a quotation is one that somebody says.
pub(super) fn is_speech(document: Document<'_>, quotation: &Quotation) -> bool {
    may_be_said(document, quotation) && words(document, quotation) >= FEWEST_WORDS
}

fn words(document: Document<'_>, quotation: &Quotation) -> usize {
    quotation.tokens.ids().filter(|t| !document.graph.is_punctuation(t.raw())).count()
}

fn may_be_said(document: Document<'_>, quotation: &Quotation) -> bool {
    quotation.depth == 0
        && quotation.speech
        && quotation.complete
        && !document.is_boilerplate(quotation.tokens.start())
}

/// Whether a quotation goes on with a sentence that a tag has parted.
fn goes_on_small(document: Document<'_>, quotation: &Quotation) -> bool {
    let start = quotation.tokens.start();
    may_be_said(document, quotation)
        && start > 0
        && document.graph.is_comma(start - 1)
        && document.word(start + 1).starts_with(char::is_lowercase)
}

/// Whether a tag parts a short quotation from the rest of its sentence: "“The plan,” attested Lund, “has failed.”"
fn is_split(document: Document<'_>, first: &Quotation, next: &Quotation) -> bool {
    let (end, start) = (first.tokens.end(), next.tokens.start());
    may_be_said(document, first)
        && first.tokens.len() > 3
        && document.graph.is_comma(end - 2)
        && (end..end + LONGEST_TAG).contains(&start)
        && goes_on_small(document, next)
        && words(document, first) + words(document, next) >= FEWEST_WORDS
}

/// Whether most of a quotation is in the content of a candidate that has its cue elsewhere.
pub(super) fn is_held(chosen: &[Candidate], quotation: TokenRange) -> bool {
    let shared = |piece: &TokenRange| {
        let (start, end) = (piece.start().max(quotation.start()), piece.end().min(quotation.end()));
        end.saturating_sub(start)
    };
    nesting::near(chosen, quotation.start()).iter().any(|p| {
        let held: u32 = p.content.iter().map(shared).sum();
        !quotation.contains(TokenId::new(p.head)) && 2 * held > quotation.len()
    })
}

/// Whether the words of the tag belong to another candidate, whose cue is not the tag's.
fn is_taken(chosen: &[Candidate], candidate: &Candidate, quotation: TokenRange) -> bool {
    let own = candidate.source[0];
    nesting::near(chosen, candidate.head).iter().any(|p| {
        !candidate.cue.contains(TokenId::new(p.head))
            && !own.contains(TokenId::new(p.head))
            && !quotation.contains(TokenId::new(p.head))
            && (p.cue.overlaps(candidate.cue)
                || p.content.iter().any(|piece| piece.overlaps(candidate.cue)))
    })
}

/// The attribution of a quotation that has a tag after it.
fn tagged(document: Document<'_>, quotation: &Quotation) -> Option<Candidate> {
    let graph = document.graph;
    let tokens = quotation.tokens;
    let closes = |t: &u32| graph.node(*t).punctuation == PunctuationClass::CloseQuote;
    let inside = tokens.indices().rev().map(|t| t as u32).find(|t| !closes(t))?;
    let ends = matches!(
        graph.node(inside).punctuation,
        PunctuationClass::Comma | PunctuationClass::QuestionMark | PunctuationClass::Dash
    ) || document.is_any(inside, &["!", "...", "…", ".."]);
    let outside = graph.is_comma(tokens.end());
    if !ends && !outside || !begins_sentence(document, tokens.start()) {
        return None;
    }
    let start = tokens.end() + u32::from(outside);
    let limit = limit(document, start);
    if start >= limit || graph.paragraph_of(start) != graph.paragraph_of(inside) {
        return None;
    }
    // After a question or an exclamation a new sentence may begin: the verb has to be one of saying.
    let open = !outside && !graph.is_comma(inside);
    let said = |((_, verb), ..): &Tag| !open || document.lemma_is_in(*verb, &lists::CUE_STANCES);
    let leads_on = open && limit < document.graph.len() as u32 && {
        let quoted = limit + u32::from(document.is(limit, ":"));
        graph.is_quoted(quoted.min(graph.len() as u32 - 1)) && document.is_capitalised(quoted + 1)
    };
    let (cue, source, confidence) = inverted(document, start, limit)
        .or_else(|| plain(document, start, limit).filter(|tag| said(tag) && !leads_on))?;
    Some(Candidate {
        head: cue.1,
        cue: cue.0,
        source: vec![source],
        content: vec![tokens],
        confidence,
        ..Candidate::default()
    })
}

/// The attribution of a quotation that has a tag before it, which ends in a colon or, after its verb, in a comma.
fn led_in(document: Document<'_>, quotation: &Quotation) -> Option<Candidate> {
    let graph = document.graph;
    let mark = quotation.tokens.start().checked_sub(1)?;
    let colon = graph.node(mark).punctuation == PunctuationClass::Colon;
    if !colon && !graph.is_comma(mark) || document.is_boilerplate(mark) || graph.is_quoted(mark) {
        return None;
    }
    let sentence = graph.sentence(graph.sentence_of(mark));
    let before = |t: &u32| {
        graph.is_quoted(*t)
            || graph.node(*t).punctuation == PunctuationClass::Semicolon
            || graph.node(*t).punctuation == PunctuationClass::Colon
    };
    let start = (sentence.start()..mark).rev().find(before).map_or(sentence.start(), |t| t + 1);
    let whole = |tag: Option<Tag>| tag.filter(|((cue, _), ..)| cue.end() == mark);
    // "Added Ana Ruiz: “...”"
    let turned = || inverted(document, start, mark).filter(|(_, source, _)| source.end() == mark);
    let ((cue, head), source) = whole(plain(document, start, mark))
        .or_else(turned)
        .map(|(cue, source, _)| (cue, source))
        .or_else(|| verb_before(document, start, mark, colon))?;
    let cue = if colon && cue.end() == mark { TokenRange::new(cue.start(), mark + 1) } else { cue };
    Some(Candidate {
        head,
        cue,
        source: vec![source],
        content: vec![quotation.tokens],
        confidence: if colon { LED_IN } else { LED_IN_COMMA },
        ..Candidate::default()
    })
}

/// The last verb before the mark at `mark`, and its subject.
fn verb_before(
    document: Document<'_>,
    start: u32,
    mark: u32,
    colon: bool,
) -> Option<((TokenRange, u32), TokenRange)> {
    let graph = document.graph;
    if mark <= start || !graph.is_parsed(start) {
        return None;
    }
    let is_verb = |t: u32| {
        let node = graph.node(t);
        node.upos == Upos::Verb
            && matches!(
                node.xpos,
                Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbg | Xpos::Vbn | Xpos::Vb
            )
    };
    let farthest = if colon { start } else { mark - 1 };
    let mut verb = (farthest.max(start)..mark).rev().find(|&t| is_verb(t))?;
    // "put it this way when asked:" is about "put".
    let mut source = subject_of(graph, verb);
    for up in graph.ancestors(verb) {
        if source.0 != NONE && source.1 < 8 {
            break;
        }
        if is_verb(up) && up >= start && up < mark {
            (verb, source) = (up, subject_of(graph, up));
        }
    }
    let subject = source.0;
    if subject == NONE || source.1 >= 8 || subject >= verb || subject < start {
        return None;
    }
    let subtree = document.subtree(subject);
    let source = TokenRange::new(subtree.start().max(start), subtree.end().min(verb));
    let group = |t: u32| {
        matches!(graph.node(t).relation, Relation::Aux | Relation::AuxPass)
            && graph.node(t).head == verb
    };
    let first = (source.end()..verb).find(|&t| group(t)).unwrap_or(verb);
    let end = if mark - verb <= LONGEST_CUE { mark } else { verb + 1 };
    let passive = graph.node(verb).xpos == Xpos::Vbn
        && !graph.children(verb).any(|(t, _)| document.is_any_lemma(t, &["have"]));
    (document.speaker(subject).is_some() && !passive && !document.is_temporal(subject))
        .then_some(((TokenRange::new(first, end), verb), source))
}

/// Where the clause of a tag ends that begins at `start`: at a mark that is no comma, a quotation or the paragraph's end.
fn limit(document: Document<'_>, start: u32) -> u32 {
    let graph = document.graph;
    let paragraphs = document.segmentation.paragraphs();
    let own = paragraphs.partition_point(|p| p.end() <= start);
    let end = paragraphs.get(own).map_or(start, |p| p.end()).min(start + LONGEST_TAG);
    let sentence = (start as usize) < graph.len();
    let end = if sentence { end.min(graph.sentence(graph.sentence_of(start)).end()) } else { end };
    let stops = |t: &u32| {
        let class = graph.node(*t).punctuation;
        matches!(
            class,
            PunctuationClass::Stop
                | PunctuationClass::QuestionMark
                | PunctuationClass::Colon
                | PunctuationClass::Semicolon
                | PunctuationClass::OpenQuote
        ) || class == PunctuationClass::Dash && document.word(*t) != "-"
            || graph.is_quoted(*t)
    };
    (start..end).find(stops).unwrap_or(end)
}

/// Whether only marks come before `token` in its sentence.
fn begins_sentence(document: Document<'_>, token: u32) -> bool {
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(token));
    (sentence.start()..token).all(|t| graph.is_punctuation(t) && !graph.is_quoted(t))
}

/// "The dam will not hold, reckons Ana Ruiz.": a tag at the end of a sentence without quotation marks.
fn trailing(document: Document<'_>, chosen: &[Candidate], index: usize) -> Option<Candidate> {
    let graph = document.graph;
    let sentence = graph.sentence(index);
    let stop = |t: u32| graph.node(t).punctuation == PunctuationClass::Stop;
    let limit = sentence.end() - 1;
    if sentence.len() < 6 || !stop(limit) || document.is_boilerplate(sentence.start()) {
        return None;
    }
    let (comma, tag) = (sentence.start() + 3..limit)
        .rev()
        .take(LONGEST_TAG as usize)
        .filter(|&t| graph.is_comma(t))
        .find_map(|t| {
            let (cue, source, _) =
                inverted(document, t + 1, limit).filter(|_| !graph.is_quoted(t))?;
            let head = document.noun_phrase(source.start(), limit)?.head;
            let sure =
                source.end() == limit && cue.0.start() == cue.1 && closes(document, cue.1, source);
            (sure && document.speaker(head) == Some(Speaker::Person)).then_some((t, (cue, source)))
        })?;
    let (cue, source) = tag;
    let connective = |t: u32| {
        graph.node(t).upos == Upos::Cconj || graph.is_punctuation(t) && !graph.is_quoted(t)
    };
    let start = (sentence.start()..comma).find(|&t| !connective(t))?;
    let content = TokenRange::new(start, comma);
    let finite = |t: u32| graph.node(t).is_finite();
    let held = nesting::near(chosen, cue.1).iter().any(|p| {
        let outside = !content.contains(TokenId::new(p.head));
        let wrong = p.head == cue.1 && p.source.iter().all(|s| s.start() < p.head);
        outside
            && !wrong
            && (p.head == cue.1 || p.content.iter().any(|piece| piece.overlaps(content)))
    });
    (!held && (start..comma).any(finite)).then(|| Candidate {
        head: cue.1,
        cue: cue.0,
        source: vec![source],
        content: vec![content],
        confidence: TRAILING,
        ..Candidate::default()
    })
}

/// Whether a verb and a noun phrase after a comma are a clause of their own, and no list, addition or object.
fn closes(document: Document<'_>, verb: u32, source: TokenRange) -> bool {
    let node = document.graph.node(verb);
    let first = document.graph.node(source.start());
    let opens = document.is_capitalised(source.start())
        || matches!(first.upos, Upos::Det | Upos::Pron | Upos::Num);
    let known = document.lemma_is_in(verb, &lists::CUE_STANCES);
    let form = match node.xpos {
        Xpos::Vbz => opens || known,
        Xpos::Vbd => known && opens,
        _ => document.word(verb).ends_with('s') && (opens || known),
    };
    form && (node.xpos != Xpos::Vbd || !document.lemma_is_in(verb, &lists::ADDRESSING_VERBS))
}

/// Adds the quotation with which the speaker goes on after the tag: "..., she said. “...”"
fn resume(
    document: Document<'_>,
    chosen: &[Candidate],
    candidate: &mut Candidate,
    later: &[Quotation],
) {
    if let Some(next) = later.iter().find(|q| q.depth == 0)
        && goes_on(document, candidate, next)
        && !is_held(chosen, next.tokens)
    {
        candidate.content.push(next.tokens);
    }
}

/// Whether the speaker of a tagged quotation goes on with another right after the tag.
fn goes_on(document: Document<'_>, candidate: &Candidate, next: &Quotation) -> bool {
    let graph = document.graph;
    let start = next.tokens.start();
    let cue = candidate.cue;
    if cue.end() > start || graph.paragraph_of(start) != graph.paragraph_of(cue.start()) {
        return false;
    }
    // What is said comes before the cue, in quotation marks.
    let quoted = candidate
        .content
        .last()
        .is_some_and(|piece| piece.end() <= cue.start() && graph.is_quoted(piece.end() - 1));
    let end = limit(document, cue.start());
    quoted
        && end <= start
        && (end..start).all(|t| graph.is_punctuation(t))
        && graph.is_punctuation(start - 1)
        && (is_speech(document, next) || goes_on_small(document, next))
        && tagged(document, next).is_none()
}

/// The attribution with one more quotation, which its source does not reach into.
fn resumed(document: Document<'_>, candidate: &Candidate, next: &Quotation) -> Candidate {
    let mut candidate = candidate.clone();
    let end = (0..next.tokens.start()).rev().find(|&t| !document.graph.is_punctuation(t));
    let end = end.map_or(0, |t| t + 1);
    for piece in &mut candidate.source {
        if piece.overlaps(next.tokens) {
            *piece = TokenRange::new(piece.start().min(end), end);
        }
    }
    candidate.source.retain(|piece| !piece.is_empty());
    candidate.content.push(next.tokens);
    candidate
}
