//! The key of who gives or receives: the entity that it is or belongs to, else the words.

use sayso_record::PartyRecord;

use super::label::{self, head_words};
use super::words::{PRONOUN, fold, is_pronoun, one_line};
use super::{EntityKey, Keys};

impl Keys<'_> {
    /// Who gives or receives. A capital does so for its government.
    pub(crate) fn party(&self, party: PartyRecord) -> EntityKey {
        let index = party.entity.map(|id| id as usize).filter(|&i| i < self.entities.len());
        if let Some(index) = index {
            return self.mentioned(index, true).clone();
        }
        let words = one_line(self.reader.at(party.span));
        let shown = head_words(&words, false);
        if is_pronoun(&shown) {
            return EntityKey::unknown("party", PRONOUN);
        }
        let opens = words.starts_with(&*shown) && label::opens(self.reader, party.span);
        let key = self.own(&fold(&shown));
        EntityKey::described(key, label::written_within(&shown, opens, false, ""))
    }

    /// The key of who gives or receives, if it has a name.
    pub(crate) fn of_named_party(&self, party: PartyRecord) -> Option<u64> {
        self.of_mentioned(party.entity? as usize, true)
    }
}
