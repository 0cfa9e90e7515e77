//! Passives of telling, asking and accusing: "reporters were told that", "Northbrook Water has been ordered to pay".
//!
//! Their subject is never the source: it is the addressee, or a part of what is said. The source is whoever comes after
//! "by", or nobody. The subject of a court or inquiry that "heard" something is no source either.

use sayso_lexicon::{WordMap, lists};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use crate::candidate::Candidate;
use crate::document::Document;

/// Takes the subject of a passive out of the source.
pub(crate) fn settle(document: Document<'_>, candidate: &mut Candidate) {
    if let Some(asked) = asked_first(document, candidate) {
        candidate.source.retain(|piece| !piece.overlaps(asked));
        return;
    }
    if let Some(subject) = drawn(document, candidate) {
        candidate.content.retain(|piece| !piece.overlaps(subject));
        candidate.source = vec![subject];
    } else if let Some(hearing) = hearing(document, candidate) {
        candidate.source.retain(|piece| !piece.overlaps(hearing));
    } else if let Some(role) = subject_role(document, candidate) {
        passive(document, candidate, role);
    } else if let Some(verb) = hearsay(document, candidate) {
        // "is said to believe": the believing is a part of what is said.
        if verb + 1 < candidate.cue.end() {
            let rest = TokenRange::new(verb + 1, candidate.cue.end());
            candidate.cue = TokenRange::new(candidate.cue.start(), verb + 1);
            candidate.head = verb;
            match candidate.content.iter_mut().find(|piece| piece.start() == rest.end()) {
                Some(after) => *after = TokenRange::new(rest.start(), after.end()),
                None => candidate.content.push(rest),
            }
        }
        passive(document, candidate, SubjectRole::Content);
    }
    // "It has been suggested that": "it" is nobody.
    let empty = |piece: &TokenRange| piece.len() == 1 && document.is(piece.start(), "it");
    let clause = |piece: &TokenRange| document.is_any(piece.start(), &["that", "whether", "how"]);
    if candidate.content.iter().any(clause) && is_passive(document, candidate) {
        candidate.source.retain(|piece| !empty(piece));
    }
}

/// Who would not be drawn on something, or was quoted as saying it: that is the subject, in the passive too.
fn drawn(document: Document<'_>, candidate: &Candidate) -> Option<TokenRange> {
    let mut cue = candidate.cue.start()..candidate.cue.end();
    let quoted = |t: u32| {
        document.is_any(t, &["quoted", "cited"])
            && document.is(t + 1, "as")
            && t + 2 < candidate.cue.end()
            && document.graph.node(t + 2).xpos == Xpos::Vbg
    };
    let drawn = |t: u32| document.is(t, "drawn") && t > 0 && document.is(t - 1, "be");
    let verb = cue.find(|&t| drawn(t) || quoted(t))?;
    let subject = subject(document, verb).or_else(|| {
        let before = |piece: &&TokenRange| piece.end() == candidate.cue.start();
        candidate.content.iter().find(before).copied()
    })?;
    let rest = candidate.content.iter().any(|piece| piece.start() >= candidate.cue.end());
    (candidate.source.is_empty() && rest).then_some(subject)
}

/// The verb of "is believed to have left": nobody says so, and the subject is whom it is said of.
pub(crate) fn hearsay(document: Document<'_>, candidate: &Candidate) -> Option<u32> {
    let mut verbs = (candidate.cue.start()..candidate.cue.end().min(candidate.head + 1)).rev();
    verbs.find(|&t| {
        document.lemma_is_in(t, &lists::HEARSAY_VERBS)
            && document.is(t + 1, "to")
            && document.graph.node(t).xpos == Xpos::Vbn
    })
}

/// The second of two verbs that a cue holds, with its own content: Trump's believing in "Trump is said to believe that".
pub(crate) fn reported(document: Document<'_>, candidate: &Candidate) -> Option<Candidate> {
    let verb = hearsay(document, candidate)?;
    let head = candidate.cue.end() - 1;
    let subject = subject(document, verb)?;
    let content: Vec<TokenRange> =
        candidate.content.iter().copied().filter(|piece| piece.start() > head).collect();
    let verbs = head > verb + 1 && document.graph.node(head).upos == Upos::Verb;
    (verbs && !content.is_empty()).then(|| Candidate {
        head,
        cue: TokenRange::new(head, head + 1),
        source: vec![subject],
        content,
        confidence: candidate.confidence,
        ..Candidate::default()
    })
}

/// What the subject of a verb of telling or charging is in the passive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum SubjectRole {
    /// "Reporters were told".
    Addressee,
    /// "Northbrook Water has been ordered to pay".
    Content,
}

static SUBJECT_ROLES: WordMap<SubjectRole> =
    WordMap::new(&lists::ADDRESSING_VERBS, |name| match name {
        "told" => Some(SubjectRole::Addressee),
        "charged" => Some(SubjectRole::Content),
        _ => None,
    });

fn subject_role(document: Document<'_>, candidate: &Candidate) -> Option<SubjectRole> {
    SUBJECT_ROLES.get_hash(document.graph.node(candidate.head).lemma)
}

/// To whom something is said in the passive: "reporters" of "reporters were told", "the court" of "the court heard".
pub(crate) fn addressee(document: Document<'_>, candidate: &Candidate) -> Option<TokenRange> {
    let told = || {
        let role = subject_role(document, candidate);
        role == Some(SubjectRole::Addressee) && is_passive(document, candidate)
    };
    let subject = asked_first(document, candidate)
        .or_else(|| hearing(document, candidate))
        .or_else(|| subject(document, candidate.head).filter(|_| told()))?;
    let holds = |pieces: &[TokenRange]| pieces.iter().any(|p| p.overlaps(subject));
    (!holds(&candidate.source) && !holds(&candidate.content)).then_some(subject)
}

/// Who answers in "Asked whether he would stay, Delgado refused": whoever was asked, by nobody who is named.
fn asked_first(document: Document<'_>, candidate: &Candidate) -> Option<TokenRange> {
    let graph = document.graph;
    let node = graph.node(candidate.head);
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    if candidate.head != sentence.start()
        || document.lemma(candidate.head) != "ask"
        || !matches!(node.xpos, Xpos::Vbn | Xpos::Vbd)
    {
        return None;
    }
    document.main_clause(candidate.head, sentence.end()).map(|(_, subject)| subject)
}

fn subject(document: Document<'_>, head: u32) -> Option<TokenRange> {
    let subject = document.graph.child(head, &[Relation::NsubjPass, Relation::Nsubj])?;
    Some(document.subtree(subject)).filter(|s| s.end() <= head)
}

fn passive(document: Document<'_>, candidate: &mut Candidate, role: SubjectRole) {
    if !is_passive(document, candidate) {
        return;
    }
    let subject = subject(document, candidate.head);
    // "I was told" is no cue, "was told" is.
    if let Some(subject) = subject.filter(|s| s.start() == candidate.cue.start()) {
        candidate.cue = TokenRange::new(subject.end(), candidate.cue.end());
    }
    let agent = |piece: &TokenRange| piece.start() > 0 && document.is(piece.start() - 1, "by");
    let others: Vec<TokenRange> =
        candidate.source.iter().copied().filter(|piece| !agent(piece)).collect();
    candidate.source.retain(agent);
    if candidate.source.is_empty() {
        candidate.source.extend(by_agent(document, candidate));
    }
    if document.lemma(candidate.head) == "accuse" {
        part_charge(document, candidate);
    }
    // "accused of misleading donors": what follows is the charge.
    let charge = others.into_iter().filter(|piece| piece.start() >= candidate.cue.end());
    candidate.content.extend(charge);
    let lemma = document.lemma(candidate.head);
    let act = next_word(document, candidate).is_some_and(|t| document.is(t, "to"));
    if let Some(subject) = subject
        && (role == SubjectRole::Content || lemma == "ask" && act)
    {
        let free = |pieces: &[TokenRange]| pieces.iter().all(|p| !p.overlaps(subject));
        if free(&candidate.content) && free(&candidate.source) {
            candidate.content.push(subject);
        }
        if lemma == "accuse" && candidate.content.len() == 1 {
            candidate.content.extend(charged_with(document, candidate));
        }
    } else if let Some(subject) = subject
        && candidate.content.iter().any(|piece| piece.start() >= candidate.cue.end())
    {
        // "Mary was told by police that": whom they told is not what they said.
        candidate.content.retain(|piece| !piece.overlaps(subject));
    }
    candidate.content.sort_unstable();
}

/// Whether the cue's verb is in the passive, or a participle that headlines use for one.
fn is_passive(document: Document<'_>, candidate: &Candidate) -> bool {
    let (graph, head) = (document.graph, candidate.head);
    let node = graph.node(head);
    if !matches!(node.xpos, Xpos::Vbn | Xpos::Vbd) {
        return false;
    }
    let auxiliary = |t: u32| matches!(graph.node(t).upos, Upos::Aux | Upos::Adv | Upos::Part);
    let be = ["be", "been", "being", "was", "were", "is", "are", "am", "'re", "'s", "’re", "got"];
    let start = graph.sentence(graph.sentence_of(head)).start();
    let mut before =
        (start..head).rev().take(5).take_while(|&t| auxiliary(t) || document.is(t, "got"));
    if before.any(|t| document.is_any(t, &be)) || graph.child(head, &[Relation::AuxPass]).is_some()
    {
        return true;
    }
    let lemma = document.lemma(head);
    if head > start && auxiliary(head - 1) {
        return false;
    }
    let follows = |words: &[&str]| document.is_any(head + 1, words);
    match lemma {
        // None of them is without an object in the active.
        "accuse" => follows(&["of"]) && !has_fronted_object(document, head),
        "tell" | "order" | "urge" | "instruct" | "advise" | "remind" if follows(&["to"]) => true,
        "tell" => is_headline(document, head) && next_word(document, candidate).is_none(),
        "ask" => is_headline(document, head) && follows(&["to"]),
        "warn" => is_headline(document, head) && follows(&["over", "about"]),
        _ => false,
    }
}

/// "whom Ortiz accused of fraud".
fn has_fronted_object(document: Document<'_>, head: u32) -> bool {
    let Some(subject) = subject(document, head) else { return false };
    let before = subject.start().checked_sub(1);
    [Some(subject.start()), before]
        .into_iter()
        .flatten()
        .any(|t| document.is_any(t, &["who", "whom", "which"]) && t + 1 < head)
}

/// Whether a sentence has no full stop, and the verb's subject no article.
fn is_headline(document: Document<'_>, head: u32) -> bool {
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(head));
    let stopped = document.is_any(sentence.end() - 1, &[".", "!", "?"]);
    let article = graph.child(head, &[Relation::Nsubj, Relation::NsubjPass]).is_some_and(|t| {
        graph.node(graph.node(t).left).upos == Upos::Det || graph.node(t).upos == Upos::Pron
    });
    !stopped && !article
}

/// The word after the cue's verb in its sentence.
fn next_word(document: Document<'_>, candidate: &Candidate) -> Option<u32> {
    let graph = document.graph;
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    (candidate.head + 1..sentence.end()).next().filter(|&t| !graph.is_punctuation(t))
}

/// The phrase after "by" that belongs to the verb.
fn by_agent(document: Document<'_>, candidate: &Candidate) -> Option<TokenRange> {
    let graph = document.graph;
    let mut children = graph.children(candidate.head);
    let (agent, _) = children.find(|(t, node)| {
        *t > candidate.head
            && node.relation == Relation::Obl
            && graph.child(*t, &[Relation::Case]).is_some_and(|case| document.is(case, "by"))
    })?;
    let subtree = document.subtree(agent);
    let tokens = TokenRange::new(subtree.start() + 1, subtree.end());
    let free = candidate.content.iter().all(|piece| !piece.overlaps(tokens));
    let by = document.is(subtree.start(), "by") && !tokens.is_empty();
    let someone = matches!(graph.node(agent).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    (free && by && someone).then_some(tokens)
}

/// "accused by Ankara of spying": the charge is no part of the source.
fn part_charge(document: Document<'_>, candidate: &mut Candidate) {
    let graph = document.graph;
    let Some(source) = candidate.source.last_mut() else { return };
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    let limit = source.end().max((source.end() + 1).min(sentence.end()));
    // "by members of the party of lying"
    let is_charge = |of: u32| {
        let (maker, deed) = (graph.node(of - 1), of + 1);
        let small = deed < sentence.end() && !document.is_capitalised(deed);
        document.is(of, "of")
            && small
            && (graph.node(deed).xpos == Xpos::Vbg || maker.upos == Upos::Propn)
    };
    let Some(of) = (source.start() + 1..limit).rev().find(|&t| is_charge(t)) else { return };
    let end = if of < source.end() {
        source.end()
    } else {
        let stop = |&t: &u32| graph.is_punctuation(t) && !graph.is_quoted(t);
        (of..sentence.end()).find(stop).unwrap_or(sentence.end())
    };
    *source = TokenRange::new(source.start(), of);
    let charge = TokenRange::new(of, end);
    if candidate.content.iter().all(|piece| !piece.overlaps(charge)) {
        candidate.content.push(charge);
    }
}

/// "of fraud".
fn charged_with(document: Document<'_>, candidate: &Candidate) -> Option<TokenRange> {
    let graph = document.graph;
    let (charge, _) = graph.children(candidate.head).find(|(t, _)| {
        graph.children(*t).any(|(case, _)| case > candidate.head && document.is(case, "of"))
    })?;
    let subtree = document.subtree(charge);
    let by = (subtree.start()..subtree.end()).find(|&t| document.is(t, "by"));
    let end = by.unwrap_or(subtree.end());
    let start = subtree.start().max(candidate.cue.end());
    let taken = |t: u32| candidate.source.iter().any(|p| p.contains(TokenId::new(t)));
    (start < end && !(start..end).any(taken)).then(|| TokenRange::new(start, end))
}

/// The body before which something is said, by nobody who is named: "Leeds Crown Court heard that".
pub(crate) fn hearing(document: Document<'_>, candidate: &Candidate) -> Option<TokenRange> {
    if document.lemma(candidate.head) != "hear" {
        return None;
    }
    let head = document.graph.child(candidate.head, &[Relation::Nsubj])?;
    let subject = subject(document, candidate.head)?;
    let that = document.is_any(candidate.head + 1, &["that", "how"]);
    let before = candidate.content.iter().any(|piece| piece.end() <= subject.start());
    (document.is_in(head, &lists::HEARING_BODIES) && (that || before)).then_some(subject)
}
