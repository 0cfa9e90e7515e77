//! Tallies by key. They are exact until there are too many keys; then the rare ones are dropped, with a known bound
//! on the error.

use std::collections::BTreeMap;

use sayso::Stance;
use serde::{Deserialize, Serialize};

use super::table::{Cell, ColumnKind, ReportColumn};

/// What can be counted together.
pub(crate) trait Tally: Default {
    /// Adds the counts of another.
    fn merge(&mut self, other: Self);
    /// How many attributions it counts.
    fn weight(&self) -> u64;
}

/// Tallies by key.
///
/// Beyond twice the limit, all but the `limit` heaviest go, ties by key. A key that comes again starts from
/// nothing, so its count is too low by [`error`](Self::error) at most.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "K: Deserialize<'de> + Ord, T: Deserialize<'de>"))]
pub(crate) struct HeavyHitters<K, T> {
    limit: usize,
    tallies: BTreeMap<K, T>,
    /// Attributions in tallies that were dropped.
    lost: u64,
    /// The most that one key can have lost.
    error: u64,
}

impl<K: Ord + Copy, T: Tally> HeavyHitters<K, T> {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), tallies: BTreeMap::new(), lost: 0, error: 0 }
    }

    /// The tally of `key`, to count in.
    pub(crate) fn at(&mut self, key: K) -> &mut T {
        if self.tallies.len() >= 2 * self.limit && !self.tallies.contains_key(&key) {
            self.trim();
        }
        self.tallies.entry(key).or_default()
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.lost += other.lost;
        self.error += other.error;
        for (key, tally) in other.tallies {
            self.tallies.entry(key).or_default().merge(tally);
        }
        if self.tallies.len() > 2 * self.limit {
            self.trim();
        }
    }

    pub(crate) fn get(&self, key: K) -> Option<&T> {
        self.tallies.get(&key)
    }

    /// Those from `first` on as long as `is_wanted`, in order of the keys.
    pub(crate) fn from(
        &self,
        first: K,
        is_wanted: impl Fn(&K) -> bool,
    ) -> impl Iterator<Item = (K, &T)> {
        let tallies = self.tallies.range(first..).map(|(&key, tally)| (key, tally));
        tallies.take_while(move |(key, _)| is_wanted(key))
    }

    /// In order of the keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (K, &T)> {
        self.tallies.iter().map(|(&key, tally)| (key, tally))
    }

    /// In order of the keys, to change.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (K, &mut T)> {
        self.tallies.iter_mut().map(|(&key, tally)| (key, tally))
    }

    /// A tally, to change.
    pub(crate) fn get_mut(&mut self, key: K) -> Option<&mut T> {
        self.tallies.get_mut(&key)
    }

    /// Drops tallies of which nothing is left.
    pub(crate) fn drop_empty(&mut self) {
        self.tallies.retain(|_, tally| tally.weight() > 0);
    }

    /// What a reader of the counts must know, if they are not exact.
    pub(crate) fn caveat(&self, what: &str) -> Option<String> {
        self.caveat_in(what, "attributions")
    }

    /// The same for tallies that count something else than attributions.
    pub(crate) fn caveat_in(&self, what: &str, counted: &str) -> Option<String> {
        (self.lost > 0).then(|| {
            format!(
                "there are too many {what} to count all: the rarest, with {} {counted}, are left out, \
                 and a count may be too low by {}",
                self.lost, self.error
            )
        })
    }

    /// The same tallies under keys that settle who is who; those that become one are added up.
    pub(crate) fn settled(&self, settle: impl Fn(K) -> K) -> Self
    where
        T: Clone,
    {
        let Self { limit, lost, error, .. } = *self;
        let mut tallies = BTreeMap::<K, T>::new();
        for (&key, tally) in &self.tallies {
            tallies.entry(settle(key)).or_default().merge(tally.clone());
        }
        Self { limit, tallies, lost, error }
    }

    fn trim(&mut self) {
        let mut order: Vec<(u64, K)> =
            self.tallies.iter().map(|(&key, tally)| (tally.weight(), key)).collect();
        order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        self.error += order.get(self.limit).map_or(0, |&(weight, _)| weight);
        for (weight, key) in order.drain(self.limit.min(order.len())..) {
            self.lost += weight;
            self.tallies.remove(&key);
        }
    }
}

/// Spellings with how often they occur.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Spellings(BTreeMap<Box<str>, u64>);

impl Spellings {
    pub(crate) fn add(&mut self, spelling: &str) {
        match self.0.get_mut(spelling) {
            Some(count) => *count += 1,
            None => {
                self.0.insert(spelling.into(), 1);
            }
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        for (spelling, count) in other.0 {
            *self.0.entry(spelling).or_default() += count;
        }
    }

    /// The most frequent one; of equals the first of the alphabet.
    pub(crate) fn best(&self) -> Option<&str> {
        self.ranked().first().map(|&(spelling, _)| spelling)
    }

    /// All, the most frequent first.
    pub(crate) fn ranked(&self) -> Vec<(&str, u64)> {
        let mut ranked: Vec<(&str, u64)> = self.0.iter().map(|(s, &n)| (&**s, n)).collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        ranked
    }

    /// The `most` most frequent with their counts: `say 12, tell 3`.
    pub(crate) fn list(&self, most: usize) -> String {
        let ranked = self.ranked();
        let shown = ranked.iter().take(most).map(|(spelling, count)| format!("{spelling} {count}"));
        shown.collect::<Vec<_>>().join(", ")
    }
}

/// How something is written, where several ways are met: the most frequent of the highest rank.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Shown {
    rank: u8,
    spellings: Spellings,
}

impl Shown {
    pub(crate) fn add(&mut self, spelling: &str, rank: u8) {
        if rank > self.rank {
            *self = Self { rank, spellings: Spellings::default() };
        }
        if rank == self.rank {
            self.spellings.add(spelling);
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        if other.rank > self.rank {
            *self = other;
        } else if other.rank == self.rank {
            self.spellings.merge(other.spellings);
        }
    }

    /// Leaves one spelling.
    pub(crate) fn settle(&mut self, spelling: &str) {
        *self = Self::default();
        self.add(spelling, 0);
    }

    pub(crate) fn get(&self) -> &str {
        self.spellings.best().unwrap_or_default()
    }
}

/// The stance that stands for attributions that were not made: negated, asked, conditional, modal, expected.
pub(crate) const NOT_SAID: &str = "not said";

/// Counts by stance; the last one counts what was not said.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Stances([u64; Stance::ALL.len() + 1]);

impl Stances {
    pub(crate) fn add(&mut self, stance: Option<Stance>) {
        self.0[usize::from(Self::place(stance))] += 1;
    }

    /// The place of a stance among the counts.
    pub(crate) fn place(stance: Option<Stance>) -> u8 {
        stance.map_or(Stance::ALL.len() as u8, |stance| stance as u8)
    }

    /// So many of the stance that has this place.
    pub(crate) fn of(place: u8, count: u64) -> Self {
        let mut all = Self::default();
        if let Some(of_stance) = all.0.get_mut(usize::from(place)) {
            *of_stance = count;
        }
        all
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(count, more)| *count += more);
    }

    /// Takes away what was counted too often.
    pub(crate) fn subtract(&mut self, other: &Self) {
        let counts = self.0.iter_mut().zip(other.0);
        counts.for_each(|(count, less)| *count = count.saturating_sub(less));
    }

    pub(crate) fn get(&self, stance: Stance) -> u64 {
        self.0[stance as usize]
    }

    pub(crate) fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// One cell a stance, and one for what was not said.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell> {
        self.0.into_iter().map(Cell::from)
    }

    /// The columns for these cells.
    pub(crate) fn columns() -> impl Iterator<Item = ReportColumn> {
        let stances =
            Stance::ALL.iter().copied().map(|stance| ReportColumn::count(stance.as_str()));
        stances.chain([ReportColumn::new("not-said", NOT_SAID, ColumnKind::Count)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Tally for u64 {
        fn merge(&mut self, other: Self) {
            *self += other;
        }

        fn weight(&self) -> u64 {
            *self
        }
    }

    #[test]
    fn the_error_of_a_count_is_bounded() {
        let mut heavy_hitters = HeavyHitters::<u64, u64>::new(8);
        let mut truth = BTreeMap::<u64, u64>::new();
        for i in 0..5000u64 {
            // A few keys are frequent, many occur once.
            let key = if i % 3 == 0 { i % 5 } else { i };
            *heavy_hitters.at(key) += 1;
            *truth.entry(key).or_default() += 1;
        }
        assert!(heavy_hitters.iter().count() <= 16 && heavy_hitters.caveat("keys").is_some());
        for (key, &count) in heavy_hitters.iter() {
            assert!(count <= truth[&key] && truth[&key] - count <= heavy_hitters.error, "{key}");
        }
        for frequent in 0..5 {
            assert!(heavy_hitters.get(frequent).is_some(), "{frequent}");
        }
    }
}
