//! Who said what: sources, cues and contents in news text.

mod attribution;
mod cues;
pub mod learned;
mod surface;

pub use attribution::{
    Anonymity, Attribution, Content, Cue, QuotationType, Source, SourceKind, Stance,
};
pub use surface::Surface;
