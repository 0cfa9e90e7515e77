//! The layer: the transfers of one document.

use std::ops::Deref;

use sayso_entities::EntityId;

use crate::transfer::Transfer;

/// Who gives what to whom in one document, in order of the triggers. It is read like a slice.
///
/// `in_return` of a [`Transfer`] is an index into it.
///
/// ```
/// let text = "Iran gave Russia drones in exchange for gold.";
/// let found = sayso::Analyzer::builder().transfers(true).build().analyze(text).transfers;
/// let words = |at: usize| found[at].thing.map(|thing| &text[thing.span]);
/// assert_eq!((words(0), words(1)), (Some("drones"), Some("gold")));
/// assert_eq!(found[1].in_return, Some(0));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transfers {
    list: Vec<Transfer>,
}

impl Transfers {
    /// Points each transfer to the new place of its attribution: `places` gives it for every old one.
    pub fn relink(&mut self, places: &[Option<u32>]) {
        for transfer in &mut self.list {
            transfer.attribution = transfer.attribution.and_then(|at| places[at as usize]);
        }
    }

    /// Moves the transfers of the next part of the document here. The part begins at byte `by` and has its first
    /// attribution at `attributions`; its entities have new ids in the document, those in `entities`.
    pub fn append(&mut self, part: &mut Self, by: u32, attributions: u32, entities: &[EntityId]) {
        let before = self.list.len() as u32;
        self.list.extend(part.list.drain(..).map(|mut transfer| {
            transfer.shift(by);
            for party in [&mut transfer.giver, &mut transfer.receiver].into_iter().flatten() {
                party.entity = party.entity.map(|id| entities[id.index()]);
            }
            transfer.attribution = transfer.attribution.map(|at| at + attributions);
            transfer.in_return = transfer.in_return.map(|at| at + before);
            transfer
        }));
    }

    pub(crate) fn replace(&mut self, transfers: impl Iterator<Item = Transfer>) {
        self.list.clear();
        self.list.extend(transfers);
    }
}

impl Deref for Transfers {
    type Target = [Transfer];

    fn deref(&self) -> &[Transfer] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Transfers {
    type Item = &'a Transfer;
    type IntoIter = std::slice::Iter<'a, Transfer>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
