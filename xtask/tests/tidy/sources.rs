//! What every file owes its reader.

use std::path::Path;

use crate::workspace::{packages, texts};

/// Fails with `complaint` and the source files that `is_wrong`.
#[track_caller]
fn check(complaint: &str, is_wrong: impl Fn(&Path, &str) -> bool) {
    let sources = packages().into_iter().flat_map(|package| package.sources());
    let wrong: Vec<String> = sources
        .filter(|(path, content)| is_wrong(path, content))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(wrong.is_empty(), "{complaint}: {wrong:#?}");
}

#[test]
fn every_source_file_says_what_it_is() {
    check("begin with `//!`", |_, content| !content.starts_with("//! "));
}

#[test]
fn modules_lie_beside_their_folders() {
    check("write foo.rs beside foo/", |path, _| path.ends_with("mod.rs"));
}

#[test]
fn no_test_is_skipped_or_wants_a_panic() {
    let marks = ["ignore", "should_panic"].map(|name| format!("#[{name}"));
    check("assert what happens today", |_, content| marks.iter().any(|m| content.contains(m)));
}

#[test]
fn no_line_ends_in_white_space() {
    let mut found = Vec::new();
    for (path, content) in texts() {
        for (i, line) in content.lines().enumerate() {
            if line.ends_with([' ', '\t', '\r']) {
                found.push(format!("{}:{}", path.display(), i + 1));
            }
        }
        if !content.is_empty() && !content.ends_with('\n') {
            found.push(format!("{}: no line end at its end", path.display()));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
