//! Tables of a corpus: the same records as in JSON Lines, complete or not there.

use std::fs;

use sayso_record::Record;

use crate::support::{Folder, articles, exists};

/// Two files that can be read and one that cannot.
fn folder() -> Folder {
    let folder = Folder::with_seed();
    folder.write("news/many.jsonl", articles(300).as_bytes());
    folder.write("news/short.jsonl", b"{\"id\": \"a\", \"text\": 7}\n");
    folder
}

const FORMATS: [(&str, &str); 4] =
    [("parquet", "said"), ("sqlite", "said.db"), ("csv", "said-csv"), ("csv", "said.zip")];

#[test]
fn tables_hold_what_records_hold() {
    let folder = folder();
    let lines = folder.output(&["analyze", "-q", "seeds", "news"]).stdout;
    let lines = String::from_utf8(lines).expect("text");
    let expected: Vec<Record> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    assert_eq!(expected.len(), 301);
    for (format, output) in &FORMATS[..2] {
        folder.run(&["analyze", "-q", "seeds", "news", "--format", format, "-o", output]);
        let read: Result<Vec<Record>, _> =
            sayso_tables::open(folder.path(output)).expect("tables").collect();
        assert!(read.expect("records") == expected, "{format}");
    }
}

#[test]
fn tables_appear_when_they_are_complete() {
    let folder = folder();
    let mut shown = String::new();
    for (format, output) in FORMATS {
        shown += &folder.run(&["analyze", "seeds", "news", "--format", format, "-o", output]);
    }
    insta::assert_snapshot!(shown);
    assert_eq!(folder.names(), ["news", "said", "said-csv", "said.db", "said.zip", "seeds"]);
    let documents = folder.read("said-csv/documents.csv");
    assert!(documents.lines().any(|line| line.contains("news/short.jsonl:1")), "{documents}");
}

#[test]
fn threads_change_no_byte_of_them() {
    let folder = folder();
    for threads in ["1", "4"] {
        for (format, output) in [("parquet", "said"), ("csv", "csv"), ("annotations", "pages")] {
            let output = format!("{output}{threads}");
            let arguments = ["analyze", "-q", "seeds", "news", "--format", format, "-o", &output];
            folder.run(&[&arguments[..], &["--threads", threads]].concat());
        }
    }
    for table in ["documents", "entities", "mentions", "attributions"] {
        let bytes = |path: String| fs::read(folder.path(&path)).expect("a table");
        for (name, ending) in [("said", "parquet"), ("csv", "csv")] {
            let [one, four] = [1, 4].map(|n| bytes(format!("{name}{n}/{table}.{ending}")));
            assert!(one == four && !one.is_empty(), "{table}.{ending}");
        }
    }
    assert!(folder.read("pages1") == folder.read("pages4"));
}

/// What is said of command lines that cannot give tables.
#[test]
fn tables_need_a_place_and_what_fits_in() {
    let folder = folder();
    folder.write("full/other.txt", b"something");
    let commands: [&[&str]; 8] = [
        &["--format", "parquet"],
        &["--format", "csv"],
        &["--format", "sqlite"],
        &["--format", "parquet", "-o", "full"],
        &["--format", "csv", "-o", "full/other.txt"],
        &["--format", "sqlite", "-o", "full"],
        &["--format", "sqlite", "-o", "said.db.gz"],
        &["--format", "parquet", "-o", "said", "--layers", "text,tokens"],
    ];
    let run = |more: &&[&str]| folder.run(&[&["analyze", "seeds"], *more].concat());
    let mut shown: Vec<String> = commands.iter().map(run).collect();
    shown.push(folder.run(&["analyze", "seeds", "--format", "sqlite", "-o", "no/such/said.db"]));
    insta::assert_snapshot!(shown.join("\n"));
    assert!(!exists(&folder.path("said")));
}

/// A page of annotations a line, on standard output too.
#[test]
fn annotations_are_lines_of_json() {
    let output = folder().output(&["analyze", "-q", "seeds", "--format", "annotations"]);
    let lines = String::from_utf8(output.stdout).expect("text");
    let page: serde_json::Value = serde_json::from_str(&lines).expect("one page");
    assert_eq!(page["id"], "urn:sayso:000_e63c8cd01220d72a#attributions");
    assert_eq!(page["items"].as_array().map(Vec::len), Some(44));
}
