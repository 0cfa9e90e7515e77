//! The Python package, built by maturin with the linker of Zig, which knows the older C libraries that wheels ask for:
//! `pip install 'maturin[zig]'`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use clap::Args;

use super::THIRD_PARTY;
use super::parts::Parts;
use crate::cargo::{host, must, reproducibly};

/// What `cargo xtask wheel` takes.
#[derive(Debug, Args)]
pub(crate) struct WheelArgs {
    /// Where to
    #[arg(long, default_value = "dist")]
    out: PathBuf,
    /// The platform to build for, this one if none is named
    #[arg(long, value_name = "TRIPLE")]
    target: Option<String>,
}

pub(crate) fn build(args: WheelArgs) -> Result<()> {
    let target = args.target.map_or_else(host, Ok)?;
    let package = Path::new("crates/sayso-python");
    let parts = Parts::of("sayso-python", &target)?;
    fs::write(package.join(THIRD_PARTY), parts.licences()?)?;
    // Maturin's own names the paths of this machine.
    let folder = tempfile::tempdir()?;
    let materials = folder.path().join("sayso.cdx.json");
    fs::write(&materials, parts.bill_of_materials()?)?;
    let mut maturin = Command::new("maturin");
    maturin.args([
        "build",
        "--profile",
        "dist",
        "--locked",
        "--target",
        &target,
        "--manifest-path",
    ]);
    maturin.arg(package.join("Cargo.toml")).arg("--out").arg(&args.out);
    maturin.arg("--sbom-include").arg(&materials);
    if let Some(oldest) = oldest_system(&target) {
        maturin.args(["--compatibility", oldest, "--zig"]);
    }
    must(reproducibly(&mut maturin)?)
}

/// The name of the oldest system that the wheel runs on, for Linux.
fn oldest_system(target: &str) -> Option<&'static str> {
    if target.ends_with("-linux-gnu") {
        Some("manylinux_2_28")
    } else if target.ends_with("-linux-musl") {
        Some("musllinux_1_2")
    } else {
        None
    }
}
