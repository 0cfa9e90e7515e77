//! Who and what English news names, normalised and joined up within a document.

mod calendar;
mod entities;
mod finder;
mod gazetteer;
mod join;
mod kind;
mod list;
mod names;
mod roles;
mod rules;
mod value;

pub use calendar::{Date, Days};
pub use entities::{Entities, Entity, EntityId, Mention, MentionForm};
pub use finder::EntityFinder;
pub use gazetteer::{CountryCode, Entry, Gazetteer, GazetteerBuilder, Listed};
pub use kind::EntityKind;
pub use list::{Conflict, ListError, ListRow, ListTable, Listing, TableError, UserList};
pub use names::{NAME_LABELS, NameModel, NameReader, begin_label, inside_label, name_transitions};
pub use roles::Gender;
pub use value::{Amount, Bound, Clock, Value, When};
