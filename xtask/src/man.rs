//! The manual pages, as the program itself describes them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::cargo::build_release;

pub(crate) fn run(out: &Path) -> Result<()> {
    let program = build_release()?;
    fs::create_dir_all(out).with_context(|| format!("{}: cannot be made", out.display()))?;
    for (name, page) in pages(&program)? {
        let path = out.join(name);
        fs::write(&path, page).with_context(|| format!("{}: cannot be written", path.display()))?;
        eprintln!("wrote {}", path.display());
    }
    Ok(())
}

/// Every page of `program` under its file name.
pub(crate) fn pages(program: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut pages = vec![("sayso.1".to_owned(), ask(program, &["man"])?)];
    let commands = String::from_utf8(ask(program, &["man", "--list"])?)?;
    for command in commands.lines() {
        pages.push((format!("sayso-{command}.1"), ask(program, &["man", command])?));
    }
    Ok(pages)
}

/// What `program` prints.
pub(crate) fn ask(program: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    let answer = Command::new(program).args(arguments).output()?;
    ensure!(answer.status.success(), "{} {arguments:?} failed", program.display());
    Ok(answer.stdout)
}
