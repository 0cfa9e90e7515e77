//! The state a thread needs to analyse. It is kept from one call to the next: a worker handles words it has
//! seen before faster than new ones.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use sayso::{Analysis, Analyzer, Article, Date, OffsetUnit, Scratch};
use sayso_cli::{AnalysisSettings, Depth, Explained};
use sayso_record::{Header, Record};
use sayso_report::{DocumentCounter, DocumentStatistics, ReportOptions};

use crate::engine::Form;

/// Analyzers, and the workers that they keep.
pub(crate) struct Workers {
    /// One for each [`Depth`].
    analyzers: [Analyzer; 8],
    /// Workers that are not in use.
    idle: Mutex<Vec<Worker>>,
}

/// The state of one thread.
#[derive(Default)]
struct Worker {
    scratch: Scratch,
    analysis: Analysis,
    /// With the options it was made for.
    counter: Option<(ReportOptions, DocumentCounter)>,
    longest: usize,
}

/// A worker that returns to the idle ones when it is dropped.
pub(crate) struct Lent {
    worker: Worker,
    home: Arc<Workers>,
}

/// The message for a document on which the analysis panicked.
pub(crate) const FAULT: &str =
    "the analysis failed, which is a fault of Sayso; please report it with the text";

/// How long to wait for a result before Python is asked whether the user has interrupted.
pub(crate) const PATIENCE: Duration = Duration::from_millis(100);

/// The stack of a thread for one long piece of work: parsers recurse.
const STACK: usize = 16 << 20;

/// What comes of `work`, on a thread of its own. Meanwhile Python is asked whether the user has interrupted, and `stop`
/// whether the caller has. `work` cannot be stopped: it goes on by itself, and nobody hears of it.
pub(crate) fn interruptible<R: Send + 'static>(
    py: Python<'_>,
    stop: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce() -> R + Send + 'static,
) -> PyResult<R> {
    let (done, mut result) = channel();
    thread::Builder::new().stack_size(STACK).spawn(move || done.send(work()))?;
    loop {
        let result = &mut result;
        match py.detach(move || result.recv_timeout(PATIENCE)) {
            Ok(result) => return Ok(result),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => return Err(PyRuntimeError::new_err(FAULT)),
        }
        if let Some(stop) = stop
            && stop.call0()?.is_truthy()?
        {
            return Err(PyRuntimeError::new_err("the analysis was stopped"));
        }
    }
}

/// A worker that has analysed a longer text is not kept, because of the memory it holds.
const KEPT: usize = 1 << 20;

impl Workers {
    /// Workers with options.
    pub(crate) fn new(settings: &AnalysisSettings) -> Arc<Self> {
        let bit = |place: usize, bit: usize| place >> bit & 1 == 1;
        let analyzers = std::array::from_fn(|place| {
            settings.analyzer_for(Depth {
                full_syntax: bit(place, 0),
                syntax_only: bit(place, 1),
                transfers: bit(place, 2),
            })
        });
        Arc::new(Self { analyzers, idle: Mutex::default() })
    }

    /// The analyzer that finds out so much.
    fn analyzer(&self, depth: Depth) -> &Analyzer {
        let Depth { full_syntax, syntax_only, transfers } = depth;
        let bits = [full_syntax, syntax_only, transfers].map(usize::from);
        &self.analyzers[bits[0] | bits[1] << 1 | bits[2] << 2]
    }

    /// Those without any options, which everybody shares.
    pub(crate) fn builtin() -> Arc<Self> {
        static BUILTIN: LazyLock<Arc<Workers>> =
            LazyLock::new(|| Workers::new(&AnalysisSettings::default()));
        Arc::clone(&BUILTIN)
    }

    /// An explanation as JSON and as lines, or what is wrong with the place; a message if the analysis panics.
    #[allow(clippy::type_complexity, reason = "two kinds of failure, which Python tells apart")]
    pub(crate) fn explain(
        &self,
        text: &str,
        date: Option<&str>,
        at: u32,
        offsets: OffsetUnit,
    ) -> Result<Result<(String, String), String>, String> {
        let article = Article { text, date: date.and_then(Date::parse) };
        catch_unwind(AssertUnwindSafe(|| {
            let why = Explained::new(self.analyzer(Depth::default()), article, at, offsets)?;
            Ok((why.to_json(""), why.to_text()))
        }))
        .map_err(|_| FAULT.to_owned())
    }

    /// An idle worker, or a new one.
    pub(crate) fn lend(self: &Arc<Self>) -> Lent {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Lent { worker: idle.unwrap_or_default(), home: Arc::clone(self) }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if self.worker.longest <= KEPT {
            let mut idle = self.home.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.push(mem::take(&mut self.worker));
        }
    }
}

impl Lent {
    /// The record of `text`, or a message if the analysis panics.
    pub(crate) fn record(
        &mut self,
        mut header: Header,
        text: &str,
        form: Form,
    ) -> Result<Record, String> {
        let Self { worker, home } = self;
        worker.longest = worker.longest.max(text.len());
        let date = header.day();
        let analyzer = home.analyzer(Depth::of(form.layers));
        let made = catch_unwind(AssertUnwindSafe(|| {
            let article = Article { text, date };
            analyzer.analyze_into(article, &mut worker.scratch, &mut worker.analysis);
            header.fill_from(text, &worker.analysis);
            Record::new(header, text, &worker.analysis, form.layers, form.offsets)
        }));
        made.map_err(|_| {
            // Layers may be half made.
            self.worker = Worker::default();
            FAULT.to_owned()
        })
    }

    /// The contribution of a record to a report.
    pub(crate) fn statistics(
        &mut self,
        record: &Record,
        options: ReportOptions,
    ) -> Option<DocumentStatistics> {
        let kept = self.worker.counter.take().filter(|(made_for, _)| *made_for == options);
        let (_, mut counter) = kept.unwrap_or_else(|| (options, DocumentCounter::new(options)));
        let statistics = counter.count(record).ok();
        // After a panic, this line is not reached and there is no counter to put back.
        self.worker.counter = Some((options, counter));
        statistics
    }
}
