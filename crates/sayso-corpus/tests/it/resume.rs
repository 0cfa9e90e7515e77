//! An interrupted and resumed run writes what an uninterrupted one writes.

use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use proptest::prelude::*;
use sayso_corpus::{
    Earlier, Event, Inputs, ReadOptions, Replayed, Resume, RunOptions, Summary, WriteError,
    quiet_panics, run,
};

use crate::support::Folder;

/// Documents with repeated ids, a record that cannot be read and one that makes the work panic.
fn corpus() -> Folder {
    let folder = Folder::new();
    let mut lines = String::new();
    for number in 0..40 {
        let (id, text) = (number % 7, "word ".repeat(number * 13 % 30));
        lines += &match number {
            9 => "{broken\n".to_owned(),
            17 => "{\"id\": \"trap\", \"text\": \"panic\"}\n".to_owned(),
            _ => format!("{{\"id\": \"{id}\", \"text\": \"{text}{number}\"}}\n"),
        };
    }
    folder.write("in.jsonl", lines.as_bytes());
    folder
}

/// Reads `in.jsonl` and writes `out.jsonl`, one line per document; stops after `stop`
/// inputs. Returns the counts and all failures, including those of the interrupted run.
fn analyse(
    folder: &Folder,
    stop: Option<u64>,
    threads: usize,
) -> Result<(Summary, Vec<String>), WriteError> {
    quiet_panics();
    let mut output = Resume::open(folder.path("out.jsonl"), "settings")?;
    let inputs = Inputs::new([folder.path("in.jsonl")], ReadOptions::default()).unwrap();
    let options = RunOptions { threads, skip: output.done(), ..RunOptions::default() };
    let mut failures = Vec::new();
    let inputs = inputs.take(stop.map_or(usize::MAX, |stop| stop as usize));
    let summary = run(
        inputs,
        &options,
        || (),
        |(), document| {
            assert_ne!(document.text, "panic", "trapped");
            format!("{} {}\n", document.id, document.text.len()).into_bytes()
        },
        |outcome| match outcome.event {
            Event::Done(line) => output.line(outcome.fingerprint, &line),
            Event::Replayed => {
                if let Replayed::Failed(reason) = output.replayed(outcome.fingerprint)? {
                    failures.push(folder.relative(&reason));
                }
                Ok(())
            }
            Event::Failed(failure) => {
                failures.push(folder.relative(&failure.to_string()));
                output.failed(outcome.fingerprint, &failure.to_string())
            }
        },
    )?;
    if stop.is_none() {
        output.commit()?;
    }
    Ok((summary, failures))
}

fn output_of(folder: &Folder) -> String {
    fs::read_to_string(folder.path("out.jsonl")).unwrap()
}

fn cut(path: &Path, part: f64) {
    if !path.exists() {
        // Nothing was settled.
        return;
    }
    let file = OpenOptions::new().write(true).open(path).unwrap();
    let length = file.metadata().unwrap().len();
    file.set_len((length as f64 * part) as u64).unwrap();
}

proptest! {
    #[test]
    fn any_interruption_can_be_resumed(
        first in 0u64..45,
        second in 0u64..45,
        cut_output in 0f64..=1.0,
        cut_journal in 0f64..=1.0,
        which in 0..4,
        threads in 1usize..4,
    ) {
        let whole = corpus();
        let (summary, failures) = analyse(&whole, None, 2).unwrap();
        prop_assert_eq!((summary.documents, summary.failed, failures.len()), (38, 2, 2));

        let folder = corpus();
        analyse(&folder, Some(first), threads).unwrap();
        if which & 1 == 1 {
            cut(&folder.path(".out.jsonl.partial"), cut_output);
        }
        if which & 2 == 2 {
            cut(&folder.path(".out.jsonl.journal"), cut_journal);
        }
        // The next run may be interrupted too, but not before it is where the first one was.
        analyse(&folder, Some(first.max(second)), threads).unwrap();
        let (summary, resumed_failures) = analyse(&folder, None, threads).unwrap();
        prop_assert_eq!(output_of(&folder), output_of(&whole));
        prop_assert_eq!(resumed_failures, failures);
        prop_assert!(summary.documents + summary.replayed + summary.failed == 40);
        prop_assert!(!folder.path(".out.jsonl.partial").exists());
        prop_assert!(!folder.path(".out.jsonl.journal").exists());
    }
}

#[test]
fn a_broken_byte_in_the_partial_output_is_redone() {
    let (whole, folder) = (corpus(), corpus());
    analyse(&whole, None, 1).unwrap();
    analyse(&folder, Some(30), 1).unwrap();
    let partial = folder.path(".out.jsonl.partial");
    let mut bytes = fs::read(&partial).unwrap();
    bytes[60] ^= 1;
    fs::write(&partial, bytes).unwrap();
    let (summary, _) = analyse(&folder, None, 1).unwrap();
    assert!((1..29).contains(&summary.replayed));
    assert_eq!(output_of(&folder), output_of(&whole));
}

#[test]
fn changed_inputs_are_refused() {
    #[track_caller]
    fn check(change: impl Fn(String) -> String, expected: &str) {
        let folder = corpus();
        analyse(&folder, Some(30), 2).unwrap();
        let lines = fs::read_to_string(folder.path("in.jsonl")).unwrap();
        folder.write("in.jsonl", change(lines).as_bytes());
        let error = analyse(&folder, None, 2).unwrap_err();
        assert_eq!(folder.relative(&error.to_string()), expected);
    }
    check(
        |lines| lines.replacen("word 1", "word 2", 1),
        "out.jsonl: input 2 has changed; start over with --force",
    );
    check(
        |lines| lines.split_inclusive('\n').skip(1).collect(),
        "out.jsonl: input 1 has changed; start over with --force",
    );
    check(
        |lines| lines.replace("{broken", "{\"text\": \"mended\"}"),
        "out.jsonl: input 10 has changed; start over with --force",
    );
    check(
        |lines| lines.split_inclusive('\n').take(20).collect(),
        "out.jsonl: input 21 has changed; start over with --force",
    );
}

#[test]
fn other_settings_devices_and_second_runs_are_refused() {
    let folder = Folder::new();
    let path = folder.path("out.jsonl");
    #[track_caller]
    fn check(folder: &Folder, result: Result<Resume, WriteError>, expected: &str) {
        assert_eq!(folder.relative(&result.err().unwrap().to_string()), expected);
    }
    let running = Resume::open(&path, "a").unwrap();
    check(
        &folder,
        Resume::open(&path, "a"),
        "out.jsonl: another run is writing to it; wait until it ends or choose another name",
    );
    drop(running);
    assert!(!Resume::is_unfinished(&path), "nothing was done");
    let mut begun = Resume::open(&path, "a").unwrap();
    begun.line(1, b"a\n").unwrap();
    drop(begun);
    assert!(Resume::is_unfinished(&path));
    check(
        &folder,
        Resume::with(&path, "a", Earlier::Keep),
        "out.jsonl: was begun and not finished; --resume goes on, --force starts over",
    );
    check(
        &folder,
        Resume::open(&path, "b"),
        "out.jsonl: was started with other settings; use them again, or start over with --force",
    );
    assert_eq!(Resume::restart(&path, "b").unwrap().done(), 0);
    for name in ["out.jsonl.gz", "out.jsonl.zst"] {
        check(
            &folder,
            Resume::open(folder.path(name), "a"),
            &format!("{name}: cannot be continued in the middle; write a plain file"),
        );
    }
}

#[test]
fn starting_anew_forgets_the_interrupted_run() {
    let (whole, folder) = (corpus(), corpus());
    analyse(&whole, None, 1).unwrap();
    analyse(&folder, Some(30), 1).unwrap();
    drop(Resume::restart(folder.path("out.jsonl"), "settings").unwrap());
    let (summary, _) = analyse(&folder, None, 1).unwrap();
    assert_eq!(summary.replayed, 0);
    assert_eq!(output_of(&folder), output_of(&whole));
}

/// Ends in an error after so many bytes.
struct Broken(&'static [u8]);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("cut short")),
            count => Ok(count),
        }
    }
}

#[test]
fn a_line_in_pieces_is_as_good_as_a_whole_one() {
    let folder = Folder::new();
    let path = folder.path("out.jsonl");
    let mut first = Resume::open(&path, "settings").unwrap();
    first.line(1, b"one\n").unwrap();
    first.long_line(2, &mut &b"two\n"[..]).unwrap();
    assert!(first.long_line(3, &mut Broken(b"thr")).is_err());
    drop(first);

    let mut second = Resume::open(&path, "settings").unwrap();
    assert_eq!(second.done(), 2);
    second.replayed(1).unwrap();
    second.replayed(2).unwrap();
    second.long_line(3, &mut &b"three\n"[..]).unwrap();
    second.line(4, b"four\n").unwrap();
    second.commit().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\nthree\nfour\n");
}

#[test]
fn the_journal_of_a_run_that_was_killed_at_its_end_is_removed() {
    let folder = Folder::new();
    let path = folder.path("out.jsonl");
    let mut begun = Resume::open(&path, "a").unwrap();
    begun.line(1, b"a\n").unwrap();
    Resume::sweep(&path);
    drop(begun);
    assert!(Resume::is_unfinished(&path), "what can go on is kept");
    let partial = folder.path(".out.jsonl.partial");
    fs::rename(partial, &path).unwrap();
    Resume::sweep(&path);
    assert!(!folder.path(".out.jsonl.journal").exists() && path.exists());
}
