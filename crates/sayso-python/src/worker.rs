//! What one thread needs to analyse. It is kept from one call to the next: words that a worker has met cost
//! less than new ones.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use sayso::{Analysis, Analyzer, Date, OffsetUnit, Scratch};
use sayso_report::corpus::{Digest, Digester, ReportOptions};
use sayso_report::{Header, Layer, Layers, Record};

/// The state of one thread.
#[derive(Default)]
pub(crate) struct Worker {
    analyzer: Analyzer,
    scratch: Scratch,
    analysis: Analysis,
    /// With the options that it was made for.
    digester: Option<(ReportOptions, Digester)>,
    longest: usize,
}

/// Workers that nobody uses now.
static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// What longer texts leave behind is not kept.
const KEPT: usize = 1 << 20;

impl Worker {
    /// One that has worked before, if there is one.
    pub(crate) fn take() -> Self {
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Leaves it to the next call.
    pub(crate) fn give_back(self) {
        if self.longest <= KEPT {
            IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(self);
        }
    }

    /// The record of `text`, with offsets that index a Python string; why not, if the program is at fault.
    pub(crate) fn record(
        &mut self,
        mut header: Header,
        text: &str,
        layers: Layers,
    ) -> Result<Record, String> {
        self.longest = self.longest.max(text.len());
        let date = header.meta.date.as_deref().and_then(Date::parse);
        let made = catch_unwind(AssertUnwindSafe(|| {
            self.analyzer.analyze_dated_into(text, date, &mut self.scratch, &mut self.analysis);
            header.fill_from(text, &self.analysis);
            Record::new(header, text, &self.analysis, layers, OffsetUnit::Char)
        }));
        made.map_err(|_| {
            // Half-made layers may lie about.
            *self = Self::default();
            "the analysis failed, which is a fault of Sayso; please report it with the text".into()
        })
    }

    /// What a record adds to a report.
    pub(crate) fn digest(&mut self, record: &Record, options: ReportOptions) -> Option<Digest> {
        if self.digester.as_ref().is_none_or(|(made_for, _)| *made_for != options) {
            self.digester = Some((options, Digester::new(options)));
        }
        let (_, digester) = self.digester.as_mut()?;
        digester.digest(record).ok()
    }

    /// Tokens with the grammar of every sentence, and quotations.
    pub(crate) fn grammar(&mut self, header: Header, text: &str) -> Result<Record, String> {
        let plain = std::mem::replace(&mut self.analyzer, Analyzer::new().with_grammar());
        let layers = [Layer::Tokens, Layer::Quotations].into_iter().collect();
        let record = self.record(header, text, layers);
        self.analyzer = plain;
        record
    }
}
