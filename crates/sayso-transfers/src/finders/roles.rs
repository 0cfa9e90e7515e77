//! Which arguments of a verb give, receive and are given, by the shape of its frame.

use sayso_entities::{Amount, Bound};
use sayso_syntax::Upos;

use crate::clause::Arguments;
use crate::document::Sentence;
use crate::finders::dative;
use crate::lists::{Frame, Shape};
use crate::party::FoundParty;
use crate::thing::FoundThing;
use crate::transfer::{Thing, ThingKind};

/// Who gives what to whom, as far as it is said.
#[derive(Debug, Default)]
pub(super) struct Roles {
    pub(super) givers: Vec<FoundParty>,
    pub(super) receivers: Vec<FoundParty>,
    pub(super) things: Vec<FoundThing>,
    /// What a swap gives for it.
    pub(super) price: Vec<FoundThing>,
}

impl Roles {
    /// What the arguments of a verb are, by the shape of its frame.
    pub(super) fn of(
        sentence: Sentence<'_>,
        verb: u32,
        arguments: &Arguments,
        frame: Frame,
        shape: Shape,
    ) -> Self {
        match shape {
            Shape::Receive | Shape::Get => receiving(sentence, verb, arguments, frame, shape),
            Shape::Ask => asking(sentence, arguments),
            Shape::Train => training(sentence, verb, arguments),
            Shape::Equip | Shape::Fund => equipping(sentence, arguments, shape),
            _ => giving(sentence, verb, arguments, frame, shape),
        }
    }
}

/// "hand over" and "turn over", whatever the tree makes of the particle.
pub(super) fn is_over(sentence: Sentence<'_>, verb: u32) -> bool {
    ["hand", "turn"].contains(&sentence.lemma(verb)) && sentence.is(verb + 1, &["over"])
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

/// "for $30 million": what is paid for what is sold or bought.
fn price(sentence: Sentence<'_>, arguments: &Arguments, frame: Frame) -> Vec<FoundThing> {
    if !frame.price {
        return Vec::new();
    }
    let mut paid = listed(things_after(sentence, arguments, &["for"]));
    paid.retain(|found| found.thing.kind == ThingKind::Money);
    paid
}

/// Who is named after "to" just after what is given, where the tree takes that for a part of something else.
fn beyond(sentence: Sentence<'_>, things: &[FoundThing]) -> Option<FoundParty> {
    /// Between both there are few words: "last month".
    const NEAR: u32 = 5;
    let end = sentence.end(things.last()?);
    let mut near = end..sentence.tokens.end().min(end + NEAR);
    let to = near.find(|&t| !sentence.is_between(t))?;
    let leads = sentence.is(to, &["to"]) && sentence.upos(to) == Upos::Adp;
    leads.then(|| sentence.named_after(to)).flatten()
}

fn listed(things: Vec<FoundThing>) -> Vec<FoundThing> {
    things.into_iter().filter(|found| found.listed).collect()
}

fn giving(
    sentence: Sentence<'_>,
    verb: u32,
    arguments: &Arguments,
    frame: Frame,
    shape: Shape,
) -> Roles {
    let to: &[&str] = match shape {
        Shape::Share | Shape::Swap => &["with", "to"],
        Shape::Deploy => &["to", "in"],
        _ => &["to", "into"],
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
    if frame.price && arguments.object.is_some() {
        roles.price = price(sentence, arguments, frame);
    }
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
    if roles.receivers.is_empty()
        && let Some((receiver, end)) = dative::split(sentence, verb, object, frame)
    {
        roles.receivers = vec![receiver];
        if let Some(first) = roles.things.first_mut() {
            *first = sentence.thing_after(end, *first);
        }
    }
    if roles.receivers.is_empty() && shape != Shape::Pay {
        roles.receivers.extend(beyond(sentence, &roles.things));
    }
    if roles.givers.is_empty() {
        roles.givers = party_after(sentence, arguments, &["from"]);
    }
    roles
}

fn receiving(
    sentence: Sentence<'_>,
    verb: u32,
    arguments: &Arguments,
    frame: Frame,
    shape: Shape,
) -> Roles {
    if let Some(second) = arguments.second.filter(|_| !arguments.passive && !frame.both) {
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
    let mut roles = Roles { givers, receivers, things, price: price(sentence, arguments, frame) };
    if shape == Shape::Get && roles.givers.is_empty() && !arguments.passive {
        // "get money to the banks"; not "get a passport for a trip to Mexico"
        let mut direct = arguments.clone();
        direct.phrases.retain(|&(_, head)| {
            let above = sentence.head(head);
            above == Some(verb) || above.is_some() && above == arguments.object
        });
        let reached = party_after(sentence, &direct, &["to"]);
        if !reached.is_empty() {
            roles.givers = std::mem::replace(&mut roles.receivers, reached);
            return roles;
        }
    }
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
