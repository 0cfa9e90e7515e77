//! What kinds of source are cited, and how many of them without a name.

use sayso::{QuotationType, SourceKind};
use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::dates::When;
use crate::entity_key::fold;
use crate::hash::hash;
use crate::heavy_hitters::{HeavyHitters, Shown, Tally};
use crate::options::Limits;
use crate::sample::Sample;
use crate::section::Section;
use crate::statistics::{DocumentStatistics, UNKNOWN_PUBLISHER};
use crate::table::{Cell, ReportColumn, ReportTable, Row};

const KINDS: usize = SourceKind::ALL.len();

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Kinds {
    all: [Kind; KINDS],
    by_publisher: HeavyHitters<u64, Scope>,
    by_time: HeavyHitters<When, Scope>,
    reasons: HeavyHitters<u64, Reason>,
}

/// One kind in the whole corpus.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Kind {
    words: u64,
    direct: u64,
    withheld: u64,
    sample: Sample,
}

/// All kinds of one publisher or period.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Scope {
    shown: Shown,
    counts: [u64; KINDS],
    withheld: u64,
    sample: Sample,
}

/// A reason for which a name is withheld.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Reason {
    shown: Shown,
    sample: Sample,
}

impl Tally for Scope {
    fn merge(&mut self, other: Self) {
        self.shown.merge(other.shown);
        self.counts.iter_mut().zip(other.counts).for_each(|(count, more)| *count += more);
        self.withheld += other.withheld;
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.sample.total()
    }
}

impl Tally for Reason {
    fn merge(&mut self, other: Self) {
        self.shown.merge(other.shown);
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.sample.total()
    }
}

impl Section for Kinds {
    const TABLES: &[&str] = &["kinds", "kinds-by-publisher", "kinds-by-time", "anonymity"];

    fn new(limits: &Limits) -> Self {
        Self {
            all: Default::default(),
            by_publisher: HeavyHitters::new(limits.sources),
            by_time: HeavyHitters::new(limits.pairs),
            reasons: HeavyHitters::new(limits.sources),
        }
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        let publisher = statistics.publisher.as_deref().unwrap_or(UNKNOWN_PUBLISHER);
        if statistics.said.is_empty() {
            return;
        }
        let by_publisher = self.by_publisher.at(hash(&fold(publisher)));
        by_publisher.shown.add(publisher, 0);
        let by_time = self.by_time.at(statistics.when);
        for said in &statistics.said {
            let withheld = u64::from(said.anonymity.is_some());
            let kind = &mut self.all[said.kind as usize];
            kind.words += said.words;
            kind.direct += u64::from(said.quotation == QuotationType::Direct);
            kind.withheld += withheld;
            kind.sample.add(said.sample_key, &statistics.document, said.id);
            for scope in [&mut *by_publisher, &mut *by_time] {
                scope.counts[said.kind as usize] += 1;
                scope.withheld += withheld;
                scope.sample.add(said.sample_key, &statistics.document, said.id);
            }
            if let Some(reason) = &said.anonymity {
                let shown = reason.as_deref().unwrap_or("(none given)");
                let reason = self.reasons.at(hash(&fold(shown)));
                reason.shown.add(shown, 0);
                reason.sample.add(said.sample_key, &statistics.document, said.id);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (kind, more) in self.all.iter_mut().zip(other.all) {
            kind.words += more.words;
            kind.direct += more.direct;
            kind.withheld += more.withheld;
            kind.sample.merge(more.sample);
        }
        self.by_publisher.merge(other.by_publisher);
        self.by_time.merge(other.by_time);
        self.reasons.merge(other.reasons);
    }

    fn tables(&self, _: &Known<'_>) -> Vec<ReportTable> {
        vec![
            self.overall(),
            scopes(
                ReportTable::new(
                    "kinds-by-publisher",
                    "Kinds of source by publisher",
                    "How each publisher's attributions divide among kinds of source; \"unnamed\" is roles \
                     and groups, \"withheld\" where the text says that a name is not given.",
                    columns("publisher"),
                ),
                {
                    let mut rows: Vec<_> = self
                        .by_publisher
                        .iter()
                        .map(|(_, s)| (s.shown.get().to_owned(), s))
                        .collect();
                    rows.sort_by(|a, b| b.1.weight().cmp(&a.1.weight()).then(a.0.cmp(&b.0)));
                    rows
                },
                self.by_publisher.caveat("publishers"),
            ),
            scopes(
                ReportTable::new(
                    "kinds-by-time",
                    "Kinds of source by time",
                    "How the attributions of each day or month divide among kinds of source, by date of \
                     publication.",
                    columns("period"),
                ),
                self.by_time.iter().map(|(when, scope)| (when.shown(), scope)).collect(),
                self.by_time.caveat("periods"),
            ),
            self.anonymity(),
        ]
    }
}

impl Kinds {
    fn overall(&self) -> ReportTable {
        let mut table = ReportTable::new(
            "kinds",
            "Kinds of source",
            "How attributions and the words of their contents divide among kinds of source, how many are \
             direct quotations, and in how many the text says that a name is withheld.",
            vec![
                ReportColumn::text("kind"),
                ReportColumn::text("meaning"),
                ReportColumn::count("attributions"),
                ReportColumn::share("share", "share"),
                ReportColumn::share("words", "words"),
                ReportColumn::share("direct", "direct"),
                ReportColumn::count("withheld"),
            ],
        );
        let total: u64 = self.all.iter().map(|kind| kind.sample.total()).sum();
        let words: u64 = self.all.iter().map(|kind| kind.words).sum();
        for &kind in SourceKind::ALL {
            let tally = &self.all[kind as usize];
            let count = tally.sample.total();
            let cells = vec![
                kind.as_str().into(),
                meaning(kind).into(),
                count.into(),
                Cell::share(count, total),
                Cell::share(tally.words, words),
                Cell::share(tally.direct, count),
                tally.withheld.into(),
            ];
            table.rows.push(Row { cells, evidence: tally.sample.evidence() });
        }
        table
    }

    fn anonymity(&self) -> ReportTable {
        let mut table = ReportTable::new(
            "anonymity",
            "Reasons for anonymity",
            "Why names are withheld, in the words of the articles.",
            vec![ReportColumn::text("reason"), ReportColumn::count("attributions")],
        );
        for (_, reason) in self.reasons.iter() {
            let cells = vec![reason.shown.get().into(), reason.weight().into()];
            table.rows.push(Row { cells, evidence: reason.sample.evidence() });
        }
        table.rows.sort_by(|a, b| {
            let text = |row: &Row| match row.cells.first() {
                Some(Cell::Text(text)) => text.clone(),
                _ => String::new(),
            };
            b.evidence.total.cmp(&a.evidence.total).then_with(|| text(a).cmp(&text(b)))
        });
        table.notes.extend(self.reasons.caveat("reasons"));
        table
    }
}

fn columns(first: &'static str) -> Vec<ReportColumn> {
    [ReportColumn::text(first), ReportColumn::count("attributions")]
        .into_iter()
        .chain([
            ReportColumn::share("unnamed", "unnamed"),
            ReportColumn::share("withheld", "withheld"),
        ])
        .chain(
            SourceKind::ALL.iter().map(|&kind| ReportColumn::share(kind.as_str(), kind.as_str())),
        )
        .collect()
}

fn scopes(
    mut table: ReportTable,
    scopes: Vec<(String, &Scope)>,
    caveat: Option<String>,
) -> ReportTable {
    for (name, scope) in scopes {
        let total = scope.weight();
        let of = |kind: SourceKind| scope.counts[kind as usize];
        let unnamed = of(SourceKind::Role) + of(SourceKind::Group);
        let cells = [name.into(), total.into()]
            .into_iter()
            .chain([Cell::share(unnamed, total), Cell::share(scope.withheld, total)])
            .chain(SourceKind::ALL.iter().map(|&kind| Cell::share(of(kind), total)))
            .collect();
        table.rows.push(Row { cells, evidence: scope.sample.evidence() });
    }
    table.notes.extend(caveat);
    table
}

fn meaning(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "a person with a name",
        SourceKind::Role => "one person without a name",
        SourceKind::Group => "people without names",
        SourceKind::Organisation => "a body that is no government",
        SourceKind::Government => "a government or a part of one",
        SourceKind::Outlet => "a newspaper, broadcaster or agency",
        SourceKind::Document => "a report, law, poll, statement",
        SourceKind::Imagery => "satellite images, photographs, video",
        SourceKind::Intercept => "calls and messages meant for others",
        SourceKind::Social => "what is posted on a network",
        SourceKind::Author => "the writer",
        SourceKind::None => "nobody is named",
    }
}
