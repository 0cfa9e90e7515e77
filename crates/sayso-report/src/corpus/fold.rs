//! The fold: records in, tables out.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::digest::{Digest, Digester};
use super::error::FoldError;
use super::options::ReportOptions;
use super::parts::about::About;
use super::parts::chains::Chains;
use super::parts::kinds::Kinds;
use super::parts::ledger::Ledger;
use super::parts::origins::Origins;
use super::parts::quantities::Quantities;
use super::parts::reading::Reading;
use super::parts::sources::Sources;
use super::parts::stances::StanceTables;
use super::parts::timeline::Timeline;
use super::report::Report;
use crate::Record;

/// Counts of a corpus, or of a part of one.
///
/// Two folds of parts are [merged](Self::merge) into one of the whole. Up to the
/// [limits](super::Limits), the report is the same for every split and every order of the records; memory is
/// bounded whatever comes.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_report::corpus::{Fold, ReportOptions};
/// use sayso_report::{Header, Layer, Record};
///
/// let analyzer = Analyzer::new();
/// let mut whole = Fold::new(ReportOptions::default());
/// for text in ["Pyongyang denied arms supplies.", "“We will answer,” said Andrey Kovalenko."] {
///     let layers = Layer::ALL.into_iter().collect();
///     let analysis = analyzer.analyze(text);
///     let record = Record::new(Header::default(), text, &analysis, layers, OffsetUnit::Char);
///     let mut part = Fold::new(ReportOptions::default());
///     part.add(&record)?;
///     whole.merge(part);
/// }
/// let report = whole.finish();
/// assert_eq!(report.table("sources").unwrap().rows.len(), 2);
/// # Ok::<(), sayso_report::corpus::FoldError>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fold {
    options: ReportOptions,
    reading: Reading,
    sources: Sources,
    kinds: Kinds,
    stances: StanceTables,
    ledger: Ledger,
    about: About,
    origins: Origins,
    timeline: Timeline,
    chains: Chains,
    quantities: Quantities,
}

impl Fold {
    /// Nothing yet.
    pub fn new(options: ReportOptions) -> Self {
        let limits = &options.limits;
        Self {
            options,
            reading: Reading::default(),
            sources: Sources::new(limits),
            kinds: Kinds::new(limits),
            stances: StanceTables::new(limits),
            ledger: Ledger::new(limits),
            about: About::new(limits),
            origins: Origins::new(limits),
            timeline: Timeline::new(limits),
            chains: Chains::new(limits),
            quantities: Quantities::new(limits),
        }
    }

    /// Counts a record. Whoever has many uses a [`Digester`], which remembers words.
    ///
    /// # Errors
    /// If it lacks a layer, is of another version, or points outside its text.
    pub fn add(&mut self, record: &Record) -> Result<(), FoldError> {
        self.take(Digester::new(self.options).digest(record)?);
        Ok(())
    }

    /// Counts a digested record.
    #[allow(clippy::needless_pass_by_value, reason = "one digest is counted once")]
    pub fn take(&mut self, digest: Digest) {
        let digest = &digest;
        self.reading.add(digest);
        self.sources.add(digest);
        self.kinds.add(digest);
        self.stances.add(digest);
        self.ledger.add(digest);
        self.about.add(digest);
        self.origins.add(digest);
        self.timeline.add(digest);
        self.chains.add(digest);
        self.quantities.add(digest);
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
        self.ledger.merge(other.ledger);
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
        tables.push(self.ledger.table());
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
