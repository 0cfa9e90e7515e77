//! Tests of reports and their page, in one binary for link time.

mod about;
mod claims;
mod corpus;
mod identities;
mod network;
mod page;
mod said;
mod sources;
mod unpacked;
mod xlsx;

#[path = "../../../sayso-record/tests/record/odd_texts.rs"]
mod odd_texts;
