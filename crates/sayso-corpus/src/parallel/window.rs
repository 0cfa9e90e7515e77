//! How many jobs may be in progress, from the start of a job to the delivery of its result.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The bounds of a window. A single job may exceed them if it is alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) jobs: usize,
    pub(crate) bytes: usize,
}

/// A job with its place in the order.
pub(crate) struct Job<T> {
    pub(crate) index: u64,
    pub(crate) bytes: usize,
    pub(crate) item: T,
}

/// A count of the jobs in progress.
pub(crate) struct Window {
    limits: Limits,
    held: Mutex<Held>,
    room: Condvar,
}

#[derive(Default)]
struct Held {
    jobs: usize,
    bytes: usize,
    /// A thread waits for room.
    crowded: bool,
    /// No more jobs are wanted.
    stopped: bool,
}

impl Window {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, held: Mutex::default(), room: Condvar::new() }
    }

    /// No code that may panic runs under the lock, so a poisoned count is sound.
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fits(&self, held: &Held, bytes: usize) -> bool {
        held.jobs == 0 || held.jobs < self.limits.jobs && held.bytes + bytes <= self.limits.bytes
    }

    /// Numbers the jobs and lets each through when there is room. Ends when stopped.
    pub(crate) fn admit<T>(
        &self,
        jobs: impl Iterator<Item = (usize, T)>,
    ) -> impl Iterator<Item = Job<T>> {
        (0..).zip(jobs).map_while(|(index, (bytes, item))| {
            self.enter(bytes).then_some(Job { index, bytes, item })
        })
    }

    /// Waits for room and takes it. False if no more jobs are wanted.
    fn enter(&self, bytes: usize) -> bool {
        let mut held = self.lock();
        while !held.stopped && !self.fits(&held, bytes) {
            held.crowded = true;
            held = self.room.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        held.crowded = false;
        held.jobs += 1;
        held.bytes += bytes;
        !held.stopped
    }

    /// Takes room even if there is none.
    pub(crate) fn enter_now(&self, bytes: usize) {
        let mut held = self.lock();
        held.jobs += 1;
        held.bytes += bytes;
    }

    /// Whether there is room for a job of unknown size.
    pub(crate) fn has_room(&self) -> bool {
        self.fits(&self.lock(), 1)
    }

    /// Releases the room of a job.
    pub(crate) fn leave(&self, bytes: usize) {
        let mut held = self.lock();
        held.jobs -= 1;
        held.bytes -= bytes;
        if held.crowded {
            self.room.notify_one();
        }
    }

    /// Admits no more jobs.
    pub(crate) fn stop(&self) {
        self.lock().stopped = true;
        self.room.notify_all();
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.lock().stopped
    }

    /// Stops the window when it is dropped, by a return, an error or a panic.
    pub(crate) fn stop_at_the_end(&self) -> Stop<'_> {
        Stop(self)
    }
}

pub(crate) struct Stop<'a>(&'a Window);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}
