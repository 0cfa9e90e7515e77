//! Options of a run, and the switch that ends it early.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

use crate::parallel::window::Limits;

/// Documents in the window, per worker: enough that a long document at the front does not stop the
/// others, few enough to keep in memory.
const WINDOW_DOCUMENTS: usize = 256;
const WINDOW_BYTES: usize = 4 << 20;

/// Options of [`run`](crate::run).
///
/// ```
/// use sayso_corpus::RunOptions;
///
/// let options = RunOptions { threads: 2, ..RunOptions::default() };
/// assert_eq!(options.skip, 0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// Number of workers; 0 means one per core.
    pub threads: usize,
    /// Maximum number of documents between fetch and delivery; 0 means 256 per worker.
    pub window_documents: usize,
    /// Maximum size in bytes, as stored, of the documents between fetch and delivery; 0 means 4 MiB
    /// per worker. A document that exceeds it alone is worked on alone. Results are not counted:
    /// if they are ten times as large as their documents, so is the memory they take.
    pub window_bytes: usize,
    /// Number of inputs at the start that are read but not worked on, because an earlier run has
    /// done them.
    pub skip: u64,
    /// Whether documents with the text or the address (`url` in the metadata) of an earlier one are
    /// left out: their outcome is a [skipped](crate::ReadError::is_skip) input.
    pub dedupe: bool,
    /// The switch that ends the run early.
    pub cancel: Cancel,
}

impl RunOptions {
    pub(super) fn workers(&self) -> usize {
        match self.threads {
            0 => available_parallelism().map_or(1, NonZero::get),
            threads => threads,
        }
    }

    pub(super) fn limits(&self) -> Limits {
        let or_default =
            |given: usize, each| if given == 0 { each * self.workers() } else { given };
        Limits {
            jobs: or_default(self.window_documents, WINDOW_DOCUMENTS),
            bytes: or_default(self.window_bytes, WINDOW_BYTES),
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
    /// Asks the run to end. Documents that are being worked on are finished and delivered. A read
    /// that waits for a pipe or terminal ends if the inputs [know](crate::Inputs::until) the switch.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the run was asked to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
