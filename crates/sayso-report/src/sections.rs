//! The sections of an aggregate: each counts for its own tables, and knows how two counts become one.

pub(crate) mod about;
pub(crate) mod chains;
pub(crate) mod denials;
pub(crate) mod kinds;
pub(crate) mod origins;
pub(crate) mod quantities;
pub(crate) mod reading;
pub(crate) mod sources;
pub(crate) mod stances;
pub(crate) mod timeline;
