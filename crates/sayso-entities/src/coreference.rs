//! Coreference: which mentions of a document refer to the same entity.
//!
//! Mentions are clustered from left to right. Names come first, then titles and roles, then places that act for
//! a government, then descriptions and pronouns.

mod actors;
mod bodies;
mod cataphora;
mod couples;
mod descriptions;
mod full_names;
mod headlines;
mod hyphens;
mod kinds;
mod names;
mod offices;
mod partnerships;
mod pronouns;
mod repeats;
mod speakers;
mod state;
mod surnames;
mod titles;
mod whole_bodies;
mod whole_names;

use crate::entities::{Entities, EntityId, MentionForm};
use state::entry;
pub(crate) use state::{Context, Resolver};

impl Resolver {
    pub(crate) fn resolve(
        &mut self,
        context: &Context<'_>,
        taken: &mut [bool],
        entities: &mut Entities,
    ) {
        let Context { segmentation, lexemes, hints, .. } = *context;
        self.sentence_of.clear();
        self.sentence_of.resize(lexemes.len(), 0);
        for (i, sentence) in segmentation.sentences().iter().enumerate() {
            self.sentence_of[sentence.indices()].fill(i as u32);
        }
        partnerships::find(context, taken, &mut entities.mentions);
        whole_bodies::find(context, taken, &mut entities.mentions);
        hyphens::join(context, taken, &mut entities.mentions);
        kinds::settle(context, &mut entities.mentions);
        whole_names::settle(context, taken, &mut entities.mentions);
        headlines::cut(context, taken, &mut entities.mentions);
        speakers::find(context, taken, &mut entities.mentions);
        full_names::find(context, taken, &mut entities.mentions);
        surnames::find(context, taken, &mut entities.mentions);
        bodies::find(context, taken, &mut entities.mentions);
        repeats::find(context, taken, &mut entities.mentions);
        whole_names::join_dates(context, &mut entities.mentions);
        self.find_references(context, taken, &mut entities.mentions);
        self.entries.clear();
        self.entries.extend(entities.mentions.iter().map(|m| entry(hints, m.tokens)));
        self.clusters.clear();
        self.things.clear();
        self.cluster_names(context, entities);
        self.named = self.clusters.len();
        titles::attach(context, &self.entries, entities);
        self.find_offices(context, entities);
        self.mark_actors(context, entities);
        self.resolve_references(context, entities);
        // An office whose holder the text does not tell.
        entities.mentions.retain(|m| m.form != MentionForm::Description || m.entity.is_some());
        for (entity, known) in entities.entities.iter_mut().zip(&self.clusters) {
            entity.name = segmentation.tokens().cover(known.name);
        }
    }

    /// The entities that are in the user's list, in order, with what they are there.
    pub(crate) fn each_listed(&self, mut each: impl FnMut(EntityId, u32)) {
        for (i, known) in self.clusters.iter().enumerate() {
            if let Some(thing) = known.thing {
                each(EntityId(i as u32), thing);
            }
        }
    }
}
