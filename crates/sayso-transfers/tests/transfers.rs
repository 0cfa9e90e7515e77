//! Sentences with every field of every transfer in them: see `transfers.txt`, which says how they are written, and
//! `gold.rs`, which measures on whole articles.
//!
//! `UPDATE=1 cargo test -p sayso-transfers --test transfers` rewrites the file with what is found today. Read the
//! difference line by line before keeping it: the file says what is right, not what the program does.

use std::fmt::Write as _;
use std::path::Path;

use sayso::{Analysis, Analyzer, Transfer, TransferStatus};

/// A text and the transfers expected in it.
#[derive(Debug, Default)]
struct Case {
    /// Comments and blank lines before the case.
    before: Vec<String>,
    /// The line of the text in the file, counted from 1.
    line: usize,
    text: String,
    /// Whether the program is known to get it wrong.
    fails: bool,
    /// What is right.
    expected: Vec<String>,
    /// What the program finds instead, if it `fails`.
    wrong: Vec<String>,
}

/// What is found in a text, one transfer a line, in the form of the file.
fn found(analyzer: &Analyzer, text: &str) -> Vec<String> {
    let text = text.replace(" ⏎ ", "\n\n");
    let analysis = analyzer.analyze(&text);
    if analysis.transfers.is_empty() {
        return vec!["-".to_owned()];
    }
    analysis.transfers.iter().map(|transfer| line(&text, &analysis, transfer)).collect()
}

fn line(text: &str, analysis: &Analysis, transfer: &Transfer) -> String {
    let party = |party: Option<sayso::Party>| party.map_or("-", |party| &text[party.span]);
    let mut out = format!("{} > ", party(transfer.giver));
    match transfer.thing {
        None => out.push('-'),
        Some(thing) => {
            let _ = write!(out, "{}:{}", &text[thing.span], thing.kind.as_str());
        }
    }
    let _ = write!(out, " > {} <{}>", party(transfer.receiver), &text[transfer.trigger]);
    if transfer.status != TransferStatus::Claimed {
        let _ = write!(out, " {}", transfer.status.as_str());
    }
    if let Some(thing) = transfer.thing {
        if let Some(amount) = thing.amount {
            let _ = write!(out, " amount({amount}");
            thing.unit.iter().for_each(|unit| {
                let _ = write!(out, " {unit}");
            });
            out.push(')');
        }
        if let Some((amount, currency)) = thing.worth {
            let _ = write!(out, " worth({amount} {currency})");
        }
    }
    if let Some(time) = transfer.time {
        let _ = write!(out, " time({}={})", &text[time.span], time.when);
    }
    if let Some(answered) = transfer.in_return {
        let _ = write!(out, " return({})", answered + 1);
    }
    if let Some(at) = transfer.attribution {
        let attribution = &analysis.attributions[at as usize];
        let source = attribution.source.spans.first().map_or("-", |&span| &text[span]);
        let _ = write!(out, " by({source})");
    }
    out
}

fn read(contents: &str) -> (Vec<Case>, Vec<String>) {
    let (mut cases, mut before): (Vec<Case>, Vec<String>) = Default::default();
    for (at, line) in contents.lines().enumerate() {
        if let Some(expected) = line.strip_prefix("  ") {
            let case = cases.last_mut().expect("a text before its transfers");
            match expected.strip_prefix("! ") {
                Some(wrong) => case.wrong.push(wrong.to_owned()),
                None => case.expected.push(expected.to_owned()),
            }
        } else if line.is_empty() || line.starts_with('#') {
            before.push(line.to_owned());
        } else {
            let (fails, text) = line.strip_prefix("? ").map_or((false, line), |text| (true, text));
            let before = std::mem::take(&mut before);
            let text = text.to_owned();
            cases.push(Case { before, line: at + 1, text, fails, ..Case::default() });
        }
    }
    (cases, before)
}

#[test]
fn transfers_are_found_as_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transfers.txt");
    let contents = std::fs::read_to_string(&path).expect("the cases");
    let (mut cases, after) = read(&contents);
    let analyzer = Analyzer::builder().transfers(true).build();
    let (mut complaints, mut updated) = (String::new(), String::new());
    for case in &mut cases {
        let found = found(&analyzer, &case.text);
        let wanted = if case.fails { &case.wrong } else { &case.expected };
        if found != *wanted {
            let _ = writeln!(
                complaints,
                "line {}: {}\n  expected {wanted:#?}\n  found {found:#?}",
                case.line, case.text
            );
        }
        if case.fails && found == case.expected {
            let _ = writeln!(complaints, "line {}: right now, remove its `?`", case.line);
        }
        case.before.iter().for_each(|line| updated.extend([line.as_str(), "\n"]));
        let mark = if case.fails { "? " } else { "" };
        let _ = writeln!(updated, "{mark}{}", case.text);
        if case.fails {
            case.expected.iter().for_each(|line| updated.extend(["  ", line, "\n"]));
            found.iter().for_each(|line| updated.extend(["  ! ", line, "\n"]));
        } else {
            found.iter().for_each(|line| updated.extend(["  ", line, "\n"]));
        }
    }
    after.iter().for_each(|line| updated.extend([line.as_str(), "\n"]));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, updated).expect("the cases can be written");
        return;
    }
    assert!(cases.len() >= 120, "{} cases", cases.len());
    assert!(complaints.is_empty(), "{complaints}");
}
