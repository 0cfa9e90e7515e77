//! Attribution learned from annotated news.
//!
//! ```text
//! graph     tokens with their trees and quotation marks, as numbers
//! cues      which tokens are heads of cues: a classifier, then a second that sees the first's verdicts
//! roles     for each cue, which tokens of its sentence are source, cue, content: a conditional random field
//! rank      which of the few best labellings is right: a log-linear choice by features of whole spans
//! reach     which neighbouring sentences the content runs into: a classifier, sentence by sentence
//! statements  whole paragraphs without marks behind a colon
//! choice    which attributions are kept, and which stand inside another's content
//! signatures  words that a name stands under
//! continuations  quotations without a cue of their own go to the speaker who was in play
//! ```

mod chains;
mod clause;
mod continuations;
mod cues;
mod details;
mod explain;
mod extractor;
mod graph;
mod model;
mod propose;
mod rank;
mod reach;
mod roles;
mod signatures;
mod statements;

pub use cues::{CueFeatures, Sink};
pub use explain::{Choice, Explanation, Outcome, Reason};
pub use extractor::{Extractor, Input, Scratch};
pub use graph::Graph;
pub use model::{JUDGED, KIND, Verdict};
pub use propose::Proposal;
pub use rank::RankFeatures;
pub use reach::{Reach, ReachFeatures};
pub use roles::{Role, RoleFeatures};
