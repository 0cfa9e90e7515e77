//! A random choice of attributions that does not depend on their order: those whose names have the smallest hashes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::hash::{hash, mix};
use super::heavy_hitters::Tally;
use super::table::{Evidence, Place};

/// How many are kept.
pub(crate) const SAMPLE: usize = 10;

/// Counts attributions and keeps a few of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Sample {
    total: u64,
    /// In order of their keys.
    kept: Vec<(u64, Arc<str>, u32)>,
}

/// The key by which an attribution is drawn.
pub(crate) fn sample_key(document: &str, attribution: u32) -> u64 {
    mix(hash(document), u64::from(attribution))
}

impl Sample {
    pub(crate) fn add(&mut self, sample_key: u64, document: &Arc<str>, attribution: u32) {
        self.total += 1;
        if self.kept.len() < SAMPLE || self.kept.last().is_some_and(|last| sample_key < last.0) {
            self.insert((sample_key, Arc::clone(document), attribution));
        }
    }

    /// Counts one that need not be kept.
    pub(crate) fn count(&mut self) {
        self.total += 1;
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.total += other.total;
        for item in other.kept {
            self.insert(item);
        }
    }

    /// Takes away attributions that were counted too often; they are kept.
    pub(crate) fn subtract(&mut self, less: u64) {
        self.total = self.total.saturating_sub(less);
    }

    /// Takes away the attributions of another sample, all of which are in this one.
    pub(crate) fn remove(&mut self, other: &Self) {
        self.subtract(other.total);
        self.kept.retain(|item| !other.kept.contains(item));
    }

    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    pub(crate) fn evidence(&self) -> Evidence {
        let mut sample: Vec<Place> = self
            .kept
            .iter()
            .map(|(_, document, id)| Place {
                document: Arc::clone(document),
                attribution: Some(*id),
            })
            .collect();
        sample.sort();
        Evidence { total: self.total, sample }
    }

    fn insert(&mut self, item: (u64, Arc<str>, u32)) {
        let at = self.kept.partition_point(|kept| kept < &item);
        // A document may have been read twice.
        if self.kept.get(at) != Some(&item) {
            self.kept.insert(at, item);
            self.kept.truncate(SAMPLE);
        }
    }
}

impl Tally for Sample {
    fn merge(&mut self, other: Self) {
        Self::merge(self, other);
    }

    fn weight(&self) -> u64 {
        self.total
    }
}

/// A random choice of things of which there are too many to keep all: those with the smallest keys.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Draw<T> {
    most: usize,
    kept: BTreeMap<u64, T>,
    /// No key from here on is kept.
    end: Option<u64>,
}

impl<T: Tally> Draw<T> {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, kept: BTreeMap::new(), end: None }
    }

    /// Adds a thing, or merges it with the one that has the same key. `thing` is only called if the result is kept.
    pub(crate) fn add(&mut self, sample_key: u64, thing: impl FnOnce() -> T) {
        if self.end.is_some_and(|end| sample_key >= end) {
            return;
        }
        match self.kept.get_mut(&sample_key) {
            Some(kept) => kept.merge(thing()),
            None => {
                self.kept.insert(sample_key, thing());
                self.cut();
            }
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.end = self.end.into_iter().chain(other.end).min();
        for (sample_key, thing) in other.kept {
            self.add(sample_key, || thing);
        }
        if let Some(end) = self.end {
            self.kept.split_off(&end);
        }
    }

    /// In order of the keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, &T)> {
        self.kept.iter().map(|(&sample_key, thing)| (sample_key, thing))
    }

    pub(crate) fn get(&self, sample_key: u64) -> Option<&T> {
        self.kept.get(&sample_key)
    }

    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether all are kept.
    pub(crate) fn is_whole(&self) -> bool {
        self.end.is_none()
    }

    fn cut(&mut self) {
        while self.kept.len() > self.most {
            let Some((sample_key, _)) = self.kept.pop_last() else { break };
            self.end = Some(sample_key);
        }
    }
}
