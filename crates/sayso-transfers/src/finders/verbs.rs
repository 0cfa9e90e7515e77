//! Verbs of giving and receiving: "Iran sold drones to Russia", "missiles donated by Pyongyang".

use sayso_syntax::{Relation, Upos, Xpos};

use crate::document::Sentence;
use crate::draft::{Draft, Form};
use crate::finders::roles::{Roles, is_over};
use crate::lists::{CONTROLS, Frame, PARTIES, Shape, VERBS};
use crate::party::{FoundParty, PartyForm};
use crate::transfer::{ThingKind, TransferStatus};

/// Particles that leave a verb its meaning: "sent over", "shipped out".
const PARTICLES: &[&str] = &["over", "out", "back", "along", "away", "on", "in", "off"];

pub(super) fn find(sentence: Sentence<'_>, drafts: &mut Vec<Draft>) {
    for verb in sentence.tokens.start()..sentence.tokens.end() {
        if sentence.upos(verb) == Upos::Verb
            && let Some((frame, shape)) = frame(sentence, verb)
        {
            drafts.extend(draft(sentence, verb, frame, shape));
        }
    }
}

/// The frame of a verb, with its particle.
fn frame(sentence: Sentence<'_>, verb: u32) -> Option<(Frame, Shape)> {
    let lemma = sentence.lemma_key(verb);
    let own = VERBS.get_hash(lemma);
    let over = is_over(sentence, verb).then_some(verb + 1);
    let Some(particle) = sentence.child(verb, &[Relation::CompoundPrt]).or(over) else {
        let frame = own?;
        return Some((frame, frame.shape?));
    };
    let phrase = VERBS.longest([lemma, sentence.word_key(particle)]);
    let frame = match phrase {
        Some((2, frame)) => frame,
        _ if sentence.is(particle, PARTICLES) => own?,
        _ => return None,
    };
    Some((frame, frame.shape?))
}

/// "out", "out of politics", after the object.
fn is_out(sentence: Sentence<'_>, child: u32) -> bool {
    let head = sentence.is(child, &["out"]) && sentence.relation(child) != Relation::CompoundPrt;
    head || sentence.preposition(child).is_some_and(|p| sentence.is(p, &["out"]))
}

fn draft(sentence: Sentence<'_>, verb: u32, frame: Frame, shape: Shape) -> Vec<Draft> {
    let arguments = sentence.arguments(verb);
    let roles = Roles::of(sentence, verb, &arguments, frame, shape);
    let receives = matches!(shape, Shape::Receive | Shape::Get);
    let after = roles.things.last().map(|found| sentence.end(found));
    if receives
        && (sentence.children(verb).any(|t| is_out(sentence, t))
            || after.is_some_and(|end| sentence.is(end, &["out"])))
    {
        // "get the money out of politics"
        return Vec::new();
    }
    let Roles { givers, mut receivers, mut things, price } = roles;
    for receiver in &mut receivers {
        *receiver = antecedent(sentence, verb, *receiver, &givers);
    }
    let is_body =
        |side: &[FoundParty]| side.iter().any(|found| matches!(found.form, PartyForm::Body));
    let bodies = is_body(&givers) && is_body(&receivers);
    things.retain(|thing| thing.listed || bodies && (frame.goods || thing.generic));
    if receivers
        .iter()
        .any(|found| PARTIES.get_hash(sentence.lemma_key(found.head)) == Some("critic"))
    {
        // "gave ammunition to critics"
        things.retain(|found| !["ammunition", "ammo"].contains(&sentence.lemma(found.core)));
    }
    if frame.price {
        // "sold $30 billion in goods"
        things.retain(|found| found.thing.kind != ThingKind::Money);
    }
    if receives && givers.is_empty() {
        // Who gets information or clothes may have looked for them.
        let small = [ThingKind::Aid, ThingKind::Document, ThingKind::Other];
        things.retain(|found| {
            let kind = found.thing.kind;
            kind != ThingKind::Information && (shape == Shape::Receive || !small.contains(&kind))
        });
    }
    if shape == Shape::Deploy {
        let moved = [ThingKind::Troops, ThingKind::Weapon];
        things.retain(|found| moved.contains(&found.thing.kind));
    }
    let needs_thing = !matches!(shape, Shape::Fund | Shape::Equip);
    let named = !givers.is_empty() && !receivers.is_empty();
    let enough = if frame.both || things.is_empty() {
        named
    } else {
        !givers.is_empty() || !receivers.is_empty()
    };
    // "has to pay for the wheat": all that is said is what comes back.
    let only_price = things.is_empty() && !price.is_empty() && !givers.is_empty();
    if !only_price && (!enough || needs_thing && things.is_empty()) {
        return Vec::new();
    }
    let particle = sentence.child(verb, &[Relation::CompoundPrt]) == Some(verb + 1);
    let end = verb + 1 + u32::from(particle || is_over(sentence, verb));
    let trigger = sentence.cover(verb, end);
    let mut concluded = false;
    if receivers.is_empty()
        && let Some(asker) = asker(sentence, verb)
        && !givers.iter().any(|giver| giver.is_same(&asker))
    {
        receivers.push(asker);
        concluded = true;
    }
    let asks = if shape == Shape::Ask { TransferStatus::Asked } else { TransferStatus::Claimed };
    let made = Draft {
        trigger,
        head: verb,
        lemma: sentence.lemma(verb).to_lowercase(),
        form: Form::Verb,
        givers,
        receivers,
        things,
        status: frame.status.unwrap_or(asks),
        support: None,
        in_return: None,
        concluded,
    };
    if price.is_empty() {
        return vec![made];
    }
    let back = Draft {
        givers: made.receivers.clone(),
        receivers: made.givers.clone(),
        things: price,
        form: Form::Exchange,
        ..made.clone()
    };
    if only_price { vec![back] } else { vec![made, back] }
}

/// Who asks somebody to give receives, if it is not said who does: "Kyiv asked Berlin to send missiles".
fn asker(sentence: Sentence<'_>, verb: u32) -> Option<FoundParty> {
    let above = sentence.head(verb).filter(|_| sentence.relation(verb) == Relation::Xcomp)?;
    let asks = CONTROLS.get_hash(sentence.lemma_key(above)).is_some_and(|control| control.gets);
    let asked = sentence.child(above, &[Relation::Obj, Relation::Iobj]);
    asks.then_some(asked?)?;
    sentence.party(sentence.subject(above)?)
}

/// "these troops" for "them" in "hide these troops by giving them false papers", if nothing is known of whom it means.
fn antecedent(
    sentence: Sentence<'_>,
    verb: u32,
    receiver: FoundParty,
    givers: &[FoundParty],
) -> FoundParty {
    if receiver.party.entity.is_some() || !sentence.is(receiver.head, &["them"]) {
        return receiver;
    }
    let before = (sentence.tokens.start()..verb).rev();
    let mut plurals = before.filter(|&t| sentence.xpos(t) == Xpos::Nns && sentence.is_noun(t));
    let meant = plurals.find_map(|t| sentence.party(t));
    let meant = meant.filter(|meant| !givers.iter().any(|giver| giver.is_same(meant)));
    meant.map_or(receiver, |meant| FoundParty { form: PartyForm::Pronoun, ..meant })
}
