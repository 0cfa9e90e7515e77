//! The workers: threads of rayon that take jobs from one iterator, each with its own scratch.

use std::mem;
use std::sync::mpsc::Sender;

use rayon::iter::{ParallelBridge, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::order::Done;
use super::window::{Job, Window};
use crate::panic::catch;

/// Stack of a worker: parsers recurse. Only the part that is used takes memory.
const STACK: usize = 16 << 20;

/// Starts this many workers, or one per core if 0.
pub(super) fn start(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
        .thread_name(|number| format!("worker {number}"))
        // A panic in a job must not end the process: its sender is dropped, and the receiver of its
        // result learns of it.
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
        // Nobody receives it if delivery has failed.
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
    /// Works with the scratch, which `make` creates when it is first needed. A panic becomes its
    /// message; the scratch may then be half changed and is dropped.
    pub(crate) fn work<R>(
        &mut self,
        make: impl Fn() -> S,
        work: impl FnOnce(&mut S) -> R,
    ) -> Result<R, String> {
        let scratch = self.0.get_or_insert_with(make);
        catch(|| work(scratch)).inspect_err(|_| {
            let half_changed = self.0.take();
            // Its destructor may panic on the state it is left in.
            let _ = catch(|| drop(half_changed));
        })
    }
}
