//! Runs that are stopped, and those that continue them.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::{Folder, articles, exists};

/// Starts a run that waits for more input after the first articles.
fn start(folder: &Folder, output: &str, first: &str) -> Child {
    let mut command = folder.command(&["analyze", "-", "-o", output, "--threads", "1"]);
    let mut child =
        command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.as_mut().expect("a pipe").write_all(first.as_bytes()).expect("it reads");
    child
}

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(status.expect("kill is there").success());
}

#[cfg(unix)]
fn ends(mut child: Child) -> (Option<i32>, String) {
    let mut errors = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut errors).expect("text");
    (child.wait().expect("it ends").code(), errors)
}

/// Whatever moment a run is killed at, resuming gives the file that it would have written.
#[cfg(unix)]
#[test]
fn resumed_after_a_kill() {
    let folder = Folder::with(&[("all.jsonl", articles(3000).as_bytes())]);
    folder.run(&["analyze", "all.jsonl", "-o", "whole.jsonl"]);
    for pause in [5, 20, 60] {
        let mut command = folder.command(&["analyze", "all.jsonl", "-o", "out.jsonl", "-q"]);
        let mut child = command.spawn().expect("the program starts");
        thread::sleep(Duration::from_millis(pause));
        child.kill().expect("our own process");
        child.wait().expect("it ends");
        let output = folder.output(&["analyze", "all.jsonl", "-o", "out.jsonl", "--resume"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(folder.read("out.jsonl") == folder.read("whole.jsonl"), "after {pause} ms");
    }
    assert_eq!(folder.names(), ["all.jsonl", "out.jsonl", "whole.jsonl"]);
}

/// Whether the tests were started with a signal ignored, as shells do with what runs in the background: the program
/// leaves it so.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// The input stays open all the while, as under `tail -f`.
#[cfg(unix)]
#[test]
fn signals_leave_what_is_done() {
    for (name, expected) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        if is_ignored(expected - 128) {
            continue;
        }
        let folder = Folder::new();
        let all = articles(60);
        let child = start(&folder, "out.jsonl", &all[..all.find("{\"id\":\"a50\"").unwrap()]);
        thread::sleep(Duration::from_millis(700));
        signal(&child, name);
        let (code, errors) = ends(child);
        assert_eq!(code, Some(expected), "{errors}");
        assert!(errors.contains("stopped: what is done is kept beside out.jsonl"), "{errors}");
        assert!(!exists(&folder.path("out.jsonl")) && exists(&folder.path(".out.jsonl.partial")));
        let arguments = ["analyze", "-", "-o", "out.jsonl", "--resume", "--threads", "1"];
        let resumed = folder.run_with_input(&arguments, all.as_bytes());
        assert!(resumed.starts_with("exit code: 0"), "{resumed}");
        assert!(resumed.contains("done before"), "{resumed}");
        assert_eq!(folder.read("out.jsonl").lines().count(), 60);
        assert_eq!(folder.names(), ["out.jsonl"]);
    }
}

#[cfg(unix)]
#[test]
fn a_report_that_is_stopped_leaves_nothing() {
    let folder = Folder::new();
    let mut command = folder.command(&["report", "-", "--html", "page.html"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(articles(5).as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(700));
    assert_eq!(folder.names().len(), 1, "the page in the making");
    signal(&child, "-TERM");
    let (code, errors) = ends(child);
    assert_eq!(code, Some(143), "{errors}");
    assert!(folder.names().is_empty(), "{:?}", folder.names());
}

#[test]
fn resuming_what_was_never_begun_begins_it() {
    let folder = Folder::with(&[("all.jsonl", articles(3).as_bytes())]);
    insta::assert_snapshot!(folder.run(&["analyze", "all.jsonl", "-o", "out.jsonl", "--resume"]), @"
    exit code: 0
    ----- stdout -----
    ----- stderr -----
    3 documents, 33 words, 6 attributions; 0 failed, 0 truncated, 0 recoded; [TIME]
    ");
}

#[cfg(unix)]
#[test]
fn resuming_with_other_settings_is_refused() {
    let folder = Folder::with(&[("all.jsonl", articles(3).as_bytes())]);
    let mut child = start(&folder, "out.jsonl", &articles(1));
    thread::sleep(Duration::from_millis(300));
    child.kill().expect("our own process");
    child.wait().expect("it ends");
    let arguments = ["analyze", "-", "-o", "out.jsonl", "--resume", "--offsets", "byte"];
    insta::assert_snapshot!(folder.run_with_input(&arguments, articles(3).as_bytes()), @"
    exit code: 2
    ----- stdout -----
    ----- stderr -----
    error: out.jsonl: was started with other settings; use them again, or start over with --force
    ");
}

#[cfg(unix)]
#[test]
fn a_run_that_was_not_finished_is_not_lost() {
    let folder = Folder::with(&[("all.jsonl", articles(3).as_bytes())]);
    for (output, format) in [
        ("out.jsonl", "jsonl"),
        ("out.jsonl.zst", "jsonl"),
        ("said", "parquet"),
        ("pages", "brat"),
        ("out.txt", "pretty"),
    ] {
        let arguments = ["analyze", "-", "-o", output, "--format", format, "--threads", "1"];
        let mut command = folder.command(&arguments);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.as_mut().unwrap().write_all(articles(2).as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(500));
        // What is held is written after a while, when the next document comes.
        thread::sleep(Duration::from_millis(1000));
        child.stdin.as_mut().unwrap().write_all(articles(1).as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(500));
        child.kill().expect("our own process");
        child.wait().expect("it ends");
        let arguments = ["analyze", "all.jsonl", "-o", output, "--format", format];
        assert_eq!(
            folder.run(&arguments),
            format!(
                "exit code: 1\n----- stdout -----\n----- stderr -----\nerror: {output}: was begun and not \
                 finished; --resume goes on, --force starts over\n"
            )
        );
        let forced = folder.run(&[&arguments[..], &["--force"]].concat());
        assert!(forced.starts_with("exit code: 0"), "{forced}");
        let resumed = folder.run(&[&arguments[..], &["--resume"]].concat());
        assert_eq!(
            resumed,
            format!(
                "exit code: 0\n----- stdout -----\n----- stderr -----\n{output}: is complete; there is \
                 nothing to resume\n"
            )
        );
    }
    assert_eq!(
        folder.names(),
        ["all.jsonl", "out.jsonl", "out.jsonl.zst", "out.txt", "pages", "said"]
    );
}

#[test]
fn devices_cannot_be_resumed() {
    let folder = Folder::with(&[("all.jsonl", articles(3).as_bytes())]);
    insta::assert_snapshot!(folder.run(&["analyze", "all.jsonl", "-o", "/dev/null", "--resume"]), @"
    exit code: 2
    ----- stdout -----
    ----- stderr -----
    error: /dev/null: cannot be continued in the middle; write a plain file
    ");
}

/// Formats and outputs, and how they are told apart.
#[cfg(unix)]
const OUTPUTS: [(&str, &str); 12] = [
    ("jsonl", "out.jsonl.gz"),
    ("jsonl", "out.jsonl.zst"),
    ("conllu", "out.conllu"),
    ("annotations", "out.pages"),
    ("pretty", "out.txt"),
    ("label-studio", "out.json"),
    ("label-studio", "out.json.gz"),
    ("brat", "brat"),
    ("csv", "csv"),
    ("csv", "out.zip"),
    ("parquet", "parquet"),
    ("sqlite", "out.db"),
];

/// Whatever moments a run is killed at, the last one that goes on writes what an undisturbed one does.
#[cfg(unix)]
#[track_caller]
fn survives(format: &str, output: &str, seed: u64) {
    let mut all = articles(150);
    all.insert_str(all.find("{\"id\":\"a40\"").expect("one of them"), "{\"text\": 7}\n");
    let folder = Folder::with(&[("all.jsonl", all.as_bytes()), ("whole/here", b"")]);
    let run = |output: &str, more: &[&str]| {
        let arguments = ["analyze", "-q", "all.jsonl", "--format", format, "-o", output];
        folder.command(&[&arguments[..], more].concat())
    };
    let whole = format!("whole/{output}");
    let begun = std::time::Instant::now();
    run(&whole, &[]).stderr(Stdio::null()).status().expect("it ends");
    let longest = begun.elapsed().as_millis() as u64;
    // Numerical Recipes' generator, to spread the moments over a run.
    let mut random = seed;
    for i in 0..5 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223) & 0xFFFF_FFFF;
        let mut command = run(output, if i == 0 { &[] } else { &["--resume"] });
        let mut child = command.stderr(Stdio::null()).spawn().expect("it starts");
        thread::sleep(Duration::from_millis((random >> 8) % longest));
        child.kill().expect("our own process");
        child.wait().expect("it ends");
    }
    run(output, &["--resume"]).stderr(Stdio::null()).status().expect("it ends");
    assert!(folder.contents(output) == folder.contents(&whole), "{format} {output}");
    assert_eq!(folder.names(), {
        let mut names = ["all.jsonl", output, "whole"];
        names.sort_unstable();
        names
    });
}

#[cfg(unix)]
#[test]
fn streams_survive_kills() {
    for (i, (format, output)) in (1..).zip(&OUTPUTS[..5]) {
        survives(format, output, i);
    }
}

#[cfg(unix)]
#[test]
fn folders_and_tables_survive_kills() {
    for (i, (format, output)) in (1..).zip(&OUTPUTS[5..]) {
        survives(format, output, i);
    }
}
