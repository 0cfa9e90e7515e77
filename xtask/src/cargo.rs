//! Calls of cargo.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// A call of the same cargo that runs this task.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command and fails if it does.
pub(crate) fn must(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed ({status})");
    Ok(())
}

/// Builds the program with a build profile, `dev`, `release` or `dist`, and tells where it is.
pub(crate) fn build_sayso(profile: &str) -> Result<PathBuf> {
    must(cargo().args(["build", "--locked", "--package", "sayso-cli", "--profile", profile]))?;
    let folder = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    // The one profile whose folder has another name.
    let profile = if profile == "dev" { "debug" } else { profile };
    Ok(PathBuf::from(folder).join(profile).join(format!("sayso{}", std::env::consts::EXE_SUFFIX)))
}

/// The platform that rustc builds for.
pub(crate) fn host() -> Result<String> {
    let version = String::from_utf8(Command::new("rustc").arg("-vV").output()?.stdout)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not name its host")?.to_owned())
}
