//! The manual page, as the program itself describes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::cargo::build_sayso;

pub(crate) fn run(out: &Path) -> Result<()> {
    let page = write(&build_sayso()?, out)?;
    eprintln!("wrote {}; read it with: man -l {}", page.display(), page.display());
    Ok(())
}

/// Writes the page of `program` into the folder `out`.
pub(crate) fn write(program: &Path, out: &Path) -> Result<PathBuf> {
    let page = ask(program, &["man"])?;
    fs::create_dir_all(out).with_context(|| format!("{}: cannot be made", out.display()))?;
    let path = out.join("sayso.1");
    fs::write(&path, page).with_context(|| format!("{}: cannot be written", path.display()))?;
    Ok(path)
}

/// What `program` prints.
pub(crate) fn ask(program: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    let answer = Command::new(program).args(arguments).output()?;
    ensure!(answer.status.success(), "{} {arguments:?} failed", program.display());
    Ok(answer.stdout)
}
