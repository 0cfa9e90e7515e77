//! The workers: threads of rayon that take jobs from one iterator, each with its own scratch.

use std::mem;
use std::sync::mpsc::Sender;

use rayon::iter::{ParallelBridge, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::order::Done;
use super::window::{Job, Window};
use crate::panic::catch;

/// Stack of a worker. Parsers recurse; only what is used of it costs memory.
const STACK: usize = 16 << 20;

/// Starts so many workers.
pub(super) fn start(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
        .thread_name(|number| format!("worker {number}"))
        // A panic of a job that nobody waits for must not end the process: its sender is gone, and
        // whoever waits for its result learns that.
        .panic_handler(drop)
        .build()
        .expect("threads can be started")
}

/// Works on all jobs with all workers of the pool it is called in.
pub(super) fn work_through<T: Send, S, R: Send>(
    jobs: impl Iterator<Item = Job<T>> + Send,
    window: &Window,
    work: &(impl Fn(&mut State<S>, T) -> R + Sync),
    done: &Sender<Done<R>>,
) {
    jobs.par_bridge().for_each_init(State::default, |state, Job { index, bytes, item }| {
        // If the job panics, no result after it can be delivered.
        let stop = window.stop_at_the_end();
        let result = work(state, item);
        mem::forget(stop);
        // Nobody waits any more if delivery has failed.
        let _ = done.send(Done { index, bytes, result });
    });
}

/// The scratch of one worker, kept from job to job.
pub(crate) struct State<S>(Option<S>);

impl<S> Default for State<S> {
    fn default() -> Self {
        Self(None)
    }
}

impl<S> State<S> {
    /// Works with the scratch, which `make` makes when it is first needed. After a panic, which
    /// becomes its message, the scratch may be half changed and is thrown away.
    pub(crate) fn work<R>(
        &mut self,
        make: impl Fn() -> S,
        work: impl FnOnce(&mut S) -> R,
    ) -> Result<R, String> {
        let scratch = self.0.get_or_insert_with(make);
        catch(|| work(scratch)).inspect_err(|_| {
            let half_changed = self.0.take();
            // Its destructor may trip over what the panic left.
            let _ = catch(|| drop(half_changed));
        })
    }
}
