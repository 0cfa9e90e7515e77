//! Words that a name stands under.

use sayso::{Analyzer, QuotationType};

/// Compares who said what by a dash with `expected`: source and content.
fn check(text: &str, expected: &[(&str, &str)]) {
    let analysis = Analyzer::new().analyze(text);
    let dashes = |cue: &str| cue.chars().all(|c| !c.is_alphanumeric() && c != ':');
    let found: Vec<(&str, &str)> = analysis
        .attributions
        .iter()
        .filter(|a| dashes(&text[a.cue.spans[0]]))
        .inspect(|a| assert_eq!(a.content.quotation, QuotationType::Direct))
        .map(|a| (&text[a.source.spans[0]], &text[a.content.spans[0]]))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn quotations() {
    check(
        "Readers wrote to us.\n\n“It was a long night for all of us.” ― Maria Lopez\n\n\
         “I slept through it, thank you.” — John Ashby, Leeds\n\nIt rained.",
        &[
            ("Maria Lopez", "“It was a long night for all of us.”"),
            ("John Ashby", "“I slept through it, thank you.”"),
        ],
    );
    check(
        "\"Taxes will fall by a third within two years.\"\n\n- Senator Ann Brown.\n\nThey rose.",
        &[("Senator Ann Brown", "\"Taxes will fall by a third within two years.\"")],
    );
}

#[test]
fn posts() {
    check(
        "The mayor was quick to answer.\n\nNobody will lose a job over this. — Ann Brown (@annbrown) May 3, 2016",
        &[("Ann Brown", "Nobody will lose a job over this.")],
    );
    check(
        "The mayor was quick to answer.\n\nNobody will lose a job. We keep every line.\n\n\
         — Ann Brown (@annbrown) May 3, 2016\n\nUnions were not convinced.",
        &[("Ann Brown", "Nobody will lose a job. We keep every line.")],
    );
}

#[test]
fn other_dashes() {
    check("The mayor called it “a very long night” — Leeds had no power until noon.", &[]);
    check("“It was a long night for all of us” — words that he came to regret.", &[]);
    check("MOSCOW — The ministry denied it on Monday.", &[]);
    check("“It was a very long night,” he said. — Reporting by Ann Brown", &[]);
}
