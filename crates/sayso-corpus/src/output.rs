//! Writing results so that a file is either complete or absent.
//!
//! [`Output`] is for any format; [`Resume`] for outputs with one piece per document, which an
//! interrupted run can continue; [`Spool`] for outputs that are made anew from their pieces. None knows what the bytes mean.

mod error;
mod even;
mod file;
mod journal;
mod resume;
mod spool;
mod stale;

pub use error::WriteError;
pub use file::{Output, follow_link};
pub use resume::{Earlier, Replayed, Resume, beside};
pub use spool::{ReplayedPiece, Spool};
