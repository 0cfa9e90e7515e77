//! The inputs between fetch and delivery: a queue for the workers and a row of slots for results.
//!
//! All threads share it under one lock, held for a few hundred nanoseconds per batch. Waking a
//! thread costs more than working on a short document, so nobody is woken for less than a
//! [batch](BATCH_DOCUMENTS); whoever waits looks again every [so often](PATIENCE), which
//! bounds the delay when inputs trickle in.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Outcome;
use crate::Pending;

/// So many documents are worth waking a thread for,
const BATCH_DOCUMENTS: usize = 8;
/// and so many bytes.
const BATCH_BYTES: usize = 16 << 10;
/// How long a thread sleeps when less than a batch has come.
const PATIENCE: Duration = Duration::from_millis(20);
/// Most documents a worker takes at once.
const TAKE_DOCUMENTS: usize = 32;
/// A worker takes no further document after so many bytes.
const TAKE_BYTES: usize = 64 << 10;

/// An input with its place in the order.
pub(super) struct Job {
    pub(super) index: u64,
    pub(super) pending: Pending,
}

pub(super) struct Window<R> {
    state: Mutex<State<R>>,
    /// There is work, or there will be no more.
    work: Condvar,
    /// There is room for more inputs, or no more are wanted.
    room: Condvar,
    /// There are results at the front, or there will be no more.
    results: Condvar,
    most_documents: usize,
    most_bytes: usize,
    workers: usize,
}

struct State<R> {
    queue: VecDeque<Job>,
    /// One slot per input in the window; the first is the next to deliver.
    slots: VecDeque<Slot<R>>,
    /// The index of the first slot.
    first: u64,
    /// The sum over all slots.
    bytes: usize,
    /// Inputs added since a worker was last woken.
    unannounced: Batch,
    /// Results stored since the receiver was last woken.
    undelivered: Batch,
    /// The reader waits for room.
    crowded: bool,
    /// No further input will come.
    ended: bool,
    /// No further work is wanted; what has been done may still be received.
    stopped: bool,
    workers_running: usize,
}

struct Slot<R> {
    bytes: usize,
    outcome: Option<Outcome<R>>,
}

impl<R> Window<R> {
    pub(super) fn new(workers: usize, most_documents: usize, most_bytes: usize) -> Self {
        let state = State {
            queue: VecDeque::new(),
            slots: VecDeque::new(),
            first: 0,
            bytes: 0,
            unannounced: Batch::default(),
            undelivered: Batch::default(),
            crowded: false,
            ended: false,
            stopped: false,
            workers_running: workers,
        };
        Self {
            state: Mutex::new(state),
            work: Condvar::new(),
            room: Condvar::new(),
            results: Condvar::new(),
            most_documents,
            most_bytes,
            workers,
        }
    }

    /// No code that may panic runs under the lock but allocation, so a poisoned state is sound.
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an input, waiting for room. False if no more are wanted.
    pub(super) fn add(&self, pending: Pending) -> bool {
        let bytes = pending.bytes();
        let mut state = self.lock();
        while !state.stopped
            && !state.slots.is_empty()
            && (state.slots.len() >= self.most_documents || state.bytes + bytes > self.most_bytes)
        {
            // What is queued must get worked on for room to arise.
            state.unannounced = Batch::default();
            self.work.notify_all();
            state.crowded = true;
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.crowded = false;
        if state.stopped {
            return false;
        }
        let index = state.first + state.slots.len() as u64;
        state.slots.push_back(Slot { bytes, outcome: None });
        state.bytes += bytes;
        state.queue.push_back(Job { index, pending });
        state.unannounced.add(bytes);
        if state.unannounced.is_full() {
            state.unannounced = Batch::default();
            self.work.notify_one();
        }
        true
    }

    /// Says that no further input will come.
    pub(super) fn end(&self) {
        self.lock().ended = true;
        self.work.notify_all();
        self.results.notify_all();
    }

    /// Says that no further work is wanted.
    pub(super) fn stop(&self) {
        let mut state = self.lock();
        state.stopped = true;
        state.queue.clear();
        self.work.notify_all();
        self.room.notify_all();
        self.results.notify_all();
    }

    /// Puts the results of a worker in their slots and fetches its next jobs into `jobs`, waiting
    /// for some. False if there will be none.
    pub(super) fn exchange(
        &self,
        results: &mut Vec<(u64, Outcome<R>)>,
        jobs: &mut VecDeque<Job>,
    ) -> bool {
        let mut state = self.lock();
        for (index, outcome) in results.drain(..) {
            let slot = (index - state.first) as usize;
            state.slots[slot].outcome = Some(outcome);
            let bytes = state.slots[slot].bytes;
            state.undelivered.add(bytes);
        }
        let ready = state.slots.front().is_some_and(|slot| slot.outcome.is_some());
        if ready && (state.undelivered.is_full() || state.crowded || state.ended) {
            state.undelivered = Batch::default();
            self.results.notify_one();
        }
        loop {
            if state.stopped || state.ended && state.queue.is_empty() {
                return false;
            }
            if !state.queue.is_empty() {
                break;
            }
            let wait = self.work.wait_timeout(state, PATIENCE);
            state = wait.unwrap_or_else(PoisonError::into_inner).0;
        }
        // A fair share, so that no worker sits on documents while another is idle.
        let most = (state.queue.len() / (2 * self.workers)).clamp(1, TAKE_DOCUMENTS);
        let mut bytes = 0;
        while jobs.len() < most && bytes < TAKE_BYTES {
            let Some(job) = state.queue.pop_front() else { break };
            bytes += job.pending.bytes();
            jobs.push_back(job);
        }
        true
    }

    /// Says that a worker has left.
    pub(super) fn leave(&self) {
        self.lock().workers_running -= 1;
        self.results.notify_all();
    }

    /// Moves all results that are next in order to `ready`, waiting for one. False if there will
    /// be none.
    pub(super) fn receive(&self, ready: &mut Vec<Outcome<R>>) -> bool {
        let mut state = self.lock();
        loop {
            while let Some(Slot { outcome: Some(_), .. }) = state.slots.front() {
                let Some(Slot { bytes, outcome }) = state.slots.pop_front() else { break };
                state.first += 1;
                state.bytes -= bytes;
                ready.extend(outcome);
            }
            if !ready.is_empty() {
                break;
            }
            if state.workers_running == 0 || state.ended && state.slots.is_empty() {
                return false;
            }
            let wait = self.results.wait_timeout(state, PATIENCE);
            state = wait.unwrap_or_else(PoisonError::into_inner).0;
        }
        // The reader is woken when there is room for a batch, not for one.
        let roomy = |held: usize, most: usize| held <= most / 4 * 3;
        let room = state.slots.is_empty()
            || roomy(state.slots.len(), self.most_documents) && roomy(state.bytes, self.most_bytes);
        if state.crowded && room {
            self.room.notify_one();
        }
        true
    }
}

/// What has come together since somebody was last woken for it.
#[derive(Default)]
struct Batch {
    documents: usize,
    bytes: usize,
}

impl Batch {
    fn add(&mut self, bytes: usize) {
        self.documents += 1;
        self.bytes += bytes;
    }

    fn is_full(&self) -> bool {
        self.documents >= BATCH_DOCUMENTS || self.bytes >= BATCH_BYTES
    }
}
