//! The weights by which pairs of statements are one claim: from the annotated articles in the repository, and from pairs
//! of statements of the news.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_claims::Statement;
use sayso_claims::train::{Example, Pair, Weights, examples};

use crate::data::statements::{self, Article, Content, is_mostly};
use crate::eval::GOLD;

const WEIGHTS: &str = "crates/sayso-claims/data/weights.tsv";
/// Pairs of one event decide most; there are many more of two.
const OTHER_EVENT: f64 = 0.5;
/// What a pair of the news counts.
const NEWS: f64 = 2.0;
/// Parts that are left out in turn, to see what the rest teaches.
const FOLDS: usize = 4;

pub(crate) fn train(data: &Path) -> Result<()> {
    let parts = [("gold", gold()?), ("news", news(data)?)];
    for (name, folds) in &parts {
        let mut sum = [0; 3];
        for (left_out, fold) in folds.iter().enumerate() {
            let others = parts.iter().flat_map(|(_, folds)| {
                folds.iter().enumerate().filter(move |(i, _)| *i != left_out)
            });
            let others: Vec<Example> = others.flat_map(|(_, fold)| fold).cloned().collect();
            let counts = Weights::fit(&others).counts(fold);
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        let [right, found, all] = sum.map(|count| count as f64);
        let (precision, recall) = (100.0 * right / found, 100.0 * right / all);
        let pairs: usize = folds.iter().map(Vec::len).sum();
        eprintln!(
            "{name}: {pairs} pairs; of those left out, precision {precision:.1}, recall {recall:.1}"
        );
    }
    let all: Vec<Example> = parts.into_iter().flat_map(|(_, folds)| folds).flatten().collect();
    let weights = Weights::fit(&all).text();
    fs::write(WEIGHTS, &weights).context(WEIGHTS)?;
    eprint!("{weights}");
    Ok(())
}

/// All pairs of the articles to tune on, an event a part.
fn gold() -> Result<Vec<Vec<Example>>> {
    let contents = fs::read_to_string(format!("{GOLD}/claims.tsv")).context(GOLD)?;
    let aggregate = statements::aggregate(&statements::read(format!("{GOLD}/dev.jsonl"))?)?;
    Ok(aggregate.with_statements(|statements, corpus| {
        let label = |statement: &&Statement| {
            let mut all = contents.lines().skip(1).filter_map(Content::read);
            all.find(|content| content.is(statement)).map(|content| content.claim)
        };
        let labels: Vec<Option<&str>> = statements.iter().map(label).collect();
        let event = |i: usize| statements[i].document.split('-').next().unwrap_or_default();
        let events: BTreeSet<&str> = (0..statements.len()).map(event).collect();
        let of_event = |wanted: &&str| {
            let mut pairs: Vec<Pair> = Vec::new();
            for i in (0..statements.len()).filter(|&i| event(i) == *wanted) {
                for j in 0..statements.len() {
                    if let (Some(a), Some(b)) = (labels[i], labels[j])
                        && (event(j) != *wanted || j < i)
                    {
                        let weight = if event(j) == *wanted { 1.0 } else { OTHER_EVENT / 2.0 };
                        pairs.push((i, j, a == b, weight));
                    }
                }
            }
            examples(statements, corpus, &pairs)
        };
        events.iter().map(of_event).collect()
    }))
}

/// Pairs of statements in the silver articles, by their places.
fn news(data: &Path) -> Result<Vec<Vec<Example>>> {
    let path = format!("{GOLD}/news-pairs.tsv");
    let list = fs::read_to_string(&path).context(path)?;
    let pairs: Vec<[&str; 7]> = list
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>().try_into())
        .collect::<Result<_, _>>()
        .map_err(|line| anyhow::anyhow!("not seven columns: {line:?}"))?;
    let named: BTreeSet<&str> = pairs.iter().flat_map(|pair| [pair[1], pair[4]]).collect();
    let mut articles = statements::read(data.join("attribution/silver.jsonl.gz"))?;
    articles.retain(|Article { id, .. }| named.contains(id.as_str()));
    let aggregate = statements::aggregate(&articles)?;
    aggregate.with_statements(|statements, corpus| {
        let mut of = BTreeMap::<&str, Vec<usize>>::new();
        for (i, statement) in statements.iter().enumerate() {
            of.entry(&statement.document).or_default().push(i);
        }
        let find = |document: &str, from: &str, to: &str| -> Result<Option<usize>> {
            let span = (from.parse()?, to.parse()?);
            let here = of.get(document).into_iter().flatten();
            Ok(here.copied().find(|&i| is_mostly(statements[i], span)))
        };
        let mut folds = vec![Vec::new(); FOLDS];
        for (n, [same, a, a_from, a_to, b, b_from, b_to]) in pairs.iter().enumerate() {
            if let (Some(i), Some(j)) = (find(a, a_from, a_to)?, find(b, b_from, b_to)?) {
                folds[n % FOLDS].push((i, j, *same == "yes", NEWS));
            }
        }
        Ok(folds.iter().map(|pairs: &Vec<Pair>| examples(statements, corpus, pairs)).collect())
    })
}
