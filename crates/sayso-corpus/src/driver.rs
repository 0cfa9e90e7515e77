//! Runs work over documents on all cores and delivers the results in input order.
//!
//! The workers of [`parallel::map`] fetch, parse and work; the caller's thread receives. Between
//! fetch and delivery is a window of bounded size, so memory does not depend on the corpus. Results
//! are delivered in input order, so the output does not depend on the number of threads. With one
//! thread, everything happens on the caller's thread.
//!
//! The driver knows neither what the work is nor where results go; it does not retry, and it does
//! not time documents out.

mod duplicates;
mod options;
mod outcome;

pub use options::{Cancel, RunOptions};
pub use outcome::{Event, Failure, Outcome};

use crate::parallel::{self, State};
use crate::{Document, Pending, Summary};
use duplicates::Seen;
use outcome::settle;

/// Reads each input, works on it, and hands the outcome to `sink`, in input order.
///
/// `worker` makes the state of one worker (buffers, a model's scratch space); it is called once
/// per worker and again after a panic. `work` should do all that can be done in parallel, down to
/// the bytes to be written: `sink` runs on one thread.
///
/// A panic in `work` or in a parser fails that document alone. Call
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
    let seen = Seen::default();
    let known = options.dedupe.then_some(&seen);
    let mut deliver = |outcome: Outcome<R>| {
        let is_copy = seen.add(outcome.keys, options.dedupe);
        let outcome = if is_copy && options.dedupe { outcome.copy() } else { outcome };
        summary += Summary { duplicates: u64::from(is_copy), ..outcome.count() };
        // Nobody waits for an input whose document has no taker.
        sink(outcome).inspect_err(|_| options.cancel.cancel())
    };
    let inputs = (0..).zip(inputs).take_while(|_| !options.cancel.is_cancelled());
    let settle = |state: &mut State<W>, (index, pending): (u64, Pending)| {
        settle(pending, index < options.skip, known, state, &worker, &work)
    };
    match options.workers() {
        1 => {
            let mut state = State::default();
            for input in inputs {
                deliver(settle(&mut state, input))?;
            }
        }
        workers => {
            let jobs = inputs.map(|(index, pending)| (pending.bytes(), (index, pending)));
            parallel::map(workers, options.limits(), jobs, settle, &mut deliver)?;
        }
    }
    summary.cancelled = options.cancel.is_cancelled();
    Ok(summary)
}
