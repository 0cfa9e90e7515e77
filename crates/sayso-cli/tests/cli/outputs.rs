//! What may have the name of an output, and what becomes of it.

use crate::support::{Folder, articles, exists};

#[test]
fn an_output_in_the_folder_that_is_read_is_no_input() {
    let folder = Folder::with(&[("news/all.jsonl", articles(5).as_bytes())]);
    let runs: [&[&str]; 5] = [
        &["-o", "news/said.jsonl"],
        &["-o", "news/said.jsonl.gz"],
        &["-o", "news/tables", "--format", "parquet", "--force"],
        &["-o", "news/csv", "--format", "csv", "--force"],
        &["-o", "news/pages", "--format", "annotations"],
    ];
    for _ in 0..2 {
        for more in runs {
            let told = folder.run(&[&["analyze", "news"], more].concat());
            assert!(told.starts_with("exit code: 0"), "{told}");
            assert!(told.contains("\n5 documents, "), "{told}");
        }
    }
    let told = folder.run(&["analyze", "news", "-o", "said.jsonl"]);
    let passed_over = "news/said.jsonl: written by an earlier run, not an article; passed over";
    assert!(told.contains(passed_over) && told.contains("\n5 documents, "), "{told}");
    let told = folder.run(&["analyze", "said.jsonl"]);
    assert!(told.starts_with("exit code: 1"), "{told}");
    for format in ["conllu", "brat"] {
        let output = format!("news/{format}");
        let told = folder.run(&["analyze", "news", "--format", format, "-o", &output]);
        assert!(told.contains("\n5 documents, "), "{told}");
    }
    let told = folder.run(&["analyze", "news", "-o", "again.jsonl"]);
    assert!(told.contains("\n5 documents, "), "{told}");
    // Reports are made from records.
    let told = folder.run(&["report", "said.jsonl", "--tables", "sources"]);
    assert!(told.starts_with("exit code: 0"), "{told}");
}

#[test]
fn what_is_there_is_replaced_if_an_earlier_run_has_written_it() {
    let folder = Folder::with(&[("a.txt", b"Moscow denied it."), ("b.txt", b"She left.")]);
    for (format, output) in [
        ("jsonl", "said.jsonl"),
        ("jsonl", "said.jsonl.gz"),
        ("jsonl", "said.jsonl.zst"),
        ("conllu", "said.conllu"),
        ("annotations", "said.pages"),
        ("sqlite", "said.db"),
        ("csv", "said.zip"),
    ] {
        let arguments = ["analyze", "a.txt", "--format", format, "-o", output];
        for _ in 0..2 {
            let told = folder.run(&arguments);
            assert!(told.starts_with("exit code: 0"), "{output}: {told}");
        }
        let before = folder.contents(output);
        // A mistyped path loses nothing.
        let told = folder.run(&["analyze", "typo.txt", "--format", format, "-o", output]);
        assert!(told.starts_with("exit code: 1"), "{output}: {told}");
        assert!(folder.contents(output) == before, "{output}");
    }
    for (format, output) in [("jsonl", "b.txt"), ("sqlite", "b.txt"), ("csv", "b.txt")] {
        let told = folder.run(&["analyze", "a.txt", "--format", format, "-o", output]);
        assert!(told.starts_with("exit code: 1"), "{told}");
        assert_eq!(folder.read("b.txt"), "She left.");
    }
    let told = folder.run(&["analyze", "a.txt", "--format", "jsonl", "-o", "b.txt"]);
    assert!(told.contains("b.txt: is there and holds something else; --force replaces it"));
    // Nothing was begun that could be continued.
    let told = folder.run(&["analyze", "a.txt", "--format", "jsonl", "-o", "b.txt", "--resume"]);
    assert!(told.starts_with("exit code: 1"), "{told}");
    let told = folder.run(&["analyze", "a.txt", "--format", "jsonl", "-o", "b.txt", "--force"]);
    assert!(told.starts_with("exit code: 0") && folder.read("b.txt").starts_with("{\"format\""));
}

#[test]
fn folders_are_replaced_if_asked_and_if_they_hold_nothing_else() {
    let folder = Folder::with(&[("a.txt", b"Moscow denied it.")]);
    for format in ["parquet", "csv", "brat"] {
        let arguments = ["analyze", "a.txt", "--format", format, "-o", format];
        assert!(folder.run(&arguments).starts_with("exit code: 0"));
        let whole = folder.contents(format);
        let told = folder.run(&arguments);
        assert!(told.starts_with("exit code: 1") && told.contains("--force"), "{told}");
        let forced = [&arguments[..], &["--force"]].concat();
        let told = folder.run(&forced);
        assert!(told.starts_with("exit code: 0") && folder.contents(format) == whole, "{told}");
        folder.write(&format!("{format}/notes.md"), b"mine");
        let told = folder.run(&forced);
        assert!(told.starts_with("exit code: 1") && told.contains("other files"), "{told}");
        assert_eq!(folder.read(&format!("{format}/notes.md")), "mine");
    }
    assert_eq!(folder.names(), ["a.txt", "brat", "csv", "parquet"]);
}

#[test]
fn a_folder_is_whole_or_not_there() {
    let folder = Folder::with(&[("a.txt", b"Moscow denied it."), ("b.txt", b"Kyiv said so.")]);
    let run = |input: &str, more: &[&str]| {
        let arguments = ["analyze", input, "--format", "brat", "-o", "brat", "--threads", "1"];
        folder.run(&[&arguments[..], more].concat())
    };
    assert!(run("a.txt", &[]).starts_with("exit code: 0"));
    let whole = folder.contents("brat");
    // A run that finds nothing to read leaves the earlier one as it was.
    assert!(run("nowhere.txt", &["--force"]).starts_with("exit code: 1"));
    assert!(folder.contents("brat") == whole);
    // Nothing is left of what is replaced.
    assert!(run("b.txt", &["--force"]).starts_with("exit code: 0"));
    assert_eq!(folder.names(), ["a.txt", "b.txt", "brat"]);
    let names = ["annotation.conf", "b.ann", "b.txt"].map(|name| format!("brat/{name}"));
    assert!(names.iter().all(|name| exists(&folder.path(name))));
    assert!(!exists(&folder.path("brat/a.ann")));
}

#[test]
fn folders_that_no_run_has_written_are_kept() {
    let folder = Folder::with(&[("a.txt", b"Moscow denied it.")]);
    let run = |output: &str, more: &[&str]| {
        let arguments = ["analyze", "a.txt", "--format", "brat", "-o", output];
        folder.run(&[&arguments[..], more].concat())
    };
    for (file, content) in
        [("mine/annotation.conf", "[entities]"), ("mine/a.txt", "A"), ("mine/a.ann", "")]
    {
        folder.write(file, content.as_bytes());
    }
    let mine = folder.contents("mine");
    assert!(run("brat", &[]).starts_with("exit code: 0"));
    folder.write("brat/notes.txt", b"mine");
    for output in ["mine", "brat"] {
        for more in ["--force", "--resume"] {
            let told = run(output, &[more]);
            assert!(told.starts_with("exit code: 1") && told.contains("other files"), "{told}");
        }
    }
    assert!(folder.contents("mine") == mine);
    assert_eq!(folder.read("brat/notes.txt"), "mine");
    for output in [".", "..", "brat/.."] {
        let told = run(output, &["--force"]);
        assert!(told.contains(&format!("error: {output}: has no name of its own")), "{told}");
    }
}

#[test]
fn an_output_may_lead_through_itself() {
    let folder = Folder::with(&[("a.txt", b"Moscow denied it.")]);
    for (format, output) in
        [("brat", "brat"), ("xmi", "xmi"), ("csv", "csv"), ("parquet", "parquet")]
    {
        let run = |output: &str, more: &[&str]| {
            let arguments = ["analyze", "a.txt", "--format", format, "-o", output];
            folder.run(&[&arguments[..], more].concat())
        };
        assert!(run(output, &[]).starts_with("exit code: 0"));
        let whole = folder.contents(output);
        for through in [format!("{output}/../{output}"), format!("./{output}/")] {
            let told = run(&through, &["--force"]);
            assert!(told.starts_with("exit code: 0"), "{through}: {told}");
            assert!(folder.contents(output) == whole, "{through}");
        }
    }
    assert_eq!(folder.names(), ["a.txt", "brat", "csv", "parquet", "xmi"]);
}

#[test]
fn a_dash_is_standard_output() {
    let folder = Folder::with(&[("a.txt", b"Moscow denied it.")]);
    for command in ["analyze", "report", "claims"] {
        let printed = folder.run(&[command, "a.txt", "-q"]);
        assert_eq!(folder.run(&[command, "a.txt", "-q", "-o", "-"]), printed);
    }
    assert_eq!(folder.names(), ["a.txt"]);
}

#[cfg(unix)]
#[test]
fn links_are_written_through() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[("a.txt", b"Moscow denied it."), ("real/here", b"")]);
    for (format, output) in [
        ("jsonl", "said.jsonl"),
        ("jsonl", "said.jsonl.gz"),
        ("conllu", "said.conllu"),
        ("sqlite", "said.db"),
        ("csv", "said.zip"),
        ("csv", "csv"),
        ("parquet", "parquet"),
        ("brat", "brat"),
        ("label-studio", "tasks.json"),
    ] {
        symlink(format!("real/{output}"), folder.path(output)).expect("a link");
        // First to nothing, then to a file.
        for more in [&[][..], &["--force"]] {
            let arguments = ["analyze", "a.txt", "--format", format, "-o", output];
            let told = folder.run(&[&arguments[..], more].concat());
            assert!(told.starts_with("exit code: 0"), "{output}: {told}");
            assert!(
                folder.path(output).is_symlink() && exists(&folder.path(&format!("real/{output}")))
            );
        }
    }
}
