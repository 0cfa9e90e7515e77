//! Claims by every way: the example of the guide, formats, choices, and what cannot be read.

use crate::support::Folder;

const GUIDE: &str = include_str!("../../../../docs/claims.md");

/// A block of the guide.
fn block(kind: &str) -> &'static str {
    let (_, rest) = GUIDE.split_once(&format!("```{kind}\n")).expect("a block");
    rest.split_once("```").expect("its end").0
}

fn news() -> Folder {
    let folder = Folder::with_seed();
    folder.write("news.jsonl", block("jsonl").as_bytes());
    folder
}

#[test]
fn the_guide_shows_what_is_printed() {
    let printed = news().run(&["claims", "news.jsonl", "--format", "text", "--quiet"]);
    assert!(printed.contains(block("text")), "{printed}");
}

#[test]
fn articles_and_analyses_give_the_same_claims_on_any_threads() {
    let folder = news();
    folder.run(&["analyze", "news.jsonl", "-o", "said.jsonl", "--offsets", "byte"]);
    let of = |path: &str, threads: &str| {
        folder.run(&["claims", path, "--format", "json", "--quiet", "--threads", threads])
    };
    let claims = of("news.jsonl", "1");
    assert!(claims.contains(r#""voice":"denies""#), "{claims}");
    assert_eq!(claims, of("news.jsonl", "2"));
    assert_eq!(claims, of("said.jsonl", "2"));
}

#[test]
fn csv_is_three_tables() {
    let folder = news();
    folder.run(&["claims", "news.jsonl", "--format", "csv", "-o", "tables"]);
    let tables = ["claims", "claim_mentions", "claim_numbers"]
        .map(|name| folder.read(&format!("tables/{name}.csv")));
    insta::assert_snapshot!(tables.join("\n"));
    insta::assert_snapshot!(folder.run(&["claims", "news.jsonl", "--format", "csv"]));
}

#[test]
fn claims_are_chosen() {
    let folder = news();
    let count = |more: &[&str]| {
        let base = ["claims", "news.jsonl", "--format", "json", "--quiet"];
        let printed = folder.run(&[&base[..], more].concat());
        printed.matches(r#""wording":"#).count()
    };
    assert_eq!(count(&["--top", "1"]), 1);
    assert!(count(&["--alone"]) >= count(&[]));
    assert_eq!(count(&["--about", "Atlantis"]), 0);
    assert_eq!(count(&["--about", "the radar"]), 1);
    assert_eq!(count(&["--by", "Atlantis"]), 0);
    assert!((1..count(&[])).contains(&count(&["--by", "Coast guard"])));
    assert_eq!(count(&["--event", "deaths", "--story", "697ff9063e0beb4a"]), 1);
    assert_eq!(count(&["--event", "elected"]), 0);
    assert_eq!(count(&["--story", "Atlantis"]), 0);
    assert_eq!(count(&["--since", "2026-01-01"]), 0);
}

#[test]
fn what_is_no_record_of_this_version_is_told_in_a_line() {
    let folder = news();
    folder.run(&["analyze", "news.jsonl", "-o", "bare.jsonl", "--layers", "attributions"]);
    let old = r#"{"format":1,"id":"a","meta":{},"offsets":"char","attributions":[]}"#;
    folder.write("old.jsonl", format!("{old}\n").as_bytes());
    folder.write("empty.jsonl", b"");
    let run = |path: &str| folder.run(&["claims", path, "--format", "text"]);
    insta::assert_snapshot!([run("bare.jsonl"), run("old.jsonl"), run("empty.jsonl")].join("\n"));
}
