//! Tests of the tables, in one binary for link time.

mod bad_files;
mod documents;
mod queries;
mod round_trip;
mod seed;
mod support;
