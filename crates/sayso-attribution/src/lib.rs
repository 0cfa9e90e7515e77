//! Who said what: sources, cues and contents in news text.
//!
//! [`AttributionModel`] is the stage: it reads the layers below and fills [`Attributions`].

mod attributes;
mod attribution;
mod attributions;
mod candidate;
mod combat;
mod continuations;
mod cue_list;
mod denied;
mod document;
mod edges;
mod extractor;
mod finders;
mod model;
mod nesting;
mod participles;
mod passives;
mod rules;
mod speakers;
mod text_labels;
mod trace;
#[cfg(feature = "train")]
pub mod train;

pub use attribution::{
    Actuality, Anonymity, Attribution, Content, Cue, Polarity, QuotationType, Source, SourceKind,
    Stance,
};
pub use attributions::Attributions;
pub use cue_list::{CueList, CueListError};
pub use document::AttributionInput;
pub use model::{AttributionModel, AttributionScratch};
pub use trace::{Alternative, CueTrace, Decision, FeatureContribution, Trace};

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
