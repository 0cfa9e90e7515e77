//! Who the head of a noun phrase is as a speaker, told from the word alone: for forms where no cue says that it is one.

use sayso_entities::{EntityKind, MentionForm};
use sayso_lexicon::lists;
use sayso_syntax::{Upos, Xpos};
use sayso_text::TokenId;

use super::Document;

/// What may speak.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Speaker {
    /// One or several people: "Ana Ruiz", "she", "a resident", "they".
    Person,
    /// A body or document, or the writer: "the ministry", "a report", "we".
    Other,
}

impl Document<'_> {
    /// Who the noun or pronoun at `head` is; nothing if it cannot speak.
    pub(crate) fn speaker(&self, head: u32) -> Option<Speaker> {
        let mention = self.entities.at(TokenId::new(head));
        match self.graph.node(head).upos {
            Upos::Pron if self.is_any(head, &["he", "she", "they"]) => Some(Speaker::Person),
            Upos::Pron => self.is_any(head, &["i", "we"]).then_some(Speaker::Other),
            Upos::Propn => match mention?.kind {
                EntityKind::Person => Some(Speaker::Person),
                EntityKind::Organisation => Some(Speaker::Other),
                _ => None,
            },
            _ => match lists::SOURCE_NOUNS.get(self.lemma(head))? {
                "role" | "group" | "person" => Some(Speaker::Person),
                _ => Some(Speaker::Other),
            },
        }
    }

    /// Whether the noun or pronoun at `head` is one certain person: "Ana Ruiz", "she", "a resident".
    pub(crate) fn is_one_person(&self, head: u32) -> bool {
        let node = self.graph.node(head);
        self.speaker(head) == Some(Speaker::Person)
            && match node.upos {
                Upos::Pron => !self.is(head, "they"),
                Upos::Propn => {
                    let mention = self.entities.at(TokenId::new(head));
                    mention.is_some_and(|m| m.form == MentionForm::Name)
                }
                Upos::Noun => {
                    node.xpos == Xpos::Nn
                        && lists::SOURCE_NOUNS.get(self.lemma(head)) != Some("group")
                }
                _ => false,
            }
    }
}
