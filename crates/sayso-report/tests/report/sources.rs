//! Whom a report counts: `sources.txt`, and what records of other programs may hold.

use sayso::Analyzer;
use sayso_record::Record;
use sayso_report::{Cell, Report};

use crate::identities::{aggregate, record};

const CASES: &str = include_str!("sources.txt");

/// The rows of the table of sources, and how many attributions have none.
fn rows(report: &Report) -> Vec<String> {
    let table = report.table("sources").expect("a table of sources");
    let cell = |row: &[Cell], name: &str| match &row[table.column(name).expect("a column")] {
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        cell => panic!("{name} is {cell:?}"),
    };
    let row = |row: &[Cell]| {
        let [name, kind] = ["source", "kind"].map(|column| cell(row, column));
        let [said, documents] = ["attributions", "documents"].map(|column| cell(row, column));
        format!("{name}, {kind}: {said}, {documents}")
    };
    let mut rows: Vec<String> = table.rows.iter().map(|r| row(&r.cells)).collect();
    let note = table.notes.iter().find(|note| note.contains("have no row"));
    let count = note.and_then(|note| note.split(' ').next());
    rows.extend(count.map(|count| format!("no row: {count}")));
    rows
}

fn records(texts: &str) -> Vec<Record> {
    let analyzer = Analyzer::new();
    texts.split('|').enumerate().map(|(i, text)| record(&analyzer, i, text)).collect()
}

#[test]
fn sources_are_counted_by_who_they_are() {
    let mut wrong = Vec::new();
    let mut lines = CASES.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).peekable();
    while let Some(texts) = lines.next() {
        let mut expected = Vec::new();
        while let Some(row) = lines.next_if(|line| line.starts_with("  ")) {
            expected.push(row.trim());
        }
        let found = rows(&aggregate(&records(texts)).finish());
        if found != expected {
            wrong.push(format!("{texts}\n  {}", found.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn several_with_names_are_no_group_without() {
    let report = aggregate(&records("Ann Pell and Jon Voss said it was late.")).finish();
    let kinds = report.table("kinds").expect("a table of kinds");
    let column = |name| kinds.column(name).expect("a column");
    let kind = |row: &[Cell]| row[column("kind")].clone();
    let counted = |row: &[Cell]| row[column("attributions")] != Cell::Count(0);
    let found: Vec<Cell> =
        kinds.rows.iter().filter(|r| counted(&r.cells)).map(|r| kind(&r.cells)).collect();
    assert_eq!(found, [Cell::Text("person".into())]);
}

#[test]
fn a_pronoun_counts_for_nobody_if_it_is_unsure_whom_it_means() {
    let mut records = records("Maria Lopez said the bridge was safe. She added that it was open.");
    let references = || records[0].entities.iter().flatten().flat_map(|e| &e.references);
    assert!(references().count() > 0);
    for (link, expected) in [(0.5, "Maria Lopez, person: 2, 1"), (0.49, "no row: 1")] {
        for entity in records[0].entities.iter_mut().flatten() {
            entity.references.iter_mut().for_each(|reference| reference.link = link);
        }
        let found = rows(&aggregate(&records).finish());
        assert_eq!(found.last().map(String::as_str), Some(expected), "{link}");
    }
}

#[test]
fn a_person_named_in_a_source_alone_is_one_person() {
    let mut records = records("Maria Lopez said so.|Maria Lopez said that the bridge was safe.");
    for attribution in records[1].attributions.iter_mut().flatten() {
        attribution.source.entity = None;
    }
    assert_eq!(rows(&aggregate(&records).finish()), ["Maria Lopez, person: 2, 2"]);
}

#[test]
fn a_letter_is_nobodys_name() {
    let mut records = records("Maria Lopez said so.|Maria Lopez said that the bridge was safe.");
    for record in &mut records {
        for attribution in record.attributions.iter_mut().flatten() {
            attribution.source.entity = None;
            attribution.source.spans[0].1 = attribution.source.spans[0].0 + 1;
        }
    }
    // "A:" answers: whoever that is, nobody can meet him again.
    assert_eq!(rows(&aggregate(&records).finish()), ["no row: 2"]);
}
