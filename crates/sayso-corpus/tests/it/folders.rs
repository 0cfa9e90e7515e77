//! Which files are read, in which order, under which ids.

use sayso_corpus::{Inputs, ReadOptions};

use crate::support::Folder;

/// Reads `paths` of a folder with `files` and compares ids, or messages where reading failed. A
/// message about a file that is only skipped is in brackets.
#[track_caller]
fn check(files: &[(&str, &[u8])], paths: &[&str], options: ReadOptions, expected: &[&str]) {
    let folder = Folder::with(files);
    let paths = paths.iter().map(|path| folder.path(path));
    let found: Vec<String> = Inputs::new(paths, options)
        .unwrap()
        .documents()
        .map(|document| match document {
            Ok(document) => folder.relative(&document.id),
            Err(error) if error.is_skip() => format!("[{}]", folder.relative(&error.to_string())),
            Err(error) => folder.relative(&error.to_string()),
        })
        .collect();
    assert_eq!(found, expected);
}

const NEWS: &[(&str, &[u8])] = &[
    ("2024/b.txt", b"B."),
    ("2024/a.html", b"<p>A."),
    ("2024/a.txt", b"A."),
    ("2023/z.txt.gz", b"Z."),
    ("wire.jsonl", b"{\"text\": \"1\"}\n{\"text\": \"2\"}"),
    (".hidden.txt", b"H."),
    ("scan.pdf", b"%PDF-1.4"),
    ("noise", &[0; 64]),
];

#[test]
fn folders_are_walked_in_the_order_of_names() {
    check(
        NEWS,
        &["."],
        ReadOptions::default(),
        &[
            "2023/z",
            "2024/a",
            "2024/a.txt",
            "2024/b",
            "[./noise: binary data, not text; leave it out]",
            "[./scan.pdf: a file of another kind, not text; skipped]",
            "wire.jsonl:1",
            "wire.jsonl:2",
        ],
    );
}

#[test]
fn patterns_choose() {
    let options = |globs: &[&str]| ReadOptions {
        globs: globs.iter().map(|&glob| glob.to_owned()).collect(),
        ..ReadOptions::default()
    };
    check(NEWS, &[""], options(&["*.txt"]), &["2024/a", "2024/b"]);
    check(NEWS, &[""], options(&["2024/**", "!*.html"]), &["2024/a", "2024/b"]);
    check(NEWS, &["2024/*.txt"], ReadOptions::default(), &["a", "b"]);
    check(NEWS, &["*/?.html"], ReadOptions::default(), &["2024/a"]);
    check(NEWS, &["**/*.txt"], options(&["!b*"]), &["2024/a"]);
    check(
        NEWS,
        &["*.csv"],
        ReadOptions::default(),
        &[
            "*.csv: no file matches this pattern; check it, or quote it so that the shell does not expand it",
        ],
    );
    let error = Inputs::new(["."], options(&["{a"])).err().unwrap().to_string();
    assert!(error.starts_with("{a: bad pattern: ") && error.contains("write it like"), "{error}");
}

#[test]
fn ignore_files_count_inside_the_folder_only() {
    let files: &[(&str, &[u8])] = &[
        (".gitignore", b"data\n*.txt\n"),
        ("data/.gitignore", b"drafts/\n"),
        ("data/.ignore", b"!drafts/b.txt\n"),
        ("data/a.txt", b"A."),
        ("data/drafts/b.txt", b"B."),
        ("data/.h.txt", b"H."),
    ];
    check(files, &["data"], ReadOptions::default(), &["a"]);
    let all = ReadOptions { ignore_files: false, ..ReadOptions::default() };
    check(files, &["data"], all, &["a", "drafts/b"]);
    let hidden =
        ReadOptions { hidden: true, globs: vec!["*.txt".into()], ..ReadOptions::default() };
    check(files, &["data"], hidden, &[".h", "a"]);
}

#[test]
fn several_arguments_keep_their_order_and_their_ids_apart() {
    let files: &[(&str, &[u8])] =
        &[("x/a.txt", b"A."), ("y/a.txt", b"A."), ("y/b.txt", b"B."), ("r.csv", b"text\nR.")];
    let options = ReadOptions::default;
    check(files, &["y/b.txt", "x/a.txt"], options(), &["b", "a"]);
    check(files, &["x/a.txt", "y/a.txt"], options(), &["x/a", "y/a"]);
    check(files, &["y", "x"], options(), &["y/a", "y/b", "x/a"]);
    check(files, &["r.csv", "x/a.txt"], options(), &["r.csv:2", "a"]);
}

#[test]
fn an_empty_folder_is_told() {
    check(
        &[("data/.hidden", b"H.")],
        &["data"],
        ReadOptions::default(),
        &[
            "data: no file to read in this folder; hidden and ignored files are left out unless asked \
           for",
        ],
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_if_asked_and_loops_and_pipes_are_told() {
    use std::os::unix::fs::symlink;

    let folder = Folder::with(&[("data/b.txt", b"B."), ("elsewhere/a.txt", b"A.")]);
    symlink(folder.path("elsewhere/a.txt"), folder.path("data/a.txt")).unwrap();
    symlink(folder.path("data"), folder.path("data/loop")).unwrap();
    let pipe = folder.path("data/pipe");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let found = |path: &str, follow: bool| -> Vec<String> {
        let options = ReadOptions { follow, ..ReadOptions::default() };
        let documents = Inputs::new([folder.path(path)], options).unwrap().documents();
        let told = documents.map(|document| match document {
            Ok(document) => document.id,
            Err(error) => folder.relative(&error.to_string()),
        });
        told.collect()
    };
    let link =
        |name: &str| format!("{name}: a link, not followed; --follow reads what it leads to");
    let pipe = "data/pipe: a pipe or device, not text; skipped".to_owned();
    assert_eq!(found("data", false), [link("data/a.txt"), "b".into(), link("data/loop"), pipe]);
    symlink(folder.path("elsewhere"), folder.path("named")).unwrap();
    assert_eq!(found("named", false), ["a"]);
    assert_eq!(
        found("data", true),
        [
            "a",
            "b",
            "data/loop: the folder contains itself through a link; remove the link",
            "data/pipe: a pipe or device, not text; skipped",
        ]
    );
}

#[test]
fn outputs_and_what_is_beside_them_are_no_inputs() {
    let folder = Folder::with(&[
        ("a/x.txt", b"One."),
        ("a/out.txt", b"Old."),
        ("a/.out.txt.partial", b"Half."),
        ("a/said/b.txt", b"Written."),
        ("out.txt", b"Another."),
    ]);
    let outputs = vec![folder.path("a/out.txt"), folder.path("a/said")];
    let options = ReadOptions { hidden: true, outputs, ..ReadOptions::default() };
    let documents = Inputs::new([folder.root()], options).unwrap().documents();
    let ids: Vec<String> = documents.map(|document| document.unwrap().id).collect();
    assert_eq!(ids, ["a/x", "out"]);
}

#[test]
fn what_an_earlier_run_wrote_is_passed_over() {
    let folder =
        Folder::with(&[("a.txt", b"One."), ("b.jsonl.gz", &crate::support::gzip(b"ours"))]);
    let own = |_: Option<&std::path::Path>, head: &[u8]| head == b"ours";
    let options = ReadOptions { own: Some(own), ..ReadOptions::default() };
    let mut documents = Inputs::new([folder.root()], options).unwrap().documents();
    assert_eq!(documents.next().unwrap().unwrap().id, "a");
    let error = documents.next().unwrap().unwrap_err();
    assert!(error.is_own() && error.is_skip() && documents.next().is_none());
}

#[test]
fn the_size_of_all_inputs_is_known_beforehand() {
    let folder = Folder::with(&[("a.txt", b"12345"), ("b/c.jsonl.gz", b"123"), (".h.txt", b"1")]);
    let mut inputs = Inputs::new([folder.root()], ReadOptions::default()).unwrap();
    assert_eq!(inputs.total_bytes(), Some(8));
    let meter = inputs.meter();
    inputs.by_ref().for_each(drop);
    assert_eq!(meter.bytes(), 8);
    let standard_input = Inputs::new(["-"], ReadOptions::default()).unwrap();
    assert_eq!(standard_input.total_bytes(), None);
}
