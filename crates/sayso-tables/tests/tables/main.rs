//! Tests of the tables, in one binary for link time.

mod bad_files;
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
#[allow(dead_code, reason = "only what is counted matters here")]
#[path = "../../../sayso-report/tests/report/unpacked.rs"]
mod unpacked;
