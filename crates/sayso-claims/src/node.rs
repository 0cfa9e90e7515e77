//! Statements as they are compared: those with the same words are one, and names are settled.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sayso_linear::combined;

use crate::corpus::Corpus;
use crate::items::Item;
use crate::senses::{Meanings, Senses};
use crate::statement::{Sketch, Statement, Voice};
use crate::worth::{Term, Worth};

/// One or several statements with the same words.
#[derive(Debug)]
pub(crate) struct Node<'s> {
    /// The first of them.
    pub(crate) first: &'s Statement,
    /// Their indices.
    pub(crate) members: Vec<u32>,
    /// What they say; what is only said around them is worth less.
    pub(crate) words: Vec<Word>,
    /// Whom and what they are about, in the order in which they are named.
    pub(crate) about: Vec<(u64, f32)>,
    /// Who says so.
    pub(crate) speaker: Vec<u64>,
    /// What the document is about: a vector of length one.
    pub(crate) sketch: Vector,
    /// The logarithm of the number of nodes: the more there are, the more are alike by chance.
    pub(crate) crowd: f32,
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

/// A sparse vector, in order.
pub(crate) type Vector = Arc<[(u64, f32)]>;

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

    /// The terms by which others that say the same are looked for, what is rarest first.
    pub(crate) fn telling<'n>(&'n self) -> impl Iterator<Item = Term> + 'n {
        let items = self.words.iter().flat_map(|&Word { item, .. }| {
            let classes = [item.event.map(Term::Event), item.thing.map(Term::Thing)];
            let stem =
                (item.event.is_none() && item.thing.is_none()).then_some(Term::Stem(item.stem));
            classes.into_iter().chain([stem]).flatten()
        });
        let names = self.about.iter().map(|&(key, _)| Term::Entity(key));
        items.chain(names)
    }
}

/// Makes the nodes of statements, in the order in which these were published.
pub(crate) fn nodes<'s>(
    statements: &[&'s Statement],
    corpus: &dyn Corpus,
) -> (Vec<Node<'s>>, Worth) {
    let mut order: Vec<u32> = (0..statements.len() as u32).collect();
    order.sort_by_cached_key(|&i| {
        let s = statements[i as usize];
        (s.day.is_none(), s.day, Arc::clone(&s.document), s.document_key, s.attribution)
    });
    let mut at = FxHashMap::<u64, usize>::default();
    let mut nodes: Vec<Node<'s>> = Vec::new();
    for i in order {
        let first = statements[i as usize];
        let key = wording(first, corpus);
        let node = *at.entry(key).or_insert_with(|| {
            nodes.push(Node {
                first,
                members: Vec::new(),
                words: Vec::new(),
                about: Vec::new(),
                speaker: Vec::new(),
                sketch: Arc::default(),
                crowd: 0.0,
            });
            nodes.len() - 1
        });
        nodes[node].members.push(i);
    }
    let worth = weigh(&nodes, corpus);
    let crowd = (nodes.len() as f32).max(1.0).ln();
    for node in &mut nodes {
        node.crowd = crowd;
        describe(node, corpus, &worth);
    }
    sketch(&mut nodes, corpus);
    (nodes, worth)
}

/// What statements with the same words share.
fn wording(statement: &Statement, corpus: &dyn Corpus) -> u64 {
    let apart = match statement.gist.len() < TELLING {
        true => corpus.origin(statement.document_key).map_or(statement.document_key, u64::from),
        false => 0,
    };
    combined(&[statement.gist.wording(), apart, u64::from(statement.voice == Voice::Demands)])
}

fn weigh(nodes: &[Node<'_>], corpus: &dyn Corpus) -> Worth {
    let mut worth = Worth::default();
    for node in nodes {
        let items = node.first.gist.items.iter().flat_map(|&item| Term::of(item));
        let names = node.first.about.iter().map(|&key| Term::Entity(corpus.settle(key)));
        worth.add(items.chain(names).collect());
    }
    worth
}

fn describe(node: &mut Node<'_>, corpus: &dyn Corpus, worth: &Worth) {
    let first = node.first;
    let own = |item: &Item| {
        let terms = Term::of(*item).filter(|term| !matches!(term, Term::Cluster(_)));
        // A word of a common class is common.
        terms.map(|term| worth.of(term)).fold(1.0, f32::min)
    };
    let word = |item: &Item, share: f32| Word::new(*item, share * own(item));
    node.words = first.gist.items.iter().map(|item| word(item, 1.0)).collect();
    if first.gist.len() < LITTLE
        && let Some(context) = &first.context
    {
        let more = context.items.iter().filter(|item| !first.gist.items.contains(item));
        node.words.extend(more.map(|item| word(item, AROUND)));
    }
    let mut about: Vec<u64> = first.about.iter().map(|&key| corpus.settle(key)).collect();
    distinct(&mut about);
    node.about = about.into_iter().map(|key| (key, worth.of(Term::Entity(key)))).collect();
    node.speaker = first.speaker.iter().map(|&key| corpus.settle(key)).collect();
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

/// Gives every node the vector of its document.
fn sketch(nodes: &mut [Node<'_>], corpus: &dyn Corpus) {
    let mut documents = BTreeMap::<u64, Vec<(Term, u8)>>::new();
    let mut worth = Worth::default();
    for node in &*nodes {
        documents.entry(node.first.document_key).or_insert_with(|| {
            let terms = corpus.sketch(node.first.document_key).map_or(Vec::new(), |sketch| {
                let Sketch { entities, stems } = sketch;
                let names = entities.iter().map(|&(key, n)| (Term::Entity(corpus.settle(key)), n));
                names.chain(stems.iter().map(|&(stem, n)| (Term::Stem(stem), n))).collect()
            });
            worth.add(terms.iter().map(|&(term, _)| term).collect());
            terms
        });
    }
    let vectors: BTreeMap<u64, Vector> =
        documents.into_iter().map(|(key, terms)| (key, vector(&terms, &worth))).collect();
    for node in nodes {
        if let Some(vector) = vectors.get(&node.first.document_key) {
            node.sketch = Arc::clone(vector);
        }
    }
}

fn vector(terms: &[(Term, u8)], worth: &Worth) -> Vector {
    let weight = |&(term, n): &(Term, u8)| (term.key(), worth.of(term) * (1.0 + f32::from(n)).ln());
    let mut vector: Vec<(u64, f32)> = terms.iter().map(weight).collect();
    vector.sort_by_key(|&(key, _)| key);
    vector.dedup_by(|a, b| {
        let same = a.0 == b.0;
        if same {
            b.1 = b.1.max(a.1);
        }
        same
    });
    let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|(_, w)| *w /= length.max(f32::MIN_POSITIVE));
    vector.into()
}

/// How alike two documents are, from 0 to 1.
pub(crate) fn cosine(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(&(x, v)), Some(&(y, w))) = (a.get(i), b.get(j)) {
        if x == y {
            sum += v * w;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum.min(1.0)
}
