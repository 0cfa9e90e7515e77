//! About whom: each attribution counts once for everyone it names, by however many names.

use std::collections::BTreeMap;

use sayso::Analyzer;
use sayso_record::{EntityRecord, Record};
use sayso_report::{Aggregate, Cell, PageOptions, Report, ReportOptions};
use serde_json::Value;

use crate::identities::record;
use crate::page::page;
use crate::unpacked::Unpacked;

/// Records in which every short name is held to be of another than the full one.
fn records() -> Vec<Record> {
    let texts = [
        "Barack Obama spoke in Iowa.",
        "Barack Obama spoke in Ohio.",
        "Maria Lopez said that Barack Obama would win if Obama went to Iowa.",
        "Maria Lopez denied that Barack Obama would win if Obama and Mr. Obama went to Iowa.",
        "Barack Obama said that he would win if Obama went to Iowa.",
    ];
    let analyzer = Analyzer::new();
    let texts = texts.iter().enumerate();
    texts.map(|(i, text)| apart(record(&analyzer, i, text))).collect()
}

fn apart(mut record: Record) -> Record {
    let text = record.text.clone().expect("a text");
    let entities = record.entities.as_mut().expect("entities");
    let obama = entities.iter().position(|entity| entity.name == "Barack Obama").expect("he");
    let mentions = std::mem::take(&mut entities[obama].mentions);
    for mention in mentions {
        let name = &text[mention.start as usize..mention.end as usize];
        if name == "Barack Obama" {
            entities[obama].mentions.push(mention);
        } else {
            let id = entities.len() as u32;
            let other = EntityRecord { id, name: name.into(), ..entities[obama].clone() };
            entities.push(EntityRecord {
                mentions: vec![mention],
                references: Vec::new(),
                ..other
            });
        }
    }
    record
}

fn count<'r>(records: impl IntoIterator<Item = &'r Record>) -> Aggregate {
    let mut aggregate = Aggregate::new(ReportOptions::default());
    records.into_iter().try_for_each(|record| aggregate.add(record)).expect("whole records");
    aggregate
}

/// How many attributions are about each.
fn about(report: &Report) -> BTreeMap<String, u64> {
    let table = report.table("about").expect("the table");
    let row = |cells: &[Cell]| match cells {
        [Cell::Text(name), Cell::Count(count), ..] => (name.clone(), *count),
        cells => panic!("{cells:?}"),
    };
    table.rows.iter().map(|found| row(&found.cells)).collect()
}

fn about_on_page(records: &[Record]) -> BTreeMap<String, u64> {
    let data = Unpacked::new(&page(records, PageOptions::default())).counted;
    let named = data["rows"]["about"].as_array().expect("a list").iter();
    let mut counts = BTreeMap::new();
    for entity in named.filter_map(Value::as_u64) {
        let name = data["entities"][entity as usize]["name"].as_str().expect("a name");
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn an_attribution_counts_once_for_somebody_with_several_names() {
    let records = records();
    let report = count(&records).finish();
    let expected = [("Barack Obama", 2), ("Iowa", 3)].map(|(name, n)| (name.to_owned(), n));
    assert_eq!(about(&report), BTreeMap::from(expected));
    assert_eq!(about_on_page(&records), about(&report));
    let network = report.table("network").expect("the table");
    let lopez = network
        .rows
        .iter()
        .find(|row| row.cells[..2] == ["Maria Lopez", "Barack Obama"].map(Cell::from));
    let lopez = lopez.expect("she speaks of him");
    assert_eq!(lopez.cells[2..], [2, 1, 1].map(Cell::Count));
    assert_eq!((lopez.evidence.total, lopez.evidence.sample.len()), (2, 2));
}

#[test]
fn whether_it_counted_twice_is_known_when_parts_are_merged() {
    let records = records();
    let whole = count(&records).finish();
    let mut parts = count(&records[3..]);
    parts.merge(count(&records[..3]));
    assert_eq!(parts.finish(), whole);
    // A document that is read twice counts twice.
    let twice = about(&count(records.iter().chain(&records)).finish());
    assert_eq!(twice, about(&whole).into_iter().map(|(name, n)| (name, 2 * n)).collect());
}
