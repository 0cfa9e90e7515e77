//! Tests of the crate from outside, in one binary for the sake of link time.

mod bad_inputs;
mod driver;
mod folders;
mod formats;
mod fuzz;
mod mail;
mod output;
#[cfg(feature = "parquet")]
mod pages;
mod parquet;
mod resume;
mod support;
mod warc;
mod xml;
