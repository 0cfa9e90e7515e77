//! Calls of cargo.

use std::path::{Path, PathBuf};
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

/// Builds the program as it is measured, and tells where it is.
pub(crate) fn build_release() -> Result<PathBuf> {
    must(cargo().args(["build", "--locked", "--package", "sayso-cli", "--release"]))?;
    Ok(sayso_in("release"))
}

/// Builds the program as it is tested, and tells where it is. It has the features that the tests of the whole workspace
/// ask for, so that what `cargo test` has compiled is not compiled again.
pub(crate) fn build_dev() -> Result<PathBuf> {
    must(cargo().args(["test", "--locked", "--workspace", "--no-run"]))?;
    Ok(sayso_in("debug"))
}

fn sayso_in(folder: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    PathBuf::from(target).join(folder).join(format!("sayso{}", std::env::consts::EXE_SUFFIX))
}

/// Builds the program as it is handed out for a platform, and tells where it is. Neither the place of the sources nor
/// that of the registry or of what is built is in it.
pub(crate) fn build_sayso_for(target: &str) -> Result<PathBuf> {
    let mut build = cargo();
    build.args([
        "build",
        "--locked",
        "--package",
        "sayso-cli",
        "--profile",
        "dist",
        "--target",
        target,
    ]);
    must(reproducibly(&mut build)?)?;
    let folder = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let suffix = if target.contains("windows") { ".exe" } else { "" };
    Ok(Path::new(&folder).join(target).join("dist").join(format!("sayso{suffix}")))
}

/// Lets a build give the same bytes wherever and whenever the same sources are built.
pub(crate) fn reproducibly(build: &mut Command) -> Result<&mut Command> {
    // Unlike `RUSTFLAGS`, this variable holds paths with blanks. The time is for C, which may ask for it.
    let variables =
        [("CARGO_ENCODED_RUSTFLAGS", reproducible_flags()?), (SOURCE_DATE, commit_time()?)];
    Ok(build.envs(variables))
}

/// The variable that compilers and packers take the time from.
pub(crate) const SOURCE_DATE: &str = "SOURCE_DATE_EPOCH";

/// When the commit was made, in seconds: the date of all that is built and packed.
pub(crate) fn commit_time() -> Result<String> {
    let log = Command::new("git").args(["log", "-1", "--format=%ct"]).output()?;
    ensure!(log.status.success(), "git does not tell when the commit was made");
    Ok(String::from_utf8(log.stdout)?.trim().to_owned())
}

/// Flags of rustc that keep paths of this machine out of what is built.
fn reproducible_flags() -> Result<String> {
    let sources = std::env::current_dir()?;
    let home = std::env::var_os("HOME").unwrap_or_default();
    let registry =
        std::env::var_os("CARGO_HOME").map_or(Path::new(&home).join(".cargo"), PathBuf::from);
    let built = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let map = |path: &Path, name: &str| format!("--remap-path-prefix={}={name}", path.display());
    // The last that fits is taken.
    let maps = [
        map(&sources, "sayso"),
        map(&sources.join(built), "sayso/target"),
        map(&registry, "cargo"),
    ];
    Ok(maps.join("\u{1f}"))
}

/// The platform that rustc builds for.
pub(crate) fn host() -> Result<String> {
    let version = String::from_utf8(Command::new("rustc").arg("-vV").output()?.stdout)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not name its host")?.to_owned())
}
