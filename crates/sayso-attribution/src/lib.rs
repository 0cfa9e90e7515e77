//! Who said what: sources, cues and contents in news text.

mod attribution;
mod cues;
pub mod learned;
mod surface;

pub use attribution::{Attribution, Content, Cue, QuotationType, Source, Stance};
pub use surface::Surface;
