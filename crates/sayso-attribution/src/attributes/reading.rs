//! Stance, polarity and actuality of an attribution, composed from the cue's words and its clause.
//!
//! The words of the cue have a stance; the clause around it is negated or not, and actual, asked, conditional, modal
//! or expected. Some phrases are read as a whole: "would not say" and "did not deny" keep something back, "pleaded
//! not guilty" and "called it a lie" deny.

mod denial;
mod withholding;

use sayso_entities::{EntityKind, MentionForm};
use sayso_lexicon::lists;
use sayso_text::TokenId;

use self::denial::{denies, no_claim};
pub(crate) use self::withholding::withholds;
use super::cue_clause::{CueClause, Governor};
use super::{actuality, stance};
use crate::attribution::{Actuality, Polarity, SourceKind, Stance};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::passives;

/// Stance, polarity and actuality.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Reading {
    pub(super) stance: Stance,
    pub(super) polarity: Polarity,
    pub(super) actuality: Actuality,
}

impl Reading {
    /// Said, and no more.
    pub(super) fn asserted() -> Self {
        let (stance, polarity) = (Stance::Assert, Polarity::Positive);
        Self { stance, polarity, actuality: Actuality::Actual }
    }
}

/// How the attribution is meant.
pub(super) fn of(document: Document<'_>, candidate: &Candidate) -> Reading {
    let clause = CueClause::of(document, candidate);
    let actuality = actuality::of(&clause, candidate);
    let polarity = if clause.negated { Polarity::Negative } else { Polarity::Positive };
    if let Some(stance) = candidate.stance {
        return Reading { stance, polarity, actuality };
    }
    let whole = |stance| Reading { stance, polarity: Polarity::Positive, actuality };
    if withholds(&clause, candidate) {
        // What the modal says of refusal has been read: "would not say" happened.
        let actuality = match actuality {
            Actuality::Modal | Actuality::Expected => Actuality::Actual,
            other => other,
        };
        return Reading { actuality, ..whole(Stance::Withhold) };
    }
    let stance = match stance::of_cue(document, candidate, clause.head()) {
        _ if passives::hearing(document, candidate).is_some() => Stance::Assert,
        Stance::Deny => no_claim(&clause, candidate).unwrap_or(Stance::Deny),
        stance => stance,
    };
    match stance {
        // "is said to have left"; what is supposed to happen has been settled.
        Stance::Assert
            if candidate.source.is_empty()
                && document.lemma(clause.head()) != "suppose"
                && passives::hearsay(document, candidate).is_some() =>
        {
            Reading { stance: Stance::Suggest, polarity, actuality }
        }
        // "cannot deny" confirms, "cannot rule out" does not.
        Stance::Deny
            if clause.negated
                && clause.modal_is(&["can", "could"])
                && document.lemma(clause.head()) != "rule" =>
        {
            whole(Stance::Confirm)
        }
        Stance::Deny if clause.negated => whole(Stance::Withhold),
        Stance::Question if clause.negated && document.lemma(clause.head()) != "ask" => {
            whole(Stance::Believe)
        }
        Stance::Assert | Stance::Confirm | Stance::Believe if denies(&clause, candidate) => {
            Reading { stance: Stance::Deny, polarity, actuality }
        }
        Stance::Assert | Stance::Confirm
            if clause.has_adverb(|t| document.is_in(t, &lists::HEARSAY_ADVERBS)) =>
        {
            Reading { stance: Stance::Suggest, polarity, actuality }
        }
        Stance::Assert if document.lemma(clause.head()) == "plead" => {
            let guilty = words(candidate).any(|t| document.is(t, "guilty"));
            let negated = words(candidate).any(|t| document.is(t, "not"));
            match (guilty, negated) {
                (true, true) => whole(Stance::Deny),
                (true, false) => whole(Stance::Confirm),
                _ => Reading { stance, polarity, actuality },
            }
        }
        // "refused to accept that jobs would go", "refused to accept the offer"
        Stance::Confirm | Stance::Believe if clause.governor == Some(Governor::Refuse) => {
            match opening(candidate, 1).any(|t| document.is(t, "that")) {
                true => whole(Stance::Deny),
                false => Reading { stance, polarity: Polarity::Negative, actuality },
            }
        }
        stance => Reading { stance, polarity, actuality },
    }
}

/// Cue and beginning of the content.
fn words(candidate: &Candidate) -> impl Iterator<Item = u32> + Clone + '_ {
    (candidate.cue.start()..candidate.cue.end()).chain(opening(candidate, 4))
}

/// The first tokens of each piece of the content.
fn opening(candidate: &Candidate, few: u32) -> impl Iterator<Item = u32> + Clone + '_ {
    candidate.content.iter().flat_map(move |p| p.start()..p.end().min(p.start() + few))
}

/// Whether a noun is a person, a body or a place, by its name or by the lists.
fn is_somebody(document: Document<'_>, noun: u32) -> bool {
    let named = document.entities.at(TokenId::new(noun));
    let somebody = super::NOUNS.get_hash(document.graph.node(noun).lemma);
    matches!(somebody, Some(SourceKind::Role | SourceKind::Group))
        || named.is_some_and(|m| {
            m.form == MentionForm::Name
                && matches!(
                    m.kind,
                    EntityKind::Person | EntityKind::Organisation | EntityKind::Place
                )
        })
}
