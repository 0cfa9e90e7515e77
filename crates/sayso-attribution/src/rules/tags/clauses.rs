//! The clause of a tag: a verb and its subject, told from parts of speech and from where they are.

use sayso_lexicon::lists;
use sayso_syntax::{Upos, Xpos};
use sayso_text::TokenRange;

use crate::attributes::is_misread_role;
use crate::document::Document;
use crate::document::phrase::NounPhrase;

/// The shares of silver attributions that agree: 9 of 11 where the subject follows, 43 of 46 where it comes first.
const INVERTED: f32 = 0.82;
const PLAIN: f32 = 0.88;

/// The cue with its head, the source, and how sure they are.
pub(super) type Tag = ((TokenRange, u32), TokenRange, f32);

/// Words that a tag's clause may go on with after the speaker.
const OPENERS: &[&str] = &["who", "that", "as", "when", "which", "while", "after", "whose"];
/// Verbs that say nothing of the speaker.
const EMPTY_VERBS: &[&str] = &["be", "have", "do", "include"];

/// "reckons Ana Ruiz of the water board".
pub(super) fn inverted(document: Document<'_>, start: u32, limit: u32) -> Option<Tag> {
    let graph = document.graph;
    let mut verb = start;
    while verb < limit && graph.node(verb).upos == Upos::Adv {
        verb += 1;
    }
    if verb >= limit || !may_be_verb(document, verb) {
        return None;
    }
    let mut after = verb + 1;
    while after < limit && graph.node(after).xpos == Xpos::Rp {
        after += 1;
    }
    if after >= limit {
        return None;
    }
    // "counters engineer Farid Sabri"
    let described = after + 1 < limit && is_misread_role(document, after);
    let phrase = document.noun_phrase(after + u32::from(described), limit)?;
    const SPEAKERS: &[&str] =
        &["he", "she", "they", "i", "we", "one", "his", "her", "their", "my", "our"];
    let other = graph.node(after).upos == Upos::Pron && !document.is_any(after, SPEAKERS);
    if other || !may_speak(document, after, phrase) {
        return None;
    }
    let next = (phrase.end < limit).then(|| graph.node(phrase.end));
    let verbal = |t: u32| graph.node(t).is_finite();
    if next.is_some_and(|n| matches!(n.upos, Upos::Verb | Upos::Aux) && n.xpos != Xpos::Vbg) {
        return None;
    }
    // A noun after all: "news agency Reuters in Kyiv reported".
    if graph.node(verb).upos != Upos::Verb {
        let mut rest = phrase.end..limit;
        let opens = |t: u32| document.is_any(t, OPENERS);
        if rest.find(|&t| verbal(t) || opens(t)).is_some_and(verbal) {
            return None;
        }
    }
    Some(((TokenRange::new(start, after), verb), TokenRange::new(after, phrase.end), INVERTED))
}

/// "one resident said later".
pub(super) fn plain(document: Document<'_>, start: u32, limit: u32) -> Option<Tag> {
    let graph = document.graph;
    let phrase = document.noun_phrase(start, limit)?;
    if !may_speak(document, start, phrase) {
        return None;
    }
    let mut verb = phrase.end;
    let mut source = TokenRange::new(start, phrase.end);
    let joins = |t: u32| matches!(graph.node(t).upos, Upos::Aux | Upos::Adv | Upos::Part);
    while verb < limit && joins(verb) {
        verb += 1;
    }
    if phrase.end >= limit && phrase.end == phrase.core {
        // The verb was taken for the last noun: "one resident grins".
        verb = phrase.end - 1;
        let singular =
            verb > start && matches!(graph.node(verb - 1).xpos, Xpos::Nn | Xpos::Nnp | Xpos::Cd);
        let form = graph.node(verb).xpos == Xpos::Nns && may_be_verb(document, verb);
        if !singular || !form && !is_past(document, verb) {
            return None;
        }
        source = TokenRange::new(start, verb);
    } else if verb >= limit
        || !(is_finite(document, verb, phrase.end) || verb + 1 == limit && is_past(document, verb))
    {
        return None;
    }
    let mut end = verb + 1;
    while end < limit
        && !document.is_temporal(end)
        && (graph.node(end).xpos == Xpos::Rp || graph.node(end).upos == Upos::Adv)
    {
        end += 1;
    }
    // With an object it is the verb of another statement.
    if end < limit
        && matches!(
            graph.node(end).upos,
            Upos::Noun
                | Upos::Propn
                | Upos::Det
                | Upos::Pron
                | Upos::Num
                | Upos::Adj
                | Upos::Verb
                | Upos::Sconj
        )
        && !document.is_temporal(end)
        && !document.lemma_is_in(verb, &lists::ADDRESSING_VERBS)
        && graph.node(end).xpos != Xpos::Vbg
    {
        return None;
    }
    Some(((TokenRange::new(source.end(), end), verb), source, PLAIN))
}

/// Whether a word may be the verb of a tag, whatever it was taken for: "sighs", "writes", "responded".
fn may_be_verb(document: Document<'_>, token: u32) -> bool {
    let node = document.graph.node(token);
    let word = document.word(token);
    let lower = word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    let form = match node.xpos {
        Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn => true,
        Xpos::Nns | Xpos::Nn | Xpos::Jj | Xpos::Vb | Xpos::Nnps | Xpos::Nnp | Xpos::In => {
            word.ends_with('s') && !word.ends_with("ss") || word.ends_with("ed")
        }
        _ => false,
    };
    lower && form && node.upos != Upos::Aux && !document.is_any_lemma(token, EMPTY_VERBS)
}

fn is_finite(document: Document<'_>, verb: u32, start: u32) -> bool {
    let node = document.graph.node(verb);
    let auxiliary = verb > start;
    let form = matches!(node.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        || auxiliary && matches!(node.xpos, Xpos::Vbn | Xpos::Vbg | Xpos::Vb)
        || node.xpos == Xpos::Nns && may_be_verb(document, verb);
    form && node.upos != Upos::Aux && !document.is_any_lemma(verb, EMPTY_VERBS)
}

/// "affirmed", whatever it is taken for, where nothing follows it.
fn is_past(document: Document<'_>, verb: u32) -> bool {
    document.word(verb).ends_with("ed") && may_be_verb(document, verb)
}

/// Whether a phrase may be a speaker.
fn may_speak(document: Document<'_>, start: u32, phrase: NounPhrase) -> bool {
    !document.is_temporal(phrase.head)
        && !document
            .is_any(start, &["it", "this", "that", "there", "which", "what", "these", "those"])
}
