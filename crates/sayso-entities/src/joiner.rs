//! One list of entities for a document that is analysed in parts.

use std::collections::HashMap;

use crate::entities::{Entities, Entity, EntityId, Mention, MentionForm};
use crate::kind::EntityKind;
use crate::roles::Gender;

/// Adds the entities of one part of a document after another to those of the whole. Who has the same name, and is of the
/// same kind, is one.
///
/// ```
/// use sayso_entities::{Entities, EntityJoiner};
///
/// let parts = ["Ann Brown left.\n\n", "Ann Brown met Lena Marsh."];
/// let (mut whole, mut joiner) = (Entities::default(), EntityJoiner::default());
/// let (mut bytes, mut tokens) = (0, 0);
/// for part in parts {
///     joiner.append(&mut whole, part, &Entities::of(part), bytes, tokens);
///     bytes += part.len() as u32;
///     tokens += 4;
/// }
/// let text = parts.concat();
/// let names: Vec<_> = whole.ids().map(|id| whole.name(&text, id)).collect();
/// assert_eq!(names, ["Ann Brown", "Lena Marsh"]);
/// assert_eq!(whole.entities()[0].mentions, 2);
/// ```
#[derive(Debug, Default)]
pub struct EntityJoiner {
    known: HashMap<(EntityKind, String), EntityId>,
}

impl EntityJoiner {
    /// Adds the entities of `part`, whose text is `text` and has so many `bytes` and `tokens` of the document before it.
    /// Gives the new id of each.
    pub fn append(
        &mut self,
        whole: &mut Entities,
        text: &str,
        part: &Entities,
        bytes: u32,
        tokens: u32,
    ) -> Vec<EntityId> {
        let mut is_named = vec![false; part.entities.len()];
        for mention in &part.mentions {
            if let (MentionForm::Name, Some(id)) = (mention.form, mention.entity) {
                is_named[id.index()] = true;
            }
        }
        let mut ids = Vec::with_capacity(part.entities.len());
        for (id, entity) in part.ids().zip(&part.entities) {
            let new = EntityId(whole.entities.len() as u32);
            let joined = match is_named[id.index()] {
                true => {
                    let key = (entity.kind, part.name(text, id).to_owned());
                    *self.known.entry(key).or_insert(new)
                }
                false => new,
            };
            ids.push(joined);
            if joined == new {
                whole.entities.push(Entity {
                    name: entity.name.shifted(bytes),
                    role: entity.role.map(|role| role.shifted(bytes)),
                    affiliation: None,
                    ..*entity
                });
                if let Some(entry) = part.gazetteer_entry(id) {
                    whole.gazetteer_entries.push((new, entry.clone()));
                }
            } else {
                let own = &mut whole.entities[joined.index()];
                own.mentions += entity.mentions;
                own.country = own.country.or(entity.country);
                own.acts_for = own.acts_for.or(entity.acts_for);
                own.role = own.role.or(entity.role.map(|role| role.shifted(bytes)));
                if own.gender == Gender::Unknown {
                    own.gender = entity.gender;
                }
            }
        }
        for (entity, id) in part.entities.iter().zip(&ids) {
            let own = &mut whole.entities[id.index()];
            let affiliation = entity.affiliation.map(|id| ids[id.index()]);
            own.affiliation = own.affiliation.or(affiliation.filter(|other| other != id));
        }
        whole.mentions.extend(part.mentions.iter().map(|mention| Mention {
            tokens: mention.tokens.shifted(tokens),
            range: mention.range.shifted(bytes),
            entity: mention.entity.map(|id| ids[id.index()]),
            value: mention.value.map(|value| value.shifted(bytes)),
            ..*mention
        }));
        ids
    }
}
