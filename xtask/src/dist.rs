//! A release to hand out: the program, its manual pages and completions, licences, in one archive; a Debian package, a
//! formula for Homebrew, a list of what is inside, and checksums. The same commit gives the same bytes.

mod archive;
mod debian;
mod formula;
mod parts;
mod wheel;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use sha2::{Digest, Sha256};

use crate::cargo::{build_sayso_for, host};
use crate::man;
use parts::Parts;

pub(crate) use wheel::{WheelArgs, build as build_wheel};

/// What `cargo xtask dist` takes.
#[derive(Debug, Args)]
pub(crate) struct DistArgs {
    /// Where to
    #[arg(long, default_value = "dist")]
    out: PathBuf,
    /// The platform to build for, this one if none is named; *-linux-musl makes one program for every Linux
    #[arg(long, value_name = "TRIPLE")]
    target: Option<String>,
}

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];
const TEXTS: [&str; 5] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "NOTICE", "README.md"];
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The licences of what is not ours, in archives and wheels.
const THIRD_PARTY: &str = "LICENSE-THIRD-PARTY";

/// What is handed out, before it is packed in one way or another.
struct Release {
    target: String,
    program: Vec<u8>,
    /// By the name of their files.
    pages: Vec<(String, Vec<u8>)>,
    /// By their shells.
    completions: Vec<(&'static str, Vec<u8>)>,
    /// By their paths.
    texts: Vec<(String, Vec<u8>)>,
}

pub(crate) fn run(args: DistArgs) -> Result<()> {
    let target = args.target.map_or_else(host, Ok)?;
    let program = build_sayso_for(&target)?;
    let read =
        |path: &Path| fs::read(path).with_context(|| format!("{}: no such file", path.display()));
    let completions = |shell| Ok((shell, man::ask(&program, &["completions", shell])?));
    let parts = Parts::of("sayso-cli", &target)?;
    let mut texts = Vec::new();
    // With the documentation that README links to.
    for text in TEXTS.into_iter().map(PathBuf::from).chain(files(Path::new("docs"))?) {
        texts.push((text.display().to_string(), read(&text)?));
    }
    texts.push((THIRD_PARTY.to_owned(), parts.licences()?.into_bytes()));
    let release = Release {
        program: read(&program)?,
        pages: man::pages(&program)?,
        completions: SHELLS.into_iter().map(completions).collect::<Result<_>>()?,
        texts,
        target,
    };
    let out = &args.out;
    fs::create_dir_all(out).with_context(|| format!("{}: cannot be made", out.display()))?;
    let name = format!("sayso-{VERSION}-{}", release.target);
    archive::write(&release, &name, &out.join(format!("{name}.tar.gz")))?;
    fs::write(out.join(format!("{name}.cdx.json")), parts.bill_of_materials()?)?;
    if release.target.ends_with("-linux-musl") {
        debian::write(&release, out)?;
    }
    index(out)
}

/// Writes what depends on all archives in a folder.
pub(crate) fn index(out: &Path) -> Result<()> {
    for (field, address) in
        [("repository", env!("CARGO_PKG_REPOSITORY")), ("authors", env!("CARGO_PKG_AUTHORS"))]
    {
        if address.contains("//example.") || address.contains("@example.") {
            eprintln!("NOT TO BE PUBLISHED: {address} is nobody's; set `{field}` in Cargo.toml");
        }
    }
    formula::write(out)?;
    write_checksums(out)
}

/// `SHA256SUMS` of everything in the folder, as `sha256sum --check` reads it.
fn write_checksums(out: &Path) -> Result<()> {
    const NAME: &str = "SHA256SUMS";
    let mut sums = String::new();
    for path in files(out)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name != NAME {
            writeln!(sums, "{}  {name}", checksum(&path)?)?;
            eprintln!("{} ({:.1} MB)", path.display(), path.metadata()?.len() as f64 / 1e6);
        }
    }
    Ok(fs::write(out.join(NAME), sums)?)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut files: Vec<PathBuf> = entries.collect::<Result<_>>()?;
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

fn checksum(path: &Path) -> Result<String> {
    let mut sum = String::new();
    for byte in Sha256::digest(fs::read(path)?) {
        write!(sum, "{byte:02x}")?;
    }
    Ok(sum)
}
