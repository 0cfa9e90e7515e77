//! Designations of weapons and vehicles: "Shahed-136 drones", "Kinzhal missiles", "the AR-15". The name before the thing is
//! part of it, and no person.

use sayso_lexicon::{Lexeme, Look};
use sayso_text::TokenRange;

use crate::kind::EntityKind;
use crate::known_names::{self, KnownNames, NameClass};
use crate::merge::NameSpan;
use crate::names::{Hints, THINGS};

/// Makes names that are parts of designations what they are; names in order.
pub(crate) fn settle(lexemes: &[Lexeme], hints: &[Hints], names: &mut Vec<NameSpan>) {
    for i in 0..names.len() {
        let name = names[i];
        if let Some((end, kind)) = designation(lexemes, hints, &name) {
            let next = names.get(i + 1).map_or(u32::MAX, |next| next.tokens.start());
            // What goes on into another name is that one's.
            let apart = next >= end
                || names[i + 1].tokens.end() <= end
                || matches!(names[i + 1].kind, EntityKind::Weapon | EntityKind::Platform);
            if apart {
                names[i].tokens = TokenRange::new(name.tokens.start(), end);
                names[i].kind = kind;
            }
        } else if is_listed(hints, name.tokens)
            && matches!(
                name.kind,
                EntityKind::Person | EntityKind::Organisation | EntityKind::Product
            )
        {
            names[i].kind = EntityKind::Weapon;
        }
    }
    names.dedup_by(|next, name| {
        let inside = next.tokens.start() < name.tokens.end();
        if inside && next.tokens.end() > name.tokens.end() {
            name.tokens = TokenRange::new(name.tokens.start(), next.tokens.end());
        }
        inside
    });
}

/// Where a designation ends that begins with the name, and what it is.
fn designation(lexemes: &[Lexeme], hints: &[Hints], name: &NameSpan) -> Option<(u32, EntityKind)> {
    if name.tokens.len() != 1 {
        return None;
    }
    let first = &lexemes[name.tokens.indices().start];
    if !matches!(first.look, Look::Capital | Look::Capitals) {
        return None;
    }
    let end = name.tokens.end() as usize;
    let dash = lexemes.get(end).is_some_and(|l| l.word == sayso_linear::text_hash("-"));
    let number = lexemes.get(end + 1).is_some_and(|l| matches!(l.look, Look::Number | Look::Mixed));
    let numbered = dash && number;
    let end = if numbered { end + 2 } else { end };
    let thing = lexemes.get(end).zip(hints.get(end));
    let thing = thing.filter(|(l, h)| l.look == Look::Lower && h.listed & THINGS != 0);
    let known = matches!(name.kind, EntityKind::Weapon | EntityKind::Platform);
    let Some((_, of)) = thing else {
        return (numbered && known).then_some((end as u32, name.kind));
    };
    // "Kinzhal missiles"; but "Mary vehicles" is a slip, and "Boeing planes" are a company's.
    let own = &hints[name.tokens.indices().start];
    let person =
        name.kind == EntityKind::Person && !own.is(NameClass::Male) && !own.is(NameClass::Female);
    if !numbered && !known && !person {
        return None;
    }
    let mut last = end;
    while hints[last].place == 2 && hints.get(last + 1).is_some_and(|h| h.place == 3)
        || hints[last].place == 3 && hints.get(last + 1).is_some_and(|h| h.place == 3)
    {
        last += 1;
    }
    let weapon = of.is(NameClass::Weapon) || of.is(NameClass::MaybeWeapon);
    let kind = if weapon { EntityKind::Weapon } else { EntityKind::Platform };
    Some((last as u32 + 1, kind))
}

/// Whether a name is a listed weapon and nothing else.
fn is_listed(hints: &[Hints], tokens: TokenRange) -> bool {
    let keys = hints[tokens.indices()].iter().map(|h| h.key);
    let entry = KnownNames::builtin().get(keys.fold(known_names::START, known_names::extend));
    let weapon = 1 << NameClass::Weapon as u32;
    entry.classes() & !weapon == 0 && entry.is(NameClass::Weapon)
}
