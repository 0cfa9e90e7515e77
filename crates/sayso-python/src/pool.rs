//! Threads that work on jobs; results come in the order of the jobs.
//!
//! Whoever uses a pool fetches the jobs and takes the results on its own thread, which is the one that a
//! Python iterator expects to be called from. What lies between is bounded.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{available_parallelism, spawn};
use std::time::Duration;

use crate::worker::Worker;

/// Jobs under way, for each thread.
const JOBS: usize = 16;
/// Bytes of text under way, for each thread. A single text may have more, and is then alone.
const BYTES: usize = 4 << 20;
/// How long to wait before one looks whether the user has had enough.
const PATIENCE: Duration = Duration::from_millis(100);

/// Jobs `T` under way to results `R`.
pub(crate) struct Pool<T, R> {
    jobs: Sender<(T, SyncSender<R>)>,
    results: VecDeque<(usize, Receiver<R>)>,
    bytes: usize,
    threads: usize,
}

/// What became of the first job.
pub(crate) enum Next<R> {
    /// It is done.
    Done(R),
    /// It takes longer.
    Working,
    /// There is none.
    Idle,
}

impl<T: Send + 'static, R: Send + 'static> Pool<T, R> {
    /// So many threads, 0 for one a core, that do `work` until the pool is dropped.
    pub(crate) fn new(
        threads: usize,
        work: impl Fn(&mut Worker, T) -> R + Clone + Send + 'static,
    ) -> Self {
        let threads = match threads {
            0 => available_parallelism().map_or(1, NonZero::get),
            threads => threads,
        };
        let (jobs, queue) = channel::<(T, SyncSender<R>)>();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..threads {
            let (queue, work) = (Arc::clone(&queue), work.clone());
            spawn(move || {
                let mut worker = Worker::take();
                let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                while let Ok((job, done)) = next() {
                    // Nobody waits any more if the pool is gone.
                    let _ = done.send(work(&mut worker, job));
                }
                worker.give_back();
            });
        }
        Self { jobs, results: VecDeque::new(), bytes: 0, threads }
    }

    /// Whether it takes another job now.
    pub(crate) fn has_room(&self) -> bool {
        self.results.is_empty()
            || self.results.len() < JOBS * self.threads && self.bytes < BYTES * self.threads
    }

    /// Begins a job of so many bytes.
    pub(crate) fn push(&mut self, job: T, bytes: usize) {
        let (done, result) = sync_channel(1);
        self.jobs.send((job, done)).expect("threads wait as long as there is a pool");
        self.results.push_back((bytes, result));
        self.bytes += bytes;
    }

    /// Puts a result in line that takes no work.
    pub(crate) fn settle(&mut self, result: R) {
        let (done, receiver) = sync_channel(1);
        done.send(result).expect("there is room for one");
        self.results.push_back((0, receiver));
    }

    /// Waits for the first result, but not for long.
    pub(crate) fn next(&mut self) -> Next<R> {
        let Some((bytes, result)) = self.results.front() else { return Next::Idle };
        match result.recv_timeout(PATIENCE) {
            Ok(result) => {
                self.bytes -= bytes;
                self.results.pop_front();
                Next::Done(result)
            }
            Err(RecvTimeoutError::Timeout) => Next::Working,
            Err(RecvTimeoutError::Disconnected) => unreachable!("work does not panic"),
        }
    }
}
