//! Who and what English news names, normalised and joined up within a document.

mod coreference;
mod entities;
mod gazetteer;
mod kind;
mod known_names;
mod merge;
mod model;
mod names;
mod roles;
mod rules;
mod value;

pub use entities::{Entities, Entity, EntityId, Mention, MentionForm};
pub use gazetteer::{
    Gazetteer, GazetteerConflict, GazetteerEntry, GazetteerError, ListRow, ListTable, TableError,
};
pub use kind::EntityKind;
pub use known_names::{CountryCode, KnownName, KnownNames, KnownNamesBuilder, NameClass};
pub use model::{EntityInput, EntityModel, EntityScratch};
pub use names::{NAME_LABELS, NameModel, NameReader, begin_label, inside_label, name_transitions};
pub use roles::Gender;
pub use sayso_text::{Date, Days};
pub use value::{Amount, Bound, Clock, Value, When};
