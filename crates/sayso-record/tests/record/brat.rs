//! What holds for every text in brat's standoff, and how the seed looks in it.

use std::collections::HashMap;

use proptest::prelude::*;
use sayso::Analyzer;
use sayso_record::{brat_configuration, write_brat};

use crate::odd_texts::articles;

fn brat(text: &str) -> String {
    let mut out = String::new();
    write_brat(&mut out, text, &Analyzer::new().analyze(text));
    out
}

/// Reads standoff as strictly as brat does.
fn check(text: &str, out: &str) -> Result<(), TestCaseError> {
    let chars: Vec<char> = text.chars().collect();
    let mut types: HashMap<String, String> = HashMap::new();
    for line in out.split_terminator('\n') {
        let columns: Vec<&str> = line.split('\t').collect();
        let (kind, rest) = columns[1].split_once([' ', ':']).expect("a type");
        match &columns[0][..1] {
            "T" => {
                prop_assert_eq!(columns.len(), 3);
                let mut last = 0;
                let mut words = Vec::new();
                for span in rest.split(';') {
                    let (start, end) = span.split_once(' ').expect("two offsets");
                    let (start, end): (usize, usize) =
                        (start.parse().expect("a number"), end.parse().expect("a number"));
                    prop_assert!(last <= start && start < end && end <= chars.len());
                    last = end;
                    let word: String = chars[start..end].iter().collect();
                    prop_assert_eq!(word.trim(), &word);
                    words.push(word);
                }
                prop_assert_eq!(words.join(" "), columns[2]);
                prop_assert_eq!(columns[2].lines().count(), 1);
                prop_assert!(types.insert(columns[0].into(), kind.into()).is_none());
            }
            "E" => {
                for argument in columns[1].split(' ') {
                    let (role, number) = argument.split_once(':').expect("a role");
                    prop_assert_eq!(types.get(number).map(String::as_str), Some(role));
                }
                prop_assert!(types.insert(columns[0].into(), kind.into()).is_none());
            }
            _ => {
                let event = rest.split(' ').next().expect("an event");
                prop_assert_eq!(types.get(event).map(String::as_str), Some("Cue"));
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_line_is_well_formed(text in articles()) {
        check(&text, &brat(&text))?;
    }
}

#[test]
fn offsets_count_code_points() {
    let text = "Officials 🇺🇦 denied it.\r\n\r\n“We will answer,” said Andrey Kovalenko.\n";
    let out = brat(text);
    check(text, &out).unwrap();
    insta::assert_snapshot!(out);
}

#[test]
fn nothing_found_is_an_empty_file() {
    assert_eq!(brat(" \n"), "");
}

#[test]
fn every_type_is_configured() {
    insta::assert_snapshot!(brat_configuration());
}
