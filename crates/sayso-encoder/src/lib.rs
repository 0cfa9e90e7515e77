//! A small transformer that reads news: which words are cues, and what around each is source and content.
//!
//! [`EncoderModel`] holds the weights, in 8 bits; [`EncoderModel::annotate`] fills a [`Reading`]. All products are of
//! whole numbers and all other sums are in a fixed order, so that every machine gets the same.

mod attention;
#[cfg(feature = "convert")]
pub mod convert;
mod kernel;
mod layer;
mod math;
mod matrix;
mod model;
mod reading;
mod wordpiece;

pub use model::EncoderModel;
pub use reading::{CueReading, EncoderScratch, Reading};
pub use wordpiece::Piece;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
