//! The archive that people unpack: one folder with everything.

use std::fs::File;
use std::path::Path;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, Header};

use super::Release;

pub(super) fn write(release: &Release, folder: &str, path: &Path) -> Result<()> {
    let mut archive = Builder::new(GzEncoder::new(File::create(path)?, Compression::best()));
    let suffix = if release.target.contains("windows") { ".exe" } else { "" };
    append(&mut archive, &format!("{folder}/sayso{suffix}"), &release.program, 0o755)?;
    for (name, page) in &release.pages {
        append(&mut archive, &format!("{folder}/man/{name}"), page, 0o644)?;
    }
    for (shell, script) in &release.completions {
        append(&mut archive, &format!("{folder}/completions/sayso.{shell}"), script, 0o644)?;
    }
    for (name, text) in &release.texts {
        append(&mut archive, &format!("{folder}/{name}"), text, 0o644)?;
    }
    archive.into_inner()?.finish()?;
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
