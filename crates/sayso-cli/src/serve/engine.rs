//! The analysis behind the server: models and options loaded once, one analysis a core, and a short queue.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use rayon::ThreadPool;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::timeout;

use super::options::ModelName;
use super::problem::Problem;
use crate::analysis::{AnalysisSettings, AnalysisSources, ModelChoice};
use crate::analyze::work::Analyst;

/// Requests that may wait for each one that is worked on.
const QUEUE: usize = 8;

/// What the accurate model reads in a second, and some to spare.
const ACCURATE_BYTES: usize = 8 << 10;

/// Analyses on all cores, within limits.
pub(super) struct Engine {
    sources: AnalysisSources,
    own: AnalysisSettings,
    fast: OnceLock<Result<AnalysisSettings, String>>,
    accurate: OnceLock<Result<AnalysisSettings, String>>,
    pool: ThreadPool,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<Analyst>>,
    patience: Duration,
}

/// A place in the queue: kept by the request while it waits, and free when its client goes or its time is up.
pub(super) struct Place(#[allow(dead_code, reason = "held")] OwnedSemaphorePermit);

/// A request that waits for its work; when it is dropped, the work is cancelled.
struct Waits(Arc<AtomicBool>);

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Engine {
    pub(super) fn new(
        sources: AnalysisSources,
        threads: usize,
        patience: Duration,
    ) -> Result<Self, String> {
        let own = AnalysisSettings::new(sources.clone())?;
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|at| format!("analysis-{at}"))
            .build()
            .map_err(|cause| format!("no threads for the analysis ({cause})"))?;
        let places = Arc::new(Semaphore::new(pool.current_num_threads() * (1 + QUEUE)));
        Ok(Self {
            sources,
            own,
            fast: OnceLock::new(),
            accurate: OnceLock::new(),
            pool,
            places,
            idle: Mutex::default(),
            patience,
        })
    }

    /// How many analyses run at a time.
    pub(super) fn threads(&self) -> usize {
        self.pool.current_num_threads()
    }

    /// Whether a request for this model would be the accurate one's.
    pub(super) fn is_accurate(&self, model: Option<ModelName>) -> bool {
        match model {
            Some(model) => model == ModelName::Accurate,
            None => matches!(self.sources.model, ModelChoice::Accurate),
        }
    }

    /// Whether a request would find a place.
    pub(super) fn has_room(&self) -> bool {
        self.places.available_permits() > 0
    }

    /// Refuses a text that the model cannot be done with in time, since that model is not stopped within a text.
    pub(super) fn check_length(&self, accurate: bool, bytes: usize) -> Result<(), Problem> {
        let most = ACCURATE_BYTES * self.patience.as_secs() as usize;
        if accurate && bytes > most {
            let detail = format!(
                "longer than {most} bytes, too long for the accurate model within {} seconds; use the fast one, or start the server with a larger --timeout",
                self.patience.as_secs()
            );
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail).of("model"));
        }
        Ok(())
    }

    /// How long a client waits at most.
    pub(super) fn patience(&self) -> Duration {
        self.patience
    }

    /// Reads the models, so that the first client does not wait for that.
    pub(super) fn warm(&self) {
        self.own.analyzer(false).analyze("The mayor resigned, officials said.");
    }

    /// The options of the server, with another model if one is named.
    pub(super) fn settings(&self, model: Option<ModelName>) -> Result<&AnalysisSettings, Problem> {
        let (cell, choice) = match model {
            None => return Ok(&self.own),
            Some(ModelName::Fast) => (&self.fast, ModelChoice::Fast),
            Some(ModelName::Accurate) => (&self.accurate, ModelChoice::Accurate),
        };
        let sources = || AnalysisSources { model: choice.clone(), ..self.sources.clone() };
        let settings = cell.get_or_init(|| AnalysisSettings::new(sources()));
        settings.as_ref().map_err(|complaint| Problem::field("model", complaint.as_str()))
    }

    /// A place in the queue, unless it is full.
    pub(super) fn enter(&self) -> Result<Place, Problem> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        place.map(Place).map_err(|_| {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too many requests at once; try again")
        })
    }

    /// A place in the queue, as soon as there is one: for lines of a stream, which can wait.
    pub(super) async fn wait(&self) -> Result<Place, Problem> {
        let place = Arc::clone(&self.places).acquire_owned().await;
        place.map(Place).map_err(|_| {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "the server is stopping; try again later")
        })
    }

    /// Does `work` on a thread of the analysis. The flag that it is given is set when the request no longer waits.
    pub(super) async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        place: Place,
        work: impl FnOnce(&mut Analyst, Arc<AtomicBool>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (done, waiting) = oneshot::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let _waits = Waits(Arc::clone(&stop));
        let (engine, _place) = (Arc::clone(self), place);
        self.pool.spawn(move || {
            // Nobody waits any more: the client has gone, or its time is up.
            if done.is_closed() {
                return;
            }
            let mut analyst = engine.lock().pop().unwrap_or_default();
            let result = catch_unwind(AssertUnwindSafe(|| work(&mut analyst, stop)));
            if result.is_ok() {
                analyst.let_go();
                engine.lock().push(analyst);
            }
            let _ = done.send(result.unwrap_or_else(|panic| Err(failed(&*panic))));
        });
        match timeout(self.patience, waiting).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(failed(&"the work was given up")),
            Err(_) => Err(Problem::new(
                StatusCode::GATEWAY_TIMEOUT,
                format!(
                    "not finished within {} seconds; send a shorter text, or start the server with a larger --timeout",
                    self.patience.as_secs()
                ),
            )),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Analyst>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn failed(panic: &dyn Any) -> Problem {
    let message = panic.downcast_ref::<&str>().copied();
    let message = message.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let detail = format!(
        "the analysis failed ({}); please report this with the text",
        message.unwrap_or("no message")
    );
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
}
