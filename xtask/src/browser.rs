//! The tests of the report page in a real browser.
//!
//! They need Node.js with npm and Chromium, which `.ci/run` installs on Debian. The environment variable
//! `CHROMIUM` names another one.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::cargo::{build_dev, must};

const TESTS: &str = "crates/sayso-report/tests/browser";

pub(crate) fn run() -> Result<()> {
    let program = build_dev()?;
    let program = program.canonicalize().context("the program was not built")?;
    // Without scripts of packages, and without browsers that they would fetch.
    must(Command::new("npm").args(["ci", "--silent", "--ignore-scripts"]).current_dir(TESTS))?;
    must(Command::new("npm").args(["--silent", "test"]).current_dir(TESTS).env("SAYSO", program))
}

/// What the tests need and this machine lacks.
pub(crate) fn missing() -> Option<&'static str> {
    let chromium = std::env::var_os("CHROMIUM").map_or("/usr/bin/chromium".into(), PathBuf::from);
    if !chromium.exists() {
        return Some("Chromium");
    }
    let npm = Command::new("npm").arg("--version").stdout(Stdio::null()).status();
    let installed = npm.is_ok_and(|status| status.success());
    (!installed || !Path::new(TESTS).is_dir()).then_some("Node.js with npm")
}
