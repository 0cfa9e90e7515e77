//! The weights by which pairs of statements are one claim, from the annotated articles in the repository.

use std::fs;

use anyhow::{Context, Result};
use sayso_claims::{Statement, train};

use crate::data::statements;

const GOLD: &str = "crates/sayso-claims/tests/gold";
const WEIGHTS: &str = "crates/sayso-claims/data/weights.tsv";
/// Pairs of one event decide most; there are many more of two.
const OTHER_EVENT: f64 = 0.5;

pub(crate) fn train() -> Result<()> {
    let contents = fs::read_to_string(format!("{GOLD}/claims.tsv")).context(GOLD)?;
    let aggregate = statements::aggregate(&statements::read(format!("{GOLD}/dev.jsonl"))?)?;
    let weights = aggregate.with_statements(|statements, corpus| {
        let labels: Vec<Option<&str>> =
            statements.iter().map(|statement| label(statement, &contents)).collect();
        let examples = train::examples(statements, corpus, |a, b| {
            let event = |i: usize| statements[i].document.split('-').next();
            let weight = if event(a) == event(b) { 1.0 } else { OTHER_EVENT };
            Some((labels[a]? == labels[b]?, weight))
        });
        eprintln!("{} statements, {} pairs", statements.len(), examples.len());
        train::fit(&examples)
    });
    fs::write(WEIGHTS, &weights).context(WEIGHTS)?;
    eprint!("{weights}");
    Ok(())
}

/// The claim of the annotated content that a statement mostly covers.
fn label<'t>(statement: &Statement, contents: &'t str) -> Option<&'t str> {
    let (start, end) = statement.span;
    contents.lines().skip(1).find_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[document, claim, _, _, from, to, _] = fields.as_slice() else { return None };
        let (from, to): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
        let both = end.min(to).saturating_sub(start.max(from));
        let all = end.max(to) - start.min(from);
        (*statement.document == *document && 2 * both >= all).then_some(claim)
    })
}
