//! Real expressions with their values, one a line.

use sayso_lexicon::{LexemeScratch, Lexemes, Lexicon};
use sayso_text::Segmentation;

use super::{find, words};
use crate::Date;

/// Day of the documents: a Saturday.
const TODAY: &str = "2024-11-23";

fn analyse(text: &str, today: Option<Date>) -> Vec<String> {
    let segmentation = Segmentation::of(text);
    let mut classes = Vec::new();
    words::classify(text, segmentation.tokens(), &mut classes);
    let mut lexemes = Lexemes::default();
    Lexicon::builtin().annotate(text, &segmentation, &mut LexemeScratch::default(), &mut lexemes);
    let mut found = Vec::new();
    find(text, &segmentation, lexemes.as_slice(), &classes, today, &mut found);
    found
        .iter()
        .map(|f| {
            let words = &text[segmentation.tokens().cover(f.tokens())];
            let value = f.value.map_or(String::new(), |value| value.to_string());
            let thing = f.value.and_then(crate::Value::thing);
            let thing = thing.map_or(String::new(), |thing| format!(" {{{}}}", &text[thing]));
            format!("{words} = {} {value}{thing}", f.kind.as_str()).trim_end().to_owned()
        })
        .collect()
}

#[test]
fn every_expression_has_its_value() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("../../tests/expressions.txt").lines() {
        let Some((text, expected)) = line.split_once(" => ") else { continue };
        if line.starts_with('#') {
            continue;
        }
        let expected: Vec<&str> =
            expected.split(" ; ").map(str::trim).filter(|e| *e != "-").collect();
        count += expected.len();
        let found = analyse(text, Date::parse(TODAY));
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} lines:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 250, "{count} expressions");
}

#[test]
fn without_a_date_nothing_relative_is_resolved() {
    let check = |text, expected: &[&str]| assert_eq!(analyse(text, None), expected);
    check("He left yesterday.", &["yesterday = date"]);
    check("They met on Tuesday.", &["Tuesday = date -W-2"]);
    check("It began on November 23.", &["November 23 = date --11-23"]);
    check("It began in May.", &["May = date --05"]);
    check("It began at 3:29 p.m.", &["3:29 p.m. = time T15:29"]);
}
