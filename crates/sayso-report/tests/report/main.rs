//! Tests of what leaves the program, in one binary for link time.

mod brat;
mod conllu;
mod corpus;
mod mutated;
mod page;
mod properties;
mod seed;
mod view;
