//! Statements as they are compared: those with the same words are one, and names are settled.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sayso_linear::combined;

use crate::corpus::Corpus;
use crate::documents::{Documents, Vector};
use crate::items::Item;
use crate::senses::{Meanings, Senses};
use crate::statement::{Statement, Voice};
use crate::story::Stories;
use crate::worth::{Term, Worth};

/// All of them, in the order in which they were published.
#[derive(Debug)]
pub(crate) struct Nodes<'s> {
    pub(crate) all: Vec<Node<'s>>,
    /// The words that nodes have, each once.
    words: Vec<Word>,
    /// The indices of statements, node after node.
    members: Vec<u32>,
    pub(crate) worth: Worth,
    /// The logarithm of the number of nodes: the more there are, the more are alike by chance.
    pub(crate) crowd: f32,
}

/// One or several statements with the same words.
#[derive(Debug)]
pub(crate) struct Node<'s> {
    /// The first of them.
    pub(crate) first: &'s Statement,
    /// Where the members are.
    members: (u32, u32),
    /// What they say, by the places of the words; what is only said around them is worth less.
    pub(crate) words: Box<[u32]>,
    /// What all words are worth, and the one that is worth most.
    pub(crate) worth: f32,
    pub(crate) rarest: f32,
    /// Whom and what they are about, in the order in which they are named.
    pub(crate) about: Box<[(u64, f32)]>,
    /// Who says so.
    pub(crate) speaker: Box<[u64]>,
    /// The story of its document.
    pub(crate) story: u64,
    /// How many nodes there are in that story, and in its document.
    pub(crate) in_story: f32,
    pub(crate) in_document: f32,
    /// What the document is about: a vector of length one.
    pub(crate) sketch: Vector,
}

/// A word that says something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) item: Item,
    pub(crate) meanings: Meanings,
    /// What it is worth to have it in common.
    pub(crate) worth: f32,
}

impl Word {
    pub(crate) fn new(item: Item, worth: f32) -> Self {
        Self { item, meanings: Senses::builtin().of(item.stem), worth }
    }
}

/// Contents with so many words that say something are one claim wherever they occur; shorter ones only in articles
/// of one origin.
const TELLING: usize = 4;
/// What says less is read with the words around it.
const LITTLE: usize = 2;
/// What a word around a content is worth.
const AROUND: f32 = 0.5;

impl Node<'_> {
    pub(crate) fn demands(&self) -> bool {
        self.first.voice == Voice::Demands
    }

    /// Whether it is only the name of a thing, of which nothing is said: "the nomination". Who denies "the payments" answers
    /// what another said of them.
    pub(crate) fn is_phrase(&self) -> bool {
        let answers =
            matches!(self.first.voice, Voice::Confirms | Voice::Denies | Voice::Withholds);
        self.first.gist.is_phrase() && !answers
    }
}

impl<'s> Nodes<'s> {
    /// Makes the nodes of statements.
    pub(crate) fn new(
        statements: &[&'s Statement],
        documents: &Documents,
        stories: &Stories,
        corpus: &dyn Corpus,
    ) -> Self {
        let mut order: Vec<u32> = (0..statements.len() as u32).collect();
        let published = |&i: &u32| statements[i as usize].published();
        order.par_sort_by(|a, b| published(a).cmp(&published(b)));
        let mut at = FxHashMap::<u64, u32>::default();
        let mut firsts: Vec<&'s Statement> = Vec::new();
        let mut node_of: Vec<u32> = Vec::with_capacity(order.len());
        for &i in &order {
            let first = statements[i as usize];
            node_of.push(*at.entry(wording(first, corpus)).or_insert_with(|| {
                firsts.push(first);
                firsts.len() as u32 - 1
            }));
        }
        drop(at);
        let mut members: Vec<(u32, u32)> = node_of.into_iter().zip(order).collect();
        // Those of a node stay in their order.
        members.sort_by_key(|&(node, _)| node);
        let mut nodes = Self {
            all: Vec::with_capacity(firsts.len()),
            words: Vec::new(),
            members: Vec::new(),
            worth: weigh(&firsts, corpus),
            crowd: (firsts.len() as f32).max(1.0).ln(),
        };
        let mut places = FxHashMap::<(Item, bool), u32>::default();
        for of_one in members.chunk_by(|a, b| a.0 == b.0) {
            let from = nodes.members.len() as u32;
            nodes.members.extend(of_one.iter().map(|&(_, i)| i));
            let first = firsts[nodes.all.len()];
            let mut node =
                nodes.node(first, (from, nodes.members.len() as u32), corpus, &mut places);
            node.story = stories.of([first.document_key]);
            node.sketch = documents.vector(first.document_key);
            nodes.all.push(node);
        }
        nodes.count_neighbours();
        nodes
    }

    /// Counts the nodes of each story and each document.
    fn count_neighbours(&mut self) {
        let (mut stories, mut documents) = (FxHashMap::default(), FxHashMap::default());
        for node in &self.all {
            *stories.entry(node.story).or_insert(0.0) += 1.0;
            *documents.entry(node.first.document_key).or_insert(0.0) += 1.0;
        }
        for node in &mut self.all {
            node.in_story = stories[&node.story];
            node.in_document = documents[&node.first.document_key];
        }
    }

    /// The indices of its statements.
    pub(crate) fn members(&self, node: &Node<'_>) -> &[u32] {
        &self.members[node.members.0 as usize..node.members.1 as usize]
    }

    /// The words of a node.
    pub(crate) fn words_of<'n>(&'n self, node: &'n Node<'_>) -> impl Iterator<Item = Word> + 'n {
        node.words.iter().map(|&place| self.words[place as usize])
    }

    /// The terms by which others that say the same are looked for, what is rarest first.
    pub(crate) fn telling<'n>(&'n self, node: &'n Node<'_>) -> impl Iterator<Item = Term> + 'n {
        let items = self.words_of(node).flat_map(|Word { item, .. }| {
            let classes = [item.event.map(Term::Event), item.thing.map(Term::Thing)];
            let stem =
                (item.event.is_none() && item.thing.is_none()).then_some(Term::Stem(item.stem));
            classes.into_iter().chain([stem]).flatten()
        });
        let names = node.about.iter().map(|&(key, _)| Term::Entity(key));
        items.chain(names)
    }

    fn node(
        &mut self,
        first: &'s Statement,
        members: (u32, u32),
        corpus: &dyn Corpus,
        places: &mut FxHashMap<(Item, bool), u32>,
    ) -> Node<'s> {
        let own = first.gist.items.iter().map(|&item| (item, false));
        let context = first.context.iter().filter(|_| first.gist.len() < LITTLE);
        let more = context.flat_map(|context| &context.items);
        let more = more.filter(|item| !first.gist.items.contains(item)).map(|&item| (item, true));
        let place = |(item, around): (Item, bool)| {
            *places.entry((item, around)).or_insert_with(|| {
                let share = if around { AROUND } else { 1.0 };
                self.words.push(Word::new(item, share * worth_of(item, &self.worth)));
                self.words.len() as u32 - 1
            })
        };
        let words: Box<[u32]> = own.chain(more).map(place).collect();
        let worths = || words.iter().map(|&place| self.words[place as usize].worth);
        let mut about: Vec<u64> = first.about.iter().map(|&key| corpus.settle(key)).collect();
        distinct(&mut about);
        Node {
            first,
            members,
            worth: worths().sum(),
            rarest: worths().fold(0.0, f32::max),
            words,
            about: about.into_iter().map(|key| (key, self.worth.of(Term::Entity(key)))).collect(),
            speaker: first.speaker.iter().map(|&key| corpus.settle(key)).collect(),
            story: 0,
            in_story: 0.0,
            in_document: 0.0,
            sketch: Vector::default(),
        }
    }
}

/// A word of a common class is common.
fn worth_of(item: Item, worth: &Worth) -> f32 {
    let terms = Term::of(item).filter(|term| !matches!(term, Term::Cluster(_)));
    terms.map(|term| worth.of(term)).fold(1.0, f32::min)
}

/// What statements with the same words share.
fn wording(statement: &Statement, corpus: &dyn Corpus) -> u64 {
    let apart = match statement.gist.len() < TELLING {
        true => corpus.origin(statement.document_key).map_or(statement.document_key, u64::from),
        false => 0,
    };
    combined(&[statement.gist.wording(), apart, u64::from(statement.voice == Voice::Demands)])
}

fn weigh(statements: &[&Statement], corpus: &dyn Corpus) -> Worth {
    Worth::count(statements, |statement| {
        let items = statement.gist.items.iter().flat_map(|&item| Term::of(item));
        let names = statement.about.iter().map(|&key| Term::Entity(corpus.settle(key)));
        items.chain(names).collect()
    })
}

/// Leaves of equals the first.
fn distinct(keys: &mut Vec<u64>) {
    let mut seen = Vec::with_capacity(keys.len());
    keys.retain(|key| {
        let first = !seen.contains(key);
        seen.extend(first.then_some(*key));
        first
    });
}
