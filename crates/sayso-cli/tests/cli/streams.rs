//! Input that comes bit by bit, and readers that leave.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};

use crate::support::{Folder, articles};

fn start(folder: &Folder, arguments: &[&str]) -> Child {
    let mut command = folder.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program starts")
}

#[test]
fn each_record_comes_when_its_document_is_done() {
    for threads in ["1", "2"] {
        let mut child = start(&Folder::new(), &["analyze", "-", "--threads", threads, "-q"]);
        let mut input = child.stdin.take().expect("a pipe");
        let mut records = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        for (i, line) in articles(4).split_inclusive('\n').enumerate() {
            input.write_all(line.as_bytes()).expect("it reads");
            let record = records.next().expect("a record").expect("text");
            assert!(record.contains(&format!("\"id\":\"a{i}\"")), "{record}");
        }
        drop(input);
        assert!(records.next().is_none());
        assert_eq!(child.wait().expect("it ends").code(), Some(0));
    }
}

/// The input stays open: the program must not wait for it.
#[test]
fn a_reader_that_has_gone_ends_the_run() {
    for threads in ["1", "2"] {
        let mut child = start(&Folder::new(), &["analyze", "-", "--threads", threads]);
        let mut input = child.stdin.take().expect("a pipe");
        let lines = articles(2);
        let (first, second) = lines.split_at(lines.find('\n').expect("a line") + 1);
        input.write_all(first.as_bytes()).expect("it reads");
        let mut records = BufReader::new(child.stdout.take().expect("a pipe"));
        records.read_line(&mut String::new()).expect("a record");
        drop(records);
        input.write_all(second.as_bytes()).expect("it reads");
        let mut errors = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut errors).expect("text");
        assert_eq!((child.wait().expect("it ends").code(), errors.as_str()), (Some(0), ""));
        drop(input);
    }
}

/// What Linux offers to see what a full disk does.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = Folder::with(&[("a.txt", b"Moscow denied it.")]);
    let told = folder.run(&["analyze", "a.txt", "-o", "/dev/full"]);
    assert!(told.starts_with("exit code: 2"), "{told}");
    assert!(told.contains("/dev/full") && told.contains("No space left"), "{told}");
    for arguments in [&["analyze", "a.txt"][..], &["help", "analyze"], &["--version"]] {
        let mut command = folder.command(arguments);
        let full = std::fs::File::create("/dev/full").expect("it is there");
        let output = command.stdout(full).stderr(Stdio::piped()).output().expect("it ends");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {errors}");
        assert!(errors.contains("No space left"), "{arguments:?}: {errors}");
    }
    assert_eq!(folder.names(), ["a.txt"]);
}
