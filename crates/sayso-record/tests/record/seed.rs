//! The seed article in every form that leaves the program, kept as snapshots: a change of any output
//! shows in review.

use std::fmt::Write as _;

use sayso::{Analysis, Analyzer, OffsetUnit, Stance, TextRange};
use sayso_record::{
    Header, Layer, Layers, Meta, PrettyOptions, Record, SpanRecord, write_conllu, write_pretty,
};

const ID: &str = "000_e63c8cd01220d72a";
const TEXT: &str = include_str!("../../../../seeds/000_e63c8cd01220d72a.txt");

fn header() -> Header {
    let meta = Meta { path: Some(format!("seeds/{ID}.txt")), ..Meta::default() };
    Header { id: ID.to_owned(), meta, notes: Vec::new() }
}

fn analysis() -> Analysis {
    Analyzer::new().analyze(TEXT)
}

fn view(options: PrettyOptions) -> String {
    let mut out = String::new();
    write_pretty(&mut out, &header(), TEXT, &analysis(), options);
    out
}

#[test]
fn record() {
    let record = Record::new(header(), TEXT, &analysis(), Layers::default(), OffsetUnit::Char);
    insta::assert_snapshot!(serde_json::to_string_pretty(&record).expect("plain data"));
}

#[test]
fn tokens() {
    let analysis = analysis();
    let tokens = analysis.segmentation.tokens();
    let mut lines = String::new();
    for token in tokens.all().ids() {
        let range = tokens.range(token);
        writeln!(lines, "{range:?} {:?} {}", tokens.kind(token), &TEXT[range]).expect("a string");
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn record_of_tokens() {
    let text = "“We will answer,” said the officials who came.";
    let analysis = Analyzer::builder().full_syntax(true).build().analyze(text);
    let layers = [Layer::Tokens].into_iter().collect();
    let record = Record::new(Header::default(), text, &analysis, layers, OffsetUnit::Char);
    let tokens = record.tokens.clone().expect("chosen");
    let lines: Vec<String> =
        tokens.iter().map(|token| serde_json::to_string(token).expect("plain data")).collect();
    insta::assert_snapshot!(lines.join("\n"));
    // What is written can be read.
    let line = serde_json::to_string(&record).expect("plain data");
    assert_eq!(serde_json::from_str::<Record>(&line).expect("a record"), record);
    // The same places alone.
    let layers = [Layer::Words].into_iter().collect();
    let words = Record::new(Header::default(), text, &analysis, layers, OffsetUnit::Char).words;
    let places = tokens.iter().map(|token| SpanRecord(token.start, token.end)).collect();
    assert_eq!(words, Some(places));
    // Without grammar there are only places.
    let record = Record::new(
        Header::default(),
        text,
        &Analyzer::new().analyze(text),
        [Layer::Tokens].into_iter().collect(),
        OffsetUnit::Char,
    );
    let line = serde_json::to_string(&record).expect("plain data");
    assert!(line.contains(r#""tokens":[{"start":0,"end":1},{"start":1,"end":3}"#), "{line}");
}

#[test]
fn conllu() {
    let analysis = Analyzer::builder().full_syntax(true).build().analyze(TEXT);
    let mut out = String::new();
    write_conllu(&mut out, &header(), TEXT, &analysis, OffsetUnit::Char);
    insta::assert_snapshot!(out);
}

#[test]
fn sentences() {
    let analysis = analysis();
    let cover = |&sentence| &TEXT[analysis.segmentation.tokens().cover(sentence)];
    let sentences: Vec<&str> = analysis.segmentation.sentences().iter().map(cover).collect();
    insta::assert_snapshot!(sentences.join("\n"));
}

#[test]
fn quotations() {
    let analysis = analysis();
    let quotations = analysis.segmentation.quotations().iter();
    let lines: Vec<String> = quotations
        .map(|q| {
            let cover = &TEXT[analysis.segmentation.tokens().cover(q.tokens)];
            let kind = if q.speech { "speech" } else { "term" };
            format!("{kind} {:?} depth {} {cover}", q.style, q.depth)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn attributions() {
    let analysis = analysis();
    let text = |spans: &[TextRange]| {
        let pieces: Vec<&str> = spans.iter().map(|&span| &TEXT[span]).collect();
        pieces.join(" … ")
    };
    let mut lines = String::new();
    for a in &analysis.attributions {
        let (stance, quotation) = (a.stance.as_str(), a.content.quotation.as_str());
        writeln!(lines, "source   {}", text(&a.source.spans)).expect("a string");
        writeln!(lines, "cue      {} ({}, {stance})", text(&a.cue.spans), a.cue.lemma)
            .expect("a string");
        writeln!(lines, "content  {} ({quotation})\n", text(&a.content.spans)).expect("a string");
    }
    insta::assert_snapshot!(lines);
    assert!(analysis.attributions.iter().any(|a| a.stance == Stance::Deny));
}

#[test]
fn view_with_brackets() {
    insta::assert_snapshot!(view(PrettyOptions { width: 80, color: false }));
}

#[test]
fn view_in_color() {
    let view = view(PrettyOptions { width: 120, color: true });
    insta::assert_snapshot!(view.replace('\u{1b}', "␛"));
}

#[test]
fn every_layer_can_be_chosen_and_left_out() {
    for layer in Layer::ALL {
        let layers = [layer].into_iter().collect();
        let record = Record::new(header(), TEXT, &analysis(), layers, OffsetUnit::Char);
        let json = serde_json::to_value(&record).expect("plain data");
        for other in Layer::ALL {
            assert_eq!(json.get(other.as_str()).is_some(), other == layer, "{other:?}");
        }
    }
}

#[test]
fn a_record_loses_what_an_analysis_with_a_least_confidence_lacks() {
    // One inside another that is less sure than it, whichever of the two that is.
    let nested = "Ann Lee said satellite images show that the mayor, according to the union, lied. It \
                  was reported that “we will go,” Ann Lee said. “And soon.”";
    let all = Layers::default().with(Layer::Transfers);
    for text in [TEXT, nested] {
        let record = |least: f32| {
            let analyzer = Analyzer::builder().transfers(true).min_confidence(least).build();
            Record::new(header(), text, &analyzer.analyze(text), all, OffsetUnit::Char)
        };
        let whole = record(0.0);
        let sure: Vec<f32> =
            whole.attributions.iter().flatten().map(|a| a.confidence + 0.0005).collect();
        assert!(whole.attributions.iter().flatten().any(|a| a.parent.is_some()), "{text}");
        for least in sure {
            let mut kept = whole.clone();
            kept.retain_confident(least);
            assert_eq!(kept, record(least), "from {least}");
        }
    }
}
