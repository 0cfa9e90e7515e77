//! Text ranges, tokens, sentences, paragraphs and quotation marks of news text.

mod abbreviations;
mod boundary;
mod lexer;
mod offsets;
mod packed;
mod paragraphs;
mod quotations;
mod range;
mod segmenter;
mod tokens;

pub use boundary::{BOUNDARY_FEATURES, Candidates};
pub use offsets::{OffsetMap, OffsetUnit};
pub use quotations::{Quotation, QuoteStyle};
pub use range::{TextRange, TokenId, TokenRange};
pub use segmenter::{Layout, Segmenter};
pub use tokens::{TokenKind, Tokens};
