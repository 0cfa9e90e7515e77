//! What holds for every text in tasks for Label Studio, and how one looks.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use sayso::Analyzer;
use sayso_record::{Header, Meta, label_studio_configuration, write_label_studio};
use serde_json::Value;

use crate::odd_texts::articles;

fn task(text: &str) -> Value {
    let meta = Meta { publisher: Some("The Wire".into()), ..Meta::default() };
    let header = Header { id: "wire-1".into(), meta, notes: Vec::new() };
    let mut out = Vec::new();
    write_label_studio(&mut out, &header, text, &Analyzer::new().analyze(text)).expect("memory");
    assert!(!out.contains(&b'\n'));
    serde_json::from_slice(&out).expect("JSON")
}

/// The values that the configuration has for each of its controls.
fn controls() -> HashMap<String, HashSet<String>> {
    let configuration = label_studio_configuration();
    let mut controls = HashMap::<String, HashSet<String>>::new();
    let mut control = String::new();
    for line in configuration.lines() {
        let attribute = |name: &str| {
            let (_, rest) = line.split_once(&format!(" {name}=\""))?;
            rest.split_once('"').map(|(value, _)| value.to_owned())
        };
        if line.trim_start().starts_with("<Relations") {
            control = "relation".into();
        } else if let Some(name) = attribute("name") {
            control = name;
        } else if let Some(value) = attribute("value") {
            controls.entry(control.clone()).or_default().insert(value);
        }
    }
    controls
}

/// Reads a task as Label Studio does.
fn check(text: &str, task: &Value) {
    let chars: Vec<char> = text.chars().collect();
    assert_eq!(task["data"]["text"], text);
    let controls = controls();
    let results = task["predictions"][0]["result"].as_array().expect("a list");
    let mut regions = HashMap::new();
    for result in results {
        let kind = result["type"].as_str().expect("a type");
        if kind == "relation" {
            for end in ["from_id", "to_id"] {
                assert!(regions.contains_key(result[end].as_str().expect("an id")), "{result}");
            }
            let role = result["labels"][0].as_str().expect("a role");
            assert!(controls["relation"].contains(role), "{role}");
            let label = |end: &str| regions[result[end].as_str().expect("an id")];
            assert_eq!(label("to_id"), role);
            assert!(["Cue", "Content"].contains(&label("from_id")), "{result}");
            continue;
        }
        let value = &result["value"];
        let offset = |name: &str| value[name].as_u64().expect("an offset") as usize;
        let words: String = chars[offset("start")..offset("end")].iter().collect();
        assert_eq!(value["text"], words);
        assert_eq!(result["to_name"], "text");
        let chosen = value[kind][0].as_str().expect("a value");
        let control = result["from_name"].as_str().expect("a control");
        assert!(controls[control].contains(chosen), "{control} has no {chosen}");
        let id = result["id"].as_str().expect("an id");
        match kind {
            "labels" => assert!(regions.insert(id, chosen).is_none(), "{id} twice"),
            _ => assert!(regions.contains_key(id), "{result}"),
        }
    }
}

proptest! {
    #[test]
    fn every_task_can_be_read(text in articles()) {
        check(&text, &task(&text));
    }
}

#[test]
fn offsets_count_code_points() {
    let text = "Officials 🇺🇦 denied it.\r\n\r\n“We will answer,” said Andrey Kovalenko.\n";
    let task = task(text);
    check(text, &task);
    insta::assert_snapshot!(serde_json::to_string_pretty(&task).expect("JSON"));
}

#[test]
fn a_quotation_that_goes_on_has_its_source() {
    let text = "The ward is full, said Maria Lopez.\n\n“We have no beds and no medicine left.”";
    let task = task(text);
    check(text, &task);
    let results = task["predictions"][0]["result"].as_array().expect("a list");
    let relations = results.iter().filter(|result| result["type"] == "relation");
    let sources = relations.filter(|relation| relation["labels"][0] == "Source");
    assert_eq!(sources.count(), 2, "{task}");
}

#[test]
fn the_configuration_is_documented() {
    let guide = include_str!("../../../../docs/label-studio.md");
    assert!(guide.contains(&label_studio_configuration()), "{}", label_studio_configuration());
}
