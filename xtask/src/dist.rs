//! A release to hand out: the program, its manual page and completions, licences, in one archive.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::cargo::build_sayso;
use crate::man;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];
const TEXTS: [&str; 4] = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

pub(crate) fn run(out: &Path) -> Result<()> {
    let program = build_sayso()?;
    let name = format!("sayso-{}-{}", env!("CARGO_PKG_VERSION"), host()?);
    let folder = out.join(&name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let completions = folder.join("completions");
    fs::create_dir_all(&completions)
        .with_context(|| format!("{}: cannot be made", completions.display()))?;
    fs::copy(&program, folder.join(program.file_name().context("a program has a name")?))?;
    man::write(&program, &folder)?;
    for shell in SHELLS {
        let script = man::ask(&program, &["completions", shell])?;
        fs::write(completions.join(format!("sayso.{shell}")), script)?;
    }
    for text in TEXTS {
        fs::copy(text, folder.join(text)).with_context(|| format!("{text}: cannot be copied"))?;
    }
    let archive = out.join(format!("{name}.tar.gz"));
    let mut tar = tar::Builder::new(GzEncoder::new(File::create(&archive)?, Compression::best()));
    // Owners and times of this machine are nobody's business, and the same release is the same file.
    tar.mode(tar::HeaderMode::Deterministic);
    tar.append_dir_all(&name, &folder)?;
    tar.into_inner()?.finish()?;
    eprintln!("wrote {}", archive.display());
    Ok(())
}

/// The platform that rustc builds for.
fn host() -> Result<String> {
    let version = String::from_utf8(Command::new("rustc").arg("-vV").output()?.stdout)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not name its host")?.to_owned())
}
