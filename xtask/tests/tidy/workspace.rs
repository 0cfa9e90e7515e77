//! What the tests look at: the workspace's packages and its text files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// A package of the workspace.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// The name in the sources, where it differs.
    pub(crate) rename: Option<String>,
    /// `dev` or `build`; nothing for a normal one.
    pub(crate) kind: Option<String>,
}

impl Package {
    pub(crate) fn folder(&self) -> &Path {
        self.manifest_path.parent().expect("a manifest lies in a folder")
    }

    /// Its Rust files with their contents.
    pub(crate) fn sources(&self) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        collect(self.folder(), &mut files);
        files.retain(|path| path.extension().is_some_and(|e| e == "rs"));
        read(files)
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// Every package of the workspace.
pub(crate) fn packages() -> Vec<Package> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let output = command.current_dir(root()).output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Metadata = serde_json::from_slice(&output.stdout).expect("cargo's metadata");
    metadata.packages
}

/// Every text file that people write, with its contents: not what is built, and no snapshots.
pub(crate) fn texts() -> Vec<(PathBuf, String)> {
    const KINDS: [&str; 11] =
        ["rs", "toml", "md", "tsv", "yml", "sh", "js", "css", "html", "py", "pyi"];
    let mut files = Vec::new();
    collect(root(), &mut files);
    files.retain(|path| {
        let kind = path.extension().and_then(|extension| extension.to_str());
        kind.is_some_and(|kind| KINDS.contains(&kind)) || path.ends_with(".ci/run")
    });
    read(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    const BUILT: [&str; 4] = ["target", "dist", "node_modules", ".git"];
    for entry in fs::read_dir(folder).expect("a folder of the workspace") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !BUILT.iter().any(|name| path.ends_with(name)) {
                collect(&path, files);
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
}

fn read(files: Vec<PathBuf>) -> Vec<(PathBuf, String)> {
    let read = |path: PathBuf| {
        let content =
            fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (path, content)
    };
    files.into_iter().map(read).collect()
}
