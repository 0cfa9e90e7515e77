//! The aggregate: records in, tables out.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::common::{Common, Known};
use super::error::CountError;
use super::identity::Identities;
use super::network::Network;
use super::options::ReportOptions;
use super::report::Report;
use super::section::Section;
use super::sections::Sections;
use super::statistics::{DocumentCounter, DocumentStatistics};
use sayso_claims::{Corpus, Statement};
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
    common: Common,
    sections: Sections,
}

impl Aggregate {
    /// Nothing yet.
    pub fn new(options: ReportOptions) -> Self {
        let (common, sections) = (Common::new(&options), Sections::new(&options.limits));
        Self { options, common, sections }
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
        self.common.add(&statistics);
        match self.options.only_claims {
            true => self.sections.reading.add(&statistics),
            false => self.sections.add(&statistics),
        }
    }

    /// Counts an input that could not be read.
    pub fn failed(&mut self) {
        self.sections.reading.failed += 1;
    }

    /// Counts an input that was passed over.
    pub fn skipped(&mut self) {
        self.sections.reading.skipped += 1;
    }

    /// What it counts by, and within which limits.
    pub const fn options(&self) -> &ReportOptions {
        &self.options
    }

    /// Adds the counts of another part of the corpus. The options stay.
    pub fn merge(&mut self, other: Self) {
        self.common.merge(other.common);
        self.sections.merge(other.sections);
    }

    /// Documents counted so far.
    pub fn documents(&self) -> u64 {
        self.sections.reading.documents
    }

    /// Attributions counted so far.
    pub fn attributions(&self) -> u64 {
        self.sections.reading.attributions
    }

    /// The ids of the documents, near-duplicates together, the earliest of each group first.
    pub fn origins(&self) -> Vec<Vec<Arc<str>>> {
        self.common.origins().ids()
    }

    /// Who is who in what is counted so far.
    pub fn identities(&self) -> Identities {
        self.common.known().identities
    }

    /// Who speaks about whom.
    pub fn network(&self) -> Network {
        self.sections.about.network(&self.common.known())
    }

    /// Gives `f` the statements that are kept, in an order that does not depend on how they came, and what is known
    /// of the corpus: what [`claims`](sayso_claims::claims) are made of.
    ///
    /// ```
    /// use sayso_report::{Aggregate, ReportOptions};
    ///
    /// let aggregate = Aggregate::new(ReportOptions::default());
    /// let claims = aggregate.with_statements(|all, corpus| sayso_claims::claims(all, corpus));
    /// assert!(claims.is_empty());
    /// ```
    pub fn with_statements<R>(&self, f: impl FnOnce(&[&Statement], &dyn Corpus) -> R) -> R {
        let known = self.common.known();
        f(&known.statements.all(), &known.background())
    }

    pub(crate) fn known(&self) -> Known<'_> {
        self.common.known()
    }

    /// The tables.
    pub fn finish(&self) -> Report {
        let mut tables = self.sections.tables(&self.common.known());
        if self.options.top > 0 {
            tables.iter_mut().for_each(|table| table.keep(self.options.top));
        }
        Report { tables }
    }
}
