//! What was read and what was not, so that all other numbers can be trusted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::options::Limits;
use crate::section::Section;
use crate::statistics::DocumentStatistics;
use crate::table::{ReportColumn, ReportTable, Row};

/// Counts of documents.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Reading {
    pub(crate) documents: u64,
    pub(crate) attributions: u64,
    words: u64,
    silent: u64,
    undated: u64,
    unsigned: u64,
    notes: BTreeMap<String, u64>,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Section for Reading {
    const TABLES: &[&str] = &["reading"];

    fn new(_: &Limits) -> Self {
        Self::default()
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        self.documents += 1;
        self.attributions += statistics.said.len() as u64;
        self.words += statistics.words;
        self.silent += u64::from(statistics.said.is_empty());
        self.undated += u64::from(!statistics.when.is_known());
        self.unsigned += u64::from(statistics.publisher.is_none());
        for note in &statistics.notes {
            *self.notes.entry(note.clone()).or_default() += 1;
        }
    }

    fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.attributions += other.attributions;
        self.words += other.words;
        self.silent += other.silent;
        self.undated += other.undated;
        self.unsigned += other.unsigned;
        for (note, count) in other.notes {
            *self.notes.entry(note).or_default() += count;
        }
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    fn tables(&self, _: &Known<'_>) -> Vec<ReportTable> {
        let mut table = ReportTable::new(
            "reading",
            "What was read",
            "How much lies behind the other tables, and what is missing from them.",
            vec![ReportColumn::text("what"), ReportColumn::count("count")],
        );
        let mut row = |what: &str, count: u64| {
            table.rows.push(Row::new(vec![what.into(), count.into()]));
        };
        row("documents", self.documents);
        row("words", self.words);
        row("attributions", self.attributions);
        row("documents without attributions", self.silent);
        row("documents without a date that can be read", self.undated);
        row("documents without a publisher", self.unsigned);
        row("inputs that failed", self.failed);
        row("inputs that were passed over", self.skipped);
        let cut = self.notes.get("truncated").copied().unwrap_or(0);
        row("documents that were truncated", cut);
        for (note, &count) in self.notes.iter().filter(|(note, _)| *note != "truncated") {
            row(&format!("documents with the note \"{note}\""), count);
        }
        vec![table]
    }
}
