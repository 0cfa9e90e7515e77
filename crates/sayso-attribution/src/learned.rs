//! Attribution learned from annotated news.
//!
//! ```text
//! graph     tokens with their trees and quotation marks, as numbers
//! cues      which tokens are heads of cues: a classifier, then a second that sees the first's verdicts
//! roles     for each cue, which tokens of its sentence are source, cue, content: a conditional random field
//! reach     which neighbouring sentences the content runs into: a classifier, sentence by sentence
//! choice    which attributions are kept, and which stand inside another's content
//! ```

mod chains;
mod clause;
mod cues;
mod details;
mod extractor;
mod graph;
mod model;
mod propose;
mod reach;
mod roles;

pub use cues::CueFeatures;
pub use extractor::{Extractor, Scratch};
pub use graph::Graph;
pub use model::{JUDGED, KIND, Verdict};
pub use propose::Proposal;
pub use reach::{Reach, ReachFeatures};
pub use roles::{Role, RoleFeatures};
