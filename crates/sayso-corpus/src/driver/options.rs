//! How to run, and how to end a run early.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

use crate::parallel::window::Limits;

/// Documents in the window, for each worker: enough that a long document at the front does not
/// stop the others, few enough to hold.
const WINDOW_DOCUMENTS: usize = 256;
const WINDOW_BYTES: usize = 4 << 20;

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
