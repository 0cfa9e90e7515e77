//! What cues commit sources to, and which cues do.

use sayso::{QuotationType, Stance};
use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::entity_key::fold;
use crate::hash::hash;
use crate::heavy_hitters::{HeavyHitters, NOT_SAID, Shown, Spellings, Stances, Tally};
use crate::options::Limits;
use crate::sample::Sample;
use crate::section::Section;
use crate::statistics::{DocumentStatistics, UNKNOWN_PUBLISHER};
use crate::table::{Cell, ReportColumn, ReportTable, Row};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StanceTables {
    /// Direct quotations and places, by stance; the last one is for what was not said.
    all: [(u64, Sample); Stance::ALL.len() + 1],
    cues: HeavyHitters<u64, Cue>,
    by_publisher: HeavyHitters<u64, Cue>,
}

/// What is counted of a cue, or of a publisher.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Cue {
    shown: Shown,
    lemmas: Spellings,
    stances: Stances,
    sample: Sample,
}

impl Tally for Cue {
    fn merge(&mut self, other: Self) {
        self.shown.merge(other.shown);
        self.lemmas.merge(other.lemmas);
        self.stances.merge(other.stances);
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.sample.total()
    }
}

impl Section for StanceTables {
    const TABLES: &[&str] = &["stances", "cues", "stances-by-publisher"];

    fn new(limits: &Limits) -> Self {
        Self {
            all: Default::default(),
            cues: HeavyHitters::new(limits.sources),
            by_publisher: HeavyHitters::new(limits.sources),
        }
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        let publisher = statistics.publisher.as_deref().unwrap_or(UNKNOWN_PUBLISHER);
        if statistics.said.is_empty() {
            return;
        }
        let by_publisher = self.by_publisher.at(hash(&fold(publisher)));
        by_publisher.shown.add(publisher, 0);
        for said in &statistics.said {
            let (direct, sample) =
                &mut self.all[said.stance.map_or(Stance::ALL.len(), |stance| stance as usize)];
            *direct += u64::from(said.quotation == QuotationType::Direct);
            sample.add(said.sample_key, &statistics.document, said.id);
            let cue = self.cues.at(hash(&said.lemma));
            cue.shown.add(&said.lemma, 0);
            by_publisher.lemmas.add(&said.lemma);
            for tally in [cue, &mut *by_publisher] {
                tally.stances.add(said.stance);
                tally.sample.add(said.sample_key, &statistics.document, said.id);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (stance, more) in self.all.iter_mut().zip(other.all) {
            stance.0 += more.0;
            stance.1.merge(more.1);
        }
        self.cues.merge(other.cues);
        self.by_publisher.merge(other.by_publisher);
    }

    fn tables(&self, _: &Known<'_>) -> Vec<ReportTable> {
        let mut stances = ReportTable::new(
            "stances",
            "Stances",
            "What the cues commit the sources to. Not said: negated, asked, conditional, possible or expected.",
            vec![
                ReportColumn::text("stance"),
                ReportColumn::count("attributions"),
                ReportColumn::share("share", "share"),
                ReportColumn::share("direct", "direct"),
            ],
        );
        let total: u64 = self.all.iter().map(|(_, sample)| sample.total()).sum();
        let names = Stance::ALL.iter().map(|stance| stance.as_str()).chain([NOT_SAID]);
        for (name, (direct, sample)) in names.zip(&self.all) {
            let count = sample.total();
            let shares = [Cell::share(count, total), Cell::share(*direct, count)];
            let cells = [name.into(), count.into()].into_iter().chain(shares).collect();
            stances.rows.push(Row { cells, evidence: sample.evidence() });
        }
        let cues = ranked(
            ReportTable::new(
                "cues",
                "Cues",
                "The words that mark who said it, in their dictionary form, and the stances that they \
                 express.",
                columns("cue", None),
            ),
            &self.cues,
            false,
        );
        let by_publisher = ranked(
            ReportTable::new(
                "stances-by-publisher",
                "Stances and cues by publisher",
                "Which stances each publisher's cues express, and the cues themselves.",
                columns("publisher", Some(ReportColumn::text("cues"))),
            ),
            &self.by_publisher,
            true,
        );
        vec![stances, cues, by_publisher]
    }
}

fn columns(first: &'static str, last: Option<ReportColumn>) -> Vec<ReportColumn> {
    let columns = [ReportColumn::text(first), ReportColumn::count("attributions")];
    columns.into_iter().chain(Stances::columns()).chain(last).collect()
}

fn ranked(
    mut table: ReportTable,
    heavy_hitters: &HeavyHitters<u64, Cue>,
    lemmas: bool,
) -> ReportTable {
    let mut tallies: Vec<&Cue> = heavy_hitters.iter().map(|(_, tally)| tally).collect();
    tallies
        .sort_by(|a, b| b.weight().cmp(&a.weight()).then_with(|| a.shown.get().cmp(b.shown.get())));
    for tally in tallies {
        let cells = [Cell::from(tally.shown.get()), tally.weight().into()];
        let last = lemmas.then(|| Cell::from(tally.lemmas.list(8)));
        let cells = cells.into_iter().chain(tally.stances.cells()).chain(last).collect();
        table.rows.push(Row { cells, evidence: tally.sample.evidence() });
    }
    table.notes.extend(heavy_hitters.caveat("of these"));
    table
}
