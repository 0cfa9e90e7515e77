//! A pool for callers that push jobs and ask for results, such as an iterator in another language.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use rayon::ThreadPool;

use super::order::{Done, InOrder};
use super::window::{Job, Limits, Window};
use super::worker::{State, start, work_through};

/// Jobs in progress per worker.
const JOBS: usize = 16;
/// Bytes in progress per worker.
const BYTES: usize = 4 << 20;

/// Works on jobs `T` on all cores and returns results `R` in the order of the jobs.
///
/// The caller pushes jobs and takes results on its own thread. Memory is bounded as long as it asks
/// [`has_room`](Self::has_room) first. A panic fails one job, whose result is then the message. If
/// the pool is dropped, jobs that have not been started are dropped too.
///
/// ```
/// use std::time::Duration;
///
/// use sayso_corpus::{Next, OrderedPool};
///
/// let count = |_: &mut (), text: &str| text.split(' ').count();
/// let mut pool = OrderedPool::new(2, || (), count);
/// for text in ["Pyongyang denied it.", "Moscow said so."] {
///     pool.push(text, text.len());
/// }
/// let mut counts = Vec::new();
/// loop {
///     match pool.next(Duration::from_secs(1)) {
///         Next::Done(count) => counts.push(count),
///         Next::Working => {}
///         Next::Idle => break,
///     }
/// }
/// assert_eq!(counts, [Ok(3), Ok(3)]);
/// ```
pub struct OrderedPool<T, R> {
    jobs: Sender<Job<T>>,
    results: InOrder<Result<R, String>>,
    window: Arc<Window>,
    /// The index of the next job.
    pushed: u64,
    /// Results taken.
    taken: u64,
    /// Its threads end when it is dropped.
    _threads: ThreadPool,
}

/// The state of the first job of an [`OrderedPool`].
#[derive(Debug, PartialEq, Eq)]
pub enum Next<R> {
    /// It is done, or has panicked with this message.
    Done(Result<R, String>),
    /// It is not done yet.
    Working,
    /// There is no job.
    Idle,
}

impl<T: Send + 'static, R: Send + 'static> OrderedPool<T, R> {
    /// Starts this many workers, or one per core if 0. `scratch` makes the state of one worker:
    /// once, and again after a panic.
    pub fn new<S>(
        threads: usize,
        scratch: impl Fn() -> S + Send + Sync + 'static,
        work: impl Fn(&mut S, T) -> R + Send + Sync + 'static,
    ) -> Self {
        let threads = start(threads);
        let workers = threads.current_num_threads();
        let window = Arc::new(Window::new(Limits { jobs: JOBS * workers, bytes: BYTES * workers }));
        let (jobs, queue) = channel::<Job<T>>();
        let (done, results) = channel();
        let shared = Arc::clone(&window);
        threads.spawn(move || {
            let jobs = queue.into_iter().take_while(|_| !shared.is_stopped());
            let work = |state: &mut State<S>, item| state.work(&scratch, |s| work(s, item));
            work_through(jobs, &shared, &work, &done);
        });
        let results = InOrder::new(results);
        Self { jobs, results, window, pushed: 0, taken: 0, _threads: threads }
    }

    /// Whether another job may be pushed now.
    pub fn has_room(&self) -> bool {
        self.window.has_room()
    }

    /// Adds a job of this many bytes.
    pub fn push(&mut self, item: T, bytes: usize) {
        let index = self.number(bytes);
        // If all workers are gone, `next` says so.
        let _ = self.jobs.send(Job { index, bytes, item });
    }

    /// Adds a result that needs no work, in its place in the order.
    pub fn push_done(&mut self, result: R) {
        let index = self.number(0);
        self.results.add(Done { index, bytes: 0, result: Ok(result) });
    }

    fn number(&mut self, bytes: usize) -> u64 {
        self.window.enter_now(bytes);
        self.pushed += 1;
        self.pushed - 1
    }

    /// Waits for the result of the first job, but no longer than `patience`.
    ///
    /// # Panics
    /// If the state of a worker could not be made.
    pub fn next(&mut self, patience: Duration) -> Next<R> {
        if self.taken == self.pushed {
            return Next::Idle;
        }
        match self.results.next(&self.window, patience) {
            Ok(result) => {
                self.taken += 1;
                Next::Done(result)
            }
            Err(RecvTimeoutError::Timeout) => Next::Working,
            Err(RecvTimeoutError::Disconnected) => {
                panic!("the state of a worker could not be made")
            }
        }
    }
}

impl<T, R> Drop for OrderedPool<T, R> {
    fn drop(&mut self) {
        self.window.stop();
    }
}
