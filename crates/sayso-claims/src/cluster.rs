//! Which things are one: the most like pairs are joined first, and two groups only if their members are alike on average.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::candidates::Candidates;

/// Things, in an order of their own, of which like ones are put together.
pub(crate) trait Alike: Sync {
    /// How many keys a thing has at most; a few may have more.
    const KEYS: usize;
    /// Pairs that are less alike are not considered.
    const LEAST_PAIR: f32;
    /// Groups are joined if their members are so alike on average.
    const LEAST_AVERAGE: f32;

    /// How alike the groups of two things must be on average.
    fn least(&self, _: u32, _: u32) -> f32 {
        Self::LEAST_AVERAGE
    }

    /// How many there are.
    fn count(&self) -> u32;

    /// Only those that share a key are compared.
    fn keys(&self, thing: u32) -> Vec<u64>;

    /// How alike it is to each of the others, from 0 to 1; 0 may stand for anything less than `least`.
    fn alike(&self, thing: u32, others: &[u32], least: f32) -> Vec<f32>;
}

/// Members of a group that stand for all.
const ASKED: usize = 8;
/// Things whose candidates, and pairs whose groups are compared at a time, by all threads.
const AT_ONCE: usize = 1 << 12;

/// How alike two things are, and which.
type Pair = (f32, u32, u32);

/// The groups, each in order, by their first things.
pub(crate) fn groups<T: Alike>(things: &T) -> Vec<Vec<u32>> {
    let mut groups = Groups::new(things);
    for pairs in pairs(things).chunks(AT_ONCE) {
        groups.join(pairs);
    }
    let mut groups = groups.groups;
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

/// All pairs that are considered, those that are most alike first.
fn pairs<T: Alike>(things: &T) -> Vec<Pair> {
    let candidates = Candidates::new(things);
    let scored = |&i: &u32| -> Vec<Pair> {
        let others = candidates.of(i);
        let alike = things.alike(i, &others, T::LEAST_PAIR);
        let pairs = alike.into_iter().zip(others).map(|(alike, j)| (alike, j, i));
        pairs.filter(|&(alike, ..)| alike >= T::LEAST_PAIR).collect()
    };
    let all: Vec<u32> = (0..things.count()).collect();
    let mut pairs: Vec<Pair> = Vec::new();
    for some in all.chunks(AT_ONCE) {
        let scored: Vec<Vec<Pair>> = some.par_iter().map(scored).collect();
        pairs.extend(scored.into_iter().flatten());
    }
    pairs.par_sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    pairs
}

/// The groups so far.
struct Groups<'t, T> {
    things: &'t T,
    groups: Vec<Vec<u32>>,
    /// The group of each thing.
    of: Vec<u32>,
    /// How large two groups were when they were not alike: until one of them grows they are not.
    apart: FxHashMap<(u32, u32), (u32, u32)>,
}

impl<'t, T: Alike> Groups<'t, T> {
    fn new(things: &'t T) -> Self {
        let all = 0..things.count();
        Self {
            things,
            groups: all.clone().map(|i| vec![i]).collect(),
            of: all.collect(),
            apart: FxHashMap::default(),
        }
    }

    /// Joins groups of pairs, one pair after the other. Averages are found before, by all threads; those of groups that have
    /// grown since are found again.
    fn join(&mut self, pairs: &[Pair]) {
        let mut asked: Vec<(u32, u32)> =
            pairs.iter().filter_map(|&(_, i, j)| self.open(i, j)).collect();
        asked.retain(|&(a, b)| !self.are_single(a, b));
        asked.sort_unstable();
        asked.dedup();
        let sizes = |&(a, b): &(u32, u32)| (self.size(a), self.size(b));
        let excesses: Vec<((u32, u32), f32)> =
            asked.par_iter().map(|pair| (sizes(pair), self.excess(*pair))).collect();
        let known: FxHashMap<(u32, u32), ((u32, u32), f32)> =
            asked.into_iter().zip(excesses).collect();
        for &(alike, i, j) in pairs {
            let Some((a, b)) = self.open(i, j) else { continue };
            if self.are_single(a, b) {
                // No other pair asks for them.
                if alike >= self.things.least(i, j) {
                    self.merge(a, b);
                }
                continue;
            }
            let sizes = (self.size(a), self.size(b));
            let excess = known.get(&(a, b)).filter(|(then, _)| *then == sizes);
            let excess = excess.map_or_else(|| self.excess((a, b)), |&(_, excess)| excess);
            if excess < 0.0 {
                self.apart.insert((a, b), sizes);
            } else {
                self.merge(a, b);
            }
        }
    }

    fn size(&self, group: u32) -> u32 {
        self.groups[group as usize].len() as u32
    }

    fn are_single(&self, a: u32, b: u32) -> bool {
        self.size(a) == 1 && self.size(b) == 1
    }

    /// The groups of two things, unless they are one or known not to be alike.
    fn open(&self, i: u32, j: u32) -> Option<(u32, u32)> {
        let (a, b) = (self.of[i as usize], self.of[j as usize]);
        let (a, b) = (a.min(b), a.max(b));
        let apart = || self.apart.get(&(a, b)) == Some(&(self.size(a), self.size(b)));
        (a != b && !apart()).then_some((a, b))
    }

    /// The smaller goes into the larger, of equals the later into the earlier.
    fn merge(&mut self, a: u32, b: u32) {
        let larger_first = (self.size(a), b) >= (self.size(b), a);
        let (larger, smaller) = if larger_first { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.groups[smaller as usize]);
        moved.iter().for_each(|&thing| self.of[thing as usize] = larger);
        self.groups[larger as usize].extend(moved);
    }

    /// How much more alike than they must be the members of two groups are on average; of many, evenly chosen ones.
    fn excess(&self, (a, b): (u32, u32)) -> f32 {
        let others: Vec<u32> = asked(&self.groups[b as usize]).collect();
        let (mut sum, mut count) = (0.0, 0.0);
        for thing in asked(&self.groups[a as usize]) {
            let alike = self.things.alike(thing, &others, 0.0);
            let pairs = alike.iter().zip(&others);
            sum +=
                pairs.map(|(alike, &other)| alike - self.things.least(thing, other)).sum::<f32>();
            count += others.len() as f32;
        }
        sum / count
    }
}

fn asked(group: &[u32]) -> impl Iterator<Item = u32> + '_ {
    let count = group.len().min(ASKED);
    (0..count).map(move |i| group[i * group.len() / count])
}
