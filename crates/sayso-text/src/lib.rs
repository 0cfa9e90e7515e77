//! Paragraphs, sentences, tokens and quotations of news text.
//!
//! [`Segmentation::of`] segments one text; for many, keep a [`SegmentationScratch`] and call
//! [`SegmentationModel::annotate`]. All layers are ranges of the original text, in bytes ([`TextRange`]) or tokens
//! ([`TokenRange`]); [`OffsetMap`] converts bytes to the units of other languages.

mod abbreviations;
mod boilerplate;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, reason = "public for training"))]
mod boundary;
mod calendar;
mod lexer;
mod model;
mod offsets;
mod packed;
mod paragraphs;
mod quotations;
mod range;
mod segmentation;
mod tokens;
mod turns;

pub use boilerplate::{Boilerplate, BoilerplateKind};
#[cfg(feature = "train")]
pub use boundary::{BOUNDARY_FEATURES, Candidates};
pub use calendar::{Date, Days};
pub use model::{SegmentationModel, SegmentationScratch};
pub use offsets::{OffsetMap, OffsetUnit};
pub use quotations::{Quotation, QuoteStyle};
pub use range::{TextRange, TokenId, TokenIds, TokenRange};
pub use segmentation::Segmentation;
pub use tokens::{TokenKind, Tokens};
pub use turns::{Turn, TurnRole};

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
