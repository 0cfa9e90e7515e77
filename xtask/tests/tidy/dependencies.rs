//! Unused dependencies: each costs every build, and nobody notices.

use std::fs;

use crate::workspace::{packages, root};

#[test]
fn every_dependency_is_named_in_the_sources() {
    let mut unused = Vec::new();
    for package in packages() {
        let sources = package.sources();
        for dependency in &package.dependencies {
            let name = dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_");
            if !sources.iter().any(|(_, content)| has_word(content, &name)) {
                unused.push(format!("{}: {}", package.name, dependency.name));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:#?}");
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
