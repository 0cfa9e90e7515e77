//! The schema in `docs` is the one of the types, and records are as it says.

use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Header, Layer, Record};
use serde_json::{Value, json};

use super::corpus::{SEED, corpus};
use super::validate::complaint;

const WRITTEN: &str = include_str!("../../../../docs/record.schema.json");

fn schema() -> Value {
    serde_json::from_str(WRITTEN).expect("JSON")
}

#[track_caller]
fn check(record: &Value) {
    assert_eq!(complaint(&schema(), record), None, "{}", record["id"]);
}

/// With all layers, tokens with and without grammar.
fn full(text: &str, offsets: OffsetUnit, syntax: bool) -> Value {
    let analysis = Analyzer::builder().full_syntax(syntax).build().analyze(text);
    let layers = Layer::ALL.into_iter().collect();
    let mut header = Header { id: "full".into(), ..Header::default() };
    header.fill_from(text, &analysis);
    let record = Record::new(header, text, &analysis, layers, offsets);
    serde_json::to_value(record).expect("plain data")
}

#[test]
fn the_written_schema_is_the_one_of_the_types() {
    let fresh = serde_json::to_string_pretty(&Record::schema()).expect("plain data");
    assert!(
        fresh == WRITTEN.trim_end(),
        "write it anew: cargo run -p sayso-record --features schema --example schema > \
         docs/record.schema.json"
    );
}

#[test]
fn records_are_valid() {
    for record in corpus() {
        check(&serde_json::to_value(record).expect("plain data"));
    }
    for offsets in OffsetUnit::ALL {
        check(&full(SEED, offsets, offsets == OffsetUnit::Char));
    }
    check(&full("", OffsetUnit::Char, false));
    check(&full("KYIV, Nov. 23 (Reuters) - Ukraine said it struck.", OffsetUnit::Byte, true));
}

#[test]
fn the_record_of_the_snapshot_is_valid() {
    let snapshot = include_str!("snapshots/record__seed__record.snap");
    let (_, record) = snapshot.rsplit_once("---\n").expect("a head and a body");
    check(&serde_json::from_str(record).expect("a record"));
}

#[test]
fn what_is_no_record_is_refused() {
    let schema = schema();
    let record = full(SEED, OffsetUnit::Char, false);
    assert_eq!(complaint(&schema, &record), None);
    let set: [(&str, Value); 6] = [
        ("/format", json!("1")),
        ("/offsets", json!("word")),
        ("/text", json!(null)),
        ("/attributions/0/stance", json!("shout")),
        ("/attributions/0/confidence", json!(1.5)),
        ("/sentences/0", json!([0])),
    ];
    for (path, value) in set {
        let mut wrong = record.clone();
        *wrong.pointer_mut(path).expect(path) = value;
        assert!(complaint(&schema, &wrong).is_some(), "{path}");
    }
    for (path, field) in
        [("", "id"), ("", "meta"), ("/attributions/0", "cue"), ("/attributions/0", "parent")]
    {
        let mut wrong = record.clone();
        wrong.pointer_mut(path).and_then(Value::as_object_mut).expect(path).remove(field);
        assert!(complaint(&schema, &wrong).is_some(), "{path}/{field}");
    }
}
