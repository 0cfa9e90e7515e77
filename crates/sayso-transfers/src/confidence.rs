//! How plain a transfer is: by how it is expressed, and how its parts are known. A score, no probability.

use crate::draft::{Draft, Form};
use crate::party::{FoundParty, PartyForm};
use crate::thing::FoundThing;

/// The score, from 0 to 1, to two places.
pub(crate) fn of(
    draft: &Draft,
    giver: Option<&FoundParty>,
    thing: Option<&FoundThing>,
    receiver: Option<&FoundParty>,
) -> f32 {
    let form = match draft.form {
        Form::Verb => 0.95,
        Form::Noun => 0.85,
        Form::Exchange => 0.8,
        Form::Origin => 0.6,
    };
    let side = |party: Option<&FoundParty>| match party.map(|found| found.form) {
        Some(PartyForm::Body) => 1.0,
        Some(PartyForm::Person) => 0.95,
        Some(PartyForm::Noun) => 0.9,
        Some(PartyForm::Pronoun) => 0.8,
        None => 0.85,
    };
    let what = match thing {
        Some(found) if found.listed => 1.0,
        Some(_) => 0.7,
        None => 0.8,
    };
    let concluded = if draft.concluded { 0.9 } else { 1.0 };
    let product: f32 = form * side(giver) * side(receiver) * what * concluded;
    (product * 100.0).round() / 100.0
}
