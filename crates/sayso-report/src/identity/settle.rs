//! Settling who is who.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use sayso_entities::{KnownNames, NameClass};
use sayso_lexicon::lists::FIRST_NAMES;

use super::body::{self, is_acronym};
use super::names::{Kinds, Name, Names};
use super::person::PersonName;
use super::said;
use super::{Description, Identities, Joined};
use crate::entity_key::{BareName, CALLED, Form, Owned, body_key};
use crate::heavy_hitters::Spellings;

/// The share of the evidence that one of several needs to prevail: in an outlet and month, and anywhere.
const PREVAILS: [f64; 2] = [0.7, 0.8];
/// The same for a family name anywhere: that of one document, if no other has another full name with it.
const LEAST_FAMILY: f64 = 0.75;
/// The evidence in an outlet and month that outweighs that of the whole corpus: two documents.
const LEAST_NEAR: u64 = 2 * CALLED;
/// A long form must occur in at least this share of the documents that have the short form.
const LEAST_LONG: f64 = 0.25;
/// A name after words that are not part of it occurs this much more often without them.
const RARER: u64 = 3;

impl Names {
    /// Which names are of one.
    pub(crate) fn settle(&self) -> Identities {
        let mut settling = Settling { names: self, parents: FxHashMap::default(), joined: 0 };
        let people = settling.people();
        settling.parts_of_names(&people);
        settling.short_forms();
        settling.single_names();
        settling.belongings();
        settling.one_spelling();
        settling.finish()
    }
}

struct Settling<'n> {
    names: &'n Names,
    /// What keys are joined with, and how surely.
    parents: FxHashMap<u64, (u64, f64)>,
    joined: u64,
}

/// The full name that a single one most likely stands for.
struct Prevailing {
    key: u64,
    evidence: u64,
    confidence: f64,
}

/// A person's name that is met in several words.
struct Person {
    key: u64,
    name: PersonName,
    documents: u64,
}

impl Settling<'_> {
    fn root(&self, mut key: u64) -> u64 {
        while let Some(&(parent, _)) = self.parents.get(&key) {
            key = parent;
        }
        key
    }

    /// How sure it is that a key is of its root.
    fn confidence(&self, mut key: u64) -> f64 {
        let mut confidence = 1.0;
        while let Some(&(parent, link)) = self.parents.get(&key) {
            key = parent;
            confidence *= link;
        }
        confidence
    }

    /// Lets `key` and all that are one with it be one with `other`; it was decided by this share of the evidence.
    fn join(&mut self, key: u64, other: u64, confidence: f64) {
        let (key, other) = (self.root(key), self.root(other));
        if key != other {
            self.parents.insert(key, (other, confidence));
        }
    }

    fn name(&self, key: u64) -> Option<&Name> {
        self.names.names.get(key)
    }

    /// Full names of people, the most frequent first; those that fit are joined.
    fn people(&mut self) -> Vec<Person> {
        let names = self.names.names.iter().filter(|(_, name)| name.form == Form::Person);
        let mut people: Vec<Person> = names
            .map(|(key, name)| Person {
                key,
                name: PersonName::parse(name.shown.get()),
                documents: name.documents,
            })
            .collect();
        people.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.key.cmp(&b.key)));
        let mut families = BTreeMap::<&str, Vec<usize>>::new();
        for (i, person) in people.iter().enumerate() {
            families.entry(&person.name.last).or_default().push(i);
        }
        for family in families.values() {
            // Names that are held to be of one; each fits each.
            let mut groups: Vec<(u64, Vec<usize>)> = Vec::new();
            for &i in family {
                let person = &people[i];
                let fits = |group: &[usize]| {
                    let same = |&o: &usize| people[o].name.fits(&person.name);
                    group.iter().all(same) && !self.told_apart(person, &people[group[0]])
                };
                let mut fitting: Vec<usize> =
                    (0..groups.len()).filter(|&g| fits(&groups[g].1)).collect();
                fitting.sort_by_key(|&g| std::cmp::Reverse(groups[g].0));
                let all: u64 = fitting.iter().map(|&g| groups[g].0).sum();
                match fitting.first() {
                    Some(&g) if share(groups[g].0, all) >= PREVAILS[1] || fitting.len() == 1 => {
                        let sure = share(groups[g].0, all);
                        groups[g].0 += person.documents;
                        groups[g].1.push(i);
                        self.join(person.key, people[groups[g].1[0]].key, sure);
                    }
                    _ => groups.push((person.documents, vec![i])),
                }
            }
        }
        people
    }

    /// Whether two whose first names are forms of one are different people by what is said of them: Rick Perry the governor,
    /// Richard Perry the banker.
    fn told_apart(&self, person: &Person, other: &Person) -> bool {
        let (a, b) = (&*person.name.first, &*other.name.first);
        let forms = a.chars().count() > 1 && b.chars().count() > 1 && a != b;
        let said = |person: &Person| self.name(person.key).map(said::words).unwrap_or_default();
        forms && said::differ(&said(person), &said(other))
    }

    /// "Lindsay Lohan Checks" of a headline, "Ore. - Peter Santilli" after a dateline: a frequent name and more. And
    /// "Van Hollen" of Chris Van Hollen: the family name in two words.
    fn parts_of_names(&mut self, people: &[Person]) {
        let by_line: FxHashMap<String, &Person> =
            people.iter().rev().map(|person| (person.name.line(), person)).collect();
        let mut ends = BTreeMap::<String, Vec<(u64, u64)>>::new();
        // Family names of those who have a known first name.
        let mut families = BTreeMap::<&str, Vec<String>>::new();
        for person in people {
            let line = person.name.line();
            if let Some((_, end)) = line.split_once(' ').filter(|(_, end)| end.contains(' ')) {
                let full = (self.root(person.key), person.documents);
                ends.entry(end.to_owned()).or_default().push(full);
            }
            if FIRST_NAMES.contains(&person.name.first) {
                families.entry(&person.name.last).or_default().push(line);
            }
        }
        for person in people.iter().filter(|person| person.name.suffix.is_empty()) {
            let line = person.name.line();
            let words: Vec<&str> = line.split(' ').collect();
            let named = FIRST_NAMES.contains(words[0]);
            let met = |words: &[&str], times: u64| {
                let full = by_line.get(&words.join(" "))?;
                (full.documents >= times * person.documents).then_some(full.key)
            };
            let family = families.get(&*person.name.last);
            let found = (2..words.len()).rev().find_map(|count| {
                let start = words[..count].join(" ");
                let lone =
                    family.is_none_or(|all| all.iter().all(|other| other.starts_with(&start)));
                let end = || met(&words[words.len() - count..], RARER).filter(|_| !named);
                met(&words[..count], 1).filter(|_| lone).or_else(end)
            });
            let longer = || {
                let longer = ends.get(&line).filter(|_| !named)?;
                let all: u64 = longer.iter().map(|&(_, documents)| documents).sum();
                let one = longer.iter().all(|&(key, _)| key == longer[0].0);
                (one && all >= person.documents).then_some(longer[0].0)
            };
            if let Some(full) = found.or_else(longer) {
                let more = self.name(full).map_or(0, |full| full.documents);
                self.join(person.key, full, share(more, more + person.documents));
            }
        }
    }

    /// The settled keys for which a short form is or could be used, with what documents say for each, the best first.
    fn longs(&self, short: u64) -> Vec<(u64, u64)> {
        let mut longs = BTreeMap::<u64, u64>::new();
        for ((_, long), evidence) in self.names.shorts.from((short, 0), |key| key.0 == short) {
            *longs.entry(self.root(long)).or_default() += evidence.0;
        }
        let mut longs: Vec<(u64, u64)> = longs.into_iter().collect();
        longs.sort_by_key(|&(long, documents)| (std::cmp::Reverse(documents), long));
        longs
    }

    /// Acronyms, and other short forms of bodies.
    fn short_forms(&mut self) {
        let shorts: Vec<(u64, &Name)> =
            self.names.names.iter().filter(|(_, name)| name.form == Form::Body).collect();
        // "Colts Beat Chiefs" of a headline is the Colts, if anything.
        for &(key, name) in &shorts {
            let start = body::plain(name.shown.get()) + " ";
            for (long, _) in self.longs(key) {
                let rare = self.name(long).filter(|full| RARER * full.documents <= name.documents);
                let more = |full: &&Name| body::goes_on(&start, &body::plain(full.shown.get()));
                if rare.filter(more).is_some() {
                    let sure = self
                        .name(long)
                        .map_or(1.0, |full| share(name.documents, name.documents + full.documents));
                    self.join(long, key, sure);
                }
            }
        }
        self.national_bodies(&shorts);
        let teams = self.teams(&shorts);
        let mut found: Vec<(u64, u64, f64)> = Vec::new();
        for &(key, name) in &shorts {
            let mut longs = self.longs(key);
            // What begins with a name is oftener another thing: "New York" is not the New York Times.
            let start = body::plain(name.shown.get()) + " ";
            longs.retain(|&(long, _)| {
                let full = self.name(long).map(|full| body::plain(full.shown.get()));
                long != self.root(key) && full.is_none_or(|full| !full.starts_with(&start))
            });
            if longs.is_empty() {
                longs = teams.get(&key).cloned().unwrap_or_default();
            }
            let all: u64 = longs.iter().map(|&(_, documents)| documents).sum();
            let Some(&(long, documents)) = longs.first() else { continue };
            let Some(full) = self.name(long) else { continue };
            let acronym = is_acronym(name.shown.get(), full.shown.get());
            let common = full.documents as f64 >= LEAST_LONG * name.documents as f64;
            if share(documents, all) >= PREVAILS[1] && (acronym || common && documents > 1) {
                found.push((key, long, share(documents, all)));
            }
        }
        for (short, long, sure) in found {
            self.join(short, long, sure);
        }
    }

    /// "The U.S. Supreme Court" is what most documents call the Supreme Court, unless they name that of another country.
    fn national_bodies(&mut self, names: &[(u64, &Name)]) {
        let mut found = BTreeMap::<u64, Vec<(u64, u64)>>::new();
        for &(key, name) in names {
            let shown = name.shown.get();
            let shown = shown.strip_prefix("the ").or(shown.strip_prefix("The ")).unwrap_or(shown);
            let Some((country, rest)) = shown.split_once(' ') else { continue };
            let known = KnownNames::builtin().find(country);
            let nation = known.is(NameClass::Country) || known.is(NameClass::Nationality);
            let plain = body::plain(rest);
            if nation && body::is_public(&plain) && self.name(body_key(&plain)).is_some() {
                found.entry(body_key(&plain)).or_default().push((key, name.documents));
            }
        }
        for (short, longs) in found {
            let documents = self.name(short).map_or(0, |name| name.documents);
            if let [(long, rare)] = longs[..]
                && documents >= RARER * rare
            {
                self.join(long, short, share(documents, documents + rare));
            }
        }
    }

    /// Names that are a place and another name, by that other: "Indianapolis Colts" by "Colts". With documents, the
    /// most frequent first.
    fn teams(&self, names: &[(u64, &Name)]) -> BTreeMap<u64, Vec<(u64, u64)>> {
        let mut teams = BTreeMap::<u64, Vec<(u64, u64)>>::new();
        for &(key, name) in names {
            let line = body::plain(name.shown.get());
            for (at, _) in line.match_indices(' ') {
                let other = body_key(&line[at + 1..]);
                if KnownNames::builtin().find(&line[..at]).country().is_some()
                    && self.name(other).is_some()
                    && self.root(other) != self.root(key)
                {
                    teams.entry(other).or_default().push((self.root(key), name.documents));
                }
            }
        }
        for team in teams.values_mut() {
            team.sort_by_key(|&(key, documents)| (std::cmp::Reverse(documents), key));
        }
        teams
    }

    /// Single names of people: the one full name that prevails near, else anywhere.
    fn single_names(&mut self) {
        let mut found: Vec<(u64, Option<Prevailing>, BareName)> = Vec::new();
        for (key, name) in self.names.names.iter() {
            let Form::Bare(bare) = name.form else { continue };
            let far = self.prevailing(bare.anywhere(), 0.0);
            let near = self.prevailing(bare.within(), PREVAILS[0]).filter(|near| {
                near.evidence >= LEAST_NEAR || far.as_ref().is_some_and(|far| far.key == near.key)
            });
            let least = if bare.is_first { PREVAILS[1] } else { LEAST_FAMILY };
            let far = far.filter(|far| far.confidence >= least);
            // One who is named once, in full, must be what the other is said to be: "Judge Berman" is no lobbyist.
            let full = near.or(far);
            let full =
                full.filter(|full| full.evidence >= CALLED || self.is_said_of(name, full.key));
            found.push((key, full, bare));
        }
        for (key, full, bare) in found {
            match full {
                Some(full) => {
                    self.joined += 1;
                    self.join(key, full.key, full.confidence);
                }
                None if bare.is_first => {}
                // Not one, but all of whom nobody knows who they are.
                None if key != bare.unsettled() => self.join(key, bare.unsettled(), 1.0),
                None => {}
            }
        }
    }

    /// Whether what is said of a name, if anything is, is also said of a full one.
    fn is_said_of(&self, name: &Name, full: u64) -> bool {
        let said = said::words(name);
        said.is_empty() || self.name(full).is_some_and(|full| !said.is_disjoint(&said::words(full)))
    }

    /// What belongs to those who are one is one: "the Clinton campaign" and "Hillary Clinton's campaign".
    fn belongings(&mut self) {
        let owned = |name: &Name| match name.form {
            Form::Owned(owned) => Some(owned),
            _ => None,
        };
        let all: Vec<(u64, Owned)> =
            self.names.names.iter().filter_map(|(key, name)| Some((key, owned(name)?))).collect();
        for (key, owned) in all {
            let owner = self.root(owned.owner);
            let sure = self.confidence(owned.owner);
            self.join(key, owned.key_of(owner), sure);
        }
    }

    /// The full name that most of the evidence for a single one is for.
    fn prevailing(&self, bare: u64, least: f64) -> Option<Prevailing> {
        let longs = self.longs(bare);
        let all: u64 = longs.iter().map(|&(_, evidence)| evidence).sum();
        let &(key, evidence) = longs.first()?;
        // One document is half a proof.
        let confidence = (evidence as f64 + 0.5) / (all as f64 + 1.0);
        (confidence >= least).then_some(Prevailing { key, evidence, confidence })
    }

    /// One spelling is one thing, where one of its uses prevails: a party that is taken for a work once.
    fn one_spelling(&mut self) {
        // By spelling: what has it, in how many documents, and whether that is its own name.
        let mut spelt = BTreeMap::<String, BTreeMap<u64, (u64, bool)>>::new();
        for (key, name) in self.names.names.iter() {
            let root = self.root(key);
            let own = match name.form {
                Form::Fixed => continue,
                Form::Bare(bare) if bare.is_first => continue,
                Form::Bare(bare) => root == bare.unsettled(),
                Form::Person | Form::Body | Form::Owned(_) => root == key,
            };
            let uses = spelt.entry(body::plain(name.shown.get())).or_default();
            let (documents, is_own) = uses.entry(root).or_default();
            *documents += name.documents;
            *is_own |= own;
        }
        for uses in spelt.into_values().filter(|uses| uses.len() > 1) {
            let all: u64 = uses.values().map(|&(documents, _)| documents).sum();
            let most = uses.iter().max_by_key(|&(&key, &(documents, _))| (documents, key));
            let Some((&most, found)) = most.filter(|(_, most)| share(most.0, all) >= PREVAILS[0])
            else {
                continue;
            };
            for (&key, _) in uses.iter().filter(|&(&key, &(_, own))| own && key != most) {
                self.join(key, most, share(found.0, all));
            }
        }
    }

    fn finish(self) -> Identities {
        let settled = self.parents.keys().map(|&key| {
            let name = self.name(key).map_or("", |name| name.shown.get()).to_owned();
            let confidence = self.confidence(key) as f32;
            (key, Joined { key: self.root(key), confidence, name })
        });
        let settled = settled.collect();
        let mut all = BTreeMap::<u64, Whole<'_>>::new();
        for (key, name) in self.names.names.iter() {
            let root = self.root(key);
            // A key for what nobody settled has no name of its own.
            let own = u64::from(key == root || self.name(root).is_none()) * name.documents;
            let whole = all.entry(root).or_default();
            if whole.name.is_none_or(|(best, _)| own > best) {
                whole.name = Some((own, name.shown.get()));
            }
            whole.kinds.merge(&name.kinds);
            whole.roles.merge(name.roles.clone());
            whole.affiliations.merge(name.affiliations.clone());
            whole.documents += name.documents;
        }
        for ((name, other), both) in self.names.together.iter() {
            let root = self.root(name);
            if root == self.root(other)
                && let Some(whole) = all.get_mut(&root)
            {
                // What rare names have lost may be in the pair still.
                whole.documents = whole.documents.saturating_sub(both.0).max(1);
            }
        }
        let described = all.into_iter().map(|(root, whole)| {
            let said = |words: &Spellings| {
                let (best, documents) = *words.ranked().first()?;
                (DESCRIBED * documents >= whole.documents).then(|| best.to_owned())
            };
            let description = Description {
                name: whole.name.map_or("", |(_, name)| name).to_owned(),
                kind: Some(whole.kinds.best()),
                role: said(&whole.roles),
                affiliation: said(&whole.affiliations),
                documents: whole.documents,
            };
            (root, description)
        });
        Identities { settled, described: described.collect(), joined: self.joined }
    }
}

/// What fewer than one in so many documents say of somebody does not stand for all of them.
const DESCRIBED: u64 = 10;

/// What all names of one are, added up.
#[derive(Default)]
struct Whole<'n> {
    /// The name that is best so far, with its documents.
    name: Option<(u64, &'n str)>,
    kinds: Kinds,
    roles: Spellings,
    affiliations: Spellings,
    documents: u64,
}

fn share(part: u64, all: u64) -> f64 {
    part as f64 / (all as f64).max(1.0)
}
