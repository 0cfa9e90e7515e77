//! Who and what English news names, normalised and joined up within a document.

mod coreference;
mod designations;
mod entities;
mod gazetteer;
mod honours;
mod joiner;
mod kind;
mod known_names;
mod merge;
mod model;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, reason = "public under `train`"))]
mod names;
mod nicknames;
mod roles;
mod rules;
#[cfg(feature = "train")]
pub mod train;
mod value;

pub use entities::{Entities, Entity, EntityId, Mention, MentionForm};
pub use gazetteer::{Gazetteer, GazetteerEntry, GazetteerError, ListRow, ListTable, TableError};
pub use joiner::EntityJoiner;
pub use kind::EntityKind;
pub use known_names::{CountryCode, KnownName, KnownNames, NameClass};
pub use model::{EntityInput, EntityModel, EntityScratch};
pub use roles::Gender;
pub use sayso_text::{Date, Days};
pub use value::{Amount, Bound, Clock, Value, When};

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
