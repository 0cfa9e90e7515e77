//! The key of who gives or receives: the entity that it is or belongs to, else the words.

use sayso_record::PartyRecord;

use super::words::{fold, one_line};
use super::{EntityKey, Keys};

impl Keys<'_> {
    /// Who gives or receives. A capital does so for its government.
    pub(crate) fn party(&self, party: PartyRecord) -> EntityKey {
        let index = party.entity.map(|id| id as usize).filter(|&i| i < self.entities.len());
        match index {
            Some(index) => self.mentioned(index, true).clone(),
            None => {
                let shown = one_line(self.reader.at(party.span));
                let key = self.own(&fold(&shown));
                EntityKey { key, shown, rank: 1, known: true }
            }
        }
    }
}
