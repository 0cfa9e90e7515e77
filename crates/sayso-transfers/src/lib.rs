//! Who gives what to whom: arms, money, fuel, troops, technology, information, documents and aid in news text.
//!
//! [`TransferModel`] is the stage: it reads the layers below and fills [`Transfers`]. Everything rests on word lists in
//! `data/` and on dependency trees: a verb is a line with its frame, a noun a line with what kind of thing it is.

mod clause;
mod confidence;
mod document;
mod draft;
mod elaboration;
mod exchange;
mod finders;
mod lists;
mod model;
mod party;
mod sides;
mod status;
mod thing;
mod time;
mod transfer;
mod transfers;
mod voices;

pub use document::TransferInput;
pub use model::{TransferModel, TransferScratch};
pub use transfer::{Party, Thing, ThingKind, Transfer, TransferStatus, TransferTime};
pub use transfers::Transfers;

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
