//! Things whose origin is named, and that reach or help somebody else: "shells from North Korea have helped Russia",
//! "North Korean ammunition supports Russia's army".

use sayso_syntax::{Relation, Upos};

use crate::document::Sentence;
use crate::draft::{Draft, Form};
use crate::lists::ARRIVALS;
use crate::party::FoundParty;
use crate::transfer::{ThingKind, TransferStatus};

pub(super) fn find(sentence: Sentence<'_>, before: usize, drafts: &mut Vec<Draft>) {
    for noun in sentence.tokens.start()..sentence.tokens.end() {
        if !matches!(sentence.relation(noun), Relation::Nsubj | Relation::NsubjPass)
            || !sentence.is_noun(noun)
        {
            continue;
        }
        let draft = draft(sentence, noun);
        let is_known = |draft: &Draft, other: &Draft| {
            other.things.iter().any(|o| draft.things.iter().any(|d| d.core == o.core))
        };
        if let Some(draft) = draft.filter(|d| !drafts[before..].iter().any(|o| is_known(d, o))) {
            drafts.push(draft);
        }
    }
}

fn draft(sentence: Sentence<'_>, noun: u32) -> Option<Draft> {
    let thing = sentence.listed_thing(noun)?;
    let verb = sentence.head(noun)?;
    let arrives = ARRIVALS.get_hash(sentence.lemma_key(verb))?;
    if sentence.upos(verb) != Upos::Verb {
        return None;
    }
    let from = [noun, thing.core].into_iter().find_map(|t| {
        let from = sentence
            .children_by(t, &[Relation::Nmod])
            .find(|&t| sentence.preposition(t).is_some_and(|p| sentence.is(p, &["from"])))?;
        Some(sentence.parties(from)).filter(|parties| !parties.is_empty())
    });
    let givers = from
        .or_else(|| Some(vec![sentence.origin(thing.core).or_else(|| sentence.origin(noun))?]))?;
    let object = sentence.child(verb, &[Relation::Obj, Relation::Iobj]);
    let to = || {
        sentence.children_by(verb, &[Relation::Obl]).find(|&t| {
            sentence.preposition(t).is_some_and(|p| sentence.is(p, &["to", "in", "into", "at"]))
        })
    };
    let whom = if arrives == "object" { object } else { object.or_else(to) }?;
    // "supports Russia's army" helps Russia.
    let owner =
        sentence.child(whom, &[Relation::NmodPoss]).filter(|&t| sentence.mention(t).is_some());
    let receivers: Vec<FoundParty> = match sentence.parties(whom) {
        parties if !parties.is_empty() => parties,
        _ => owner.map(|t| sentence.parties(t)).unwrap_or_default(),
    };
    let same = givers.iter().any(|giver| receivers.iter().any(|receiver| receiver.is_same(giver)));
    if receivers.is_empty() || same || thing.thing.kind == ThingKind::Information {
        return None;
    }
    Some(Draft {
        trigger: sentence.cover(verb, verb + 1),
        head: verb,
        lemma: sentence.lemma(verb).to_lowercase(),
        form: Form::Origin,
        givers,
        receivers,
        things: vec![thing],
        status: TransferStatus::Claimed,
        support: None,
        in_return: None,
        concluded: None,
    })
}
