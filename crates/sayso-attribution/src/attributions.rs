//! The layer: the attributions of one document.

use std::ops::Deref;

use sayso_entities::EntityId;
use sayso_text::TextRange;

use crate::attribution::{Attribution, Polarity, Source};

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
pub struct Attributions {
    list: Vec<Attribution>,
    /// Whom the pronouns and open descriptions that are sources mean, and how sure that is.
    meant: Vec<(TextRange, EntityId, f32)>,
}

impl Attributions {
    /// Leaves out the attributions with less confidence than `min_confidence`. One whose parent is left out moves to
    /// the nearest one around it that stays. Gives for each the new index, of itself or of that one.
    pub fn retain_confident(&mut self, min_confidence: f32) -> Vec<Option<u32>> {
        let stay: Vec<bool> = self.list.iter().map(|a| a.confidence >= min_confidence).collect();
        let parents: Vec<Option<u32>> = self.list.iter().map(|a| a.parent).collect();
        let places = Self::places(&stay, &parents);
        let place = |at: u32| places[at as usize];
        self.list.retain_mut(|attribution| {
            attribution.parent = attribution.parent.and_then(place);
            let earlier = attribution.continues.filter(|&at| stay[at as usize]);
            attribution.continues = earlier.and_then(place);
            attribution.confidence >= min_confidence
        });
        places
    }

    /// Where attributions are when some are left out: for each, by whether it stays and by its parent, the new index of
    /// itself, or of the nearest one around it that stays.
    ///
    /// ```
    /// use sayso_attribution::Attributions;
    ///
    /// // "Lund said that Kyiv, according to Moscow, denied it": the second of three, in the first and around the third, goes.
    /// let places = Attributions::places(&[true, false, true], &[None, Some(0), Some(1)]);
    /// assert_eq!(places, [Some(0), Some(0), Some(1)]);
    /// ```
    pub fn places(stay: &[bool], parents: &[Option<u32>]) -> Vec<Option<u32>> {
        let mut kept = 0;
        let own = |&stays: &bool| {
            kept += u32::from(stays);
            stays.then(|| kept - 1)
        };
        let own: Vec<Option<u32>> = stay.iter().map(own).collect();
        // Bounded, so that parents in a circle could not keep it going.
        let around = |at: usize| {
            let steps = std::iter::successors(Some(at), |&at| parents[at].map(|at| at as usize));
            steps.take(parents.len()).find_map(|at| own[at])
        };
        (0..own.len()).map(around).collect()
    }

    /// Moves the attributions of the next part of the document here. The part begins at byte `by`, and its entities have new
    /// ids in the document, those in `entities`.
    pub fn append(&mut self, part: &mut Self, by: u32, entities: &[EntityId]) {
        let before = self.list.len() as u32;
        let id = |id: EntityId| entities[id.index()];
        self.list.extend(part.list.drain(..).map(|mut attribution| {
            attribution.shift(by);
            let source = &mut attribution.source;
            source.entity = source.entity.map(id);
            source.members.iter_mut().for_each(|member| *member = id(*member));
            attribution.parent = attribution.parent.map(|parent| parent + before);
            attribution.continues = attribution.continues.map(|earlier| earlier + before);
            attribution
        }));
        let meant = part.meant.drain(..);
        self.meant.extend(meant.map(|(range, entity, link)| (range.shifted(by), id(entity), link)));
    }

    pub(crate) fn replace(&mut self, attributions: impl Iterator<Item = Attribution>) {
        self.list.clear();
        self.meant.clear();
        self.list.extend(attributions);
    }

    pub(crate) fn source_mut(&mut self, at: usize) -> &mut Source {
        &mut self.list[at].source
    }

    pub(crate) fn set_polarity(&mut self, at: usize, polarity: Polarity) {
        self.list[at].polarity = polarity;
    }

    pub(crate) fn set_meant(&mut self, meant: Vec<(TextRange, EntityId, f32)>) {
        self.meant = meant;
    }

    /// Gives the entities new ids; those that went, none.
    pub fn renumber(&mut self, ids: &[Option<EntityId>]) {
        let new = |id: EntityId| ids[id.index()];
        for attribution in &mut self.list {
            let source = &mut attribution.source;
            source.entity = source.entity.and_then(new);
            source.members = source.members.iter().filter_map(|&id| new(id)).collect();
        }
        self.meant.retain_mut(|(_, entity, _)| match new(*entity) {
            Some(id) => {
                *entity = id;
                true
            }
            None => false,
        });
    }

    /// Whom the pronouns and descriptions that are sources mean, with how sure that is from 0 to 1: who speaks is known better
    /// here than to the layer of entities.
    pub fn references(&self) -> &[(TextRange, EntityId, f32)] {
        &self.meant
    }

    /// Adds `more`, each where `place` puts it after those with the same place, and gives the new index of every old
    /// attribution.
    pub(crate) fn insert_by(
        &mut self,
        more: Vec<Attribution>,
        place: impl Fn(&Attribution) -> u32,
    ) -> Vec<u32> {
        let count = self.list.len();
        if more.is_empty() {
            return (0..count as u32).collect();
        }
        self.list.extend(more);
        let mut order: Vec<u32> = (0..self.list.len() as u32).collect();
        order.sort_by_key(|&at| (place(&self.list[at as usize]), at as usize >= count, at));
        let mut places = vec![0; self.list.len()];
        (0..).zip(&order).for_each(|(place, &at)| places[at as usize] = place);
        let moved = |link: Option<u32>| link.map(|at| places[at as usize]);
        let mut sorted: Vec<Attribution> =
            order.iter().map(|&at| self.list[at as usize].clone()).collect();
        for attribution in &mut sorted {
            attribution.parent = moved(attribution.parent);
            attribution.continues = moved(attribution.continues);
        }
        self.list = sorted;
        places.truncate(count);
        places
    }
}

impl Deref for Attributions {
    type Target = [Attribution];

    fn deref(&self) -> &[Attribution] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Attributions {
    type Item = &'a Attribution;
    type IntoIter = std::slice::Iter<'a, Attribution>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl FromIterator<Attribution> for Attributions {
    fn from_iter<I: IntoIterator<Item = Attribution>>(attributions: I) -> Self {
        Self { list: attributions.into_iter().collect(), meant: Vec::new() }
    }
}
