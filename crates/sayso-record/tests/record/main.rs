//! Tests of records and of the other forms of an analysis, in one binary for link time.

mod brat;
mod conllu;
mod mutated;
mod properties;
mod schema;
mod seed;
mod support;
mod view;
mod web_annotations;
