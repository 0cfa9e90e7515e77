//! The threads of a parallel run, and how they end, whoever ends them.

use std::collections::VecDeque;
use std::panic::resume_unwind;
use std::thread::{self, Builder};

use super::outcome::settle;
use super::window::Window;
use super::{Outcome, RunOptions};
use crate::{Document, Pending};

/// Documents per worker in the window: enough that a long document at the front does not stop
/// the others, little enough to hold.
const WINDOW_DOCUMENTS: usize = 256;
const WINDOW_BYTES: usize = 4 << 20;
/// Stack of a worker. Parsers recurse; only what is used of it costs memory.
const STACK: usize = 16 << 20;

pub(super) fn run<W, R: Send, E>(
    inputs: impl Iterator<Item = Pending> + Send,
    options: &RunOptions,
    workers: usize,
    worker: &(impl Fn() -> W + Sync),
    work: &(impl Fn(&mut W, &Document) -> R + Sync),
    deliver: &mut impl FnMut(Outcome<R>) -> Result<(), E>,
) -> Result<(), E> {
    let or_default = |given: usize, default| if given == 0 { default } else { given };
    let window = &Window::new(
        workers,
        or_default(options.window_documents, WINDOW_DOCUMENTS * workers),
        or_default(options.window_bytes, WINDOW_BYTES * workers),
    );
    thread::scope(|scope| {
        let named = |name: &str| Builder::new().name(name.to_owned()).stack_size(STACK);
        let mut threads = Vec::with_capacity(workers + 1);
        let on_exit = OnExit(|| window.stop());
        let reader = named("reader").spawn_scoped(scope, move || read(inputs, options, window));
        threads.push(reader.expect("a thread can be started"));
        for _ in 0..workers {
            let labour = move || toil(options, window, worker, work);
            let thread = named("worker").spawn_scoped(scope, labour);
            threads.push(thread.expect("a thread can be started"));
        }
        let result = receive(window, deliver);
        drop(on_exit);
        for thread in threads {
            if let Err(panic) = thread.join() {
                resume_unwind(panic);
            }
        }
        result
    })
}

fn read<R>(inputs: impl Iterator<Item = Pending>, options: &RunOptions, window: &Window<R>) {
    let _end = OnExit(|| window.end());
    for pending in inputs {
        if options.cancel.is_cancelled() || !window.add(pending) {
            return;
        }
    }
}

fn toil<W, R>(
    options: &RunOptions,
    window: &Window<R>,
    worker: &impl Fn() -> W,
    work: &impl Fn(&mut W, &Document) -> R,
) {
    let _leave = OnExit(|| {
        // Only making the worker's state can panic here. Its jobs are lost, so no result behind
        // them can be delivered any more.
        if thread::panicking() {
            window.stop();
        }
        window.leave();
    });
    let mut state = None;
    let (mut results, mut jobs) = (Vec::new(), VecDeque::new());
    while window.exchange(&mut results, &mut jobs) {
        for job in jobs.drain(..) {
            if options.cancel.is_cancelled() {
                window.stop();
                break;
            }
            let skip = job.index < options.skip;
            results.push((job.index, settle(job.pending, skip, &mut state, worker, work)));
        }
    }
}

fn receive<R, E>(
    window: &Window<R>,
    deliver: &mut impl FnMut(Outcome<R>) -> Result<(), E>,
) -> Result<(), E> {
    let mut ready = Vec::new();
    while window.receive(&mut ready) {
        for outcome in ready.drain(..) {
            deliver(outcome)?;
        }
    }
    Ok(())
}

/// Does something when it goes out of scope, by whatever way: a thread that panics must not leave
/// the others waiting for it.
struct OnExit<F: Fn()>(F);

impl<F: Fn()> Drop for OnExit<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
