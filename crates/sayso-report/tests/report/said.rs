//! What counts as said, by whom: quantities, reasons for anonymity and what stands against a denial.

use sayso::Analyzer;
use sayso_report::{Aggregate, Cell, Report};

use crate::identities::{aggregate, record};

fn count(texts: &[&str]) -> Aggregate {
    let analyzer = Analyzer::new();
    let records = texts.iter().enumerate().map(|(i, text)| record(&analyzer, i, text));
    aggregate(&records.collect::<Vec<_>>())
}

/// Some columns of a table, a line a row.
fn rows(report: &Report, table: &str, columns: &[&str]) -> Vec<String> {
    let table = report.table(table).expect("the table");
    let at: Vec<usize> = columns.iter().map(|name| table.column(name).expect("a column")).collect();
    let shown = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Missing => "-".to_owned(),
        cell => format!("{cell:?}"),
    };
    let row = |cells: &[Cell]| at.iter().map(|&i| shown(&cells[i])).collect::<Vec<_>>().join(" | ");
    table.rows.iter().map(|found| row(&found.cells)).collect()
}

#[test]
fn a_quantity_counts_for_who_claims_it() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = rows(&count(&[text]).finish(), "quantities", &["source", "value", "thing"]);
        assert_eq!(found, expected, "{text}");
    }
    check("Maria Lopez said 30 people died.", &["Maria Lopez | 30 | people"]);
    check("Maria Lopez suggested that 30 people died.", &["Maria Lopez | 30 | people"]);
    check("Maria Lopez denied that 30 people died.", &[]);
    check("Maria Lopez never said that 30 people died.", &[]);
    check("Maria Lopez asked whether 30 people died.", &[]);
    check("Maria Lopez urged 30 people to leave.", &[]);
    // Who reports what others say claims as little as they do.
    check("Maria Lopez denied that 30 people died, the Daily Post reported.", &[]);
    check(
        "The Daily Post reported that Maria Lopez said 30 people died.",
        &["Maria Lopez | 30 | people"],
    );
}

#[test]
fn a_reason_for_anonymity_counts_for_what_is_said() {
    let reasons =
        |text: &str| rows(&count(&[text]).finish(), "anonymity", &["reason", "attributions"]);
    let expected = ["because talks were continuing | 1"];
    let said = "Two officials, who asked not to be named because talks were continuing, said the army would leave.";
    assert_eq!(reasons(said), expected);
    assert_eq!(
        reasons("Two officials asked not to be named because talks were continuing."),
        expected
    );
}

const DENIED: &str = "Police Chief Omar Vance denied that 40 officers had been suspended, the Gull Bay Herald reported.";
const CREWE: &str = "Opposition leader Ian Crewe said 40 officers had been suspended.";

#[test]
fn a_denial_stands_beside_the_contrary_and_not_beside_its_report() {
    let both = format!("{DENIED} {CREWE}");
    let plain = "Police Chief Omar Vance denied that 40 officers had been suspended.";
    for texts in [&[&*both][..], &[DENIED, CREWE], &[plain, DENIED, CREWE]] {
        let found = rows(&count(texts).finish(), "denials", &["denier", "source"]);
        assert_eq!(found, ["Omar Vance | Ian Crewe"], "{texts:?}");
    }
}

#[test]
fn who_reports_a_denial_does_not_claim_what_is_denied() {
    let claims = count(&[DENIED, CREWE]).claims();
    let voices = claims.claims.iter().flat_map(|claim| &claim.mentions);
    let voices = voices.map(|m| format!("{} {} {:?}", m.source, m.voice, m.chain));
    let expected = [r#"Omar Vance denies ["Gull Bay Herald"]"#, "Ian Crewe asserts []"];
    assert_eq!(voices.collect::<Vec<_>>(), expected);
}
