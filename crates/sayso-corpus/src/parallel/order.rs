//! Puts results back in the order of their jobs.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::window::Window;

/// The result of a job.
pub(crate) struct Done<R> {
    pub(crate) index: u64,
    pub(crate) bytes: usize,
    pub(crate) result: R,
}

/// Results that arrive in any order and are returned in that of their jobs.
pub(crate) struct InOrder<R> {
    results: Receiver<Done<R>>,
    /// One slot for each job from the next one to the last with a result.
    slots: VecDeque<Option<Done<R>>>,
    /// The index of the first slot.
    next: u64,
}

impl<R> InOrder<R> {
    pub(crate) fn new(results: Receiver<Done<R>>) -> Self {
        Self { results, slots: VecDeque::new(), next: 0 }
    }

    pub(crate) fn add(&mut self, done: Done<R>) {
        let slot = (done.index - self.next) as usize;
        if self.slots.len() <= slot {
            self.slots.resize_with(slot + 1, || None);
        }
        self.slots[slot] = Some(done);
    }

    /// Waits for the next result and releases its room in the window.
    pub(crate) fn next(
        &mut self,
        window: &Window,
        patience: Duration,
    ) -> Result<R, RecvTimeoutError> {
        loop {
            if let Some(done) = self.slots.front_mut().and_then(Option::take) {
                self.slots.pop_front();
                self.next += 1;
                window.leave(done.bytes);
                return Ok(done.result);
            }
            let done = self.results.recv_timeout(patience)?;
            self.add(done);
        }
    }
}
