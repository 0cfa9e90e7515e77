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
/// otherwise yet, and not just one is of the gender that a title tells.
pub(super) fn leave_open(
    several: &[(EntityId, &Cluster, &Entity)],
    family: u64,
    sex: Gender,
) -> bool {
    let fitting = several.iter().filter(|(.., entity)| entity.gender == sex).count();
    if sex != Gender::Unknown && fitting == 1 {
        return false;
    }
    let shares = |known: &Cluster| known.family == Some(family) && known.name.len() == 1;
    several.len() == 2
        && several.iter().any(|(_, known, _)| shares(known))
        && several.iter().all(|(.., entity)| entity.mentions == 1)
}
