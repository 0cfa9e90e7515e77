//! Who can give and receive: governments (also by their capitals), bodies, people and groups.

use sayso_entities::{EntityId, EntityKind, Mention, MentionForm};
use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use crate::document::Sentence;
use crate::lists::{PARTIES, THINGS, ThingClass};
use crate::transfer::{Party, ThingKind};

/// A party with what the confidence needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundParty {
    pub(crate) party: Party,
    /// The head of the phrase.
    pub(crate) head: u32,
    pub(crate) form: PartyForm,
}

/// How a party is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartyForm {
    /// A country, a body or a people by name.
    Body,
    /// A person by name.
    Person,
    /// "the rebels", "Ukrainian forces".
    Noun,
    /// "they".
    Pronoun,
}

impl FoundParty {
    /// Whether both are the same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.head == other.head
            || self.party.entity.is_some() && self.party.entity == other.party.entity
    }
}

impl Sentence<'_> {
    /// Who the phrase with this head is; nothing if it can neither give nor receive.
    pub(crate) fn party(self, head: u32) -> Option<FoundParty> {
        let form = self.party_form(head)?;
        if self.children(head).any(|t| self.xpos(t) == Xpos::Wdt) {
            // "which campaign leaked it"
            return None;
        }
        let (start, end) = self.party_words(head);
        let span = self.cover(start, end);
        let own = self.mention(head).and_then(|mention| mention.entity);
        let entity = match form {
            PartyForm::Noun => own.or_else(|| self.belongs_to(start, end)),
            _ => own,
        };
        Some(FoundParty { party: Party { span, entity }, head, form })
    }

    /// All parties of a phrase: "Iran and North Korea".
    pub(crate) fn parties(self, head: u32) -> Vec<FoundParty> {
        self.conjuncts(head).into_iter().filter_map(|t| self.party(t)).collect()
    }

    /// Nations and places before a noun give what it names: "North Korean shells", "Iran's drones", "US aid".
    pub(crate) fn origin(self, noun: u32) -> Option<FoundParty> {
        let children = self.children(noun).filter(|&t| t < noun);
        let mut modifiers = children.filter(|&t| {
            matches!(
                self.relation(t),
                Relation::Amod | Relation::Compound | Relation::NmodPoss | Relation::NmodDesc
            )
        });
        modifiers.find_map(|t| {
            let mention = self.mention(t)?;
            let acts = match mention.kind {
                EntityKind::Nationality => true,
                EntityKind::Place => {
                    mention.entity.is_some_and(|id| self.input.entities.get(id).country.is_some())
                }
                EntityKind::Organisation => {
                    self.relation(t) == Relation::NmodPoss || self.is_troops(noun)
                }
                _ => false,
            };
            (mention.form == MentionForm::Name && acts).then(|| self.named(mention, t))
        })
    }

    /// "Wagner mercenaries"
    fn is_troops(self, noun: u32) -> bool {
        let kind = |key| THINGS.get_hash(key) == Some(ThingClass::Kind(ThingKind::Troops));
        kind(self.word_key(noun)) || kind(self.lemma_key(noun))
    }

    fn named(self, mention: &Mention, head: u32) -> FoundParty {
        let party = Party { span: mention.range, entity: mention.entity };
        FoundParty { party, head, form: PartyForm::Body }
    }

    fn party_form(self, head: u32) -> Option<PartyForm> {
        let mention = self.mention(head);
        if let Some(mention) = mention.filter(|m| m.form == MentionForm::Name) {
            return self.name_form(mention);
        }
        match self.upos(head) {
            Upos::Pron => {
                const PRONOUNS: &[&str] =
                    &["it", "they", "them", "he", "she", "him", "her", "we", "us", "i", "me"];
                let personal = matches!(self.xpos(head), Xpos::Prp) && self.is(head, PRONOUNS);
                return personal.then_some(PartyForm::Pronoun);
            }
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::X | Upos::Num => {}
            _ => return None,
        }
        match mention.map(|mention| mention.kind) {
            Some(EntityKind::Person | EntityKind::Organisation | EntityKind::Place) => {
                return Some(PartyForm::Noun);
            }
            Some(_) => return None,
            None => {}
        }
        let keys = [self.word_key(head), self.lemma_key(head)];
        if let Some(ThingClass::Kind(kind)) = THINGS.get_hash(keys[0])
            && kind == ThingKind::Weapon
        {
            // "arms" are not the arms of a party.
            return None;
        }
        if self.upos(head) != Upos::Noun {
            // "Mr. Clarke", whom nobody knows
            let titled =
                self.children_by(head, &[Relation::NmodDesc, Relation::Compound]).any(|t| {
                    let title = self.word(t).trim_end_matches('.').to_lowercase();
                    lists::NAME_TITLES.contains(&title)
                });
            if titled && self.upos(head) == Upos::Propn {
                return Some(PartyForm::Person);
            }
            // "the West"
            return PARTIES.contains_hash(keys[0]).then_some(PartyForm::Noun);
        }
        let body = keys.iter().any(|&key| {
            PARTIES.contains_hash(key)
                || lists::BODY_TYPES.contains_hash(key)
                || lists::SOURCE_NOUNS.get_hash(key).is_some_and(|kind| {
                    ["government", "organisation", "group", "role"].contains(&kind)
                })
        });
        let measure = || keys.iter().any(|&key| THINGS.get_hash(key) == Some(ThingClass::Measure));
        if !body && measure() {
            // "a number of people"
            let of = self
                .children_by(head, &[Relation::Nmod])
                .find(|&t| t > head && self.preposition(t).is_some_and(|p| self.is(p, &["of"])))?;
            return self.party_form(of).filter(|form| *form == PartyForm::Noun);
        }
        body.then_some(PartyForm::Noun)
    }

    fn name_form(self, mention: &Mention) -> Option<PartyForm> {
        match mention.kind {
            EntityKind::Person => Some(PartyForm::Person),
            // Countries that the model of names mistakes are called events.
            EntityKind::Organisation
            | EntityKind::Place
            | EntityKind::Nationality
            | EntityKind::Event => Some(PartyForm::Body),
            EntityKind::Facility => mention.acts.then_some(PartyForm::Body),
            _ => None,
        }
    }

    /// The name or noun just after a preposition, where the tree takes it for a modifier of what follows.
    pub(crate) fn named_after(self, preposition: u32) -> Option<FoundParty> {
        const NEAR: u32 = 6;
        let near = preposition + 1..self.tokens.end().min(preposition + NEAR);
        for at in near {
            if let Some(mention) = self.mention(at).filter(|m| m.form == MentionForm::Name) {
                let acts = matches!(mention.kind, EntityKind::Place | EntityKind::Organisation);
                let last = mention.tokens.end() - 1;
                return (acts && self.tokens.contains(TokenId::new(last)))
                    .then(|| self.named(mention, last));
            }
            match self.upos(at) {
                Upos::Det | Upos::Adj | Upos::Adv | Upos::Num => {}
                Upos::Noun | Upos::Propn => {
                    let ends = !self.tokens.contains(TokenId::new(at + 1)) || !self.is_noun(at + 1);
                    if let Some(found) = self.party(at).filter(|_| ends) {
                        let span = self.cover(preposition + 1, at + 1);
                        return Some(FoundParty { party: Party { span, ..found.party }, ..found });
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// The phrase, with "of ..." after it.
    fn party_words(self, head: u32) -> (u32, u32) {
        let (mut start, mut end) = self.phrase(head);
        if let Some(mention) = self.mention(head).filter(|m| m.form == MentionForm::Name) {
            start = start.min(mention.tokens.start());
            end = end.max(mention.tokens.end());
        }
        let of = self
            .children_by(head, &[Relation::Nmod])
            .find(|&t| self.preposition(t).is_some_and(|p| p == end && self.is(p, &["of"])));
        if let Some(of) = of {
            end = end.max(self.phrase(of).1);
        }
        (start.max(self.tokens.start()), end.min(self.tokens.end()))
    }

    /// The nation, place or body in the words of a phrase: Ukraine in "Ukrainian forces".
    fn belongs_to(self, start: u32, end: u32) -> Option<EntityId> {
        let tokens = TokenRange::new(start, end);
        let mentions = self.input.entities.within(self.cover(start, end));
        let within = mentions.iter().filter(|m| {
            m.form == MentionForm::Name
                && tokens.contains(TokenId::new(m.tokens.start()))
                && matches!(
                    m.kind,
                    EntityKind::Nationality | EntityKind::Place | EntityKind::Organisation
                )
        });
        within.into_iter().find_map(|m| m.entity)
    }
}
