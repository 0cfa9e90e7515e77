//! `GET /metrics`: counts for Prometheus. Nothing of a text is in them.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Response;
use axum::middleware::Next;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::analyze::respond;
use super::app::App;

/// The media type of the counts.
pub(super) const MEDIA: &str = "application/openmetrics-text";

/// Upper ends of the classes of durations, in seconds.
const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    path: String,
    status: u16,
}

/// What is counted.
#[derive(Debug)]
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Histogram,
    in_flight: Gauge,
    documents: Counter,
    words: Counter,
    attributions: Counter,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("sayso");
        let requests = Family::default();
        let seconds = Histogram::new(SECONDS);
        let (in_flight, documents) = (Gauge::default(), Counter::default());
        let (words, attributions) = (Counter::default(), Counter::default());
        registry.register("requests", "Requests that were answered", requests.clone());
        registry.register_with_unit(
            "answer",
            "Time from a request to the head of its answer",
            Unit::Seconds,
            seconds.clone(),
        );
        registry.register("in_flight", "Requests that wait for an answer", in_flight.clone());
        registry.register("documents", "Documents that were analysed", documents.clone());
        registry.register("words", "Words in them", words.clone());
        registry.register("attributions", "Attributions found in them", attributions.clone());
        Self { registry, requests, seconds, in_flight, documents, words, attributions }
    }

    /// Counts a document.
    pub(super) fn count(&self, text: &str, attributions: usize) {
        self.documents.inc();
        self.words.inc_by(text.split_ascii_whitespace().count() as u64);
        self.attributions.inc_by(attributions as u64);
    }
}

/// A request that waits for its answer. The client may go before that.
struct Flying(Gauge);

impl Flying {
    fn new(in_flight: &Gauge) -> Self {
        in_flight.inc();
        Self(in_flight.clone())
    }
}

impl Drop for Flying {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Counts a request.
pub(super) async fn watch(
    State(app): State<Arc<App>>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let (metrics, begun) = (&app.metrics, Instant::now());
    let flying = Flying::new(&metrics.in_flight);
    let response = next.run(request).await;
    drop(flying);
    metrics.seconds.observe(begun.elapsed().as_secs_f64());
    let path = path.map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let status = response.status().as_u16();
    metrics.requests.get_or_create(&Answered { path, status }).inc();
    response
}

pub(super) async fn show(State(app): State<Arc<App>>) -> Response<Body> {
    let mut page = String::new();
    text::encode(&mut page, &app.metrics.registry).expect("memory takes all");
    respond("application/openmetrics-text; version=1.0.0; charset=utf-8", page)
}
