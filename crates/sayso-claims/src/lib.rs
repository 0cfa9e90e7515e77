//! Which statements of a corpus make one claim, who makes it, and which numbers disagree.

mod concepts;
mod items;

pub use items::{Gist, GistReader};
