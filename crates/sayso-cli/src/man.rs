//! `sayso man`: manual pages in roff, made from the command line's definition.

use std::io::{self, Write};

use anyhow::{Context, Result};
use clap::builder::Resettable;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

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

/// The page of `command`. What its help says after the options has sections of its own: a heading there ends in a colon,
/// and lines that are indented stay as they are.
fn render(command: Command) -> Result<Vec<u8>> {
    let help = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let mut page = Vec::new();
    Man::new(command.after_long_help(Resettable::Reset)).render(&mut page)?;
    let mut sections = Roff::new();
    for paragraph in help.split("\n\n") {
        let lines: Vec<&str> = paragraph.lines().collect();
        let (heading, lines) = match lines.split_first() {
            Some((first, rest)) if first.ends_with(':') => (first.trim_end_matches(':'), rest),
            _ => ("Notes", &lines[..]),
        };
        let heading = if heading == "Exit codes" { "Exit status" } else { heading };
        sections.control("SH", [heading.to_uppercase().as_str()]);
        let as_it_is = lines.iter().any(|line| line.starts_with(' '));
        if as_it_is {
            sections.control("nf", []);
        }
        for line in lines {
            sections.text([roman(*line)]);
        }
        if as_it_is {
            sections.control("fi", []);
        }
    }
    sections.to_writer(&mut page)?;
    Ok(page)
}
