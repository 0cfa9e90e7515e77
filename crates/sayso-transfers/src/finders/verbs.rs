//! Verbs of giving and receiving: "Iran sold drones to Russia", "missiles donated by Pyongyang".

use sayso_entities::{Amount, Bound};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenId;

use crate::clause::Arguments;
use crate::document::Sentence;
use crate::draft::{Draft, Form};
use crate::lists::{Frame, Shape, Side, VERBS};
use crate::party::{FoundParty, PartyForm};
use crate::thing::FoundThing;
use crate::transfer::{Party, Thing, ThingKind, TransferStatus};

/// Particles that leave a verb its meaning: "sent over", "shipped out".
const PARTICLES: &[&str] = &["over", "out", "back", "along", "away", "on", "in", "off"];

/// Who gets ammunition only in a manner of speaking.
const CRITICS: &[&str] = &["critic", "detractor", "opponent", "sceptic", "skeptic"];

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

/// "hand over" and "turn over", whatever the tree makes of the particle.
fn is_over(sentence: Sentence<'_>, verb: u32) -> bool {
    ["hand", "turn"].contains(&sentence.lemma(verb)) && sentence.is(verb + 1, &["over"])
}

/// "out", "out of politics", after the object.
fn is_out(sentence: Sentence<'_>, child: u32) -> bool {
    let head = sentence.is(child, &["out"]) && sentence.relation(child) != Relation::CompoundPrt;
    head || sentence.preposition(child).is_some_and(|p| sentence.is(p, &["out"]))
}

/// Who gives what to whom, as far as it is said.
#[derive(Debug, Default)]
struct Roles {
    givers: Vec<FoundParty>,
    receivers: Vec<FoundParty>,
    things: Vec<FoundThing>,
    /// What a swap gives for it.
    price: Vec<FoundThing>,
}

fn draft(sentence: Sentence<'_>, verb: u32, frame: Frame, shape: Shape) -> Vec<Draft> {
    let arguments = sentence.arguments(verb);
    let roles = match shape {
        Shape::Receive => receiving(sentence, &arguments, frame),
        Shape::Ask => asking(sentence, &arguments),
        Shape::Train => training(sentence, verb, &arguments),
        Shape::Equip | Shape::Fund => equipping(sentence, &arguments, shape),
        _ => giving(sentence, verb, &arguments, shape),
    };
    if shape == Shape::Receive && sentence.children(verb).any(|t| is_out(sentence, t)) {
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
    if receivers.iter().any(|found| CRITICS.contains(&sentence.lemma(found.head))) {
        // "gave ammunition to critics"
        things.retain(|found| !["ammunition", "ammo"].contains(&sentence.lemma(found.core)));
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
    let mut concluded = None;
    if receivers.is_empty()
        && let Some(asker) = asker(sentence, verb)
        && !givers.iter().any(|giver| giver.is_same(&asker))
    {
        receivers.push(asker);
        concluded = Some(Side::Receiver);
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
    let asks = ["ask", "beg", "implore"].contains(&sentence.lemma(above));
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

fn parties(sentence: Sentence<'_>, head: Option<u32>) -> Vec<FoundParty> {
    head.map(|head| sentence.parties(head)).unwrap_or_default()
}

/// The first phrase after one of the prepositions that is a party.
fn party_after(sentence: Sentence<'_>, arguments: &Arguments, words: &[&str]) -> Vec<FoundParty> {
    let chosen = || arguments.phrases.iter().filter(|(p, _)| sentence.is(*p, words));
    let mut all = chosen().map(|&(_, head)| sentence.parties(head));
    let found = all.find(|parties| !parties.is_empty());
    found
        .or_else(|| chosen().find_map(|&(p, _)| Some(vec![sentence.named_after(p)?])))
        .unwrap_or_default()
}

fn things_after(sentence: Sentence<'_>, arguments: &Arguments, words: &[&str]) -> Vec<FoundThing> {
    let mut all = arguments.after(sentence, words).map(|head| sentence.things(head));
    all.find(|things| things.iter().any(|found| found.generic)).unwrap_or_default()
}

fn listed(things: Vec<FoundThing>) -> Vec<FoundThing> {
    things.into_iter().filter(|found| found.listed).collect()
}

fn giving(sentence: Sentence<'_>, verb: u32, arguments: &Arguments, shape: Shape) -> Roles {
    let to: &[&str] = match shape {
        Shape::Share | Shape::Swap => &["with", "to"],
        Shape::Deploy => &["to", "in"],
        _ => &["to"],
    };
    let to_whom = || {
        let receivers = party_after(sentence, arguments, to);
        // What is paid for is no receiver.
        match receivers.is_empty() && shape != Shape::Pay {
            true => party_after(sentence, arguments, &["for"]),
            false => receivers,
        }
    };
    let mut roles = Roles::default();
    if shape == Shape::Swap {
        roles.price = things_after(sentence, arguments, &["for"]);
    }
    if arguments.passive {
        roles.givers = parties(sentence, arguments.agent);
        if roles.givers.is_empty() {
            roles.givers = party_after(sentence, arguments, &["from"]);
        }
        let Some(subject) = arguments.subject else { return roles };
        let given = arguments.object.map(|t| sentence.things(t)).unwrap_or_default();
        let with = things_after(sentence, arguments, &["with"]);
        let receivers = sentence.parties(subject);
        if !receivers.is_empty() && !given.is_empty() {
            // "Ukraine was given tanks"
            (roles.receivers, roles.things) = (receivers, given);
        } else if !receivers.is_empty() && !with.is_empty() && shape == Shape::Supply {
            (roles.receivers, roles.things) = (receivers, with);
        } else {
            (roles.receivers, roles.things) = (to_whom(), sentence.things(subject));
        }
        return roles;
    }
    roles.givers = parties(sentence, arguments.subject);
    if shape == Shape::Pay {
        roles.price = listed(things_after(sentence, arguments, &["for"]));
        roles.price.retain(|found| found.thing.kind != ThingKind::Money);
    }
    let Some(object) = arguments.object else {
        if shape == Shape::Pay {
            // "paid for the drones with gold"
            roles.things = things_after(sentence, arguments, &["with", "in"]);
            roles.receivers = to_whom();
        }
        return roles;
    };
    let with = things_after(sentence, arguments, &["with"]);
    if shape == Shape::Supply && !with.is_empty() {
        let receivers = sentence.parties(object);
        if !receivers.is_empty() {
            (roles.receivers, roles.things) = (receivers, with);
            return roles;
        }
    }
    roles.things = sentence.things(object);
    if let (Some(first), true) = (roles.things.first_mut(), is_over(sentence, verb)) {
        // "handed over 200 missiles" is not more than 200
        *first = sentence.thing_after(verb + 2, *first);
        first.thing.amount =
            first.thing.amount.map(|amount| Amount { bound: Bound::Exact, ..amount });
    }
    roles.receivers = match arguments.second {
        Some(second) => sentence.parties(second),
        None => to_whom(),
    };
    if shape == Shape::Pay && !roles.things.iter().any(|found| found.listed) {
        // "paid the militia in gold"
        roles.receivers = sentence.parties(object);
        roles.things = things_after(sentence, arguments, &["in", "with"]);
    }
    if roles.receivers.is_empty() {
        split_dative(sentence, verb, object, &mut roles);
    }
    if roles.givers.is_empty() {
        roles.givers = party_after(sentence, arguments, &["from"]);
    }
    roles
}

/// "gave Russia drones", of which the tree makes one phrase: the receiver comes right after the verb.
fn split_dative(sentence: Sentence<'_>, verb: u32, object: u32, roles: &mut Roles) {
    if object <= verb {
        // "the rifles that Berlin shipped"
        return;
    }
    let found =
        named_after(sentence, verb, object).or_else(|| counted_after(sentence, verb, object));
    let Some((receiver, end)) = found else { return };
    roles.receivers = vec![receiver];
    if let Some(first) = roles.things.first_mut() {
        *first = sentence.thing_after(end, *first);
    }
}

/// A name that the verb is followed by, with the token after it.
fn named_after(sentence: Sentence<'_>, verb: u32, object: u32) -> Option<(FoundParty, u32)> {
    // A title is not always part of a name.
    let title = sentence.xpos(verb + 1) == Xpos::Nnp && sentence.mention(verb + 1).is_none();
    let start = verb + 1 + u32::from(title);
    let mention =
        sentence.tokens.contains(TokenId::new(start)).then(|| sentence.mention(start))??;
    let end = mention.tokens.end();
    if mention.tokens.start() != start || end > object {
        return None;
    }
    let receiver = (start..end).rev().find_map(|t| {
        let party = sentence.party(t)?;
        let named = matches!(party.form, PartyForm::Body | PartyForm::Person);
        (named && matches!(sentence.xpos(t), Xpos::Nnp | Xpos::Nnps)).then_some(party)
    })?;
    let party = Party { span: sentence.cover(verb + 1, end), entity: mention.entity };
    Some((FoundParty { party, ..receiver }, end))
}

/// "the premier" in "paid the premier 2.5 million crowns": what precedes the amount, which begins what is given.
fn counted_after(sentence: Sentence<'_>, verb: u32, object: u32) -> Option<(FoundParty, u32)> {
    let counts = |t: u32| matches!(sentence.upos(t), Upos::Num | Upos::Sym);
    let amount = (verb + 2..=object).find(|&t| counts(t))?;
    let noun = amount - 1;
    // "gave Mr. Clarke $5 million": a name that was not recognised
    let named = (verb + 1..amount).all(|t| sentence.xpos(t) == Xpos::Nnp)
        && sentence.mention(noun).is_none();
    let unknown = named.then(|| FoundParty {
        party: Party { span: sentence.cover(verb + 1, amount), entity: None },
        head: noun,
        form: PartyForm::Person,
    });
    let receiver = sentence.party(noun).or(unknown).filter(|_| sentence.is_noun(noun))?;
    Some((
        FoundParty {
            party: Party { span: sentence.cover(verb + 1, amount), ..receiver.party },
            ..receiver
        },
        amount,
    ))
}

fn receiving(sentence: Sentence<'_>, arguments: &Arguments, frame: Frame) -> Roles {
    if let Some(second) = arguments.second.filter(|_| !arguments.passive) {
        // "get them the information"
        return Roles {
            givers: parties(sentence, arguments.subject),
            receivers: sentence.parties(second),
            things: arguments.object.map(|t| sentence.things(t)).unwrap_or_default(),
            price: Vec::new(),
        };
    }
    let givers = party_after(sentence, arguments, &["from"]);
    let (receivers, things) = if arguments.passive {
        (parties(sentence, arguments.agent), arguments.subject)
    } else {
        (parties(sentence, arguments.subject), arguments.object)
    };
    let things = things.map(|t| sentence.things(t)).unwrap_or_default();
    let mut roles = Roles { givers, receivers, things, price: Vec::new() };
    if roles.givers.is_empty()
        && !frame.both
        && frame.status.is_none()
        && let Some(first) = roles.things.first()
        && let Some(origin) = sentence.origin(first.core).or_else(|| sentence.origin(first.head))
        && !roles.receivers.iter().any(|receiver| receiver.is_same(&origin))
    {
        // "bought Iranian drones"
        roles.givers.push(origin);
    }
    roles
}

fn asking(sentence: Sentence<'_>, arguments: &Arguments) -> Roles {
    Roles {
        givers: parties(sentence, arguments.object),
        receivers: parties(sentence, arguments.subject),
        things: things_after(sentence, arguments, &["for"]),
        price: Vec::new(),
    }
}

fn equipping(sentence: Sentence<'_>, arguments: &Arguments, shape: Shape) -> Roles {
    let (givers, receiver) = if arguments.passive {
        (arguments.agent, arguments.subject)
    } else {
        (arguments.subject, arguments.object)
    };
    let with: &[&str] = if shape == Shape::Fund { &["with", "by"] } else { &["with"] };
    Roles {
        givers: parties(sentence, givers),
        receivers: parties(sentence, receiver),
        things: things_after(sentence, arguments, with),
        price: Vec::new(),
    }
}

/// The training itself is what is given.
fn training(sentence: Sentence<'_>, verb: u32, arguments: &Arguments) -> Roles {
    let mut roles = equipping(sentence, arguments, Shape::Train);
    let thing = Thing {
        span: sentence.cover(verb, verb + 1),
        kind: ThingKind::Technology,
        amount: None,
        unit: None,
        worth: None,
    };
    roles.things = vec![FoundThing { thing, head: verb, core: verb, listed: true, generic: true }];
    roles
}
