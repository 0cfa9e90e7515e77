//! Tests of reports and their page, in one binary for link time.

mod corpus;
mod page;
mod support;
