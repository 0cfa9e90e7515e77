//! A choice among articles that no order of theirs changes: those with the smallest keys, as many as there is room for.

use std::collections::BTreeMap;

/// The place of an article in the draw: its key, then its number in the input.
pub(super) type Lot = (u64, u32);

/// Things of articles, up to a weight in all.
#[derive(Debug)]
pub(super) struct Draw<T> {
    most: u64,
    weight: u64,
    kept: BTreeMap<Lot, (u64, T)>,
    /// No lot from here on is kept.
    end: Option<Lot>,
}

impl<T> Draw<T> {
    pub(super) fn new(most: u64) -> Self {
        Self { most, weight: 0, kept: BTreeMap::new(), end: None }
    }

    /// Adds what `make` makes, unless there is no room for it.
    pub(super) fn add(&mut self, lot: Lot, weight: u64, make: impl FnOnce() -> T) {
        if self.end.is_some_and(|end| lot >= end) {
            return;
        }
        self.kept.insert(lot, (weight, make()));
        self.weight += weight;
        while self.weight > self.most {
            let Some((last, (weight, _))) = self.kept.pop_last() else { break };
            self.weight -= weight;
            self.end = Some(last);
        }
    }

    /// In order of the lots.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Lot, &T)> {
        self.kept.iter().map(|(&lot, (_, thing))| (lot, thing))
    }

    pub(super) fn get(&self, lot: Lot) -> Option<&T> {
        self.kept.get(&lot).map(|(_, thing)| thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_adding_does_not_matter() {
        let mut things: Vec<(u64, u64)> =
            (0..40).map(|i| (i * 7919 % 1009, 1 + i * 31 % 9)).collect();
        let drawn = |things: &[(u64, u64)]| {
            let mut draw = Draw::new(60);
            things.iter().for_each(|&(key, weight)| draw.add((key, 0), weight, || key));
            draw.iter().map(|(_, &key)| key).collect::<Vec<_>>()
        };
        let first = drawn(&things);
        assert!(first.len() > 5 && first.len() < 30);
        things.reverse();
        assert_eq!(drawn(&things), first);
        things.sort_unstable();
        assert_eq!(drawn(&things), first);
        assert_eq!(things[..first.len()].iter().map(|&(key, _)| key).collect::<Vec<_>>(), first);
    }
}
