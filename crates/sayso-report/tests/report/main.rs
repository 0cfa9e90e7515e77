//! Tests of what leaves the program, in one binary for link time.

mod properties;
mod seed;
mod view;
