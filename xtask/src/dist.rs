//! A release to hand out: the program, its manual pages and completions, licences, in one archive.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, Header};

use crate::cargo::{build_sayso, host};
use crate::man;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];
const TEXTS: [&str; 4] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

pub(crate) fn run(out: &Path) -> Result<()> {
    let program = build_sayso("dist")?;
    let read =
        |path: &Path| fs::read(path).with_context(|| format!("{}: no such file", path.display()));
    let mut files = man::pages(&program)?;
    for shell in SHELLS {
        let script = man::ask(&program, &["completions", shell])?;
        files.push((format!("completions/sayso.{shell}"), script));
    }
    for text in TEXTS {
        files.push((text.to_owned(), read(Path::new(text))?));
    }
    let name = format!("sayso-{}-{}", env!("CARGO_PKG_VERSION"), host()?);
    let path = out.join(format!("{name}.tar.gz"));
    fs::create_dir_all(out).with_context(|| format!("{}: cannot be made", out.display()))?;
    let mut archive = Builder::new(GzEncoder::new(File::create(&path)?, Compression::best()));
    let program_name = format!("sayso{}", std::env::consts::EXE_SUFFIX);
    append(&mut archive, &format!("{name}/{program_name}"), &read(&program)?, 0o755)?;
    for (file, content) in files {
        append(&mut archive, &format!("{name}/{file}"), &content, 0o644)?;
    }
    archive.into_inner()?.finish()?;
    eprintln!("wrote {}", path.display());
    Ok(())
}

/// Adds a file without owner and time: those of this machine are nobody's business, and the same release
/// is the same file.
fn append(
    archive: &mut Builder<GzEncoder<File>>,
    path: &str,
    content: &[u8],
    mode: u32,
) -> Result<()> {
    let mut header = Header::new_gnu();
    header.set_size(content.len() as u64);
    header.set_mode(mode);
    Ok(archive.append_data(&mut header, path, content)?)
}
