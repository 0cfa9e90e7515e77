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

#[cfg(feature = "serve")]
#[test]
fn serve_help() {
    insta::assert_snapshot!(Folder::new().run(&["serve", "--help"]));
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
      [possible values: text, sentences, words, tokens, quotations, entities, boilerplate, attributions, transfers]

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
    // Examples stay in their lines.
    assert!(
        page.contains("\n.SH EXAMPLES\n.nf\n") && page.contains("\n.SH \"EXIT STATUS\"\n"),
        "{page}"
    );
    let commands = String::from_utf8(folder.output(&["man", "--list"]).stdout).expect("UTF-8");
    let help = folder.run(&["-h"]);
    let section = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    let named = |line: &str| line.split_whitespace().next().map(str::to_owned);
    let listed: Vec<String> = section.expect("a list").lines().filter_map(named).collect();
    let listed: Vec<&str> =
        listed.iter().map(String::as_str).filter(|name| *name != "help").collect();
    assert_eq!(commands.lines().collect::<Vec<_>>(), listed);
    for command in commands.lines() {
        let page = folder.run(&["man", command]);
        assert!(page.contains(&format!(".TH sayso-{command} 1")), "{page}");
    }
    assert!(folder.run(&["man", "analyse"]).contains("error: sayso has no command `analyse`"));
}

#[test]
fn licences_name_every_model() {
    let output = Folder::new().output(&["licenses"]);
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    for model in
        ["boundaries.bin", "syntax.bin", "names.bin", "attribution.model", "accurate.model"]
    {
        assert!(printed.contains(model), "{printed}");
    }
    assert!(printed.contains("CC BY-SA 4.0"), "{printed}");
}
