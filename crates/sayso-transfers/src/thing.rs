//! What is given: the kind of a noun phrase, its words, and how much it is.

use sayso_entities::{EntityKind, MentionForm, Value};
use sayso_syntax::{Relation, Upos};

use crate::document::Sentence;
use crate::lists::{MODIFIERS, THINGS, ThingClass};
use crate::transfer::{Thing, ThingKind};

/// Phrases in phrases are followed so far: "millions of rounds of ammunition".
const DEEPEST: usize = 4;

/// A thing with what the finders need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundThing {
    pub(crate) thing: Thing,
    /// The head of the phrase.
    pub(crate) head: u32,
    /// The noun that says what it is: "shells" in "millions of shells".
    pub(crate) core: u32,
    /// Whether a list or a name says what kind of thing it is.
    pub(crate) listed: bool,
    /// Whether it is a thing that one can give at least: "vehicles".
    pub(crate) generic: bool,
}

/// What a noun phrase is made of.
#[derive(Clone, Copy, Debug)]
struct Made {
    kind: ThingKind,
    core: u32,
    end: u32,
    listed: bool,
    generic: bool,
}

impl Sentence<'_> {
    /// What the phrase with this head names; nothing if that cannot be given.
    pub(crate) fn thing(self, head: u32) -> Option<FoundThing> {
        let made = self.made(head, DEEPEST)?;
        let mut start = self.phrase(head).0;
        // The amount is part of the words, whatever the tree makes of it.
        if let Some(mention) =
            (start > self.tokens.start()).then(|| self.mention(start - 1)).flatten()
            && mention.form == MentionForm::Value
            && matches!(mention.kind, EntityKind::Number | EntityKind::Quantity | EntityKind::Money)
        {
            start = mention.tokens.start().max(self.tokens.start());
        }
        Some(self.thing_from(start, head, made))
    }

    /// The same, if it is known what kind of thing it is.
    pub(crate) fn listed_thing(self, head: u32) -> Option<FoundThing> {
        self.thing(head).filter(|found| found.listed)
    }

    /// All things of a phrase: "shells and missiles".
    pub(crate) fn things(self, head: u32) -> Vec<FoundThing> {
        let mut all = Vec::new();
        for conjunct in self.conjuncts(head) {
            let Some(found) = self.thing(conjunct) else { continue };
            match self.joined_before(conjunct).filter(|_| found.listed) {
                Some((first, and)) => all.extend([first, self.thing_after(and + 1, found)]),
                None => all.push(found),
            }
        }
        all
    }

    /// "fuel" in "fuel and technology" where the tree has "fuel" as a modifier; also where "and" is.
    fn joined_before(self, head: u32) -> Option<(FoundThing, u32)> {
        let mut before =
            self.children_by(head, &[Relation::Compound, Relation::Amod, Relation::Nmod]);
        before.find_map(|t| {
            let and = t + 1;
            let joins = and < head && self.is(and, &["and"]) && self.relation(t) != Relation::Amod;
            let first = joins.then(|| self.listed_thing(t)).flatten()?;
            Some((first, and))
        })
    }

    /// The thing, whose words begin at `start`: not with the receiver before it, "gave Russia drones". It
    /// stays as it is if it comes before that.
    pub(crate) fn thing_after(self, start: u32, found: FoundThing) -> FoundThing {
        let made = self.made(found.head, DEEPEST).filter(|_| start <= found.head);
        made.map_or(found, |made| self.thing_from(start, found.head, made))
    }

    /// The token after what is given.
    pub(crate) fn end(self, found: &FoundThing) -> u32 {
        self.input.segmentation.tokens().within(found.thing.span).end()
    }

    fn thing_from(self, start: u32, head: u32, made: Made) -> FoundThing {
        let Made { kind, core, end, listed, generic } = made;
        let mut thing =
            Thing { span: self.cover(start, end), kind, amount: None, unit: None, worth: None };
        let worth_after = (end..self.tokens.end().min(end + 3))
            .find(|&t| self.is(t, &["worth", "valued"]))
            .map(|t| self.cover(t, self.tokens.end().min(t + 5)));
        let spans = [Some(thing.span), worth_after];
        for (at, span) in spans.into_iter().enumerate().filter_map(|(at, s)| Some((at, s?))) {
            for mention in self.input.entities.within(span) {
                match mention.value {
                    Some(Value::Money { amount, currency, .. }) => {
                        thing.worth.get_or_insert((amount, currency));
                    }
                    Some(Value::Number(amount)) if at == 0 && thing.amount.is_none() => {
                        thing.amount = Some(amount);
                    }
                    Some(Value::Quantity { amount, unit, .. })
                        if at == 0 && thing.amount.is_none() && !unit.is_some_and(is_length) =>
                    {
                        (thing.amount, thing.unit) = (Some(amount), unit);
                    }
                    _ => {}
                }
            }
        }
        FoundThing { thing, head, core, listed, generic }
    }

    fn made(self, head: u32, depth: usize) -> Option<Made> {
        let nominal = matches!(
            self.upos(head),
            Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym | Upos::Adj | Upos::X
        );
        if depth == 0 || !nominal {
            return None;
        }
        let end = self.phrase(head).1;
        let made = |kind, listed| Some(Made { kind, core: head, end, listed, generic: listed });
        if let Some(mention) = self.mention(head) {
            match mention.kind {
                EntityKind::Money => {
                    let end = end.max(mention.tokens.end());
                    let of = mention
                        .value
                        .and_then(Value::thing)
                        .filter(|t| t.start() >= mention.range.end());
                    let of = of.map(|t| self.input.segmentation.tokens().within(t).end());
                    let end = end.max(of.filter(|&end| end <= self.tokens.end()).unwrap_or(end));
                    let kind = ThingKind::Money;
                    let made = Made { kind, core: head, end, listed: true, generic: true };
                    // "$300 million of ammunition", "$5 million in aid"
                    let inner = self.inner(head, &["of", "in", "in the form of"], depth);
                    return Some(inner.map_or(made, |inner| Made { core: head, ..inner }));
                }
                EntityKind::Weapon
                | EntityKind::Platform
                | EntityKind::Product
                | EntityKind::Facility => {}
                EntityKind::Number | EntityKind::Quantity | EntityKind::Work => {}
                // "Tomahawks", which a model of names takes for a place
                _ if THINGS.get_hash(self.word_key(head))
                    == Some(ThingClass::Kind(ThingKind::Weapon)) => {}
                _ => return None,
            }
        }
        let class = self.class(head);
        match class {
            Some(ThingClass::Never) => None,
            Some(ThingClass::Kind(kind)) => {
                let paid = kind == ThingKind::Money;
                let inner = self.inner(head, &["of"], depth).filter(|inner| paid && inner.listed);
                // "donations of food", but "a loan of $5 million"
                if let Some(inner) = inner.filter(|inner| inner.kind != ThingKind::Money) {
                    return Some(inner);
                }
                let end = inner.map_or(end, |inner| inner.end);
                Some(Made { kind, core: head, end, listed: true, generic: true })
            }
            Some(ThingClass::Access) => self.inner(head, &["to"], depth),
            Some(ThingClass::Measure) => self.inner(head, &["of", "in", "with"], depth),
            Some(class @ (ThingClass::Generic(_) | ThingClass::Vague)) => {
                if let Some(kind) = self.modified(head) {
                    let of = self.inner(head, &["of"], depth).map_or(end, |inner| inner.end);
                    return Some(Made { kind, core: head, end: of, listed: true, generic: true });
                }
                if self.is_armament(head) {
                    return made(ThingKind::Weapon, true);
                }
                // "a ship with wheat" brings wheat.
                let inner = self.inner(head, &["of", "with"], depth);
                if let Some(inner) = inner.filter(|inner| inner.listed) {
                    return Some(inner);
                }
                let default = match class {
                    ThingClass::Generic(default) => default,
                    _ => None,
                };
                let default = default.or_else(|| self.costs(head).then_some(ThingKind::Money));
                let generic = class != ThingClass::Vague;
                made(default.unwrap_or_default(), default.is_some())
                    .map(|made| Made { generic: generic || made.listed, ..made })
            }
            None if self.is_armament(head) => made(ThingKind::Weapon, true),
            None if self.is_noun(head) => made(ThingKind::Other, false),
            None => None,
        }
    }

    /// What the lists say of a noun, first with the word before it: "background checks".
    fn class(self, head: u32) -> Option<ThingClass> {
        let [word, lemma] = [self.word_key(head), self.lemma_key(head)];
        let before = (head > self.tokens.start()).then(|| self.lemma_key(head - 1));
        let pair = before.and_then(|before| THINGS.longest([before, lemma]));
        let pair = pair.filter(|&(length, _)| length == 2).map(|(_, class)| class);
        pair.or_else(|| THINGS.get_hash(word)).or_else(|| THINGS.get_hash(lemma))
    }

    /// What the phrase after a preposition is.
    fn inner(self, head: u32, prepositions: &[&str], depth: usize) -> Option<Made> {
        let inner = self
            .children_by(head, &[Relation::Nmod, Relation::Obl])
            .find(|&t| t > head && self.preposition(t).is_some_and(|p| self.is(p, prepositions)))?;
        self.made(inner, depth - 1)
    }

    /// The kind of thing that the words before a noun say.
    fn modified(self, head: u32) -> Option<ThingKind> {
        let (start, _) = self.phrase(head);
        // "a military aid package" is of weapons.
        let mut vague = None;
        let mut kind = |t: u32| {
            if self.is_designation(t)
                || self.mention(t).is_some_and(|m| m.kind == EntityKind::Weapon)
            {
                return Some(ThingKind::Weapon);
            }
            let keys = [self.word_key(t), self.lemma_key(t)];
            // "uniform support" has no uniforms in it.
            let noun = self.is_noun(t);
            keys.into_iter().find_map(|key| {
                MODIFIERS.get_hash(key).or_else(|| match noun.then(|| THINGS.get_hash(key))?? {
                    ThingClass::Kind(kind) => Some(kind),
                    ThingClass::Generic(default) => {
                        vague = vague.or(default);
                        None
                    }
                    _ => None,
                })
            })
        };
        // The nearest word counts most: "military food parcels".
        let is_amount = |t: u32| self.mention(t).is_some_and(|m| m.form == MentionForm::Value);
        let found = (start..head).rev().filter(|&t| !is_amount(t)).find_map(&mut kind);
        found.or(vague)
    }

    /// Weapons by name, and aircraft and vehicles by their model: "F-16s", "eight K-8 aircraft".
    fn is_armament(self, head: u32) -> bool {
        let Some(mention) = self.mention(head) else { return self.is_designation(head) };
        let words = &self.input.text[mention.range];
        mention.kind == EntityKind::Weapon
            || mention.kind == EntityKind::Platform
                && mention.form == MentionForm::Name
                && words.contains(|c: char| c.is_ascii_digit())
    }

    /// "F-16s", "S-300", "K2": capitals with a number, as weapons are called.
    pub(crate) fn is_designation(self, token: u32) -> bool {
        let word = self.word(token);
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.contains(|c: char| c.is_ascii_digit())
            && self.is_noun(token)
            && self.mention(token).is_none_or(|m| {
                matches!(m.kind, EntityKind::Weapon | EntityKind::Platform | EntityKind::Product)
            })
    }

    pub(crate) fn is_money(self, token: u32) -> bool {
        self.mention(token).is_some_and(|mention| mention.kind == EntityKind::Money)
    }

    /// Whether a sum stands before a noun: "a $5 million package".
    fn costs(self, head: u32) -> bool {
        let (start, end) = self.phrase(head);
        let mentions = self.input.entities.within(self.cover(start, end));
        mentions.iter().any(|mention| mention.kind == EntityKind::Money)
    }
}

/// A calibre or range says nothing of how many there are.
fn is_length(unit: &str) -> bool {
    ["mm", "cm", "m", "km", "in", "ft", "mi", "yd"].contains(&unit)
}
