//! The layer: the attributions of one document.

use std::ops::Deref;

use crate::attribution::{Attribution, Source};

/// Who said what in one document, in order of the cues. It is read like a slice.
///
/// `parent` and `continues` of an [`Attribution`] are indices into it.
///
/// ```
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let mut found = sayso::Analyzer::new().analyze(text).attributions;
/// assert_eq!(&text[found[0].content.spans[0]], "“We will answer,”");
/// found.retain_confident(1.01);
/// assert!(found.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributions(Vec<Attribution>);

impl Attributions {
    /// Leaves out the attributions with less confidence than `min_confidence`. One whose parent is left out moves to
    /// the nearest one around it that stays.
    pub fn retain_confident(&mut self, min_confidence: f32) {
        let attributions = &mut self.0;
        let mut places: Vec<Option<u32>> = Vec::with_capacity(attributions.len());
        let mut kept = 0;
        for attribution in attributions.iter() {
            let stays = attribution.confidence >= min_confidence;
            places.push(stays.then_some(kept));
            kept += u32::from(stays);
        }
        let parents: Vec<Option<u32>> = attributions.iter().map(|a| a.parent).collect();
        // Bounded, so that parents in a circle could not keep it going.
        let above = |mut parent: Option<u32>| {
            for _ in 0..parents.len() {
                let at = parent? as usize;
                if let Some(place) = places[at] {
                    return Some(place);
                }
                parent = parents[at];
            }
            None
        };
        attributions.retain_mut(|attribution| {
            attribution.parent = above(attribution.parent);
            attribution.continues = attribution.continues.and_then(|at| places[at as usize]);
            attribution.confidence >= min_confidence
        });
    }

    pub(crate) fn replace(&mut self, attributions: impl Iterator<Item = Attribution>) {
        self.0.clear();
        self.0.extend(attributions);
    }

    pub(crate) fn source_mut(&mut self, at: usize) -> &mut Source {
        &mut self.0[at].source
    }

    /// Adds `more`, each where `place` puts it after those with the same place, and gives the new index of every old
    /// attribution.
    pub(crate) fn insert_by(
        &mut self,
        more: Vec<Attribution>,
        place: impl Fn(&Attribution) -> u32,
    ) -> Vec<u32> {
        let count = self.0.len();
        if more.is_empty() {
            return (0..count as u32).collect();
        }
        self.0.extend(more);
        let mut order: Vec<u32> = (0..self.0.len() as u32).collect();
        order.sort_by_key(|&at| (place(&self.0[at as usize]), at as usize >= count, at));
        let mut places = vec![0; self.0.len()];
        (0..).zip(&order).for_each(|(place, &at)| places[at as usize] = place);
        let moved = |link: Option<u32>| link.map(|at| places[at as usize]);
        let mut sorted: Vec<Attribution> =
            order.iter().map(|&at| self.0[at as usize].clone()).collect();
        for attribution in &mut sorted {
            attribution.parent = moved(attribution.parent);
            attribution.continues = moved(attribution.continues);
        }
        self.0 = sorted;
        places.truncate(count);
        places
    }
}

impl Deref for Attributions {
    type Target = [Attribution];

    fn deref(&self) -> &[Attribution] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Attributions {
    type Item = &'a Attribution;
    type IntoIter = std::slice::Iter<'a, Attribution>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<Attribution> for Attributions {
    fn from_iter<I: IntoIterator<Item = Attribution>>(attributions: I) -> Self {
        Self(attributions.into_iter().collect())
    }
}
