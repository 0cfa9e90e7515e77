//! The `sayso` program: command line, terminal, exit codes. What it prints is made elsewhere. The Python package
//! takes from here how option files are read and explanations are written.
//!
//! Data goes to standard output, everything else to standard error. Whoever closes the pipe has seen
//! enough, which is no failure.

mod analysis;
mod analyze;
mod args;
mod claims;
mod completions;
mod eval;
mod exit;
mod explain;
mod licenses;
mod man;
mod messages;
mod own;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod threads;
mod view;

pub use analysis::{AnalysisSettings, AnalysisSources, Depth, ModelChoice, OptionFile};
pub use explain::Explained;
pub use report::{LeftOut, Selection, StoredRecords};

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};

use anyhow::Result;
use clap::Parser;

use args::{Cli, Command};
use exit::Exit;

/// Runs the program with these arguments, its name the first; the exit code.
///
/// ```
/// assert_eq!(sayso_cli::run(["sayso", "--version"]), 0);
/// assert_eq!(sayso_cli::run(["sayso", "analyse"]), 1);
/// ```
pub fn run<A: Into<OsString> + Clone>(arguments: impl IntoIterator<Item = A>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let steer =
        |argument: &OsString| argument.to_string_lossy().contains(sayso_record::steers_terminal);
    let odd = arguments.iter().any(steer);
    let exit = match Cli::try_parse_from(arguments) {
        Ok(cli) => command(cli.command).unwrap_or_else(|error| {
            if messages::is_broken_pipe(&error) {
                return Exit::Success;
            }
            messages::tell(format_args!("error: {}", messages::chain(&error)));
            Exit::Failure
        }),
        // The complaint would repeat the argument as it is.
        Err(error) if odd => {
            error.render().to_string().lines().for_each(messages::tell);
            Exit::Usage
        }
        Err(error) if error.use_stderr() => {
            let _ = error.print();
            Exit::Usage
        }
        Err(help) => match help.print().and_then(|()| io::stdout().flush()) {
            // A page of help that nobody waits for is as good as read.
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
                messages::tell(format_args!("error: standard output cannot be written: {cause}"));
                Exit::Failure
            }
            _ => Exit::Success,
        },
    };
    exit.code()
}

fn command(command: Command) -> Result<Exit> {
    match command {
        Command::Analyze(args) => analyze::run(*args),
        Command::Report(args) => report::run(*args),
        Command::Claims(args) => claims::run(*args),
        Command::Explain(args) => explain::run(*args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(*args),
        Command::Eval(args) => eval::run(&args),
        Command::Licenses => licenses::run(),
        Command::Completions { shell } => completions::run(shell),
        Command::Man { list: true, .. } => man::list(),
        Command::Man { command, .. } => man::run(command.as_deref()),
    }
}
