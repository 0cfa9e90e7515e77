//! Runs work over documents on all cores and delivers the results in input order.
//!
//! One thread fetches, `threads` workers parse and work, the caller's thread receives. Between
//! fetch and delivery lies a window of bounded size, so memory does not depend on the corpus, and
//! since results leave the window at its front only, the output does not depend on the number of
//! threads. With one thread everything happens on the caller's thread and none is started.
//!
//! The driver knows neither what the work is nor where results go; it does not retry, and it does
//! not time documents out.

mod outcome;
mod parallel;
mod window;

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

pub use outcome::{Event, Failure, Outcome};

use crate::{Document, Pending, Summary};
use outcome::settle;

/// How to run.
///
/// ```
/// use sayso_corpus::RunOptions;
///
/// let options = RunOptions { threads: 2, ..RunOptions::default() };
/// assert_eq!(options.skip, 0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// How many workers; 0 means one per core.
    pub threads: usize,
    /// Most documents between fetch and delivery; 0 means 256 per worker.
    pub window_documents: usize,
    /// Most bytes of documents between fetch and delivery, as stored; 0 means 4 MiB per worker. A
    /// single document may exceed it, and is then alone. Results are not counted: whoever makes
    /// results of ten times the size of their documents holds ten times as much.
    pub window_bytes: usize,
    /// So many inputs from the start are read but not worked on, because an earlier run did.
    pub skip: u64,
    /// The switch that ends the run early.
    pub cancel: Cancel,
}

impl RunOptions {
    fn workers(&self) -> usize {
        match self.threads {
            0 => available_parallelism().map_or(1, NonZero::get),
            threads => threads,
        }
    }
}

/// A switch that asks a run to end early. Clones are the same switch, so one may sit in a signal
/// handler.
///
/// ```
/// use sayso_corpus::Cancel;
///
/// let cancel = Cancel::default();
/// let handle = cancel.clone();
/// handle.cancel();
/// assert!(cancel.is_cancelled());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the run to end. It is noticed between documents: those being worked on are finished
    /// and delivered. A read that blocks (a terminal, a pipe) is not interrupted.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the run was asked to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Reads each input, works on it, and hands what came of it to `sink`, in input order.
///
/// `worker` makes the state of one worker (buffers, a model's scratch space); it is called once
/// per worker and again after a panic. `work` should do all that can be done in parallel, down to
/// the bytes to be written: `sink` runs on one thread.
///
/// A panic in `work` fails that document alone, as does one in a parser. Call
/// [`quiet_panics`](crate::quiet_panics) first, or Rust prints it too.
///
/// ```
/// use sayso_corpus::{Document, Event, Pending, RunOptions, run};
///
/// let documents = ["He denied it.", "She said so."].map(|text| Document::new("a", text));
/// let mut words = Vec::new();
/// let summary = run(
///     documents.into_iter().map(Pending::from),
///     &RunOptions { threads: 2, ..RunOptions::default() },
///     || (),
///     |_, document| document.text.split(' ').count(),
///     |outcome| {
///         if let Event::Done(count) = outcome.event {
///             words.push(count);
///         }
///         Ok::<_, std::io::Error>(())
///     },
/// )?;
/// assert_eq!(words, [3, 3]);
/// assert_eq!(summary.documents, 2);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// The first error of `sink`, which ends the run at once.
///
/// # Panics
/// If `inputs`, `worker` or `sink` panics.
pub fn run<W, R: Send, E>(
    inputs: impl Iterator<Item = Pending> + Send,
    options: &RunOptions,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, &Document) -> R + Sync,
    mut sink: impl FnMut(Outcome<R>) -> Result<(), E>,
) -> Result<Summary, E> {
    let mut summary = Summary::default();
    let mut deliver = |outcome: Outcome<R>| {
        summary += outcome.count();
        sink(outcome)
    };
    match options.workers() {
        1 => serial(inputs, options, worker, work, &mut deliver)?,
        workers => parallel::run(inputs, options, workers, &worker, &work, &mut deliver)?,
    }
    summary.cancelled = options.cancel.is_cancelled();
    Ok(summary)
}

fn serial<W, R, E>(
    inputs: impl Iterator<Item = Pending>,
    options: &RunOptions,
    worker: impl Fn() -> W,
    work: impl Fn(&mut W, &Document) -> R,
    deliver: &mut impl FnMut(Outcome<R>) -> Result<(), E>,
) -> Result<(), E> {
    let mut state = None;
    for (index, pending) in (0..).zip(inputs) {
        if options.cancel.is_cancelled() {
            break;
        }
        deliver(settle(pending, index < options.skip, &mut state, &worker, &work))?;
    }
    Ok(())
}
