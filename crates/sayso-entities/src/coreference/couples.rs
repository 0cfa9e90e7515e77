//! Two who share a family name that is written once: "Khizr and Ghazala Khan".

use super::names::last_word;
use super::state::{Cluster, Context};
use crate::entities::{Entities, Entity, EntityId, MentionForm};
use crate::kind::EntityKind;
use crate::roles::Gender;

/// The family name of the person named at `index`, if it is that of the next one.
pub(super) fn family(context: &Context<'_>, entities: &Entities, index: usize) -> Option<u64> {
    let [first, second, ..] = &entities.mentions[index..] else { return None };
    let people =
        [first, second].iter().all(|m| m.form == MentionForm::Name && m.kind == EntityKind::Person);
    let joined = context.is(first.tokens.end(), &["and", "&"])
        && second.tokens.start() == first.tokens.end() + 1;
    let shared = first.tokens.len() == 1 && second.tokens.len() > 1;
    (people && joined && shared).then(|| last_word(context.lexemes, second.tokens))
}

/// Whether of several who have a family name two share it so that it tells neither from the other: nobody of them was named
/// otherwise yet, or a title may mean the first of the two, of whom nobody knows the gender.
pub(super) fn leave_open(
    several: &[(EntityId, &Cluster, &Entity)],
    family: u64,
    sex: Gender,
) -> bool {
    let shares = |known: &Cluster| known.family == Some(family) && known.name.len() == 1;
    let Some((_, first, who)) = several.iter().find(|(_, known, _)| shares(known)) else {
        return false;
    };
    let mut fitting = several.iter().filter(|(.., entity)| entity.gender == sex);
    match sex {
        Gender::Unknown => {
            several.len() == 2 && several.iter().all(|(.., entity)| entity.mentions == 1)
        }
        _ if who.gender == sex => false,
        // "Mrs. Holm" after "Peter and Maria Holm".
        _ => !fitting.any(|(_, known, _)| known.name.start() == first.name.end() + 1),
    }
}
