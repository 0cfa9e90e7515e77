//! The workspace's own tasks, run as `cargo xtask TASK`. One file a task.
//!
//! Paths on its command line are relative to the workspace's root, wherever it is called from.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tasks talk to the person who runs them"
)]

mod bench;
mod browser;
mod cargo;
mod ci;
#[allow(dead_code, reason = "readers keep every column, whether a trainer wants it yet or not")]
mod data;
mod dist;
mod eval;
mod fuzz;
mod man;
mod msrv;
mod notice;
mod train;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};

/// The workspace's own tasks.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Check everything, as continuous integration does
    Ci(DataFolders),
    /// Measure accuracy on the dev parts of the gold and compare it with the floors
    Eval(eval::EvalArgs),
    /// Train the models that are shipped, and write them into the source tree
    Train(train::TrainArgs),
    /// Test the report page in Chromium
    Browser,
    /// Feed broken and made-up input to everything that reads
    Fuzz(fuzz::FuzzArgs),
    /// Analyse news with mistakes in it
    FuzzNews(fuzz::FuzzNewsArgs),
    /// Check that the oldest compiler that `Cargo.toml` promises is enough
    Msrv,
    /// Measure speed and memory of the program and of the text layer
    Bench(bench::BenchArgs),
    /// Write the notices of licences from `docs/models.md`
    Notice(notice::NoticeArgs),
    /// Write the manual pages
    Man {
        /// Where to
        #[arg(long, default_value = "target/man")]
        out: PathBuf,
    },
    /// Build a release and pack it with completions, manual pages and licences
    Dist(dist::DistArgs),
    /// Write the formula for Homebrew and the checksums of all archives that are in a folder
    DistIndex {
        /// The folder
        #[arg(long, default_value = "dist")]
        out: PathBuf,
    },
    /// Build the Python package to hand out
    Wheel(dist::WheelArgs),
}

/// Where gold is found.
#[derive(Debug, Args)]
struct DataFolders {
    /// The folder with treebanks and annotated articles
    #[arg(long, value_name = "DIR", default_value_os_t = data::corpora("data"))]
    data: PathBuf,
    /// The folder with the seed's gold and the golden rules
    #[arg(long, value_name = "DIR", default_value_os_t = data::corpora("eval"))]
    gold: PathBuf,
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<()> {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent folder")?;
    std::env::set_current_dir(root)
        .with_context(|| format!("{}: cannot go there", root.display()))?;
    match cli.task {
        Task::Ci(folders) => ci::run(folders),
        Task::Eval(args) => eval::run(&args),
        Task::Train(args) => train::run(&args),
        Task::Browser => browser::run(),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::FuzzNews(args) => fuzz::run_news(&args),
        Task::Msrv => msrv::run(),
        Task::Bench(args) => bench::run(&args),
        Task::Notice(args) => notice::run(&args),
        Task::Man { out } => man::run(&out),
        Task::Dist(args) => dist::run(args),
        Task::DistIndex { out } => dist::index(&out),
        Task::Wheel(args) => dist::build_wheel(args),
    }
}
