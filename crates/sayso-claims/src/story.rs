//! Stories: documents that tell of the same happenings, by what they are about and when they came.
//!
//! Documents are joined as statements are, on average, so that a story does not grow from link to link into one of all that
//! is written about somebody.

use rustc_hash::FxHashMap;
use sayso_linear::combined;

use crate::cluster::{self, Alike};
use crate::documents::{Documents, TELLING, cosine};

/// So many days apart, two documents count as a third as alike.
const FADING: f32 = 60.0;

/// The story of each document.
#[derive(Debug)]
pub(crate) struct Stories(FxHashMap<u64, u64>);

impl Stories {
    pub(crate) fn new(documents: &Documents) -> Self {
        let mut stories = FxHashMap::default();
        for group in cluster::groups(documents) {
            let key = |&place: &u32| documents.all[place as usize].key;
            // Of the first one; it is no key of a document.
            let story = group.first().map_or(0, |first| combined(&[key(first), 1]));
            stories.extend(group.iter().map(|place| (key(place), story)));
        }
        Self(stories)
    }

    /// The story that most of some documents are of; of several the first.
    pub(crate) fn of(&self, documents: impl IntoIterator<Item = u64>) -> u64 {
        let mut counts: Vec<(u64, usize)> = Vec::new();
        for story in documents.into_iter().filter_map(|document| self.0.get(&document).copied()) {
            match counts.iter_mut().find(|(known, _)| *known == story) {
                Some((_, count)) => *count += 1,
                None => counts.push((story, 1)),
            }
        }
        let most =
            counts.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
        most.map_or(0, |(story, _)| story)
    }
}

impl Alike for Documents {
    const KEYS: usize = TELLING * (TELLING - 1) / 2;
    const LEAST_PAIR: f32 = 0.1;
    const LEAST_AVERAGE: f32 = 0.1;

    fn count(&self) -> u32 {
        self.all.len() as u32
    }

    /// Pairs of the terms that tell most.
    fn keys(&self, document: u32) -> Vec<u64> {
        let telling = &self.all[document as usize].telling;
        let pairs = telling.iter().enumerate();
        let pairs = pairs.flat_map(|(i, &a)| telling[i + 1..].iter().map(move |&b| (a, b)));
        pairs.map(|(a, b)| combined(&[a.min(b), a.max(b)])).collect()
    }

    fn alike(&self, document: u32, others: &[u32], _: f32) -> Vec<f32> {
        let one = &self.all[document as usize];
        let alike = |&other: &u32| {
            let other = &self.all[other as usize];
            let days = one.day.zip(other.day).map_or(0, |(a, b)| a.abs_diff(b));
            cosine(&one.vector, &other.vector) * (-(days as f32) / FADING).exp()
        };
        others.iter().map(alike).collect()
    }
}
