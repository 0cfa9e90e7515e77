//! The state a thread needs to analyse. It is kept from one call to the next: a worker handles words it has
//! seen before faster than new ones.

use std::mem;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sayso::{Analysis, Analyzer, Article, Date, OffsetUnit, Scratch};
use sayso_record::{Header, Layer, Layers, Record};
use sayso_report::{DocumentCounter, DocumentStatistics, ReportOptions};

/// The state of one thread.
#[derive(Default)]
pub(crate) struct Worker {
    analyzer: Analyzer,
    scratch: Scratch,
    analysis: Analysis,
    /// With the options it was made for.
    counter: Option<(ReportOptions, DocumentCounter)>,
    longest: usize,
}

/// Workers that are not in use.
static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// The message for a document on which the analysis panicked.
pub(crate) const FAULT: &str =
    "the analysis failed, which is a fault of Sayso; please report it with the text";

/// How long to wait for a result before Python is asked whether the user has interrupted.
pub(crate) const PATIENCE: Duration = Duration::from_millis(100);

/// A worker that has analysed a longer text is not kept, because of the memory it holds.
const KEPT: usize = 1 << 20;

/// A worker that returns to the idle ones when it is dropped.
pub(crate) struct Lent(Worker);

impl Deref for Lent {
    type Target = Worker;

    fn deref(&self) -> &Worker {
        &self.0
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Worker {
        &mut self.0
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if self.0.longest <= KEPT {
            IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(mem::take(&mut self.0));
        }
    }
}

impl Worker {
    /// An idle worker, or a new one.
    pub(crate) fn lend() -> Lent {
        Lent(IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default())
    }

    /// The record of `text`, with offsets that index a Python string, or a message if the analysis panics.
    pub(crate) fn record(
        &mut self,
        mut header: Header,
        text: &str,
        layers: Layers,
    ) -> Result<Record, String> {
        self.longest = self.longest.max(text.len());
        let date = header.meta.date.as_deref().and_then(Date::parse);
        let made = catch_unwind(AssertUnwindSafe(|| {
            let article = Article { text, date };
            self.analyzer.analyze_into(article, &mut self.scratch, &mut self.analysis);
            header.fill_from(text, &self.analysis);
            Record::new(header, text, &self.analysis, layers, OffsetUnit::Char)
        }));
        made.map_err(|_| {
            // Layers may be half made.
            *self = Self::default();
            FAULT.to_owned()
        })
    }

    /// The contribution of a record to a report.
    pub(crate) fn statistics(
        &mut self,
        record: &Record,
        options: ReportOptions,
    ) -> Option<DocumentStatistics> {
        let kept = self.counter.take().filter(|(made_for, _)| *made_for == options);
        let (_, mut counter) = kept.unwrap_or_else(|| (options, DocumentCounter::new(options)));
        let statistics = counter.count(record).ok();
        // After a panic, this line is not reached and there is no counter to put back.
        self.counter = Some((options, counter));
        statistics
    }

    /// Tokens with the syntax of every sentence, and quotations.
    pub(crate) fn grammar(&mut self, header: Header, text: &str) -> Result<Record, String> {
        let plain = mem::replace(&mut self.analyzer, Analyzer::builder().full_syntax(true).build());
        let layers = [Layer::Tokens, Layer::Quotations].into_iter().collect();
        let record = self.record(header, text, layers);
        self.analyzer = plain;
        record
    }
}
