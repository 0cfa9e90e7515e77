//! Reads news documents from every common format and runs work over them on all cores.

mod document;
mod driver;
mod encoding;
mod error;
mod format;
mod input;
mod limit;
mod note;
mod options;
mod origin;
mod output;
mod panic;
mod pending;
mod record;
mod summary;

pub use document::{Document, Metadata};
pub use driver::{Cancel, Event, Failure, Outcome, RunOptions, run};
pub use error::ReadError;
pub use input::inputs::Inputs;
pub use input::open::Meter;
pub use note::Note;
pub use options::{Format, ReadOptions};
pub use origin::{Origin, Place};
pub use output::{Output, Replayed, Resume, WriteError};
pub use panic::quiet_panics;
pub use pending::Pending;
pub use summary::Summary;
