//! `sayso licenses`: the notice that goes with the program.

use std::io::{self, Write};

use anyhow::Result;

use crate::exit::Exit;

/// Written from `docs/models.md`.
const NOTICE: &str = include_str!("../NOTICE");

pub(crate) fn run() -> Result<Exit> {
    let mut out = io::stdout().lock();
    out.write_all(NOTICE.as_bytes())?;
    writeln!(
        out,
        "\nA release carries the licences of the crates that it is built from in LICENSE-THIRD-PARTY."
    )?;
    Ok(Exit::Success)
}
