//! Things whose origin is named, and that reach, help or belong to somebody else: "shells from North Korea have helped
//! Russia", "North Korean ammunition supports Russia's army", "Sudan has drones from Iran".

use sayso_syntax::{Relation, Upos, Xpos};

use crate::document::Sentence;
use crate::draft::{Draft, Form};
use crate::lists::{ARRIVALS, HOLDERS, Shape, VERBS};
use crate::party::FoundParty;
use crate::thing::FoundThing;
use crate::transfer::{ThingKind, TransferStatus};

pub(super) fn find(sentence: Sentence<'_>, before: usize, drafts: &mut Vec<Draft>) {
    for noun in sentence.tokens.start()..sentence.tokens.end() {
        if !sentence.is_noun(noun) {
            continue;
        }
        let draft = supplied(sentence, noun).or_else(|| match sentence.relation(noun) {
            Relation::Nsubj | Relation::NsubjPass => arrival(sentence, noun),
            Relation::Obj => possession(sentence, noun),
            _ => None,
        });
        let is_known = |draft: &Draft, other: &Draft| {
            other.things.iter().any(|o| draft.things.iter().any(|d| d.core == o.core))
        };
        if let Some(draft) = draft.filter(|d| !drafts[before..].iter().any(|o| is_known(d, o))) {
            drafts.push(draft);
        }
    }
}

/// What comes from somebody and reaches somebody else.
fn arrival(sentence: Sentence<'_>, noun: u32) -> Option<Draft> {
    let thing = sentence.listed_thing(noun)?;
    let verb = sentence.head(noun)?;
    let origin = || sentence.origin(thing.core).or_else(|| sentence.origin(noun));
    let givers = from(sentence, noun, thing.core).or_else(|| Some(vec![origin()?]))?;
    if thing.thing.kind == ThingKind::Troops && is_within(sentence, verb) {
        // "soldiers from Karsland are in Veldonia"
        return draft(sentence, verb, givers, thing, sentence.parties(verb));
    }
    let whom = ARRIVALS.get_hash(sentence.lemma_key(verb))?;
    if sentence.upos(verb) != Upos::Verb {
        return None;
    }
    let object = sentence.child(verb, &[Relation::Obj, Relation::Iobj]);
    let place = || {
        sentence
            .children_by(verb, &[Relation::Obl])
            .find(|&t| has_preposition(sentence, t, &["to", "in", "into", "at"]))
    };
    let whom = if whom == "object" { object } else { object.or_else(place) }?;
    let mut receivers = sentence.parties(whom);
    if receivers.is_empty() {
        // "supports Russia's army" helps Russia.
        let owner = sentence.child(whom, &[Relation::NmodPoss])?;
        receivers = sentence.parties(sentence.mention(owner).map(|_| owner)?);
    }
    draft(sentence, verb, givers, thing, receivers)
}

/// "Sudan has drones from Iran": what somebody has, and who it is from.
fn possession(sentence: Sentence<'_>, noun: u32) -> Option<Draft> {
    let thing = sentence.listed_thing(noun)?;
    let verb = sentence.head(noun)?;
    if sentence.upos(verb) != Upos::Verb || !HOLDERS.contains_hash(sentence.lemma_key(verb)) {
        return None;
    }
    let givers = from(sentence, noun, thing.core)?;
    draft(sentence, verb, givers, thing, sentence.parties(sentence.subject(verb)?))
}

/// "American-supplied missiles", and who has them.
fn supplied(sentence: Sentence<'_>, noun: u32) -> Option<Draft> {
    let gives = |t: u32| {
        let shape = VERBS.get_hash(sentence.lemma_key(t)).and_then(|frame| frame.shape);
        sentence.xpos(t) == Xpos::Vbn
            && matches!(shape, Some(Shape::Give | Shape::Supply))
            && t > sentence.tokens.start() + 1
            && sentence.is(t - 1, &["-"])
    };
    let verb = sentence.children_by(noun, &[Relation::Amod]).find(|&t| t < noun && gives(t))?;
    let giver = sentence.party(verb - 2)?;
    let thing = sentence.listed_thing(noun)?;
    let holder = sentence
        .head(noun)
        .filter(|_| sentence.relation(noun) == Relation::Obj)
        .filter(|&above| HOLDERS.contains_hash(sentence.lemma_key(above)));
    let holder = holder.and_then(|above| sentence.subject(above));
    let receivers = holder.map(|t| sentence.parties(t)).unwrap_or_default();
    Some(made(sentence, (verb, verb), vec![giver], thing, receivers))
}

/// Whether the predicate is a place: "are in Veldonia".
fn is_within(sentence: Sentence<'_>, predicate: u32) -> bool {
    sentence.child(predicate, &[Relation::Cop]).is_some()
        && has_preposition(sentence, predicate, &["in"])
}

fn has_preposition(sentence: Sentence<'_>, token: u32, words: &[&str]) -> bool {
    sentence.preposition(token).is_some_and(|p| sentence.is(p, words))
}

/// Who the thing is said to be from.
fn from(sentence: Sentence<'_>, noun: u32, core: u32) -> Option<Vec<FoundParty>> {
    [noun, core].into_iter().find_map(|t| {
        let from = sentence
            .children_by(t, &[Relation::Nmod])
            .find(|&t| has_preposition(sentence, t, &["from"]))?;
        Some(sentence.parties(from)).filter(|parties| !parties.is_empty())
    })
}

fn draft(
    sentence: Sentence<'_>,
    verb: u32,
    givers: Vec<FoundParty>,
    thing: FoundThing,
    receivers: Vec<FoundParty>,
) -> Option<Draft> {
    let same = givers.iter().any(|giver| receivers.iter().any(|receiver| receiver.is_same(giver)));
    if receivers.is_empty() || same || thing.thing.kind == ThingKind::Information {
        return None;
    }
    // "are" of "are in Veldonia"
    let word = sentence.child(verb, &[Relation::Cop]).unwrap_or(verb);
    Some(made(sentence, (verb, word), givers, thing, receivers))
}

/// The draft of a thing whose origin is said, with the verb above it and the word that says it.
fn made(
    sentence: Sentence<'_>,
    (head, word): (u32, u32),
    givers: Vec<FoundParty>,
    thing: FoundThing,
    receivers: Vec<FoundParty>,
) -> Draft {
    Draft {
        trigger: sentence.cover(word, word + 1),
        head,
        lemma: sentence.lemma(word).to_lowercase(),
        form: Form::Origin,
        givers,
        receivers,
        things: vec![thing],
        status: TransferStatus::Claimed,
        support: None,
        in_return: None,
        concluded: false,
    }
}
