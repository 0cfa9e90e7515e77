//! What goes by the name of its owner: "the Clinton campaign" is one wherever it belongs to the same one.

use sayso_lexicon::lists::OWNED_BODIES;
use sayso_record::{AttributionRecord, EntityRecord, MentionRecord};
use serde::{Deserialize, Serialize};

use super::label::head_words;
use super::words::owned_words;
use super::{EntityKey, Form, Keys, Named};
use crate::hash::{hash, mix};

/// A body that goes by the name of its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Owned {
    /// The key of the owner.
    pub(crate) owner: u64,
    /// The hash of the words that say what it is.
    pub(crate) what: u64,
}

impl Owned {
    /// The key of what belongs to `owner`.
    pub(crate) fn key_of(self, owner: u64) -> u64 {
        mix(mix(hash("owned"), owner), self.what)
    }
}

impl Keys<'_> {
    /// "the Clinton campaign", which has that name wherever it belongs to the same one.
    pub(super) fn owned_entity(&self, entity: &EntityRecord, shown: &str) -> Option<Named> {
        let owner = self.reader.entities.get(entity.affiliation? as usize)?;
        (entity.kind == "organisation").then(|| self.owned(owner, shown)).flatten()
    }

    fn owned(&self, owner: &EntityRecord, words: &str) -> Option<Named> {
        if owner.kind != "person" || owner.mentions.is_empty() {
            return None;
        }
        let what = owned_words(words)?;
        let owner = self.named(owner).key;
        let owned = Owned { owner: owner.key, what: hash(&what) };
        let shown = format!("{} {what}", owner.shown);
        Some(Named {
            key: EntityKey::named(owned.key_of(owner.key), shown, 2),
            acting: None,
            acts: false,
            form: Form::Owned(owned),
            shorts: Vec::new(),
        })
    }

    /// A campaign that is a source without being an entity of the document.
    pub(super) fn owned_source(&self, attribution: &AttributionRecord) -> Option<Named> {
        let source = &attribution.source;
        let affiliation = source.affiliation?;
        let words = head_words(&self.reader.words(&source.spans), false);
        let is_body = words.rsplit(' ').next().is_some_and(|last| OWNED_BODIES.contains(last));
        let within = |m: &MentionRecord| affiliation.0 <= m.start && m.end <= affiliation.1;
        let owner = self.reader.entities.iter().find(|e| e.mentions.iter().any(within))?;
        let free = is_body && self.own_entity(attribution).is_none();
        free.then(|| self.owned(owner, &words)).flatten()
    }
}
