//! Who said what: sources, cues and contents in news text.

mod attribution;
mod boilerplate;
mod cues;
pub mod learned;
mod list;
mod surface;

pub use attribution::{
    Anonymity, Attribution, Content, Cue, QuotationType, Source, SourceKind, Stance,
};
pub use boilerplate::{Boilerplate, BoilerplateKind};
pub use list::{CueConflict, CueList, CueListError};
pub use surface::Surface;
