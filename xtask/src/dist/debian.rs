//! The Debian package, packed by `dpkg-deb`. The program is static, so it depends on nothing.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use flate2::{Compression, GzBuilder};

use super::{Release, VERSION};
use crate::cargo::{SOURCE_DATE, commit_time, must};

pub(super) fn write(release: &Release, out: &Path) -> Result<()> {
    if Command::new("dpkg-deb").arg("--version").output().is_err() {
        eprintln!("NOT PACKED for Debian: there is no dpkg-deb");
        return Ok(());
    }
    let architecture = match release.target.split('-').next() {
        Some("x86_64") => "amd64",
        Some("aarch64") => "arm64",
        other => other.context("a target without an architecture")?,
    };
    let root = tempfile::tempdir()?;
    let files = files(release)?;
    for (path, content) in &files {
        put(root.path(), path, content, if path == "usr/bin/sayso" { 0o755 } else { 0o644 })?;
    }
    let size = files.iter().map(|(_, content)| content.len()).sum::<usize>().div_ceil(1024);
    put(root.path(), "DEBIAN/control", control(architecture, size).as_bytes(), 0o644)?;
    put(root.path(), "DEBIAN/md5sums", &sums(root.path(), &files)?, 0o644)?;
    let mut pack = Command::new("dpkg-deb");
    pack.env(SOURCE_DATE, commit_time()?).args(["--build", "--root-owner-group", "-Zxz"]);
    pack.arg(root.path()).arg(out.join(format!("sayso_{VERSION}_{architecture}.deb")));
    must(pack.stdout(std::process::Stdio::null()))
}

fn files(release: &Release) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = vec![("usr/bin/sayso".to_owned(), release.program.clone())];
    for (name, page) in &release.pages {
        files.push((format!("usr/share/man/man1/{name}.gz"), packed(page)?));
    }
    for (shell, script) in &release.completions {
        let path = match *shell {
            "bash" => "usr/share/bash-completion/completions/sayso",
            "fish" => "usr/share/fish/vendor_completions.d/sayso.fish",
            "zsh" => "usr/share/zsh/vendor-completions/_sayso",
            _ => continue,
        };
        files.push((path.to_owned(), script.clone()));
    }
    for (name, text) in &release.texts {
        let (name, text) = match name.as_str() {
            "CHANGELOG.md" => ("changelog.gz", packed(text)?),
            // One file has the terms, as Debian wants it; the other is in every Debian.
            "LICENSE-APACHE" => continue,
            "LICENSE-MIT" => ("copyright", copyright(text)),
            name => (name, text.clone()),
        };
        files.push((format!("usr/share/doc/sayso/{name}"), text));
    }
    let service = fs::read("packaging/sayso.service")?;
    files.push(("usr/lib/systemd/system/sayso.service".to_owned(), service));
    Ok(files)
}

/// What `dpkg --verify` compares installed files with.
fn sums(root: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let paths = files.iter().map(|(path, _)| path);
    let summed = Command::new("md5sum").args(paths).current_dir(root).output()?;
    ensure!(summed.status.success(), "md5sum failed: {}", summed.status);
    Ok(summed.stdout)
}

fn copyright(mit: &[u8]) -> Vec<u8> {
    const CHOICE: &str = "Sayso is given out under the Apache License 2.0, whose text is in\n\
        /usr/share/common-licenses/Apache-2.0, or under these terms, at your option:\n\n";
    [CHOICE.as_bytes(), mit].concat()
}

fn control(architecture: &str, size: usize) -> String {
    let (maintainer, homepage) = (env!("CARGO_PKG_AUTHORS"), env!("CARGO_PKG_REPOSITORY"));
    format!(
        "Package: sayso\nVersion: {VERSION}\nArchitecture: {architecture}\nInstalled-Size: {size}\n\
         Maintainer: {maintainer}\nHomepage: {homepage}\n\
         Section: text\nPriority: optional\nDescription: reads news and says who said what\n \
         Sayso finds who said what, what kind of source that is and how it was said, with\n \
         exact offsets, and counts it over a corpus. It works offline: its models are inside.\n"
    )
}

/// Packs without a name and a time.
fn packed(content: &[u8]) -> Result<Vec<u8>> {
    let mut packer = GzBuilder::new().write(Vec::new(), Compression::best());
    packer.write_all(content)?;
    Ok(packer.finish()?)
}

fn put(root: &Path, path: &str, content: &[u8], mode: u32) -> Result<()> {
    let path = root.join(path);
    fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
    fs::write(&path, content)?;
    set_mode(&path, mode)?;
    // Folders above it, whatever the umask.
    for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(root)) {
        set_mode(folder, 0o755)?;
    }
    Ok(())
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(mode))?)
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> Result<()> {
    Ok(())
}
