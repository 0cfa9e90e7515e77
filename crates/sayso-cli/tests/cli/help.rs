//! The pages of help, and what wrong arguments get.

use crate::support::Folder;

#[test]
fn short_help() {
    insta::assert_snapshot!(Folder::new().run(&["-h"]));
}

#[test]
fn long_help() {
    insta::assert_snapshot!(Folder::new().run(&["--help"]));
}

#[test]
fn analyze_help() {
    insta::assert_snapshot!(Folder::new().run(&["analyze", "--help"]));
}

#[test]
fn eval_help() {
    insta::assert_snapshot!(Folder::new().run(&["eval", "--help"]));
}

#[test]
fn completions_help() {
    insta::assert_snapshot!(Folder::new().run(&["completions", "--help"]));
}

#[test]
fn wrong_arguments() {
    let folder = Folder::new();
    insta::assert_snapshot!(folder.run(&["analyse"]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: unrecognized subcommand 'analyse'

      tip: a similar subcommand exists: 'analyze'

    Usage: sayso <COMMAND>

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(folder.run(&["analyze", "--layers", "names", "."]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: invalid value 'names' for '--layers <LAYER,...>'
      [possible values: text, sentences, tokens, quotations, entities, boilerplate, attributions]

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(folder.run(&["analyze", "--max-document-size", "much", "."]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: invalid value 'much' for '--max-document-size <SIZE>': write a number, or one with K, M or G, such as 64M

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(folder.run(&["analyze", "--resume", "."]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: the following required arguments were not provided:
      --output <FILE>

    Usage: sayso analyze --output <FILE> --resume <PATH>...

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(
        folder.run(&["analyze", "--resume", "--format", "pretty", "-o", "out", "."]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: --resume continues records only; use --format jsonl
    ");
    insta::assert_snapshot!(folder.run(&["analyze", "--glob", "[", "."]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: [: bad pattern: error parsing glob '[': unclosed character class; missing ']'; write it like *.txt or 2024/**
    ");
}

#[test]
fn scripts_and_manual_pages_are_made() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = folder.run(&["completions", shell]);
        assert!(script.contains("analyze") && script.contains("max-document-size"), "{shell}");
    }
    let page = folder.run(&["man"]);
    assert!(page.contains(".TH sayso 1"), "{page}");
    let page = folder.run(&["man", "analyze"]);
    assert!(
        page.contains(".TH sayso-analyze 1") && page.contains("max\\-document\\-size"),
        "{page}"
    );
    assert!(folder.run(&["man", "analyse"]).contains("error: sayso has no command `analyse`"));
}
