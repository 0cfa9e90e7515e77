//! Which things are compared: those that share a key, and of them those that share most.
//!
//! An index from keys to things finds them. Of many things with one key, each is compared with those just before it, so time
//! and memory grow with the number of things and not with its square.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use rayon::prelude::*;

use crate::cluster::Alike;

/// Things with one key that one is compared with.
const BEFORE: usize = 24;
/// Things that one is compared with in all.
const COMPARED: usize = 96;

/// Things whose keys are kept at a time.
const AT_ONCE: usize = 1 << 14;

/// The candidates of each thing among those before it, in order.
pub(crate) struct Candidates {
    /// Keys and the things that have them, in order. Of a key 32 bits are kept: that two are taken for one costs a comparison.
    postings: Vec<(u32, u32)>,
    /// For each thing where its places begin.
    starts: Vec<u32>,
    /// Where its keys are.
    places: Vec<u32>,
}

impl Candidates {
    pub(crate) fn new<T: Alike>(things: &T) -> Self {
        let count = things.count() as usize;
        // Keys are made twice rather than kept: they would take more room than all else.
        let seen = Seen::new(count * T::KEYS);
        let all: Vec<u32> = (0..things.count()).collect();
        all.par_iter().flat_map_iter(|&thing| things.keys(thing)).for_each(|key| seen.add(key));
        let shared = |&thing: &u32| -> Vec<(u32, u32)> {
            let keys = things.keys(thing).into_iter().filter(|&key| seen.twice(key));
            keys.map(|key| ((key >> 32) as u32, thing)).collect()
        };
        let mut postings: Vec<(u32, u32)> = Vec::new();
        for some in all.chunks(AT_ONCE) {
            let shared: Vec<Vec<(u32, u32)>> = some.par_iter().map(shared).collect();
            postings.extend(shared.into_iter().flatten());
        }
        drop(seen);
        postings.par_sort_unstable();
        let mut starts = vec![0; count + 1];
        for &(_, thing) in &postings {
            starts[thing as usize + 1] += 1;
        }
        for thing in 0..count {
            starts[thing + 1] += starts[thing];
        }
        let mut next = starts.clone();
        let mut places = vec![0; postings.len()];
        for (place, &(_, thing)) in (0..).zip(&postings) {
            let slot = &mut next[thing as usize];
            places[*slot as usize] = place;
            *slot += 1;
        }
        Self { postings, starts, places }
    }

    /// The things before one that it is compared with: those that share most.
    pub(crate) fn of(&self, thing: u32) -> Vec<u32> {
        let mut shared: Vec<u32> = Vec::new();
        let (from, to) = (self.starts[thing as usize], self.starts[thing as usize + 1]);
        for &place in &self.places[from as usize..to as usize] {
            let (key, _) = self.postings[place as usize];
            let before = self.postings[..place as usize].iter().rev();
            shared.extend(before.take(BEFORE).take_while(|(k, _)| *k == key).map(|&(_, n)| n));
        }
        shared.sort_unstable();
        let mut counts: Vec<(usize, u32)> =
            shared.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
        // Of equals those that came last.
        counts.sort_unstable_by(|a, b| b.cmp(a));
        counts.truncate(COMPARED);
        let mut others: Vec<u32> = counts.into_iter().map(|(_, other)| other).collect();
        others.sort_unstable();
        others
    }
}

/// Which keys came twice, but for a few that only seem to have; the same in whatever order they come.
struct Seen {
    once: Vec<AtomicU64>,
    twice: Vec<AtomicU64>,
}

impl Seen {
    fn new(keys: usize) -> Self {
        let words = (keys / 8).next_power_of_two().max(1024);
        let none = || (0..words).map(|_| AtomicU64::new(0)).collect();
        Self { once: none(), twice: none() }
    }

    fn place(&self, key: u64) -> (usize, u64) {
        ((key >> 6) as usize & (self.once.len() - 1), 1 << (key & 63))
    }

    fn add(&self, key: u64) {
        let (word, bit) = self.place(key);
        if self.once[word].fetch_or(bit, Relaxed) & bit != 0 {
            self.twice[word].fetch_or(bit, Relaxed);
        }
    }

    fn twice(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.twice[word].load(Relaxed) & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_came_twice_is_kept() {
        let seen = Seen::new(4);
        [7, 9, 7].into_iter().for_each(|key| seen.add(key));
        assert!(seen.twice(7));
        assert!(!seen.twice(9) && !seen.twice(11));
    }
}
