//! Who is who across documents: `identities.txt`, and what holds for every order of documents.

use std::collections::BTreeSet;

use sayso::{Analyzer, Gazetteer, OffsetUnit};
use sayso_record::{Header, Layer, Meta, Record};
use sayso_report::{Aggregate, CorpusEntity, ReportOptions};

const CASES: &str = include_str!("identities.txt");

pub(crate) fn record(analyzer: &Analyzer, id: usize, text: &str) -> Record {
    let place = text.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    let (meta, text) = match place.and_then(|(place, text)| Some((place.split_once(' ')?, text))) {
        Some(((outlet, month), text)) => {
            let (publisher, date) = (Some(outlet.to_owned()), Some(format!("{month}-01")));
            (Meta { publisher, date, ..Meta::default() }, text)
        }
        None => (Meta::default(), text),
    };
    let layers = Layer::ALL.into_iter().collect();
    let header = Header { id: format!("d{id}"), meta, ..Header::default() };
    Record::new(header, text, &analyzer.analyze(text), layers, OffsetUnit::Char)
}

pub(crate) fn aggregate<'r>(records: impl IntoIterator<Item = &'r Record>) -> Aggregate {
    let mut aggregate = Aggregate::new(ReportOptions::default());
    records.into_iter().try_for_each(|record| aggregate.add(record)).expect("whole records");
    aggregate
}

/// The first entity of each record.
fn first(aggregate: &Aggregate, records: &[Record]) -> Vec<CorpusEntity> {
    let identities = aggregate.identities();
    let all = records.iter().map(|record| identities.of(record).expect("a whole record"));
    all.map(|entities| entities.into_iter().next().expect("an entity")).collect()
}

#[test]
fn names_join_or_stay_apart() {
    let analyzer = Analyzer::new();
    let mut wrong = Vec::new();
    for case in CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (expected, texts) = case.split_once(' ').expect("an expectation and documents");
        let texts = texts.trim().split('|').enumerate();
        let records: Vec<Record> = texts.map(|(i, text)| record(&analyzer, i, text)).collect();
        let found = first(&aggregate(&records), &records);
        let keys: BTreeSet<u64> = found.iter().map(|entity| entity.key).collect();
        let holds = match expected {
            "join" => keys.len() == 1,
            "apart" => keys.len() == records.len(),
            _ => panic!("{case}: join or apart"),
        };
        if !holds {
            wrong.push(format!("{case}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_hardly_any_document_says_describes_nobody() {
    let analyzer = Analyzer::new();
    let role = |others: usize| {
        let texts = ["Mayor Ann Bell spoke."].into_iter().chain(vec!["Ann Bell spoke."; others]);
        let texts = texts.enumerate().map(|(i, text)| record(&analyzer, i, text));
        let records: Vec<Record> = texts.collect();
        first(&aggregate(&records), &records)[0].role.clone()
    };
    assert_eq!(role(9).as_deref(), Some("Mayor"));
    assert_eq!(role(10), None);
}

/// Robert and Bob are two in a document, and one when all are settled.
#[test]
fn a_document_with_two_names_of_one_counts_once() {
    let analyzer = Analyzer::new();
    let texts = [
        "Robert Hale spoke in Oslo. The sea was calm. Bob Hale left.",
        "Bob Hale spoke in Oslo. The sea was calm. Robert Hale left.",
        "Robert Hale spoke in Oslo.",
    ];
    let records: Vec<Record> =
        texts.iter().enumerate().map(|(i, text)| record(&analyzer, i, text)).collect();
    let entities = aggregate(&records).identities().entities();
    let documents = |name: &str| entities.iter().find(|e| e.name == name).map(|e| e.documents);
    assert_eq!(documents("Robert Hale"), Some(3), "{entities:?}");
    assert_eq!(documents("Bob Hale"), None, "{entities:?}");
    assert_eq!(documents("Oslo"), Some(3), "{entities:?}");
}

#[test]
fn the_order_of_documents_and_parts_does_not_matter() {
    let analyzer = Analyzer::new();
    let texts =
        CASES.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split('|'));
    let texts =
        texts.map(|text| text.trim_start_matches("join ").trim_start_matches("apart ").trim());
    let records: Vec<Record> =
        texts.enumerate().map(|(i, text)| record(&analyzer, i, text)).collect();
    let whole = aggregate(&records);
    let mut parts = aggregate(records.iter().rev().step_by(2));
    parts.merge(aggregate(records.iter().rev().skip(1).step_by(2)));
    assert_eq!(whole.finish(), parts.finish());
    let of = |aggregate: &Aggregate| {
        let identities = aggregate.identities();
        let all = records.iter().map(|record| identities.of(record).expect("a whole record"));
        all.collect::<Vec<_>>()
    };
    assert_eq!(of(&whole), of(&parts));
}

#[test]
fn the_users_list_wins() {
    let list = "name,kind,canonical,link\nJon Bell,person,John Bell of Leeds,Q1\nJ. B.,person,John Bell of Leeds,Q1\n";
    let list = Gazetteer::read(list.as_bytes()).expect("a list");
    let analyzer = Analyzer::builder().gazetteer(list).build();
    let records = ["Jon Bell spoke.", "“We can,” J. B. said."];
    let records: Vec<Record> =
        records.iter().enumerate().map(|(i, text)| record(&analyzer, i, text)).collect();
    let found = first(&aggregate(&records), &records);
    assert_eq!(found[0], found[1]);
    assert_eq!(found[0].name, "John Bell of Leeds");
}
