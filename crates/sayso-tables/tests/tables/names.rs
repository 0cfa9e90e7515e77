//! Who is who: the tables, the views of SQLite, the report and its page give the same names.

use std::collections::BTreeSet;

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

const MORE: [&str; 4] = [
    "Barack Obama spoke. “We can,” said Obama.",
    "“We can,” Mr. Obama said. Microsoft Corp. did not respond.",
    "Microsoft said it was sorry, and Obama denied it.",
    "President Barack Obama said so, according to Microsoft.",
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
    let obama = |row: &Vec<String>| row[1] == "Barack Obama" && row[5] == "4";
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

/// Checks that they do; gives who is who.
fn agree(records: &[Record]) -> Vec<Vec<String>> {
    let (report, page) = report(records);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("said.db");
    write(&path, TableFormat::Sqlite, records);
    let database = Connection::open(path).expect("a database");

    let columns = ["key", "entity", "kind", "role", "affiliation", "documents"];
    let expected = rows(report.table("entities-corpus").expect("a table"), &columns);
    let stored = "SELECT CAST(key AS TEXT), name, kind, role, affiliation, CAST(documents AS TEXT) \
        FROM entities_corpus ORDER BY documents DESC, name, key";
    assert_eq!(query(&database, stored), expected);

    let columns = ["source", "kind", "attributions", "documents"];
    let sources = rows(report.table("sources").expect("a table"), &columns);
    let top = "SELECT source, source_kind, CAST(attributions AS TEXT), CAST(documents AS TEXT) FROM top_sources";
    let top = query(&database, top);
    let said = query(&database, "SELECT DISTINCT who FROM said WHERE who_key IS NOT NULL");
    for name in said.iter().map(|row| &row[0]) {
        let of = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
            rows.iter().filter(|row| row[0] == *name).cloned().collect()
        };
        assert_eq!(of(&top), of(&sources), "{name}");
    }

    let on_page: BTreeSet<&str> = page["sources"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|source| source["name"].as_str())
        .collect();
    for row in &said {
        assert!(on_page.contains(&*row[0]), "{row:?} of the views is not in {on_page:?}");
    }
    expected
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
