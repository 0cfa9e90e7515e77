//! `sayso man`: manual pages in roff, made from the command line's definition.

use std::io::{self, Write};

use anyhow::{Context, Result};
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::Cli;
use crate::exit::Exit;

/// Prints the page of `command`, or of the program if there is none.
pub(crate) fn run(command: Option<&str>) -> Result<Exit> {
    let page = match command {
        None => render(program())?,
        Some(name) => {
            let found = commands().into_iter().find(|command| command.get_name() == name);
            let found = found.with_context(|| format!("sayso has no command `{name}`"))?;
            // Names are not inherited by a copy: the page would be called `analyze`.
            render(found.display_name(format!("sayso-{name}")))?
        }
    };
    io::stdout().write_all(&page)?;
    Ok(Exit::Success)
}

/// Prints the names of all commands that have a page, one a line.
pub(crate) fn list() -> Result<Exit> {
    let mut names = String::new();
    for command in commands() {
        names.push_str(command.get_name());
        names.push('\n');
    }
    io::stdout().write_all(names.as_bytes())?;
    Ok(Exit::Success)
}

fn program() -> Command {
    let mut sayso = Cli::command();
    sayso.build();
    sayso
}

/// The commands that people use: all that are neither hidden nor made by clap.
fn commands() -> Vec<Command> {
    let shown = |command: &&Command| !command.is_hide_set() && command.get_name() != "help";
    program().get_subcommands().filter(shown).cloned().collect()
}

fn render(command: Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}
