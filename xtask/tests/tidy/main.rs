//! The habits of this workspace that no compiler knows, as tests: plain `cargo test` finds what is untidy.

mod dependencies;
mod docs;
mod layers;
mod models;
mod packages;
mod retired;
mod sources;
mod workspace;
