//! What a build is made of beside our own crates: their licences, and a bill of materials in the form of CycloneDX.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::VERSION;
use crate::cargo::cargo;

/// The crates of others that are compiled into one of ours, by name and version.
pub(super) struct Parts(Vec<Part>);

#[derive(Deserialize)]
struct Part {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
    manifest_path: PathBuf,
}

impl Parts {
    /// Those of `package`, as it is built for `target`.
    pub(super) fn of(package: &str, target: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Metadata {
            packages: Vec<Part>,
        }
        let tree = ask(&[
            "tree",
            "--locked",
            "--package",
            package,
            "--target",
            target,
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])?;
        let crates: BTreeSet<(&str, &str)> = tree
            .lines()
            .filter_map(|line| {
                let mut words = line.split(' ');
                Some((words.next()?, words.next()?.strip_prefix('v')?))
            })
            .collect();
        let metadata = ask(&["metadata", "--locked", "--format-version", "1"])?;
        let Metadata { packages: mut parts } = serde_json::from_str(&metadata)?;
        parts.retain(|part| {
            part.source.is_some() && crates.contains(&(part.name.as_str(), part.version.as_str()))
        });
        parts.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
        Ok(Self(parts))
    }

    /// Every text of a licence with the crates that carry it.
    pub(super) fn licences(&self) -> Result<String> {
        let mut page = String::from("Sayso is built from these crates of others:\n\n");
        let mut texts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for part in &self.0 {
            let licence = part.license.as_deref().unwrap_or("see its text");
            page += &format!("{} {}: {licence}\n", part.name, part.version);
            let folder = part.manifest_path.parent().context("a manifest lies in a folder")?;
            for path in licence_files(folder)? {
                let text = fs::read(&path)?;
                let text = String::from_utf8_lossy(&text).replace("\r\n", "\n").trim().to_owned();
                texts.entry(text).or_default().push(&part.name);
            }
        }
        let mut texts: Vec<(Vec<&str>, String)> =
            texts.into_iter().map(|(text, names)| (names, text)).collect();
        texts.sort();
        for (mut names, text) in texts {
            names.dedup();
            page += &format!("\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", "));
        }
        Ok(page)
    }

    /// The list in JSON. Without a time and a number of its own, so that the same build has the same list.
    pub(super) fn bill_of_materials(&self) -> Result<String> {
        let component = |part: &Part| {
            let purl = format!("pkg:cargo/{}@{}", part.name, part.version);
            let licences: Value = part.license.iter().map(|l| json!({"expression": l})).collect();
            json!({
                "type": "library", "bom-ref": purl, "name": part.name, "version": part.version,
                "purl": purl, "licenses": licences,
            })
        };
        let bill = json!({
            "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "metadata": {"component": {
                "type": "application", "name": "sayso", "version": VERSION,
                "licenses": [{"expression": env!("CARGO_PKG_LICENSE")}],
            }},
            "components": self.0.iter().map(component).collect::<Value>(),
        });
        Ok(serde_json::to_string_pretty(&bill)? + "\n")
    }
}

fn licence_files(folder: &Path) -> Result<Vec<PathBuf>> {
    const BEGINNINGS: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];
    let mut files = super::files(folder)?;
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
    });
    Ok(files)
}

fn ask(arguments: &[&str]) -> Result<String> {
    let answer = cargo().args(arguments).output()?;
    let complaint = String::from_utf8_lossy(&answer.stderr);
    ensure!(answer.status.success(), "cargo {}: {complaint}", arguments[0]);
    Ok(String::from_utf8(answer.stdout)?)
}
