//! Text ranges, tokens, sentences, paragraphs and quotation marks of news text.

mod range;

pub use range::{TextRange, TokenId, TokenRange};
