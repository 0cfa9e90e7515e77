//! What continuous integration checks, in the order in which it fails soonest.
//!
//! Everything is compiled as `dev`, with the features of the whole workspace, so that steps share what is built.
//! Unused dependencies, layering and tidiness are tests (`tests/tidy`), so that
//! `cargo test` finds them too.

use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use crate::DataFolders;
use crate::browser;
use crate::cargo::{cargo, must};
use crate::eval::{self, EvalArgs};
use crate::fuzz::{self, FuzzArgs};
use crate::msrv;

/// How long each target is fuzzed: enough to find what is plain. `cargo xtask fuzz` looks longer.
const FUZZ_SECONDS: u32 = 8;

pub(crate) fn run(folders: DataFolders) -> Result<()> {
    let begun = Instant::now();
    let mut docs = cargo();
    docs.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--workspace", "--no-deps", "--locked"]);
    step("format", cargo().args(["fmt", "--all", "--check"]))?;
    step(
        "lints",
        cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    step("tests, as in the README", cargo().args(["test", "--workspace"]))?;
    match browser::missing() {
        None => {
            eprintln!("\n== the report page in a browser");
            browser::run()?;
        }
        Some(what) => {
            eprintln!("\n== the report page in a browser: NOT CHECKED, there is no {what}");
        }
    }
    step("documentation", &mut docs)?;
    step(
        "benchmarks compile",
        cargo().args([
            "bench",
            "--workspace",
            "--bench",
            "stages",
            "--no-run",
            "--profile",
            "dev",
            "--locked",
        ]),
    )?;
    timed("the oldest compiler", msrv::run)?;
    timed("fuzzing", || fuzz::run(&FuzzArgs { seconds: FUZZ_SECONDS, only: Vec::new() }))?;
    if folders.data.is_dir() {
        eprintln!("\n== accuracy");
        eval::run(&EvalArgs {
            folders,
            json: None,
            write: false,
            allow_absent: false,
            model: None,
            only: Vec::new(),
        })?;
    } else {
        eprintln!("\n== accuracy: NOT CHECKED, there is no folder {}", folders.data.display());
    }
    eprintln!("\nAll checks passed in {} s", begun.elapsed().as_secs());
    Ok(())
}

fn step(name: &str, command: &mut Command) -> Result<()> {
    timed(name, || must(command))
}

fn timed(name: &str, check: impl FnOnce() -> Result<()>) -> Result<()> {
    eprintln!("\n== {name}");
    let begun = Instant::now();
    check()?;
    eprintln!("== {name}: {} s", begun.elapsed().as_secs());
    Ok(())
}
