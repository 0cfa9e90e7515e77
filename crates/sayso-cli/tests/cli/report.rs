//! Reports by every way: from articles, from their analyses, in every format, and what cannot be counted.

use crate::support::{Folder, gzip};

const LAYERS: &str = "text,sentences,entities,attributions";

/// The seed, with its analysis beside it.
fn analysed() -> Folder {
    let folder = Folder::with_seed();
    folder.run(&["analyze", "seeds", "--layers", LAYERS, "-o", "said.jsonl"]);
    folder
}

#[test]
fn articles_and_analyses_give_one_report() {
    let folder = analysed();
    folder.write("said.jsonl.gz", &gzip(folder.read("said.jsonl").as_bytes()));
    let from = |path: &str| folder.run(&["report", path, "--format", "json"]);
    let articles = from("seeds");
    assert!(articles.contains("\"name\":\"denials\""), "{articles}");
    assert_eq!(articles, from("said.jsonl"));
    assert_eq!(articles, from("said.jsonl.gz"));
    for (format, path) in [("parquet", "tables"), ("sqlite", "said.db")] {
        folder.run(&["analyze", "seeds", "--format", format, "-o", path]);
        assert_eq!(articles, from(path));
    }
    let piped = folder
        .run_with_input(&["report", "--format", "json"], folder.read("said.jsonl").as_bytes());
    assert_eq!(articles, piped);
}

#[test]
fn damaged_tables_are_told_in_a_line() {
    let folder = Folder::with_seed();
    folder.run(&["analyze", "seeds", "--format", "parquet", "-o", "tables"]);
    folder.run(&["analyze", "seeds", "--format", "sqlite", "-o", "said.db"]);
    for name in ["tables/attributions.parquet", "said.db"] {
        let bytes = std::fs::read(folder.path(name)).unwrap();
        folder.write(name, &bytes[..bytes.len() / 2]);
    }
    let run = |path: &str| folder.run(&["report", path, "--tables", "reading"]);
    insta::assert_snapshot!([run("tables"), run("said.db")].join("\n"));
}

#[test]
fn tables_are_chosen_by_name() {
    let folder = Folder::with_seed();
    insta::assert_snapshot!(folder.run(&[
        "report",
        "seeds",
        "--tables",
        "denials,chains,quantities"
    ]));
    let text = ["report", "seeds", "--tables", "stances", "--format", "text", "--width", "72"];
    insta::assert_snapshot!(folder.run(&text));
    insta::assert_snapshot!(folder.run(&["report", "seeds", "--tables", "nonsense"]));
}

#[test]
fn csv_is_one_table_or_a_folder() {
    let folder = Folder::with_seed();
    let csv = ["report", "-q", "seeds", "--format", "csv"];
    insta::assert_snapshot!(folder.run(&[&csv[..], &["--tables", "chains"]].concat()));
    insta::assert_snapshot!(folder.run(&csv));
    folder.run(&[&csv[..], &["-o", "tables"]].concat());
    assert!(folder.read("tables/sources.csv").starts_with("source,kind,role,"));
    assert!(folder.read("tables/reading.csv").contains("\nattributions,11\n"));
}

#[test]
fn what_cannot_be_counted_is_one_line_each() {
    let folder = analysed();
    let line = folder.read("said.jsonl");
    folder.run(&["analyze", "seeds", "--layers", "attributions", "-o", "bare.jsonl"]);
    folder.write("old.jsonl", line.replacen("\"format\":1", "\"format\":0", 1).as_bytes());
    folder.write("cut.jsonl", &line.as_bytes()[..line.len() / 2]);
    folder.write(
        "bent.jsonl",
        line.replacen("\"stance\":\"deny\"", "\"stance\":\"deni\"", 1).as_bytes(),
    );
    let inputs = ["bare.jsonl", "old.jsonl", "cut.jsonl", "bent.jsonl", "none.jsonl", "said.jsonl"];
    let arguments = [&["report"][..], &inputs, &["--tables", "reading"]].concat();
    insta::assert_snapshot!(folder.run(&arguments));
    insta::assert_snapshot!(folder.run(&["report", "said.jsonl", "-o", "./said.jsonl"]));
}

#[test]
fn threads_change_nothing() {
    let articles = crate::support::articles(300);
    let folder = Folder::with(&[("many.jsonl", articles.as_bytes())]);
    let with =
        |threads| folder.run(&["report", "many.jsonl", "--format", "json", "--threads", threads]);
    assert_eq!(with("1"), with("4"));
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = include_str!("../../../../README.md");
    let (_, shown) = readme.split_once("<!-- report").expect("the excerpt");
    let (shown, _) = shown.split_once("<!-- end -->").expect("its end");
    let printed = Folder::with_seed().run(&["report", "seeds", "--format", "md"]);
    let lines: Vec<&str> = shown.lines().filter(|line| line.starts_with('|')).collect();
    assert!(lines.len() > 4, "{shown}");
    for line in lines {
        assert!(printed.lines().any(|other| other == line), "not printed: {line}");
    }
}

#[test]
fn help() {
    insta::assert_snapshot!(Folder::new().run(&["report", "--help"]));
}
