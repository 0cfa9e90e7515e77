//! An analysis as JSON says what the analysis says.

use sayso::Analyzer;
use serde_json::{Value, json};

const TEXT: &str = "KYIV, Nov. 23 (Reuters) - Russia lost about 12,000 soldiers. “We will answer,” said Andrey \
    Kovalenko, an officer who spoke on condition of anonymity. Moscow denied it.";

fn words(span: &Value) -> &str {
    let at = |i: usize| span[i].as_u64().expect("an offset") as usize;
    &TEXT[at(0)..at(1)]
}

fn all(spans: &Value) -> Vec<&str> {
    spans.as_array().expect("spans").iter().map(words).collect()
}

#[test]
fn ranges_are_those_of_the_analysis() {
    let analysis = Analyzer::builder().full_syntax(true).build().analyze(TEXT);
    let json = serde_json::to_value(&analysis).expect("plain data");
    let attributions = json["attributions"].as_array().expect("a list");
    assert_eq!(attributions.len(), analysis.attributions.len());
    for (written, found) in attributions.iter().zip(analysis.attributions.iter()) {
        let texts = |ranges: &[sayso::TextRange]| -> Vec<&str> {
            ranges.iter().map(|&range| &TEXT[range]).collect()
        };
        assert_eq!(all(&written["source"]["spans"]), texts(&found.source.spans));
        assert_eq!(all(&written["cue"]["spans"]), texts(&found.cue.spans));
        assert_eq!(all(&written["content"]["spans"]), texts(&found.content.spans));
        assert_eq!(written["stance"], found.stance.as_str());
        assert_eq!(written["parent"], json!(found.parent));
    }
    let anonymity = &attributions[0]["source"]["anonymity"];
    assert_eq!(words(&anonymity["span"]), "on condition of anonymity");
    assert_eq!(words(&json["boilerplate"][0]["outlet"]), "Reuters");
    assert_eq!(json["quotations"][0]["style"], "double");
    let mentions = json["mentions"].as_array().expect("a list");
    assert!(
        mentions.iter().any(|m| m["form"] == "value" && m["value"] == "~12000"),
        "{mentions:#?}"
    );
    let token = json["tokens"].as_array().expect("a list").last().expect("a token");
    assert_eq!((words(&token["range"]), &token["upos"]), (".", &json!("PUNCT")));
}

#[test]
fn tokens_without_syntax_are_ranges_alone() {
    let json =
        serde_json::to_value(Analyzer::new().analyze("Moscow denied it.")).expect("plain data");
    assert_eq!(json["tokens"][0], json!({ "range": [0, 6] }));
    assert_eq!(json["attributions"][0]["parent"], Value::Null);
}
