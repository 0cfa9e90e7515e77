//! Pages of `docs/` that say `<!-- run: … -->`: their commands run, and what they show is printed.

use std::fs;
use std::path::Path;

use crate::support::Folder;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

#[test]
fn commands_of_pages_run() {
    let pages = fs::read_dir(Path::new(ROOT).join("docs")).expect("the documents");
    let mut commands = 0;
    for page in pages {
        let path = page.expect("a document").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(&path).expect("a document");
            if let Some((_, page)) = text.split_once("<!-- run:") {
                commands += run(page);
            }
        }
    }
    assert!(commands > 8, "{commands} commands have run");
}

#[test]
fn the_record_of_the_readme_is_what_the_program_writes() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).expect("the README");
    let (_, section) = readme.split_once("## The record").expect("its section");
    let block = section.split("```json").nth(1).and_then(|rest| rest.split("```").next());
    let printed: serde_json::Value =
        serde_json::from_str(block.expect("a record")).expect("a record");
    let output = Folder::with_seed().output(&["analyze", "seeds", "-q", "--format", "jsonl"]);
    let written: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a record");
    for part in ["format", "id", "meta", "offsets"] {
        assert_eq!(printed[part], written[part], "{part}");
    }
    for list in ["sentences", "entities", "attributions"] {
        let (printed, written) = (printed[list].as_array(), written[list].as_array());
        let written = written.expect("a list");
        for item in printed.expect("a list") {
            assert!(written.contains(item), "{list}: {item}");
        }
    }
}

/// Runs every `sh` block of a page in one folder; of a `text` block every line must have been printed by the one before.
fn run(page: &str) -> usize {
    let folder = Folder::with_seed();
    let (mut printed, mut commands) = (String::new(), 0);
    for (at, block) in page.split("```").enumerate().filter(|(at, _)| at % 2 == 1) {
        let (kind, block) = block.split_once('\n').expect("the kind of block");
        assert!(at > 0 && matches!(kind, "sh" | "text"), "what is a block of {kind}?");
        if kind == "text" {
            for line in block.lines() {
                assert!(printed.contains(line), "not printed: {line}\n{printed}");
            }
            continue;
        }
        printed.clear();
        for line in block.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match &words[..] {
                ["cp", from, to] => {
                    folder.write(to, &fs::read(Path::new(ROOT).join(from)).expect("its source"));
                }
                ["sayso", arguments @ ..] => {
                    let output = folder.output(arguments);
                    let complaint = String::from_utf8_lossy(&output.stderr);
                    assert!(output.status.success(), "{line}: {complaint}");
                    printed += &String::from_utf8_lossy(&output.stdout);
                }
                _ => panic!("only `cp` and `sayso` are known: {line}"),
            }
            commands += 1;
        }
    }
    commands
}
