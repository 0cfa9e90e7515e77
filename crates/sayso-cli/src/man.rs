//! `sayso man`: manual pages in roff, made from the command line's definition.

use std::io::{self, Write};

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_mangen::Man;

use crate::args::Cli;
use crate::exit::Exit;

pub(crate) fn run(command: Option<&str>) -> Result<Exit> {
    let mut sayso = Cli::command();
    sayso.build();
    let command = match command {
        None => sayso,
        Some(name) => {
            let found = sayso.find_subcommand(name).cloned();
            let found = found.with_context(|| format!("sayso has no command `{name}`"))?;
            // Names are not inherited by a copy: the page would be called `analyze`.
            found.display_name(format!("sayso-{name}"))
        }
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    io::stdout().write_all(&page)?;
    Ok(Exit::Success)
}
