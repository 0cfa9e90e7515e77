//! Who and what English news names, normalised and joined up within a document.

mod calendar;
mod gazetteer;
mod kind;
mod rules;
mod value;

pub use calendar::{Date, Days};
pub use gazetteer::{CountryCode, Entry, Gazetteer, GazetteerBuilder, Listed};
pub use kind::EntityKind;
pub use value::{Amount, Bound, Clock, Value, When};
