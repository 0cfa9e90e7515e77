//! Text ranges, tokens, sentences, paragraphs and quotation marks of news text.

mod abbreviations;
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

pub use boundary::{BOUNDARY_FEATURES, Candidates};
pub use calendar::{Date, Days};
pub use model::{SegmentationModel, SegmentationScratch};
pub use offsets::{OffsetMap, OffsetUnit};
pub use quotations::{Quotation, QuoteStyle};
pub use range::{TextRange, TokenId, TokenIds, TokenRange};
pub use segmentation::Segmentation;
pub use tokens::{TokenKind, Tokens};
