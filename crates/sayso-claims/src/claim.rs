//! Claims: what a group of statements says, who says so and who does not.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use sayso_linear::combined;

use crate::cluster;
use crate::corpus::Corpus;
use crate::documents::Documents;
use crate::node::{Node, Nodes};
use crate::numbers::{Series, series};
use crate::statement::{Statement, Voice};
use crate::story::Stories;

/// Statements that say the same of the same.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Claim {
    /// Tells it from other claims of this corpus; the same for every order of the documents.
    pub key: u64,
    /// The content that stands for all.
    pub wording: String,
    /// The statements, in the order in which they were published.
    pub members: Vec<Member>,
    /// Days from 1970 to the first publication that has a day.
    pub first: Option<i32>,
    /// The same for the last.
    pub last: Option<i32>,
    /// How many documents it is in.
    pub documents: u64,
    /// How many of them are left if near-duplicates count once.
    pub origins: u64,
    /// The outlets, by name.
    pub outlets: Vec<Arc<str>>,
    /// The keys of whom and what most of the statements are about, the most frequent first.
    pub about: Vec<u64>,
    /// The key of the story that most of the statements are of.
    pub story: u64,
    /// The classes of what happens by the wording, in the order of the words: `kill`, `sink`. Claims of one story that have one in
    /// common are about the same happening.
    pub events: Vec<&'static str>,
    /// Numbers of which there are several.
    pub series: Vec<Series>,
}

/// A statement of a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Member {
    /// Its index.
    pub statement: usize,
    /// What its source does with the claim as it is worded.
    pub voice: Voice,
    /// How probable it is that it says what the wording says.
    pub score: f32,
}

impl Claim {
    /// How many statements take a position.
    pub fn count(&self, voice: Voice) -> u64 {
        self.members.iter().filter(|member| member.voice == voice).count() as u64
    }
}

/// Whom a claim is about are at most so many.
const ABOUT: usize = 6;
/// Members that a wording is compared with.
const COMPARED: usize = 12;

/// The claims that statements make, those in most documents of different origin first.
///
/// The result is the same for every order of the statements and any number of threads.
pub fn claims(statements: &[&Statement], corpus: &dyn Corpus) -> Vec<Claim> {
    let documents = Documents::new(statements, corpus);
    let stories = Stories::new(&documents);
    let nodes = Nodes::new(statements, &documents, &stories, corpus);
    drop(documents);
    let groups = cluster::groups(&nodes);
    let known = Known { corpus, stories: &stories, nodes: &nodes };
    let claim = |group: Vec<u32>| claim(statements, &known, &group);
    let mut claims: Vec<Claim> = groups.into_par_iter().map(claim).collect();
    drop(nodes);
    claims.par_sort_by(|a, b| {
        (b.origins, b.members.len(), a.first.is_none(), a.first, &a.wording, a.key).cmp(&(
            a.origins,
            a.members.len(),
            b.first.is_none(),
            b.first,
            &b.wording,
            b.key,
        ))
    });
    claims
}

/// What a claim is made with.
struct Known<'k> {
    corpus: &'k dyn Corpus,
    stories: &'k Stories,
    nodes: &'k Nodes<'k>,
}

fn claim(statements: &[&Statement], known: &Known<'_>, group: &[u32]) -> Claim {
    let &Known { corpus, stories, nodes } = known;
    let spokesman = spokesman(nodes, group);
    let wording = nodes.all[spokesman as usize].first;
    let mut members: Vec<Member> = Vec::new();
    nodes.pairing(spokesman, |mut spoken| {
        for &n in group {
            let score = if n == spokesman { 1.0 } else { spoken.probability(n) };
            members.extend(nodes.members(&nodes.all[n as usize]).iter().map(|&i| {
                let voice = position(statements[i as usize], wording);
                Member { statement: i as usize, voice, score }
            }));
        }
    });
    let of = |member: &Member| statements[member.statement];
    members.sort_by(|a, b| of(a).published().cmp(&of(b).published()));
    let sorted = |mut keys: Vec<u64>| {
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let documents = sorted(members.iter().map(|m| of(m).document_key).collect());
    let origin = |&key: &u64| corpus.origin(key).map_or(key, u64::from);
    let origins = sorted(documents.iter().map(origin).collect());
    let mut outlets: Vec<Arc<str>> =
        members.iter().filter_map(|m| of(m).publisher.clone()).collect();
    outlets.sort();
    outlets.dedup();
    let days = || members.iter().filter_map(|m| of(m).day);
    let first = of(&members[0]);
    Claim {
        key: combined(&[first.document_key, u64::from(first.attribution), first.gist.wording()]),
        wording: wording.content.as_ref().into(),
        first: days().min(),
        last: days().max(),
        documents: documents.len() as u64,
        origins: origins.len() as u64,
        outlets,
        about: about(statements, corpus, &members),
        story: stories.of(members.iter().map(|member| of(member).document_key)),
        events: wording.gist.events(),
        series: series(statements, &members, |key| corpus.settle(key)),
        members,
    }
}

/// Of two contents with more different words, what one negates may be something else.
const MOST_NEGATED: usize = 8;

/// What a statement does with the claim as it is worded: who says that it is not so denies it.
fn position(statement: &Statement, wording: &Statement) -> Voice {
    let (said, asked) = (&statement.gist, &wording.gist);
    let denies = statement.voice == Voice::Denies;
    let short = said.len().max(asked.len()) <= MOST_NEGATED;
    match statement.voice {
        voice if !voice.commits() => voice,
        // "Mercer rejected that finding": of the words of the claim none is negated.
        Voice::Denies if !said.names_event(asked) => Voice::Denies,
        voice if !short || !said.is_mostly(asked) => voice,
        // "There was no power" is negative itself.
        _ if (said.negated() != denies) != asked.negated() => Voice::Denies,
        Voice::Denies => Voice::Asserts,
        voice => voice,
    }
}

/// The node whose words stand for all: one that is asserted and most like the others.
fn spokesman(nodes: &Nodes<'_>, group: &[u32]) -> u32 {
    if let [only] = *group {
        return only;
    }
    let step = group.len().div_ceil(COMPARED);
    let score = |n: u32| -> f32 {
        let node: &Node<'_> = &nodes.all[n as usize];
        let first = node.first;
        let plain = match first.voice {
            Voice::Asserts | Voice::Confirms if !first.gist.negated() => 1.0,
            Voice::Asserts | Voice::Confirms | Voice::Suggests => 0.7,
            _ => 0.4,
        };
        let named = if first.about.is_empty() { 0.6 } else { 1.0 };
        let alike: f32 = nodes.pairing(n, |mut pairing| {
            group.iter().step_by(step).map(|&other| pairing.probability(other)).sum()
        });
        plain * named * (alike + (nodes.members(node).len() as f32).ln())
    };
    let best = group.iter().map(|&n| (score(n), n));
    // Of equals the first, which was published first.
    let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(group[0], |(_, n)| n)
}

fn about(statements: &[&Statement], corpus: &dyn Corpus, members: &[Member]) -> Vec<u64> {
    let mut counts = BTreeMap::<u64, u64>::new();
    for member in members {
        let mut keys: Vec<u64> =
            statements[member.statement].about.iter().map(|&key| corpus.settle(key)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    }
    let mut counts: Vec<(u64, u64)> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let least = members.len() as u64 / 4;
    counts.into_iter().filter(|&(_, n)| n > least).take(ABOUT).map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::items::GistReader;

    #[test]
    fn a_denial_counts_by_what_it_says_of_the_wording() {
        let statement = |voice, words: &str| {
            let gist = GistReader::default().read([words]);
            Statement { voice, gist, ..Statement::default() }
        };
        let wording = statement(Voice::Asserts, "the fans were not working");
        for (voice, words, expected) in [
            (Voice::Asserts, "the fans were not working", Voice::Asserts),
            (Voice::Asserts, "the fans were working", Voice::Denies),
            (Voice::Denies, "the fans were working", Voice::Asserts),
            (Voice::Denies, "the fans were not working", Voice::Denies),
            (Voice::Denies, "that finding", Voice::Denies),
        ] {
            assert_eq!(position(&statement(voice, words), &wording), expected, "{words}");
        }
    }
}
