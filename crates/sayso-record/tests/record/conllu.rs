//! What holds for every text in CoNLL-U, whatever a tagger or parser makes of it.

use std::collections::HashSet;

use proptest::prelude::*;
use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Header, write_conllu};

use crate::odd_texts::articles;

fn conllu(id: &str, text: &str) -> String {
    let header = Header { id: id.to_owned(), ..Header::default() };
    let analysis = Analyzer::builder().full_syntax(true).build().analyze(text);
    let mut out = String::new();
    write_conllu(&mut out, &header, text, &analysis, OffsetUnit::Char);
    out
}

proptest! {
    #[test]
    fn every_line_is_well_formed(text in articles()) {
        let out = conllu("a", &text);
        prop_assert_eq!(out.is_empty(), Analyzer::new().analyze(&text).segmentation.tokens().is_empty());
        prop_assert!(out.is_empty() || out.ends_with("\n\n") && !out.contains("\n\n\n"));
        let mut names = HashSet::new();
        let chars: Vec<char> = text.chars().collect();
        for block in out.split_terminator("\n\n") {
            let comment = |key: &str| {
                let mut lines = block.lines().filter_map(|line| line.strip_prefix(key));
                lines.next().map(str::to_owned)
            };
            prop_assert!(names.insert(comment("# sent_id = ").expect("a name")));
            let rows: Vec<Vec<&str>> = block
                .lines()
                .filter(|line| !line.starts_with("# "))
                .map(|line| line.split('\t').collect())
                .collect();
            let mut joined = String::new();
            for (i, row) in rows.iter().enumerate() {
                prop_assert_eq!(row.len(), 10);
                prop_assert_eq!(row[0], (i + 1).to_string());
                prop_assert!(row.iter().all(|field| !field.is_empty()));
                let head: usize = row[6].parse().expect("a number");
                prop_assert!(head <= rows.len() && head != i + 1);
                prop_assert_eq!(head == 0, row[7] == "root");
                let (_, place) = row[9].split_once("TokenRange=").expect("a place");
                let (start, end) = place.split_once(':').expect("start and end");
                let place = start.parse().expect("a number")..end.parse().expect("a number");
                prop_assert_eq!(&chars[place].iter().collect::<String>(), row[1]);
                joined.push_str(row[1]);
                joined.push_str(if row[9].starts_with("SpaceAfter=No|") { "" } else { " " });
            }
            prop_assert_eq!(rows.iter().filter(|row| row[6] == "0").count(), 1);
            prop_assert_eq!(joined.trim_end(), comment("# text = ").expect("the text"));
        }
    }
}

#[test]
fn names_of_sentences_have_no_space_and_no_slash() {
    let out = conllu("2024/11 wire%\n", "Moscow denied it.\n\nKyiv did not.");
    let comments: Vec<&str> = out.lines().filter(|line| line.starts_with('#')).collect();
    insta::assert_snapshot!(comments.join("\n"), @r"
    # newdoc id = 2024%2F11%20wire%25%0A
    # newpar
    # sent_id = 2024%2F11%20wire%25%0A-1
    # text = Moscow denied it.
    # newpar
    # sent_id = 2024%2F11%20wire%25%0A-2
    # text = Kyiv did not.
    ");
}

#[test]
fn without_grammar_there_are_words_and_places() {
    let text = "He didn’t.";
    let mut out = String::new();
    let analysis = Analyzer::new().analyze(text);
    write_conllu(&mut out, &Header::default(), text, &analysis, OffsetUnit::Byte);
    let words: Vec<&str> = out.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(words[2], "3\tn’t\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=6:11");
    assert!(conllu("a", " \n").is_empty());
}
