//! The oldest compiler that is promised. Lints find what it lacks of the standard library, not of the language.

use std::process::{Command, Stdio};

use anyhow::Result;

use crate::cargo::must;

/// `rust-version` of `Cargo.toml`.
const VERSION: &str = env!("CARGO_PKG_RUST_VERSION");

/// Installs that compiler where rustup can, and checks everything that is published.
pub(crate) fn run() -> Result<()> {
    let mut install = Command::new("rustup");
    install.args(["toolchain", "install", VERSION, "--profile", "minimal", "--no-self-update"]);
    let installed = install.stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !installed.is_ok_and(|status| status.success()) {
        eprintln!("NOT CHECKED: Rust {VERSION} cannot be installed");
        return Ok(());
    }
    let mut check = Command::new("rustup");
    check.args(["run", VERSION, "cargo", "check", "--workspace", "--exclude", "xtask", "--locked"]);
    // Results of another compiler would replace those of this one.
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    check.env("CARGO_TARGET_DIR", std::path::PathBuf::from(target).join("msrv"));
    for inherited in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN"] {
        check.env_remove(inherited);
    }
    must(&mut check)
}
