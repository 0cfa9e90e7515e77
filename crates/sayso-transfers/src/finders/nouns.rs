//! Nouns of giving and receiving: "arms supplies from Pyongyang", "the delivery of shells to Russia".

use sayso_syntax::{Relation, Upos};
use sayso_text::TokenId;

use crate::document::Sentence;
use crate::draft::{Draft, Form};
use crate::lists::{ARRIVALS, NOUNS, NounFrame, SUPPORTS, Side, Support};
use crate::party::FoundParty;
use crate::thing::FoundThing;
use crate::transfer::{ThingKind, TransferStatus};

pub(super) fn find(sentence: Sentence<'_>, before: usize, drafts: &mut Vec<Draft>) {
    for noun in sentence.tokens.start()..sentence.tokens.end() {
        let frame = match sentence.upos(noun) {
            Upos::Noun => NOUNS.get_hash(sentence.lemma_key(noun)),
            // "an arms sale to Taiwan": the tagger takes it for a verb now and then.
            Upos::Verb => NOUNS.get_hash(sentence.word_key(noun)).filter(|_| {
                noun > sentence.tokens.start()
                    && sentence.is_noun(noun - 1)
                    && sentence.lemma(noun) == "sale"
            }),
            _ => None,
        };
        let taken = |draft: &Draft| {
            let in_thing = draft.things.iter().any(|found| {
                let words = sentence.input.segmentation.tokens().within(found.thing.span);
                words.contains(TokenId::new(noun))
            });
            draft.head == noun || in_thing
        };
        if let Some(frame) = frame
            && !drafts[before..].iter().any(taken)
        {
            drafts.extend(draft(sentence, noun, frame));
        }
    }
}

fn draft(sentence: Sentence<'_>, noun: u32, frame: NounFrame) -> Option<Draft> {
    let things = things(sentence, noun, frame);
    if things.is_empty() {
        return None;
    }
    let supported = support(sentence, noun);
    let phrases = phrases(sentence, noun);
    let after = |words: &[&str]| -> Vec<FoundParty> {
        let chosen = phrases.iter().filter(|(p, _)| sentence.is(*p, words));
        let mut all = chosen.clone().map(|&(_, head)| sentence.parties(head));
        let found = all.find(|parties| !parties.is_empty());
        found
            .or_else(|| chosen.clone().find_map(|&(p, _)| Some(vec![sentence.named_after(p)?])))
            .unwrap_or_default()
    };
    let own = sentence.origin(noun).filter(|found| {
        // "Ukraine arms supplies" says too little.
        !matches!(frame, NounFrame::Presence | NounFrame::Deploy) || found.head < noun
    });
    let of_thing = things.first().and_then(|found| sentence.origin(found.core));
    let (mut givers, mut receivers);
    match frame {
        NounFrame::Receive => {
            receivers = own.map_or_else(|| after(&["by"]), |own| vec![own]);
            givers = after(&["from"]);
            if givers.is_empty() {
                givers.extend(of_thing);
            }
        }
        NounFrame::Give | NounFrame::Sale | NounFrame::Thing => {
            givers = after(&["from", "by"]);
            if givers.is_empty() {
                givers.extend(own.or(of_thing));
            }
            // "payments for soldiers" does not say who receives them.
            let paid = sentence.lemma(noun) == "payment";
            receivers = after(if paid { &["to"] } else { &["to", "for", "into"] });
        }
        NounFrame::Rescue => {
            givers = after(&["from", "by"]);
            receivers = own.map_or_else(|| after(&["of", "for", "to"]), |own| vec![own]);
        }
        NounFrame::Deploy | NounFrame::Presence => {
            givers = after(&["from", "by"]);
            if givers.is_empty() {
                givers.extend(of_thing.or(own));
            }
            receivers = after(&["to", "in", "into"]);
            if givers.is_empty() || receivers.is_empty() {
                return None;
            }
        }
    }
    if let Some(Supported { support, subject: Some(subject), .. }) = supported {
        let subjects = sentence.parties(subject);
        let is_free = |side: &[FoundParty], other: &[FoundParty]| {
            side.is_empty() && !other.iter().any(|o| subjects.iter().any(|s| s.is_same(o)))
        };
        // Who announces a purchase will receive.
        let side = match (support.subject, frame) {
            (Some(Side::Giver), NounFrame::Receive) => Some(Side::Receiver),
            (side, _) => side,
        };
        match side {
            Some(Side::Giver) if is_free(&givers, &receivers) => givers = subjects,
            Some(Side::Receiver) if is_free(&receivers, &givers) => receivers = subjects,
            _ => {}
        }
    }
    if givers.is_empty() && receivers.is_empty() {
        return None;
    }
    Some(Draft {
        trigger: sentence.cover(noun, noun + 1),
        head: noun,
        lemma: sentence.lemma(noun).to_lowercase(),
        form: Form::Noun,
        givers,
        receivers,
        things,
        status: supported.map_or(TransferStatus::Claimed, |found| found.support.status),
        support: supported.map(|found| found.verb),
        in_return: None,
        concluded: false,
    })
}

/// What the noun is about: "of" it, before it, or the noun itself.
fn things(sentence: Sentence<'_>, noun: u32, frame: NounFrame) -> Vec<FoundThing> {
    let listed = |things: Vec<FoundThing>| -> Vec<FoundThing> {
        things.into_iter().filter(|found| found.listed).collect()
    };
    if matches!(frame, NounFrame::Thing | NounFrame::Rescue) {
        return listed(sentence.thing(noun).into_iter().collect());
    }
    let of = sentence
        .children_by(noun, &[Relation::Nmod])
        .filter(|&t| t > noun && sentence.preposition(t).is_some_and(|p| sentence.is(p, &["of"])));
    let mut found: Vec<FoundThing> = of.flat_map(|t| listed(sentence.things(t))).collect();
    if matches!(frame, NounFrame::Deploy | NounFrame::Presence) {
        found.retain(|found| found.thing.kind == ThingKind::Troops);
    }
    if found.is_empty() {
        let before =
            sentence.children_by(noun, &[Relation::Compound, Relation::Amod, Relation::NmodPoss]);
        let before =
            before.filter(|&t| t < noun && sentence.origin(noun).is_none_or(|o| o.head != t));
        found = before.flat_map(|t| listed(sentence.things(t))).collect();
        // "a $300 million arms sale" is one of arms.
        if found.iter().any(|found| found.thing.kind != ThingKind::Money) {
            found.retain(|found| found.thing.kind != ThingKind::Money);
        }
    }
    if found.is_empty() && matches!(frame, NounFrame::Give | NounFrame::Sale) {
        // "medical supplies", "military exports"
        found = listed(sentence.thing(noun).into_iter().collect());
    }
    if matches!(frame, NounFrame::Sale | NounFrame::Receive) {
        // "a $72 billion sale" is not one of money.
        found.retain(|found| found.thing.kind != ThingKind::Money);
    }
    found
}

/// A noun that is the object of a verb.
#[derive(Clone, Copy, Debug)]
struct Supported {
    support: Support,
    verb: u32,
    subject: Option<u32>,
}

/// The verb of which the noun is the object, what it does to it, and the verb's subject.
fn support(sentence: Sentence<'_>, noun: u32) -> Option<Supported> {
    let first = sentence.first_conjunct(noun);
    let verb = sentence.head(first)?;
    let object = matches!(
        sentence.relation(first),
        Relation::Obj | Relation::NsubjPass | Relation::Xcomp | Relation::Obl
    );
    // "With a package of $5 million, he made more": made it is not what he did with it.
    let beside = || {
        let preposition = sentence.preposition(first).filter(|_| first == noun);
        preposition.is_some_and(|p| sentence.is(p, &["with", "by", "after", "before", "despite"]))
    };
    if !object || sentence.upos(verb) != Upos::Verb || beside() {
        return None;
    }
    let support = SUPPORTS.get_hash(sentence.lemma_key(verb))?;
    let arguments = sentence.arguments(verb);
    let subject = match arguments.passive {
        true => arguments.agent,
        false => arguments.subject,
    };
    Some(Supported { support, verb, subject })
}

/// Prepositions with the heads of their phrases: those of the noun, of what is in between, and of the verb above.
fn phrases(sentence: Sentence<'_>, noun: u32) -> Vec<(u32, u32)> {
    let mut heads = vec![noun];
    let mut found = Vec::new();
    let mut at = 0;
    while at < heads.len() && heads.len() < 24 {
        for child in
            sentence.children_by(heads[at], &[Relation::Nmod, Relation::Obl, Relation::Conj])
        {
            if child > noun {
                found.extend(sentence.preposition(child).map(|p| (p, child)));
                heads.push(child);
            }
        }
        at += 1;
    }
    let first = sentence.first_conjunct(noun);
    if let Some(verb) = sentence.head(first)
        && (matches!(
            sentence.relation(first),
            Relation::Obj | Relation::NsubjPass | Relation::Xcomp
        ) || sentence.relation(first) == Relation::Nsubj
            && ARRIVALS.get_hash(sentence.lemma_key(verb)) == Some("place"))
    {
        for child in sentence.children_by(verb, &[Relation::Obl]).filter(|&t| t > noun) {
            found.extend(sentence.preposition(child).map(|p| (p, child)));
        }
    }
    found.sort_unstable_by_key(|&(_, head)| head);
    found
}
