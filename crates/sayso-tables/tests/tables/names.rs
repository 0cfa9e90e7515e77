//! Who is who: the tables, the views of SQLite, the report and its page give the same names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rusqlite::Connection;
use sayso::OffsetUnit;
use sayso_record::{Header, Record};
use sayso_report::{
    Aggregate, Cell, DocumentCounter, Page, PageOptions, ReportOptions, ReportTable,
};
use sayso_tables::TableFormat;
use serde_json::Value;

use crate::corpus::{corpus, record};
use crate::support::{query, write};
use crate::unpacked::Unpacked;

const MORE: [&str; 5] = [
    "Barack Obama spoke. “We can,” said Obama.",
    "“We can,” Mr. Obama said. Microsoft Corp. did not respond.",
    "Microsoft said it was sorry, and Obama denied it.",
    "President Barack Obama said so, according to Microsoft.",
    "The State Department and Ann Pell said Mr. Obama would leave. They denied that it was late. \
     Microsoft said the State Department was slow.",
];

fn records() -> Vec<Record> {
    let more = MORE.iter().enumerate().map(|(i, text)| {
        let header = Header { id: format!("more-{i}"), ..Header::default() };
        record(header, text, OffsetUnit::Char)
    });
    corpus().into_iter().chain(more).collect()
}

/// The report, and what its page holds.
fn report(records: &[Record]) -> (sayso_report::Report, Value) {
    let options = ReportOptions { top: 0, ..ReportOptions::default() };
    let (mut counter, mut aggregate) = (DocumentCounter::new(options), Aggregate::new(options));
    let mut page = Page::begin(Vec::new(), PageOptions::default()).expect("memory");
    for record in records {
        let statistics = counter.count(record).expect("a whole record");
        page.add(record, &statistics).expect("memory");
        aggregate.take(statistics);
    }
    let report = aggregate.finish();
    let html = page.finish(&report, &aggregate.identities()).expect("memory");
    let html = String::from_utf8(html).expect("text");
    (report, Unpacked::new(&html).counted)
}

/// Some columns of a table of the report, as text.
fn rows(table: &ReportTable, columns: &[&str]) -> Vec<Vec<String>> {
    let at: Vec<usize> = columns.iter().map(|name| table.column(name).expect("a column")).collect();
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        _ => String::new(),
    };
    table.rows.iter().map(|row| at.iter().map(|&i| cell(&row.cells[i])).collect()).collect()
}

#[test]
fn tables_views_report_and_page_agree() {
    let entities = agree(&records());
    let obama = |row: &Vec<String>| row[1] == "Barack Obama" && row[5] == "5";
    assert!(entities.iter().any(obama), "{entities:?}");
}

/// Statements of people who are called now one thing, now another.
fn drawn() -> impl Strategy<Value = Vec<Record>> {
    let who = prop::sample::select(vec![
        "Barack Obama",
        "Obama",
        "President Obama",
        "Microsoft Corp.",
        "Microsoft",
        "Pyongyang",
        "North Korea",
        "officials",
        "Several officials",
        "senior U.S. officials",
        "the spokesman",
        "Republicans",
        "He",
        "an official who asked not to be named",
        "the Clinton campaign",
    ]);
    let what = prop::sample::select(vec!["said", "denied", "confirmed", "never said", "suggested"]);
    let sentence = (who.clone(), what, who).prop_map(|(source, cue, about)| {
        format!("{source} {cue} that {about} would leave the country.")
    });
    let text = prop::collection::vec(sentence, 0..6).prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(text, 1..12).prop_map(|texts| {
        let records = texts.iter().enumerate().map(|(i, text)| {
            let header = Header { id: format!("drawn-{i}"), ..Header::default() };
            record(header, text, OffsetUnit::Char)
        });
        records.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]
    #[test]
    fn drawn_corpora_agree(records in drawn()) {
        agree(&records);
    }
}

/// Whole articles, whose sources are mostly without names.
#[test]
fn articles_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sayso-eval/tests/dev_set/articles");
    let files = fs::read_dir(folder).expect("the annotated articles");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let records = paths.iter().map(|path| {
        let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let file = fs::read_to_string(path).expect("text");
        let marked = file.split("----\n").nth(1).expect("a text");
        record(Header { id, ..Header::default() }, &unmarked(marked), OffsetUnit::Char)
    });
    agree(&records.collect::<Vec<_>>());
}

/// The text without "[3 " and "]" around what is annotated.
fn unmarked(marked: &str) -> String {
    let mut text = String::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']', '{', '}', '<', '>']) {
        text.push_str(&rest[..at]);
        let opens = matches!(rest.as_bytes()[at], b'[' | b'{' | b'<');
        rest = &rest[at + 1..];
        if opens {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(' ');
        }
    }
    text + rest
}

/// Checks that they do; gives who is who.
fn agree(records: &[Record]) -> Vec<Vec<String>> {
    let (report, page) = report(records);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("said.db");
    write(&path, TableFormat::Sqlite, records);
    let database = Connection::open(path).expect("a database");
    let reported = |table: &str, columns: &[&str]| {
        let mut rows = rows(report.table(table).expect("a table"), columns);
        rows.sort();
        rows
    };
    let viewed = |view: &str| {
        let mut rows = query(&database, view);
        rows.sort();
        rows
    };

    let columns = ["key", "entity", "kind", "role", "affiliation", "documents"];
    let entities = rows(report.table("entities-corpus").expect("a table"), &columns);
    let stored = "SELECT CAST(key AS TEXT), name, kind, role, affiliation, CAST(documents AS TEXT) \
        FROM entities_corpus ORDER BY documents DESC, name, key";
    assert_eq!(query(&database, stored), entities);

    let columns = ["source", "kind", "known-by", "attributions", "documents"];
    let top = "SELECT source, source_kind, known_by, CAST(attributions AS TEXT), CAST(documents AS TEXT) FROM top_sources";
    let sources = reported("sources", &columns);
    assert_eq!(viewed(top), sources);

    let columns = ["source", "about", "attributions"];
    let about = "SELECT source, about, CAST(attributions AS TEXT) FROM about_whom";
    assert_eq!(viewed(about), reported("network", &columns));

    let columns = ["giver", "thing", "receiver", "transfers", "documents"];
    let flows = "SELECT giver, thing_kind, receiver, CAST(transfers AS TEXT), CAST(documents AS TEXT) FROM flows";
    assert_eq!(viewed(flows), reported("transfers", &columns));

    let kinds = "SELECT source_kind, CAST(attributions AS TEXT) FROM source_kinds";
    let mut expected = reported("kinds", &["kind", "attributions"]);
    expected.retain(|row| row[1] != "0");
    assert_eq!(viewed(kinds), expected);

    assert_eq!(on_page(&page), sources);
    entities
}

/// The sources of a page, counted as its script does.
fn on_page(page: &Value) -> Vec<Vec<String>> {
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let number = |value: &Value| value.as_u64().expect("a number") as usize;
    let (sources, kinds) = (list(&page["sources"]), list(&page["kinds"]));
    let column = |name: &str| list(&page["rows"][name]);
    let (of, kind) = (column("source"), column("kind"));
    let mut members = column("member").into_iter().zip(column("member_kind"));
    // Who says each, and as what: the source, or each of those who speak together.
    let speakers =
        column("members").into_iter().enumerate().map(|(row, many)| match number(&many) {
            0 => vec![(number(&of[row]), number(&kind[row]))],
            many => members
                .by_ref()
                .take(many)
                .map(|(who, kind)| (number(&who), number(&kind)))
                .collect(),
        });
    let speakers: Vec<Vec<(usize, usize)>> = speakers.collect();
    let articles = list(&page["articles"]).into_iter().enumerate();
    let article: Vec<usize> =
        articles.flat_map(|(i, head)| vec![i; number(&head["said"])]).collect();
    let mut counted = Vec::new();
    for (i, source) in sources.iter().enumerate().filter(|(_, source)| source["known"] == true) {
        let said = speakers.iter().enumerate().flat_map(|(row, all)| {
            all.iter().filter(|(who, _)| *who == i).map(move |&(_, kind)| (row, kind))
        });
        let said: Vec<(usize, usize)> = said.collect();
        // The words for several together are no source.
        if said.is_empty() {
            continue;
        }
        let of_kind = |k: usize| said.iter().filter(|(_, kind)| *kind == k).count();
        let most = (0..kinds.len()).rev().max_by_key(|&k| of_kind(k)).expect("kinds");
        let documents: BTreeSet<usize> = said.iter().map(|&(row, _)| article[row]).collect();
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let known_by = if source["named"] == true { "name" } else { "words" };
        counted.push(vec![
            text(&source["name"]),
            text(&kinds[most]),
            known_by.to_owned(),
            said.len().to_string(),
            documents.len().to_string(),
        ]);
    }
    counted.sort();
    counted
}

/// Every key in a document leads to one name.
#[test]
fn every_key_is_settled() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("said.db");
    write(&path, TableFormat::Sqlite, &records());
    let database = Connection::open(path).expect("a database");
    let lost = "SELECT name FROM entities WHERE key IS NOT NULL AND key NOT IN (SELECT key FROM entity_keys) \
        UNION ALL SELECT source FROM attributions WHERE source_key IS NOT NULL \
        AND source_key NOT IN (SELECT key FROM entity_keys) \
        UNION ALL SELECT name FROM entity_keys WHERE corpus_key NOT IN (SELECT key FROM entities_corpus)";
    assert!(query(&database, lost).is_empty());
    let obama = "SELECT DISTINCT c.name FROM entities e JOIN entity_keys k ON k.key = e.key \
        JOIN entities_corpus c ON c.key = k.corpus_key WHERE e.name LIKE '%Obama%'";
    assert_eq!(query(&database, obama), [["Barack Obama"]]);
}
