//! Reports by every way: from articles, from their analyses, in every format, and what cannot be counted.

use crate::support::{Folder, gzip};

const LAYERS: &str = "text,sentences,entities,attributions,transfers";

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
        folder.run(&["analyze", "seeds", "--layers", LAYERS, "--format", format, "-o", path]);
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
    assert!(folder.read("tables/sources.csv").starts_with("source,kind,known-by,role,"));
    assert!(folder.read("tables/reading.csv").contains("\nattributions,11\n"));
}

#[test]
fn a_workbook_is_one_file() {
    let folder = Folder::with_seed();
    folder.run(&["report", "seeds", "--format", "xlsx", "-o", "report.xlsx"]);
    let piped = folder.output(&["report", "-q", "seeds", "--format", "xlsx"]).stdout;
    assert!(piped.starts_with(b"PK"), "{piped:?}");
    assert_eq!(std::fs::read(folder.path("report.xlsx")).unwrap(), piped);
}

#[test]
fn the_network_is_a_file_of_its_own() {
    let folder = Folder::with_seed();
    let gexf = ["report", "-q", "seeds", "--format", "gexf"];
    insta::assert_snapshot!(folder.run(&[&gexf[..], &["--top", "2"]].concat()));
    insta::assert_snapshot!(folder.run(&[&gexf[..], &["--tables", "network"]].concat()));
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

/// Six articles: five with a day, one of which only its dateline says, of two papers.
const DATED: &str = r#"{"id":"a1","date":"2024-11-22","publisher":"The Wire","text":"Moscow denied it, Ann Bell said."}
{"id":"a2","date":"2024-11-23T09:00:00Z","publisher":"THE WIRE","text":"Kyiv confirmed it, Ann Bell said."}
{"id":"a3","date":"24 November 2024","publisher":"Evening Post","text":"Riga denied it, Bob Carr said."}
{"id":"a4","date":"2024-11-25","publisher":"The Wire","text":"Oslo denied it, Bob Carr said."}
{"id":"a5","publisher":"The Wire","text":"RIGA, 23 November 2024 - Ann Bell said that the road was open."}
{"id":"a6","publisher":"The Wire","text":"Ann Bell said that the road was closed."}
"#;

#[test]
fn documents_are_chosen_by_day_and_publisher() {
    let folder = Folder::with(&[("news.jsonl", DATED.as_bytes())]);
    folder.run(&["analyze", "news.jsonl", "-o", "said.jsonl"]);
    folder.run(&["analyze", "news.jsonl", "--format", "parquet", "-o", "tables"]);
    let run = |path: &str, filters: &[&str]| {
        let reading = ["report", path, "--tables", "reading", "--format", "csv"];
        folder.run(&[&reading[..], filters].concat())
    };
    let days = ["--since", "2024-11-23", "--until", "2024-11-24"];
    let paper = ["--publisher", "the wire"];
    insta::assert_snapshot!(run("news.jsonl", &days));
    insta::assert_snapshot!(run("news.jsonl", &[&days[..], &paper].concat()));
    for filters in [&days[..], &paper, &[&days[..], &paper].concat()] {
        let articles = run("news.jsonl", filters);
        assert_eq!(articles, run("said.jsonl", filters));
        assert_eq!(articles, run("tables", filters));
    }
    let both = run("news.jsonl", &["--publisher", "Evening Post", "--publisher", "The Wire"]);
    assert_eq!(both, run("news.jsonl", &[]));
    insta::assert_snapshot!(run("news.jsonl", &["--publisher", "Wire"]));
}

#[test]
fn a_day_that_is_none_is_one_error() {
    let folder = Folder::with_seed();
    let run = |filters: &[&str]| folder.run(&[&["report", "seeds"], filters].concat());
    insta::assert_snapshot!(run(&["--since", "2024-02-30"]));
    insta::assert_snapshot!(run(&["--until", "yesterday"]));
    insta::assert_snapshot!(run(&["--since", "2024-12-01", "--until", "2024-11-30"]));
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

#[test]
fn a_least_confidence_works_on_records_as_on_texts() {
    let folder = Folder::with_seed();
    folder.run(&["analyze", "seeds", "-o", "said.jsonl", "-q"]);
    folder.run(&["analyze", "seeds", "--format", "sqlite", "-o", "said.db", "-q"]);
    let report = |input| {
        let least = ["--min-confidence", "0.8", "--tables", "sources,chains", "--format", "json"];
        folder.run(&[&["report", input, "-q"], &least[..]].concat())
    };
    let texts = report("seeds");
    assert_ne!(
        texts,
        folder.run(&["report", "seeds", "-q", "--tables", "sources,chains", "--format", "json"])
    );
    assert_eq!(report("said.jsonl"), texts);
    assert_eq!(report("said.db"), texts);
}

#[test]
fn what_chooses_or_changes_nothing_is_told() {
    let folder = Folder::with_seed();
    folder.run(&["analyze", "seeds", "-o", "said.jsonl", "-q"]);
    let records =
        folder.run(&["report", "said.jsonl", "--tables", "reading", "--model", "accurate"]);
    assert!(
        records.contains("1 document is a record and was counted as it is: --model works on texts"),
        "{records}"
    );
    let texts = folder.run(&["report", "seeds", "--tables", "reading", "--model", "accurate"]);
    assert!(!texts.contains("works on texts"), "{texts}");
    let nobody = folder.run(&["report", "seeds", "--publisher", "Nobody"]);
    assert!(nobody.contains("nothing was counted: no document matches --publisher"), "{nobody}");
}
