//! Fuzzing: builds the targets of `fuzz/` with instrumentation and runs each for a while.
//!
//! The stable compiler is enough: what instruments the code is part of LLVM, and libFuzzer comes as a crate.
//! `cargo fuzz` finds the same targets, for those who want a sanitizer on top.

mod news;
mod seeds;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::cargo::{cargo, host, must};

pub(crate) use news::{FuzzNewsArgs, run as run_news};

#[derive(Debug, Args)]
pub(crate) struct FuzzArgs {
    /// How long to run each target
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub(crate) seconds: u32,
    /// Only these targets; every target if none is named
    #[arg(value_name = "TARGET")]
    pub(crate) only: Vec<String>,
}

/// Each target with the longest input worth trying.
const TARGETS: [(&str, u32); 9] = [
    ("text", 4096),
    ("html", 8192),
    ("jsonl", 4096),
    ("csv", 4096),
    ("warc", 4096),
    ("xml", 4096),
    ("mail", 4096),
    ("tables", 32768),
    ("models", 4096),
];

/// What `cargo fuzz build --sanitizer none` passes to the compiler.
const INSTRUMENTATION: [&str; 7] = [
    "--cfg",
    "fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

pub(crate) fn run(args: &FuzzArgs) -> Result<()> {
    for name in &args.only {
        ensure!(TARGETS.iter().any(|(target, _)| target == name), "{name}: no such target");
    }
    let folder = target_folder();
    let programs = build(&folder)?;
    seeds::write(&folder.join("corpus"))?;
    let chosen = |name: &str| args.only.is_empty() || args.only.iter().any(|only| only == name);
    let targets: Vec<_> = TARGETS.into_iter().filter(|(name, _)| chosen(name)).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut failed = Vec::new();
    for targets in targets.chunks(cores) {
        let start = |&(name, longest)| -> Result<_> {
            let run = Run::start(&folder, &programs, name, longest, args.seconds)?;
            Ok((name, run))
        };
        let running = targets.iter().map(start).collect::<Result<Vec<_>>>()?;
        for (name, run) in running {
            match run.finish()? {
                Some(tried) => eprintln!("{name}: {tried} inputs"),
                None => failed.push(name),
            }
        }
    }
    ensure!(
        failed.is_empty(),
        "{failed:?} failed: what, and the inputs, are in {}",
        folder.display()
    );
    Ok(())
}

fn target_folder() -> PathBuf {
    let folder = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    PathBuf::from(folder).join("fuzz")
}

/// Builds all targets and tells where they are.
fn build(folder: &Path) -> Result<PathBuf> {
    // The same versions as the program's.
    fs::copy("Cargo.lock", "fuzz/Cargo.lock").context("Cargo.lock: cannot be copied")?;
    let host = host()?;
    let mut build = cargo();
    build.args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", &host]);
    build
        .arg("--target-dir")
        .arg(folder)
        .env("CARGO_ENCODED_RUSTFLAGS", INSTRUMENTATION.join("\x1f"));
    must(&mut build)?;
    Ok(folder.join(host).join("release"))
}

/// A target that is running.
struct Run {
    child: Child,
    log: PathBuf,
}

impl Run {
    fn start(
        folder: &Path,
        programs: &Path,
        name: &str,
        longest: u32,
        seconds: u32,
    ) -> Result<Self> {
        let finds = folder.join("finds").join(name);
        fs::create_dir_all(&finds)?;
        let log = folder.join(format!("{name}.log"));
        let child = Command::new(programs.join(name))
            .arg(folder.join("corpus").join(name))
            .arg(format!("-artifact_prefix={}/", finds.display()))
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-max_len={longest}"))
            .args(["-seed=1", "-timeout=20", "-print_final_stats=1"])
            .stderr(File::create(&log)?)
            .spawn()
            .with_context(|| format!("{name}: cannot be started"))?;
        Ok(Self { child, log })
    }

    /// How many inputs were tried; nothing if one of them fails, which is then shown.
    fn finish(mut self) -> Result<Option<u64>> {
        let status = self.child.wait()?;
        let log = String::from_utf8_lossy(&fs::read(&self.log)?).into_owned();
        if !status.success() {
            let lines: Vec<&str> = log.lines().collect();
            eprintln!("{}", lines[lines.len().saturating_sub(60)..].join("\n"));
            return Ok(None);
        }
        let tried =
            log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
        Ok(Some(tried.context("libFuzzer says nothing of inputs")?.trim().parse()?))
    }
}
