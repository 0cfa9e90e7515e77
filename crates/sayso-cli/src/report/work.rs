//! What one worker does with one document: analyse it, unless that is done, and count what is in it.

use sayso::{Analyzer, OffsetUnit};
use sayso_corpus::Document;
use sayso_record::{Layers, Record};
use sayso_report::{DocumentCounter, DocumentStatistics};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::collect::Collecting;
use super::selection::{LeftOut, Selection};
use crate::analyze::work::Analyst;

/// The state of one thread.
pub(super) struct Worker<'a> {
    analyzer: &'a Analyzer,
    /// What the analyzer looks for.
    layers: Layers,
    /// What attributions of records must have; of articles the analyzer knows it.
    min_confidence: f32,
    analyst: Analyst,
    selection: &'a Selection,
    counter: DocumentCounter,
    /// Whether the record is wanted too.
    keeps: bool,
}

/// What comes of a document.
pub(super) enum Done {
    Counted(Box<Counted>),
    LeftOut(LeftOut),
}

/// What a document adds to the report.
pub(super) struct Counted {
    pub(super) statistics: DocumentStatistics,
    pub(super) record: Option<Record>,
    /// Whether it had been analysed before.
    pub(super) was_record: bool,
}

impl From<Counted> for Done {
    fn from(counted: Counted) -> Self {
        Self::Counted(Box::new(counted))
    }
}

impl<'a> Worker<'a> {
    pub(super) fn new(
        (analyzer, layers): (&'a Analyzer, Layers),
        settings: &'a Collecting,
        keeps: bool,
    ) -> Self {
        let &Collecting { ref selection, min_confidence, options, .. } = settings;
        let (analyst, counter) = (Analyst::default(), DocumentCounter::new(options));
        Self { analyzer, layers, min_confidence, analyst, selection, counter, keeps }
    }

    /// What the document adds, or in one line why it cannot.
    pub(super) fn work(&mut self, document: &Document) -> Result<Done, String> {
        let given = &document.meta;
        let record = match document.whole {
            true => {
                let mut record = read(&document.text)?;
                record.retain_confident(self.min_confidence);
                record
            }
            // Most of the time is saved where the file says enough.
            false => {
                match self.selection.check_given(given.date.as_deref(), given.publisher.as_deref())
                {
                    Some(why) => return Ok(Done::LeftOut(why)),
                    None => self.analyze(document),
                }
            }
        };
        let (date, publisher) = (record.meta.date.as_deref(), record.meta.publisher.as_deref());
        if let Some(why) = self.selection.check(date, publisher) {
            return Ok(Done::LeftOut(why));
        }
        let statistics = self.counter.count(&record).map_err(|complaint| complaint.to_string())?;
        let record = self.keeps.then_some(record);
        Ok(Counted { statistics, record, was_record: document.whole }.into())
    }

    fn analyze(&mut self, document: &Document) -> Record {
        let header = self.analyst.read(self.analyzer, document);
        let (text, analysis) = (&document.text, &self.analyst.analysis);
        let record = Record::new(header, text, analysis, self.layers, OffsetUnit::Byte);
        self.analyst.let_go();
        record
    }
}

/// The fields by which a record of ours is known.
#[derive(Deserialize)]
struct Head {
    format: Option<IgnoredAny>,
    id: Option<IgnoredAny>,
    meta: Option<IgnoredAny>,
    offsets: Option<IgnoredAny>,
    sentences: Option<IgnoredAny>,
    attributions: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Version {
    format: u32,
}

/// Whether a JSON object is a record of `sayso analyze`, of whatever version. One that lacks a part is a damaged
/// record, no article.
pub(crate) fn is_record(json: &str) -> bool {
    (json.contains("\"format\"") || json.contains("\"offsets\""))
        && serde_json::from_str::<Head>(json).is_ok_and(|head| {
            let Head { format, id, meta, offsets, sentences, attributions } = head;
            let parts = [format, id, meta, offsets, sentences.or(attributions)];
            parts.iter().flatten().count() >= 4
        })
}

/// Reads a record, or says in one line what is wrong with it.
pub(crate) fn read(json: &str) -> Result<Record, String> {
    let version = serde_json::from_str::<Version>(json).ok().map(|version| version.format);
    if let Some(found) = version.filter(|&found| found != sayso_record::FORMAT) {
        let ours = sayso_record::FORMAT;
        return Err(format!("a record of format {found}, not {ours}; analyse again"));
    }
    serde_json::from_str(json).map_err(|cause| format!("a damaged record ({cause}); analyse again"))
}
