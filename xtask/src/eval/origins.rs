//! Near-duplicate articles: how many pairs made by edits are found, and how many that are found were made.
//!
//! Every article gets four edited copies, as agencies' texts are edited: the tail is cut, the headline
//! changed, 5 to 20 percent of the sentences replaced by those of another article, a local paragraph put in. Two
//! copies of one article are a pair that is to be found; two of different articles are not, unless the
//! articles themselves are near-duplicates, which are left out by comparing their words one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::Result;
use sayso_record::{FORMAT, Meta, Record};
use sayso_report::{Aggregate, DocumentCounter, ReportOptions};

/// Articles that share so many runs of words are near-duplicates before any edit.
const ALIKE: f64 = 0.1;
/// Words in a run.
const RUN: usize = 6;

/// Recall and precision of pairs, in percent.
pub(super) fn measure(gold: &Path) -> Result<Vec<(&'static str, f64)>> {
    let file = File::open(gold)?;
    let articles = sayso_eval::read_articles(BufReader::new(file))?;
    let texts = unlike(articles.iter().map(|article| article.text.as_str()).collect());
    let mut random = Random(0x0051_4e5e_ed00);
    let mut aggregate = Aggregate::new(ReportOptions { top: 0, ..ReportOptions::default() });
    let mut counter = DocumentCounter::new(ReportOptions::default());
    for (i, text) in texts.iter().enumerate() {
        let other = texts[(i + 1 + random.below(texts.len() - 1)) % texts.len()];
        for (copy, edited) in edits(text, other, &mut random).into_iter().enumerate() {
            aggregate.take(counter.count(&record(format!("{i}/{copy}"), edited))?);
        }
    }
    let (mut right, mut found) = (0u64, 0u64);
    for group in aggregate.origins() {
        let mut sizes = BTreeMap::<&str, u64>::new();
        for id in &group {
            *sizes.entry(id.split('/').next().unwrap_or_default()).or_default() += 1;
        }
        found += pairs(group.len() as u64);
        right += sizes.values().map(|&size| pairs(size)).sum::<u64>();
    }
    let all = texts.len() as u64 * pairs(5);
    let share = |part: u64, whole: u64| 100.0 * part as f64 / (whole as f64).max(1.0);
    Ok(vec![
        ("pairs (count)", all as f64),
        ("recall", share(right, all)),
        ("precision", share(right, found)),
    ])
}

fn pairs(size: u64) -> u64 {
    size * size.saturating_sub(1) / 2
}

/// The text and four edited copies of it.
fn edits(text: &str, other: &str, random: &mut Random) -> Vec<String> {
    let sentences = sentences(text);
    let foreign = self::sentences(other);
    let keep = 50 + random.below(40);
    let cut = sentences[..(sentences.len() * keep / 100).max(1)].join(" ");
    let mut headline: Vec<&str> = sentences.clone();
    headline[0] = foreign[random.below(foreign.len())];
    let mut swapped: Vec<&str> = sentences.clone();
    let share = 5 + random.below(16);
    for _ in 0..(sentences.len() * share / 100).max(1) {
        let at = random.below(swapped.len());
        swapped[at] = foreign[random.below(foreign.len())];
    }
    let mut local: Vec<&str> = sentences.clone();
    let at = random.below(local.len() + 1);
    let first = random.below(foreign.len());
    let paragraph = &foreign[first..(first + 4).min(foreign.len())];
    local.splice(at..at, paragraph.iter().copied());
    vec![text.to_owned(), cut, headline.join(" "), swapped.join(" "), local.join(" ")]
}

/// Sentences as an editor sees them: up to a full stop and a blank, or a line.
fn sentences(text: &str) -> Vec<&str> {
    let lines = text.lines().flat_map(|line| line.split_inclusive(". "));
    let sentences: Vec<&str> = lines.map(str::trim).filter(|line| !line.is_empty()).collect();
    if sentences.is_empty() { vec![text] } else { sentences }
}

/// The texts of which none shares many runs of words with one before it.
fn unlike(texts: Vec<&str>) -> Vec<&str> {
    let mut seen: BTreeSet<Vec<&str>> = BTreeSet::new();
    let mut kept = Vec::new();
    for text in texts {
        let words: Vec<&str> = text.split_whitespace().collect();
        let runs: Vec<Vec<&str>> = words.windows(RUN).map(<[&str]>::to_vec).collect();
        let known = runs.iter().filter(|run| seen.contains(*run)).count();
        if !runs.is_empty() && known as f64 <= ALIKE * runs.len() as f64 {
            seen.extend(runs);
            kept.push(text);
        }
    }
    kept
}

fn record(id: String, text: String) -> Record {
    Record {
        format: FORMAT,
        id,
        meta: Meta::default(),
        notes: Vec::new(),
        offsets: sayso::OffsetUnit::Byte,
        text: Some(text),
        sentences: Some(Vec::new()),
        words: None,
        tokens: None,
        quotations: None,
        boilerplate: None,
        entities: Some(Vec::new()),
        attributions: Some(Vec::new()),
        transfers: None,
    }
}

/// Numbers that are the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}
