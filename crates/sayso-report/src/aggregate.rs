//! The aggregate: records in, tables out.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::error::CountError;
use super::options::ReportOptions;
use super::report::Report;
use super::sections::about::About;
use super::sections::chains::Chains;
use super::sections::denials::Denials;
use super::sections::kinds::Kinds;
use super::sections::origins::Origins;
use super::sections::quantities::Quantities;
use super::sections::reading::Reading;
use super::sections::sources::Sources;
use super::sections::stances::StanceTables;
use super::sections::timeline::Timeline;
use super::statistics::{DocumentCounter, DocumentStatistics};
use sayso_record::Record;

/// Counts of a corpus, or of a part of one.
///
/// Two aggregates of parts are [merged](Self::merge) into one of the whole. Up to the
/// [limits](super::Limits), the report is the same for every split and every order of the records; memory is
/// bounded whatever comes.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_report::{Aggregate, ReportOptions};
/// use sayso_record::{Header, Layer, Record};
///
/// let analyzer = Analyzer::new();
/// let mut whole = Aggregate::new(ReportOptions::default());
/// for text in ["Pyongyang denied arms supplies.", "“We will answer,” said Andrey Kovalenko."] {
///     let layers = Layer::ALL.into_iter().collect();
///     let analysis = analyzer.analyze(text);
///     let record = Record::new(Header::default(), text, &analysis, layers, OffsetUnit::Char);
///     let mut part = Aggregate::new(ReportOptions::default());
///     part.add(&record)?;
///     whole.merge(part);
/// }
/// let report = whole.finish();
/// assert_eq!(report.table("sources").unwrap().rows.len(), 2);
/// # Ok::<(), sayso_report::CountError>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Aggregate {
    options: ReportOptions,
    reading: Reading,
    sources: Sources,
    kinds: Kinds,
    stances: StanceTables,
    denials: Denials,
    about: About,
    origins: Origins,
    timeline: Timeline,
    chains: Chains,
    quantities: Quantities,
}

impl Aggregate {
    /// Nothing yet.
    pub fn new(options: ReportOptions) -> Self {
        let limits = &options.limits;
        Self {
            options,
            reading: Reading::default(),
            sources: Sources::new(limits),
            kinds: Kinds::new(limits),
            stances: StanceTables::new(limits),
            denials: Denials::new(limits),
            about: About::new(limits),
            origins: Origins::new(limits),
            timeline: Timeline::new(limits),
            chains: Chains::new(limits),
            quantities: Quantities::new(limits),
        }
    }

    /// Counts a record. Whoever has many uses a [`DocumentCounter`], which remembers words.
    ///
    /// # Errors
    /// If it lacks a layer, is of another version, or points outside its text.
    pub fn add(&mut self, record: &Record) -> Result<(), CountError> {
        self.take(DocumentCounter::new(self.options).count(record)?);
        Ok(())
    }

    /// Adds the statistics of one record.
    #[allow(clippy::needless_pass_by_value, reason = "the statistics of a record are added once")]
    pub fn take(&mut self, statistics: DocumentStatistics) {
        let statistics = &statistics;
        self.reading.add(statistics);
        self.sources.add(statistics);
        self.kinds.add(statistics);
        self.stances.add(statistics);
        self.denials.add(statistics);
        self.about.add(statistics);
        self.origins.add(statistics);
        self.timeline.add(statistics);
        self.chains.add(statistics);
        self.quantities.add(statistics);
    }

    /// Counts an input that could not be read.
    pub fn failed(&mut self) {
        self.reading.failed += 1;
    }

    /// Counts an input that was passed over.
    pub fn skipped(&mut self) {
        self.reading.skipped += 1;
    }

    /// Adds the counts of another part of the corpus. The options stay.
    pub fn merge(&mut self, other: Self) {
        self.reading.merge(other.reading);
        self.sources.merge(other.sources);
        self.kinds.merge(other.kinds);
        self.stances.merge(other.stances);
        self.denials.merge(other.denials);
        self.about.merge(other.about);
        self.origins.merge(other.origins);
        self.timeline.merge(other.timeline);
        self.chains.merge(other.chains);
        self.quantities.merge(other.quantities);
    }

    /// Documents counted so far.
    pub fn documents(&self) -> u64 {
        self.reading.documents
    }

    /// Attributions counted so far.
    pub fn attributions(&self) -> u64 {
        self.reading.attributions
    }

    /// The ids of the documents, near-duplicates together, the earliest of each group first.
    pub fn origins(&self) -> Vec<Vec<Arc<str>>> {
        self.origins.groups().ids()
    }

    /// The tables.
    pub fn finish(&self) -> Report {
        let origins = self.origins.groups();
        let independent = origins.independent();
        let mut tables = self.sources.tables(independent.as_ref());
        let by_source = tables.pop();
        tables.extend(self.kinds.tables());
        tables.extend(self.stances.tables());
        tables.extend(by_source);
        tables.push(self.denials.table());
        tables.extend(self.about.tables(&self.sources));
        tables.extend(origins.tables(&self.sources));
        tables.extend(self.timeline.tables(&self.sources));
        tables.push(self.chains.table());
        tables.push(self.quantities.table(&self.sources));
        tables.push(self.reading.table());
        if self.options.top > 0 {
            tables.iter_mut().for_each(|table| table.keep(self.options.top));
        }
        Report { tables }
    }
}
