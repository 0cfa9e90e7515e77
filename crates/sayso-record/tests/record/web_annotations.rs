//! Annotation pages against what the Web Annotation Data Model demands.

use std::collections::HashSet;

use sayso::OffsetUnit;
use sayso_record::{Header, write_web_annotations};
use serde_json::Value;

use crate::corpus::{corpus, record, seed};

/// <https://www.w3.org/TR/annotation-model/#motivation-and-purpose>
const MOTIVATIONS: [&str; 13] = [
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
];

fn page(record: &sayso_record::Record) -> Value {
    let mut line = Vec::new();
    write_web_annotations(&mut line, record).expect("memory");
    assert_eq!(line.iter().filter(|&&byte| byte == b'\n').count(), 1);
    serde_json::from_slice(&line).expect("JSON")
}

fn many(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |values| values.iter().collect())
}

#[track_caller]
fn iri(value: &Value) -> &str {
    let iri = value.as_str().expect("an IRI");
    let (scheme, rest) = iri.split_once(':').expect("a scheme");
    assert!(scheme.chars().all(char::is_alphanumeric) && !rest.is_empty(), "{iri}");
    assert!(!iri.contains(|c: char| c.is_control() || " <>\"{}|\\^`".contains(c)), "{iri}");
    iri
}

/// Sections 3 and 4 of the model: what an annotation, a body, a target and a selector must have.
#[track_caller]
fn check(page: &Value, text: &str) -> usize {
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(page["type"], "AnnotationPage");
    iri(&page["id"]);
    let items = page["items"].as_array().expect("a list");
    let ids: HashSet<&str> = items.iter().map(|item| iri(&item["id"])).collect();
    assert_eq!(ids.len(), items.len(), "ids are unique");
    let chars: Vec<char> = text.chars().collect();
    for item in items {
        assert_eq!(item["type"], "Annotation");
        assert!(MOTIVATIONS.contains(&item["motivation"].as_str().expect("a motivation")));
        for body in many(&item["body"]) {
            assert!(MOTIVATIONS.contains(&body["purpose"].as_str().expect("a purpose")));
            match body["type"].as_str() {
                Some("TextualBody") => assert!(body["value"].is_string(), "{body}"),
                Some("SpecificResource") => assert!(ids.contains(iri(&body["source"]))),
                other => panic!("{other:?}"),
            }
        }
        let targets = many(&item["target"]);
        assert!(!targets.is_empty(), "one or more targets");
        for target in targets {
            if target.is_string() {
                assert!(ids.contains(iri(target)), "{target}");
                continue;
            }
            assert_eq!(target["type"], "SpecificResource");
            iri(&target["source"]);
            let selectors = target["selector"].as_array().expect("selectors");
            let (position, quote) = (&selectors[0], &selectors[1]);
            assert_eq!(position["type"], "TextPositionSelector");
            assert_eq!(quote["type"], "TextQuoteSelector");
            let end = |name: &str| position[name].as_u64().expect("a number") as usize;
            let (start, end) = (end("start"), end("end"));
            let words = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
            assert_eq!(quote["exact"], words(start, end));
            assert_eq!(quote["prefix"], words(start.saturating_sub(32), start));
            assert_eq!(quote["suffix"], words(end, chars.len().min(end + 32)));
        }
    }
    items.len()
}

#[test]
fn pages_are_as_the_model_has_them() {
    let mut items = 0;
    for record in corpus() {
        items += check(&page(&record), record.text.as_deref().expect("a text"));
    }
    assert!(items > 80, "{items}");
}

/// Whatever the offsets of the record count, those of annotations are code points.
#[test]
fn offsets_are_code_points() {
    let text = "🇺🇦 e\u{301}te\u{301} — “We will answer,” said Andrey Kovalenko.";
    for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
        let header = Header { id: "news/1 #ü".into(), ..Header::default() };
        let page = page(&record(header, text, unit));
        assert_eq!(check(&page, text), 4);
        assert_eq!(page["id"], "urn:sayso:news%2F1%20%23%C3%BC#attributions");
    }
}

#[test]
fn an_address_stays_one() {
    let header = Header { id: "https://example.org/a?b=1#c".into(), ..Header::default() };
    let page = page(&record(header, "Moscow denied it.", OffsetUnit::Char));
    assert_eq!(page["id"], "https://example.org/a?b=1%23c#attributions");
}

#[test]
fn a_chain_of_the_seed() {
    let page = page(&seed());
    let items = page["items"].as_array().expect("a list");
    let chained = items
        .iter()
        .filter(|item| item["motivation"] == "linking")
        .find(|item| many(&item["body"]).iter().any(|body| body["type"] == "SpecificResource"));
    let chained = chained.expect("the intercepted calls, according to the SBU");
    let id = chained["id"].as_str().expect("an id");
    let of_it = |item: &&Value| item["id"].as_str().is_some_and(|other| other.starts_with(id));
    let items: Vec<&Value> = items.iter().filter(of_it).collect();
    insta::assert_snapshot!(serde_json::to_string_pretty(&items).expect("JSON"));
}
