//! Tests of the tables, in one binary for link time.

mod bad_files;
mod claims;
mod documents;
mod names;
mod queries;
mod round_trip;
mod seed;
mod support;

#[path = "../../../sayso-record/tests/record/corpus.rs"]
mod corpus;
#[path = "../../../sayso-record/tests/record/odd_texts.rs"]
mod odd_texts;
// Reads a page, whose data are base64 of what flate2 packs.
#[allow(dead_code, reason = "only what is counted matters here")]
#[path = "../../../sayso-report/tests/report/unpacked.rs"]
mod unpacked;
