//! Where contents begin and end: with the statement after a colon, not past the clause that they are in, and with the
//! subject that a cue parts from its verb.

mod appositions;
mod brackets;
mod source_edges;

use sayso_lexicon::lists;
use sayso_syntax::{Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

pub(crate) use self::source_edges::settle as settle_source;
use crate::attributes::{introduces_clause, stance};
use crate::attribution::Stance;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::clause::{fronted_auxiliary, subject_clause_end};
use crate::document::graph::PunctuationClass;
use crate::finders::linear::extend::tidy;
use crate::rules::{coordination, statements};

/// Sets the edges of a candidate's content.
pub(crate) fn settle(document: Document<'_>, candidate: &mut Candidate) {
    if !candidate.is_turn() {
        fronted(document, candidate);
        statement(document, candidate);
        condition(document, candidate);
        relative(document, candidate);
        object_pronoun(document, candidate);
        inserted(document, candidate);
        subject_clause(document, candidate);
        before_colon(document, candidate);
        relative_after(document, candidate);
        other_source(document, candidate);
        second_verb(document, candidate);
        source_edges::day(document, candidate);
        determiner(document, candidate);
        source_edges::settle(document, candidate);
        expletive(document, candidate);
        reason(document, candidate);
        appositions::extend(document, candidate);
        brackets::extend(document, candidate);
    }
    pages(document, candidate);
    candidate.content.retain(|piece| !piece.is_empty());
    candidate.source.retain(|piece| !is_adverb(document, *piece));
}

/// Whether words are nobody and nothing: "more accurately".
fn is_adverb(document: Document<'_>, piece: TokenRange) -> bool {
    let adverb = |t: u32| document.graph.node(t).upos == Upos::Adv;
    let last = piece.end() - 1;
    let manner = document.word(last).ends_with("ly") && !document.is_capitalised(last);
    manner && (piece.start()..piece.end()).all(adverb)
}

/// The number of a page is in nobody's words.
fn pages(document: Document<'_>, candidate: &mut Candidate) {
    let cut = |t: u32| document.is_boilerplate(t);
    let holds = |piece: &TokenRange| (piece.start()..piece.end()).any(cut);
    let parted = |pair: &[TokenRange]| (pair[0].end()..pair[1].start()).any(cut);
    let pieces = &candidate.content;
    if document.boilerplate_mask.is_empty()
        || !pieces.iter().any(holds) && !pieces.windows(2).any(parted)
    {
        return;
    }
    // What stands between a page's number and the content before it goes on in the content after it.
    let (source, cue) = (candidate.source.clone(), candidate.cue);
    let free = |t: u32| {
        !cue.contains(TokenId::new(t)) && !source.iter().any(|s| s.contains(TokenId::new(t)))
    };
    for at in 1..candidate.content.len() {
        let (before, after) = (candidate.content[at - 1], candidate.content[at]);
        let page = (before.end()..after.start()).find(|&t| cut(t));
        let Some(page) = page else { continue };
        if (page..after.start()).all(cut) && (before.end()..page).all(free) {
            candidate.content[at - 1] = TokenRange::new(before.start(), page);
        }
    }
    let mut pieces = Vec::new();
    for piece in &candidate.content {
        let mut start = piece.start();
        for t in (piece.start()..piece.end()).filter(|&t| cut(t)) {
            pieces.push(TokenRange::new(start, t));
            start = t + 1;
        }
        pieces.push(TokenRange::new(start, piece.end()));
    }
    candidate.content = pieces;
}

/// Everything after a colon at a paragraph's end was said, even where it is longer than most contents. Where the colon
/// belongs to the cue, the words before it were not.
fn statement(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let own = graph.sentence_of(candidate.head);
    let sentence = graph.sentence(own);
    let here = |piece: &TokenRange| sentence.contains(TokenId::new(piece.start()));
    if (candidate.cue.end() + 1 >= sentence.end() || !candidate.content.iter().any(here))
        && let Some(statement) = statements::after(document, own)
    {
        candidate.content = statement;
        tidy(graph, &mut candidate.content);
    }
}

/// "Had the mayor said so": the auxiliary is no part of the source.
fn fronted(document: Document<'_>, candidate: &mut Candidate) {
    let Some(source) = candidate.source.first_mut() else { return };
    let first = source.start();
    if source.len() > 1
        && source.end() == candidate.cue.start()
        && fronted_auxiliary(document, first + 1).is_some()
    {
        *source = TokenRange::new(first + 1, source.end());
    }
}

/// "If he says that, he lies": the content ends with the condition.
fn condition(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    let opener = sentence.start() + u32::from(graph.node(sentence.start()).upos == Upos::Cconj);
    let inverted = || {
        fronted_auxiliary(document, opener + 1).is_some()
            && graph.node(sentence.end() - 1).punctuation != PunctuationClass::QuestionMark
    };
    if !document.is_any(opener, &["if", "unless"]) && !inverted() || graph.is_quoted(opener) {
        return;
    }
    let Some((end, _)) = document.main_clause(candidate.head, sentence.end()) else { return };
    // The cue is in the condition, and something of it is content.
    let before = candidate.content.iter().any(|piece| piece.start() < end);
    if before && (opener + 1..candidate.head).all(|t| !graph.is_comma(t)) {
        for piece in &mut candidate.content {
            let (start, stop) = (piece.start().min(end), piece.end().min(end));
            *piece = TokenRange::new(start, stop);
        }
    }
}

/// "The bridge, which engineers say is no longer safe, stays open": the content is the relative clause alone.
fn relative(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let Some(source) = candidate.source.first().copied() else { return };
    let Some(pronoun) = source.start().checked_sub(1) else { return };
    if !document.is_any(pronoun, &["which", "who", "whom", "that"])
        || candidate.cue.start() < source.end()
    {
        return;
    }
    let [before, after] = candidate.content.as_mut_slice() else { return };
    if before.end() != pronoun + 1 || after.start() < candidate.cue.end() {
        return;
    }
    *before = TokenRange::new(pronoun, pronoun + 1);
    let finite = |t: u32| matches!(graph.node(t).upos, Upos::Verb | Upos::Aux);
    let end = (after.start()..after.end())
        .find(|&t| graph.is_comma(t) && t + 1 < after.end() && finite(t + 1));
    *after = TokenRange::new(after.start(), end.unwrap_or(after.end()));
}

/// "Smith, whom Jones called a liar": the pronoun is what something is said of, and no part of the source.
fn object_pronoun(document: Document<'_>, candidate: &mut Candidate) {
    let Some(source) = candidate.source.first_mut() else { return };
    let pronoun = source.start();
    let nominal = |t: u32| {
        matches!(document.graph.node(t).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det)
    };
    if source.len() > 1
        && document.is_any(pronoun, &["who", "whom", "which"])
        && nominal(pronoun + 1)
        && source.end() <= candidate.cue.start()
    {
        *source = TokenRange::new(pronoun + 1, source.end());
        candidate.content.insert(0, TokenRange::new(pronoun, pronoun + 1));
        candidate.content.sort_unstable();
    }
}

/// "The claim by Ortiz that the tests were false was repeated": what is said of the claim is no part of it. And "the
/// accusation, levelled by the opposition, that votes were bought is unproven": the clause belongs to the claim.
fn subject_clause(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    let is_claim =
        |t: u32| graph.node(t).upos == Upos::Noun && document.lemma_is_in(t, &lists::CLAIM_WORDS);
    let end_of = |that: u32| {
        let that = Some(that).filter(|&t| t < sentence.end() && document.is(t, "that"))?;
        subject_clause_end(document, that, sentence.end())
    };
    let ([source], [content]) = (candidate.source.as_slice(), candidate.content.as_mut_slice())
    else {
        return;
    };
    let (comma, that) = (source.end(), source.end() + 1);
    if is_claim(candidate.head) && candidate.cue.end() <= content.start() {
        if let Some(end) = end_of(content.start()).filter(|&end| end < content.end()) {
            *content = TokenRange::new(content.start(), end);
        }
    } else if is_claim(content.end() - 1)
        && content.end() <= candidate.cue.start()
        && candidate.cue.end() <= source.start()
        && comma < sentence.end()
        && graph.is_comma(comma)
        && let Some(end) = end_of(that)
    {
        candidate.content.push(TokenRange::new(that, end));
    }
}

/// "The council, he added later, had run out of money": the subject belongs to the content.
fn inserted(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let ([source], [content]) = (candidate.source.as_slice(), candidate.content.as_slice()) else {
        return;
    };
    let start = source.start().min(candidate.cue.start());
    let end = source.end().max(candidate.cue.end());
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    let Some(comma) = start.checked_sub(1).filter(|&t| t > sentence.start()) else { return };
    let verb = content.start();
    if !graph.is_comma(comma)
        || !graph.is_comma(end)
        || verb != end + 1
        || !matches!(graph.node(verb).upos, Upos::Verb | Upos::Aux)
        || graph.is_quoted(verb)
    {
        return;
    }
    let opener = sentence.start() + u32::from(graph.node(sentence.start()).upos == Upos::Cconj);
    let subject = document.noun_phrase(opener, comma);
    if subject.is_some_and(|subject| subject.end == comma) && !document.is_temporal(opener) {
        candidate.content.insert(0, TokenRange::new(opener, comma));
    }
}

/// "The firms work closely: one builds, the other sells, writes the Echo": what a sentence says before a colon is said
/// too. So it is in 35 of the 37 such contents that are annotated.
fn before_colon(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let [content] = candidate.content.as_mut_slice() else { return };
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    let Some(colon) = content.start().checked_sub(1).filter(|&t| t > sentence.start()) else {
        return;
    };
    let statement = || sentence.start()..colon;
    let finite = |t: u32| matches!(graph.node(t).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let tells = |t: u32| introduces_clause(document.syntax, TokenId::new(t));
    if graph.node(colon).punctuation == PunctuationClass::Colon
        && content.end() <= candidate.cue.start()
        && !(sentence.start()..content.end()).any(|t| graph.is_quoted(t))
        && !document.is_boilerplate(sentence.start())
        && statement().any(finite)
        && !statement().any(tells)
    {
        *content = TokenRange::new(sentence.start(), content.end());
    }
}

/// "Which minister said so?": what is asked about is the source as a whole. After a comma it begins a relative clause.
fn determiner(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let Some(source) = candidate.source.first_mut() else { return };
    let start = source.start();
    let sentence = graph.sentence(graph.sentence_of(start));
    let asks = |piece: &TokenRange| {
        let t = piece.start();
        piece.len() == 1
            && piece.end() == start
            && document.is_any(t, &["which", "whose"])
            && (t == sentence.start() || graph.is_quoted(t) && !graph.is_comma(t - 1))
    };
    if source.end() <= candidate.cue.start()
        && graph.node(sentence.end() - 1).punctuation == PunctuationClass::QuestionMark
        && candidate.content.len() > 1
        && let Some(at) = candidate.content.iter().position(asks)
    {
        candidate.content.remove(at);
        *source = TokenRange::new(start - 1, source.end());
    }
}

/// "It was alleged by the union that the firm had lied": "it" stands for the clause, and is nothing that is said.
fn expletive(document: Document<'_>, candidate: &mut Candidate) {
    let cue = candidate.cue;
    let clause = |piece: &TokenRange| {
        piece.start() >= cue.end()
            && document.is_any(piece.start(), &["that", "whether", "if", "how", "why"])
    };
    if document.graph.node(candidate.head).xpos == Xpos::Vbn && candidate.content.iter().any(clause)
    {
        let empty = |piece: &TokenRange| {
            piece.len() == 1 && piece.end() <= cue.start() && document.is(piece.start(), "it")
        };
        candidate.content.retain(|piece| !empty(piece));
    }
}

/// "asked not to be named because she feared reprisals": why is not what was asked.
fn reason(document: Document<'_>, candidate: &mut Candidate) {
    const OPENING: u32 = 6;
    let [content] = candidate.content.as_mut_slice() else { return };
    let few = content.end().min(content.start() + OPENING);
    let withheld = |&t: &u32| {
        document.is_any(t, &["anonymity", "anonymous"])
            || t > 0
                && document.is_any(t, &["named", "identified", "quoted"])
                && document.is(t - 1, "be")
    };
    let Some(at) = (content.start()..few).find(withheld) else { return };
    let reasons = |&t: &u32| {
        document.is_any(t, &["because", "since", "citing"])
            || document.is(t, "for") && document.is(t + 1, "fear")
            || document.is(t, "as") && document.graph.node(t).upos == Upos::Sconj
    };
    let Some(end) = (at + 1..content.end()).find(reasons) else { return };
    let end = (at + 1..end).rev().find(|&t| !document.graph.is_punctuation(t)).unwrap_or(at) + 1;
    *content = TokenRange::new(content.start(), end);
}

/// "said it had withdrawn and denied firing on civilians": the denial is a statement of its own.
fn second_verb(document: Document<'_>, candidate: &mut Candidate) {
    if let Some((conjunction, _)) = coordination::second(document, candidate)
        && let Some(content) = candidate.content.last_mut()
    {
        let comma = u32::from(document.graph.is_comma(conjunction - 1));
        *content = TokenRange::new(content.start(), conjunction - comma);
    }
}

/// "According to police, the driver fled; his wife denies it", "Sources said the merger was off, but Toyota denied it": what another
/// source says after a semicolon, or denies after a "but", is not in it.
fn other_source(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let Some(content) = candidate.content.last_mut() else { return };
    let says = |start: u32| {
        let verb = document.noun_phrase(start, content.end()).map(|phrase| phrase.core);
        verb.filter(|&verb| {
            verb < content.end()
                && document.lemma_is_in(verb, &lists::CLAUSE_VERBS)
                && matches!(graph.node(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        })
    };
    let denies = |start: u32| {
        says(start).is_some_and(|verb| stance::of_verb(document, verb) == Some(Stance::Deny))
    };
    let parts = |&t: &u32| {
        !graph.is_quoted(t)
            && match graph.node(t).punctuation {
                PunctuationClass::Semicolon => says(t + 1).is_some(),
                PunctuationClass::Comma => document.is(t + 1, "but") && denies(t + 2),
                _ => false,
            }
    };
    if let Some(end) = (content.start() + 1..content.end()).find(parts) {
        *content = TokenRange::new(content.start(), end);
    }
}

/// "According to the bank, prices rose, which hurt the poor": the clause belongs to the content. So it is in 11 of the
/// 13 such contents that are annotated.
fn relative_after(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let [content] = candidate.content.as_mut_slice() else { return };
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    let end = content.end();
    let rest = || end..sentence.end();
    if !document.is(candidate.head, "according")
        || candidate.head > content.start()
        || end + 1 >= sentence.end()
        || !graph.is_comma(end)
        || !document.is(end + 1, "which")
        || (content.start()..sentence.end()).any(|t| graph.is_quoted(t))
        || rest().any(|t| introduces_clause(document.syntax, TokenId::new(t)))
    {
        return;
    }
    let last = rest().rev().find(|&t| !graph.is_punctuation(t));
    *content = TokenRange::new(content.start(), last.map_or(end, |last| last + 1));
}
