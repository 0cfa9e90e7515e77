//! The flow of data goes one way, and few crates touch the world: `docs/architecture.md` says why.

use crate::workspace::packages;

/// The layers, lowest first. A crate may use those before it, as far as the rules below allow.
const FLOW: [&str; 20] = [
    "sayso-linear",
    "sayso-text",
    "sayso-encoder",
    "sayso-lexicon",
    "sayso-syntax",
    "sayso-entities",
    "sayso-attribution",
    "sayso-transfers",
    "sayso",
    "sayso-eval",
    "sayso-corpus",
    "sayso-record",
    "sayso-claims",
    "sayso-report",
    "sayso-tables",
    "sayso-cli",
    "sayso-python",
    "benches",
    "examples",
    "xtask",
];

/// Crates that know only the listed others of ours.
const NARROW: [(&str, &[&str]); 10] = [
    ("sayso-linear", &[]),
    ("sayso-text", &["sayso-linear"]),
    ("sayso-encoder", &["sayso-text", "sayso-linear"]),
    ("sayso-lexicon", &["sayso-text", "sayso-linear"]),
    ("sayso-eval", &["sayso-text"]),
    ("sayso-corpus", &[]),
    ("sayso-record", &["sayso"]),
    ("sayso-claims", &["sayso-lexicon", "sayso-linear"]),
    ("sayso-report", &["sayso", "sayso-claims", "sayso-entities", "sayso-lexicon", "sayso-record"]),
    ("sayso-tables", &["sayso", "sayso-record", "sayso-report"]),
];

/// The only crates that read or write files, look at the environment or start programs.
const WORLDLY: [&str; 4] = ["sayso-corpus", "sayso-tables", "sayso-cli", "xtask"];

#[test]
fn crates_use_only_layers_below() {
    let layer = |name: &str| FLOW.iter().position(|other| *other == name);
    for package in packages() {
        let name = package.name.as_str();
        let own = layer(name).unwrap_or_else(|| panic!("{name}: give it a place in the flow"));
        let narrow = NARROW.iter().find(|(narrow, _)| *narrow == name);
        for dependency in package.dependencies.iter().filter(|d| d.kind.is_none()) {
            let used = dependency.name.as_str();
            let Some(below) = layer(used) else { continue };
            let allowed = narrow.is_none_or(|(_, allowed)| allowed.contains(&used));
            assert!(below < own && allowed, "{name} must not use {used}");
        }
    }
}

#[test]
fn few_crates_touch_the_world() {
    let doors = ["fs", "env", "process", "net"].map(|name| format!("std::{name}"));
    for package in packages() {
        if WORLDLY.contains(&package.name.as_str()) {
            continue;
        }
        let own = package.folder().join("src");
        for (path, content) in package.sources().iter().filter(|(path, _)| path.starts_with(&own)) {
            for door in &doors {
                let used = content.contains(door.as_str());
                assert!(!used, "{} uses {door}, which is for {WORLDLY:?}", path.display());
            }
        }
    }
}

#[test]
fn only_programs_use_anyhow() {
    for package in packages() {
        let uses_it = package.dependencies.iter().any(|d| d.name == "anyhow");
        let is_program = ["sayso-cli", "xtask"].contains(&package.name.as_str());
        assert!(is_program || !uses_it, "{}: a library has its own errors", package.name);
    }
}
