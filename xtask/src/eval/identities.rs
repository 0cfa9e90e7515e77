//! Who is who across documents, against the chains of ECB+.
//!
//! Counted are mentions of people and bodies that have a word with a capital. Each goes by the entity of the name,
//! pronoun or description found that covers most of it; where there is none it is one with nothing. Over all pairs
//! of mentions in different documents of one topic: the precision and recall of being one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Header, Layer, Record};
use sayso_report::{Aggregate, DocumentCounter, ReportOptions};
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
    mentions: Vec<(u32, u32, String, String)>,
}

/// A gold mention: its document, its chain, and the key of what was found there.
struct Named<'g> {
    document: &'g str,
    chain: &'g str,
    key: Option<u64>,
}

/// Precision and recall of pairs, in percent.
pub(super) fn measure(gold: &Path) -> Result<Vec<(&'static str, f64)>> {
    let lines = fs::read_to_string(gold)?;
    let gold: Vec<Gold> = lines
        .lines()
        .map(|line| serde_json::from_str(line).context("a document"))
        .collect::<Result<_>>()?;
    let analyzer = Analyzer::new();
    let mut aggregate = Aggregate::new(ReportOptions::default());
    let mut counter = DocumentCounter::new(ReportOptions::default());
    let mut records = Vec::with_capacity(gold.len());
    for document in &gold {
        let header = Header { id: document.id.clone(), ..Header::default() };
        let analysis = analyzer.analyze(&document.text);
        let layers = Layer::ALL.into_iter().collect();
        let record = Record::new(header, &document.text, &analysis, layers, OffsetUnit::Char);
        aggregate.take(counter.count(&record)?);
        records.push(record);
    }
    let identities = aggregate.identities();
    let mut topics = BTreeMap::<&str, Vec<Named<'_>>>::new();
    for (document, record) in gold.iter().zip(&records) {
        let keys = identities.of(record)?;
        let entities = record.entities.iter().flatten().zip(&keys);
        let found: Vec<(u32, u32, u64)> = entities
            .flat_map(|(entity, known)| {
                let mentions = entity.mentions.iter().chain(&entity.references);
                mentions.map(|m| (m.start, m.end, known.key))
            })
            .collect();
        let letters: Vec<char> = document.text.chars().collect();
        let (topic, _) = document.id.split_once('_').context("a topic in the id")?;
        for (start, end, kind, chain) in &document.mentions {
            let words: String = letters[*start as usize..*end as usize].iter().collect();
            let named = words.split(' ').any(|word| word.starts_with(char::is_uppercase));
            if kind != "HUM" || !named {
                continue;
            }
            let common = |a: u32, b: u32| b.min(*end).saturating_sub(a.max(*start));
            let best = found.iter().max_by_key(|&&(a, b, _)| {
                (common(a, b), std::cmp::Reverse(b - a), std::cmp::Reverse(a))
            });
            let key = best.filter(|&&(a, b, _)| common(a, b) > 0).map(|&(.., key)| key);
            let named = Named { document: &document.id, chain, key };
            topics.entry(topic).or_default().push(named);
        }
    }
    let (mut right, mut found, mut all) = (0u64, 0u64, 0u64);
    for mentions in topics.values() {
        for (i, a) in mentions.iter().enumerate() {
            for b in mentions[..i].iter().filter(|b| b.document != a.document) {
                let (one, held) = (a.chain == b.chain, a.key.is_some() && a.key == b.key);
                right += u64::from(one && held);
                found += u64::from(held);
                all += u64::from(one);
            }
        }
    }
    let share = |part: u64, whole: u64| 100.0 * part as f64 / (whole as f64).max(1.0);
    Ok(vec![
        ("pairs (count)", all as f64),
        ("precision", share(right, found)),
        ("recall", share(right, all)),
    ])
}
