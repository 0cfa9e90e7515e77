//! `sayso completions`: a script for the shell, made from the command line's definition.

use std::io::{self, Write};

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Cli;
use crate::exit::Exit;

pub(crate) fn run(shell: Shell) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "sayso", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Exit::Success)
}
