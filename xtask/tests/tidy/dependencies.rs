//! Unused dependencies: each costs every build, and nobody notices.

use std::fs;
use std::path::PathBuf;

use crate::workspace::{packages, root};

#[test]
fn every_dependency_is_named_in_the_sources() {
    let mut unused = Vec::new();
    for package in packages() {
        let sources = package.sources();
        for dependency in &package.dependencies {
            let name = dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_");
            let mut named = sources.iter().any(|(_, content)| has_word(content, &name));
            named |= borrowed(&sources).iter().any(|content| has_word(content, &name));
            if !named {
                unused.push(format!("{}: {}", package.name, dependency.name));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:#?}");
}

/// The modules of other packages that tests take in by `#[path = "…"]`.
fn borrowed(sources: &[(PathBuf, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (file, content) in sources {
        let folder = file.parent().expect("a file lies in a folder");
        for rest in content.split("#[path = \"").skip(1) {
            let (path, _) = rest.split_once('"').expect("a path ends");
            found.push(fs::read_to_string(folder.join(path)).expect("a module"));
        }
    }
    found
}

#[test]
fn every_shared_version_is_used_by_a_member() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the root manifest");
    let (_, table) = manifest.split_once("[workspace.dependencies]\n").expect("shared versions");
    let (table, _) = table.split_once("\n[").expect("more tables");
    let packages = packages();
    let used: Vec<&str> =
        packages.iter().flat_map(|p| &p.dependencies).map(|d| d.name.as_str()).collect();
    for (name, _) in table.lines().filter_map(|line| line.split_once(" = ")) {
        assert!(used.contains(&name), "no member uses the shared version of {name}");
    }
}

/// Whether `word` stands in `content` as a name of its own: `csv::Reader`, `use tar;`.
fn has_word(content: &str, word: &str) -> bool {
    let in_name = |c: char| c.is_alphanumeric() || c == '_';
    content.match_indices(word).any(|(at, _)| {
        !content[..at].ends_with(in_name) && !content[at + word.len()..].starts_with(in_name)
    })
}
