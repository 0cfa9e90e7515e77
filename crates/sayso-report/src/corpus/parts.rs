//! The parts of a fold: each counts for its own tables, and knows how two counts become one.

pub(super) mod about;
pub(super) mod chains;
pub(super) mod kinds;
pub(super) mod ledger;
pub(super) mod origins;
pub(super) mod quantities;
pub(super) mod reading;
pub(super) mod sources;
pub(super) mod stances;
pub(super) mod timeline;
