//! Tests of records and of the other forms of an analysis, in one binary for link time.

mod brat;
mod conllu;
mod corpus;
mod label_studio;
mod mutated;
mod odd_texts;
mod properties;
mod schema;
mod seed;
mod validate;
mod view;
mod web_annotations;
