//! Stance, polarity and actuality: see `readings.txt`.

use std::path::Path;

use sayso::{Actuality, Analyzer, Polarity};

/// What is found for the cue with the word between asterisks.
fn reading(analyzer: &Analyzer, marked: &str) -> String {
    let text: String = marked.split('*').collect();
    let start = marked.find('*').expect("a word between asterisks");
    let end = marked[start + 1..].find('*').expect("a second asterisk") + start;
    let analysis = analyzer.analyze(text.as_str());
    let has_word =
        |span: &sayso::TextRange| (span.start() as usize) <= start && end <= span.end() as usize;
    // Of two with the word in their cue, the inner one was meant.
    let found = analysis.attributions.iter().rev().find(|a| a.cue.spans.iter().any(has_word));
    let Some(found) = found else { return "-".to_owned() };
    let mut out = found.stance.as_str().to_owned();
    if found.polarity == Polarity::Negative {
        out = out + " " + found.polarity.as_str();
    }
    if found.actuality != Actuality::Actual {
        out = out + " " + found.actuality.as_str();
    }
    out
}

#[test]
fn readings_are_as_expected() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readings.txt");
    let file = std::fs::read_to_string(path).expect("the file is in the repository");
    let analyzer = Analyzer::new();
    let (mut cases, mut wrong) = (0, Vec::new());
    for (i, line) in file.lines().enumerate() {
        let Some((text, expected)) = line.split_once(" => ") else { continue };
        if line.starts_with('#') {
            continue;
        }
        cases += 1;
        let (text, fails) = text.strip_prefix("? ").map_or((text, false), |text| (text, true));
        let found = reading(&analyzer, text);
        if (found == expected) == fails {
            let problem = if fails { "is right now" } else { found.as_str() };
            wrong.push(format!("{}: {text} => {expected}: {problem}", i + 1));
        }
    }
    assert!(cases >= 150, "{cases} cases");
    assert!(wrong.is_empty(), "{} of {cases}\n{}", wrong.len(), wrong.join("\n"));
}
