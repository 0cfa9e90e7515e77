//! The `sayso` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    sayso_cli::run(std::env::args_os()).into()
}
