//! The documents of statements: when they came, and what they are about.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::corpus::Corpus;
use crate::statement::{Sketch, Statement};
use crate::worth::{Term, Worth};

/// A sparse vector, in order.
pub(crate) type Vector = Arc<[(u64, f32)]>;

/// All of them, in the order in which they were published.
#[derive(Debug)]
pub(crate) struct Documents {
    pub(crate) all: Vec<Document>,
    /// Where they are, by their keys.
    places: FxHashMap<u64, u32>,
}

#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) key: u64,
    /// Days from 1970 to the publication.
    pub(crate) day: Option<i32>,
    /// What it is about: of length one.
    pub(crate) vector: Vector,
    /// The terms that tell most of what others have too.
    pub(crate) telling: Box<[u64]>,
}

/// So many terms of a document are looked for in others.
pub(crate) const TELLING: usize = 12;

impl Documents {
    /// Those that have statements.
    pub(crate) fn new(statements: &[&Statement], corpus: &dyn Corpus) -> Self {
        let mut places = FxHashMap::<u64, u32>::default();
        let mut firsts: Vec<&Statement> = Vec::new();
        for &statement in statements {
            if places.insert(statement.document_key, 0).is_none() {
                firsts.push(statement);
            }
        }
        firsts.par_sort_unstable_by(|a, b| a.published().cmp(&b.published()));
        for (place, first) in (0..).zip(&firsts) {
            places.insert(first.document_key, place);
        }
        let worth = Worth::count(&firsts, |first| {
            terms(first.document_key, corpus).into_iter().map(|(term, _)| term).collect()
        });
        let document = |first: &&Statement| {
            let terms = terms(first.document_key, corpus);
            Document {
                key: first.document_key,
                day: first.day,
                telling: telling(&terms, &worth),
                vector: vector(&terms, &worth),
            }
        };
        Self { all: firsts.par_iter().map(document).collect(), places }
    }

    /// What a document is about, by its key.
    pub(crate) fn vector(&self, key: u64) -> Vector {
        let place = self.places.get(&key);
        place.map_or_else(Vector::default, |&place| Arc::clone(&self.all[place as usize].vector))
    }
}

fn terms(document: u64, corpus: &dyn Corpus) -> Vec<(Term, u8)> {
    corpus.sketch(document).map_or(Vec::new(), |Sketch { entities, stems }| {
        let names = entities.iter().map(|&(key, n)| (Term::Entity(corpus.settle(key)), n));
        names.chain(stems.iter().map(|&(stem, n)| (Term::Stem(stem), n))).collect()
    })
}

/// More the rarer a term is, and the more often the document has it.
fn weight((term, count): (Term, u8), worth: &Worth) -> f32 {
    worth.of(term) * (1.0 + f32::from(count)).ln()
}

fn vector(terms: &[(Term, u8)], worth: &Worth) -> Vector {
    let weighed = |&term: &(Term, u8)| (term.0.key(), weight(term, worth));
    let mut vector: Vec<(u64, f32)> = terms.iter().map(weighed).collect();
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

fn telling(terms: &[(Term, u8)], worth: &Worth) -> Box<[u64]> {
    let shared = terms.iter().filter(|(term, _)| worth.frequency(*term) > 1);
    let mut weighed: Vec<(f32, u64)> =
        shared.map(|&term| (weight(term, worth), term.0.key())).collect();
    weighed.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    weighed.truncate(TELLING);
    weighed.into_iter().map(|(_, key)| key).collect()
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
