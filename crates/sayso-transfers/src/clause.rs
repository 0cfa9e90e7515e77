//! The arguments of a verb: its subject (also one that it shares or that controls it), its objects, its prepositional
//! phrases, and the noun that a relative clause or participle belongs to.

use sayso_entities::{EntityKind, MentionForm};
use sayso_syntax::{Relation, Upos, Xpos};

use crate::document::Sentence;
use crate::lists::{CONTROLS, GOVERNORS};
use crate::transfer::TransferStatus;

/// Verbs are followed upwards so far.
const HIGHEST: usize = 5;

/// What belongs to a verb.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) passive: bool,
    /// The subject, of a passive too.
    pub(crate) subject: Option<u32>,
    /// Of a passive: "by Pyongyang".
    pub(crate) agent: Option<u32>,
    pub(crate) object: Option<u32>,
    /// "Russia" in "gave Russia shells".
    pub(crate) second: Option<u32>,
    /// Prepositions with the heads of their phrases.
    pub(crate) phrases: Vec<(u32, u32)>,
}

impl Arguments {
    /// The phrases after one of these prepositions.
    pub(crate) fn after<'a>(
        &'a self,
        sentence: Sentence<'a>,
        prepositions: &'a [&'a str],
    ) -> impl Iterator<Item = u32> + 'a {
        let chosen = self.phrases.iter().filter(move |(p, _)| sentence.is(*p, prepositions));
        chosen.map(|&(_, head)| head)
    }
}

impl Sentence<'_> {
    /// The arguments of the verb at `verb`.
    pub(crate) fn arguments(self, verb: u32) -> Arguments {
        let passive = self.is_passive(verb);
        // "evidence that Iran gave missiles": the tree takes the conjunction for an object.
        let joins = |t: u32| {
            self.is(t, &["that"])
                && self.head(verb).is_some_and(|above| {
                    self.relation(verb) == Relation::AclRelcl
                        && GOVERNORS.get_hash(self.lemma_key(above)).is_some()
                })
        };
        let mut objects = self.children_by(verb, &[Relation::Obj]).filter(|&t| !joins(t));
        let mut object = objects.next();
        let mut second = self.child(verb, &[Relation::Iobj]);
        if let (None, Some(other)) = (second, objects.next()) {
            (second, object) = (object, Some(other));
        }
        if let (None, Some(first)) = (second, object)
            && let Some(sum) = self
                .children_by(first, &[Relation::Appos, Relation::Flat])
                .find(|&t| self.is_money(t))
        {
            // "paid the militia $3 million"
            (second, object) = (object, Some(sum));
        }
        if object.is_none() && second.is_some() {
            std::mem::swap(&mut object, &mut second);
        }
        if let (None, Some(first), false) = (second, object, passive)
            && let Some(thing) = self.double(first, verb)
        {
            (second, object) = (object, Some(thing));
        }
        if let Some(count) = object.filter(|&t| t > verb && self.upos(t) == Upos::Num) {
            // "40 Mohajer-6 drones", of which the tree makes "40" the object
            let mut beside =
                self.children_by(verb, &[Relation::OblUnmarked]).filter(|&t| t > count);
            object = beside.find(|&t| self.listed_thing(t).is_some()).or(object);
        }
        let mut arguments = Arguments { passive, second, ..Arguments::default() };
        arguments.subject = self.subject(verb);
        arguments.object = object.map(|t| self.referent(t)).or_else(|| self.gap(verb, passive));
        if passive && arguments.subject.is_none() && arguments.object.is_some() {
            std::mem::swap(&mut arguments.subject, &mut arguments.object);
        }
        arguments.phrases = self.phrases(verb, &arguments);
        if passive {
            let agent = self.child(verb, &[Relation::OblAgent]);
            let by = || arguments.after(self, &["by"]).next();
            arguments.agent = agent.or_else(by);
        }
        arguments
    }

    /// What is given in "sold the army eight drones" and "gave the rebels mortars", where the tree takes it for something else
    /// than a second object.
    fn double(self, first: u32, verb: u32) -> Option<u32> {
        let receiver = self.party(first).filter(|_| first > verb)?;
        let beside = self.children_by(verb, &[Relation::OblUnmarked]);
        let within = self.children_by(first, &[Relation::Appos, Relation::Flat]);
        let mut after = beside.chain(within).filter(|&t| t > first);
        after.find(|&t| {
            let begins = self.listed_thing(t).map(|found| found.thing.span.start());
            // A comma would be between them.
            begins.is_some_and(|start| start <= receiver.party.span.end() + 1)
        })
    }

    /// "were sent", "missiles donated by", "made and sent".
    fn is_passive(self, verb: u32) -> bool {
        if self.child(verb, &[Relation::AuxPass, Relation::NsubjPass, Relation::OblAgent]).is_some()
        {
            return true;
        }
        if self.xpos(verb) != Xpos::Vbn && self.xpos(verb) != Xpos::Vbd {
            return false;
        }
        let own = self.child(verb, &[Relation::Nsubj, Relation::Aux, Relation::Obj]).is_some();
        match self.relation(verb) {
            Relation::Acl => !own,
            Relation::Conj => {
                !own && self.xpos(verb) == Xpos::Vbn
                    && self.head(verb).is_some_and(|first| first < verb && self.is_passive(first))
            }
            _ => false,
        }
    }

    /// The subject, of the verb itself or of one above it.
    pub(crate) fn subject(self, verb: u32) -> Option<u32> {
        const SUBJECTS: &[Relation] =
            &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter, Relation::Csubj];
        let mut at = verb;
        for _ in 0..HIGHEST {
            if let Some(own) = self.child(at, SUBJECTS) {
                return (self.relation(own) != Relation::Csubj).then(|| self.referent(own));
            }
            let above = self.head(at)?;
            match self.relation(at) {
                Relation::Conj if above < at => {
                    if self.relation(above) == Relation::Acl && self.is_passive(above) {
                        return self.head(above);
                    }
                }
                Relation::Xcomp | Relation::Ccomp | Relation::Advcl => {
                    if let Some(object) = self.controller(at, above) {
                        return self.party(object).is_some().then_some(object);
                    }
                }
                Relation::Acl if self.is_noun(above) || self.upos(above) == Upos::Pron => {
                    return self.of_noun(at, above);
                }
                Relation::Cop | Relation::Aux | Relation::Parataxis => {}
                // "has yet to give"
                Relation::Advmod if self.is(at, &["yet"]) => {}
                _ => return None,
            }
            at = above;
        }
        None
    }

    /// The object of the verb above that does what the verb says: "asked Berlin to send", "accused Iran of sending".
    fn controller(self, verb: u32, above: u32) -> Option<u32> {
        let mark = self.children_by(verb, &[Relation::Mark, Relation::Case]).next();
        let control = CONTROLS.get_hash(self.lemma_key(above)).unwrap_or_default();
        let bound = matches!(self.relation(verb), Relation::Xcomp | Relation::Ccomp)
            || mark.is_some_and(|t| self.is(t, &["of", "from"]))
            || mark.is_some_and(|t| self.is(t, &["to"])) && control.object;
        // "criticised Berlin for sending"
        let blames = self.relation(verb) == Relation::Advcl
            && mark.is_some_and(|t| self.is(t, &["for"]))
            && self.xpos(verb) == Xpos::Vbg;
        let bound = bound || blames;
        if !bound || control.subject || self.is_passive(above) {
            return None;
        }
        let object = self.children_by(above, &[Relation::Obj, Relation::Iobj]).next();
        if blames {
            return object.filter(|&t| t < verb && self.party(t).is_some());
        }
        let called = || {
            let on = self.children_by(above, &[Relation::Obl]).find(|&t| {
                self.preposition(t).is_some_and(|p| self.is(p, &["on", "upon", "to", "for"]))
            });
            on.filter(|_| control.on)
        };
        object.or_else(called).filter(|&t| t < verb)
    }

    /// Of a participle or infinitive that belongs to a noun: "a firm selling arms", "Berlin's decision to send".
    fn of_noun(self, verb: u32, noun: u32) -> Option<u32> {
        let mark = self.child(verb, &[Relation::Mark, Relation::Case]);
        if mark.is_some_and(|t| self.is(t, &["of", "from"])) && self.party(noun).is_some() {
            // "accused China of selling", of which the tree makes a phrase
            return Some(noun);
        }
        // Who makes a call does not do what is called for.
        let asks = GOVERNORS
            .get_hash(self.lemma_key(noun))
            .is_some_and(|governor| governor.status == TransferStatus::Asked);
        let infinitive = mark.is_some();
        if self.is_passive(verb) {
            return Some(noun);
        }
        if !infinitive && self.xpos(verb) == Xpos::Vbg {
            return Some(noun);
        }
        let owner = self.child(noun, &[Relation::NmodPoss]).or_else(|| {
            let by = self.children_by(noun, &[Relation::Nmod]);
            by.into_iter().find(|&t| {
                self.preposition(t).is_some_and(|p| self.is(p, &["by", "of", "for"]))
                    && self.party(t).is_some()
            })
        });
        owner.or_else(|| self.origin(noun).map(|found| found.head)).or_else(|| {
            let above = self.head(noun).filter(|_| !asks)?;
            (self.upos(above) == Upos::Verb && self.relation(noun) != Relation::Nsubj)
                .then(|| self.subject(above))
                .flatten()
        })
    }

    /// What a relative pronoun stands for, else the word itself.
    fn referent(self, token: u32) -> u32 {
        let relative = self.is(token, &["that", "which", "who", "whom"])
            && matches!(self.xpos(token), Xpos::Wdt | Xpos::Wp | Xpos::In | Xpos::Dt);
        if !relative {
            return token;
        }
        let clause = self.ancestors(token).find(|&t| self.relation(t) == Relation::AclRelcl);
        let Some(noun) = clause.and_then(|t| self.head(t)) else { return token };
        if !self.is(token, &["who", "whom"]) {
            return noun;
        }
        // "the head of Evercore who gave money"
        let whose = |t: u32| {
            matches!(self.relation(t), Relation::Nmod | Relation::Compound | Relation::Appos)
        };
        let is_body = |t: u32| {
            self.mention(t)
                .is_some_and(|m| m.form == MentionForm::Name && m.kind == EntityKind::Organisation)
        };
        let mut at = noun;
        while is_body(at)
            && whose(at)
            && let Some(above) = self.head(at)
        {
            at = above;
        }
        if self.party(at).is_some() { at } else { noun }
    }

    /// The object that a verb has elsewhere: "the rifles Berlin shipped", "made and sold rifles".
    fn gap(self, verb: u32, passive: bool) -> Option<u32> {
        if passive {
            return None;
        }
        let above = self.head(verb)?;
        match self.relation(verb) {
            Relation::AclRelcl
                if self.child(verb, &[Relation::Nsubj]).is_some_and(|s| self.referent(s) == s) =>
            {
                Some(above)
            }
            // "touted the record and promised to end it"
            _ if self.child(verb, &[Relation::Xcomp, Relation::Ccomp]).is_some() => None,
            Relation::Conj if above < verb => {
                let object = self.child(above, &[Relation::Obj])?;
                (self.upos(above) == Upos::Verb).then_some(object)
            }
            _ => {
                let next = self.children_by(verb, &[Relation::Conj]).next()?;
                (self.upos(next) == Upos::Verb && next == verb + 2)
                    .then(|| self.child(next, &[Relation::Obj]))
                    .flatten()
            }
        }
    }

    /// The prepositional phrases of the verb, and those that the tree attaches to a noun in between.
    fn phrases(self, verb: u32, arguments: &Arguments) -> Vec<(u32, u32)> {
        const PHRASES: &[Relation] =
            &[Relation::Obl, Relation::OblAgent, Relation::Nmod, Relation::NmodDesc];
        let mut heads = vec![verb];
        let nouns = [arguments.object, arguments.second];
        heads.extend(nouns.into_iter().flatten().filter(|&t| t > verb));
        if let Some(next) = self.children_by(verb, &[Relation::Conj]).next() {
            // "bought and shipped weapons to"
            let shares = self.upos(next) == Upos::Verb && next == verb + 2;
            heads.extend(shares.then_some(next));
        }
        let mut found = Vec::new();
        let mut at = 0;
        while at < heads.len() && heads.len() < 24 {
            let head = heads[at];
            for child in self.children(head) {
                let relation = self.relation(child);
                if PHRASES.contains(&relation) && (child > verb || arguments.passive) {
                    if let Some(preposition) = self.preposition(child) {
                        found.push((preposition, child));
                    }
                    heads.push(child);
                } else if relation == Relation::Conj
                    && self.upos(child) != Upos::Verb
                    && head != verb
                {
                    heads.push(child);
                }
            }
            at += 1;
        }
        found.sort_unstable_by_key(|&(_, head)| head);
        found
    }
}
