//! From the paths a user names to documents: which files they mean, in which order, under which
//! ids.

mod argument;
pub(crate) mod inputs;
mod name;
mod walk;
