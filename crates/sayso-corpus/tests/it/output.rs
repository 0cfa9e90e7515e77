//! Output files are complete or absent.

use std::fs;
use std::io::{Read, Write};

use sayso_corpus::{Output, WriteError};

use crate::support::Folder;

fn names(folder: &Folder) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_dropped_output_leaves_the_old_file_alone() {
    let folder = Folder::with(&[("out.csv", b"old")]);
    let mut output = Output::create(folder.path("out.csv")).unwrap();
    output.write_all(b"new").unwrap();
    output.flush().unwrap();
    assert_eq!(fs::read(folder.path("out.csv")).unwrap(), b"old");
    drop(output);
    assert_eq!(fs::read(folder.path("out.csv")).unwrap(), b"old");
    assert_eq!(names(&folder), ["out.csv"]);
}

#[test]
fn what_a_killed_run_left_is_removed() {
    let folder = Folder::with(&[
        (".out.csv.Ab12Cd.tmp", b"half"),
        (".out.csv.notes.tmp", b"a user's"),
        (".other.csv.Ab12Cd.tmp", b"of another"),
    ]);
    let first = Output::create(folder.path("out.csv")).unwrap();
    let second = Output::create(folder.path("out.csv")).unwrap();
    assert_eq!(names(&folder).len(), 4, "{:?}", names(&folder));
    first.commit().unwrap();
    drop(second);
    assert_eq!(names(&folder), [".other.csv.Ab12Cd.tmp", ".out.csv.notes.tmp", "out.csv"]);
}

#[test]
fn a_committed_output_is_complete() {
    let folder = Folder::new();
    let text = "He denied it.\n".repeat(100_000);
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        let mut output = Output::create(folder.path(name)).unwrap();
        output.write_all(text.as_bytes()).unwrap();
        output.commit().unwrap();
        let bytes = fs::read(folder.path(name)).unwrap();
        let mut found = String::new();
        match name.rsplit('.').next() {
            Some("gz") => {
                flate2::read::GzDecoder::new(&*bytes).read_to_string(&mut found).unwrap();
            }
            Some("zst") => found = String::from_utf8(zstd::decode_all(&*bytes).unwrap()).unwrap(),
            _ => found = String::from_utf8(bytes).unwrap(),
        }
        assert!(found == text, "{name}");
    }
    assert_eq!(names(&folder), ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"]);
}

#[test]
fn bytes_do_not_depend_on_how_they_are_written() {
    let folder = Folder::new();
    let lines = (0..40_000u64).map(|n| format!("{} said {}.\n", n % 977, n * n % 7919));
    let text: String = lines.collect();
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        let written = |length: usize| {
            let mut output = Output::create(folder.path(name)).unwrap();
            text.as_bytes().chunks(length).for_each(|part| output.write_all(part).unwrap());
            output.commit().unwrap();
            fs::read(folder.path(name)).unwrap()
        };
        let whole = written(text.len());
        for length in [13, 1000, 100_000] {
            assert!(written(length) == whole, "{name}, {length} bytes at a time");
        }
    }
}

#[test]
fn what_cannot_be_created_is_told_in_one_line() {
    let folder = Folder::new();
    let error = Output::create(folder.path("no/such/out.csv")).err().unwrap();
    assert!(matches!(error, WriteError::Io { action: "created", .. }));
    let line = folder.relative(&error.to_string());
    assert!(line.starts_with("no/such/out.csv: cannot be created ("), "{line}");
    assert!(line.ends_with("); check the folder, its permissions and the free space"), "{line}");
}

#[cfg(unix)]
#[test]
fn permissions_links_and_devices_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::with(&[("real.txt", b"old")]);
    let mode = |name: &str| fs::metadata(folder.path(name)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(folder.path("real.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink(folder.path("real.txt"), folder.path("link.txt")).unwrap();
    let mut output = Output::create(folder.path("link.txt")).unwrap();
    output.write_all(b"new").unwrap();
    output.commit().unwrap();
    assert!(fs::symlink_metadata(folder.path("link.txt")).unwrap().is_symlink());
    assert_eq!(fs::read(folder.path("real.txt")).unwrap(), b"new");
    assert_eq!(mode("real.txt"), 0o640);

    symlink("not-yet.txt", folder.path("dangling.txt")).unwrap();
    Output::create(folder.path("dangling.txt")).unwrap().commit().unwrap();
    assert!(fs::symlink_metadata(folder.path("dangling.txt")).unwrap().is_symlink());
    assert!(folder.path("not-yet.txt").exists());

    fs::write(folder.path("usual.txt"), b"").unwrap();
    Output::create(folder.path("new.txt")).unwrap().commit().unwrap();
    assert_eq!(mode("new.txt"), mode("usual.txt"));

    let mut output = Output::create("/dev/null").unwrap();
    output.write_all(b"nothing").unwrap();
    output.commit().unwrap();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}
