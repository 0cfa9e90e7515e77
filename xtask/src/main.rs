//! The workspace's own tasks, run as `cargo xtask TASK`.
#![allow(clippy::print_stderr, reason = "tasks talk to the person who runs them")]

mod data;
mod train;

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    train::run(&arguments[1..], Path::new("../shared/data"))
}
