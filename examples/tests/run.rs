//! Every example runs and shows what it should.

use std::process::Command;

/// Runs an example that `cargo test` has built beside this test.
#[track_caller]
fn check(name: &str, lines: &[&str]) {
    let test = std::env::current_exe().expect("a path");
    let profile = test.ancestors().nth(2).expect("target/debug/deps/run-…");
    let example =
        profile.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let output = Command::new(&example).output();
    let output = output.unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo test --package examples` builds it", example.display())
    });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let shown = String::from_utf8(output.stdout).expect("text");
    for line in lines {
        assert!(shown.lines().any(|shown| shown.trim() == *line), "no line `{line}` in\n{shown}");
    }
}

#[test]
fn who_said_what() {
    let cue = "cue      denied (deny)";
    check("who_said_what", &["7. Pyongyang", "kind     government", cue, "inside   8"]);
}

#[test]
fn own_names_and_cues() {
    let entity = "Kursk group is Kursk Grouping, listed as x-7";
    check("own_names_and_cues", &[entity, "The Kursk group: mansplain (assert)"]);
}

#[test]
fn entities() {
    check("entities", &["North Korea (place), country KP", "about 12,000 = ~12000 soldiers"]);
}

#[test]
fn explain() {
    check("explain", &["officials the source (1.00)"]);
}

#[test]
fn many_articles() {
    check("many_articles", &["1000 articles", "deny: 1000"]);
}

#[test]
fn corpus_report() {
    check("corpus_report", &["SOURCES"]);
}

#[test]
fn every_example_is_listed_and_short() {
    let manifest = include_str!("../Cargo.toml");
    let list = include_str!("../src/lib.rs");
    let names = manifest.lines().filter_map(|line| line.strip_prefix("path = "));
    for path in names.map(|path| path.trim_matches('"')) {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let source = std::fs::read_to_string(folder.join(path)).expect("an example");
        assert!(source.lines().count() < 60, "{path}");
        assert!(list.contains(&format!("`{}`", path.trim_end_matches(".rs"))), "{path}");
    }
}
