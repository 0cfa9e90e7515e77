//! What the server knows, and where each request goes.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use sayso::Analysis;
use sayso_record::{Header, Record};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::analyze::respond;
use super::article::Sent;
use super::engine::{Engine, Place};
use super::guard::{self, Guard};
use super::metrics::{self, Metrics};
use super::options::Chosen;
use super::problem::Problem;
use super::{analyze, answer, lines, openapi, page, report};
use crate::analysis::Depth;

/// What all requests share.
pub(super) struct App {
    pub(super) engine: Arc<Engine>,
    pub(super) guard: Guard,
    pub(super) metrics: Metrics,
    /// The bytes of the longest document.
    pub(super) most: usize,
}

/// A path, as `/openapi.json` tells of it.
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) does: &'static str,
    /// The media types of what may be sent.
    pub(super) takes: &'static [&'static str],
    /// Those of the answer.
    pub(super) gives: &'static [&'static str],
    /// Whether the answer in JSON is a record.
    pub(super) is_record: bool,
    pub(super) parameters: &'static [&'static str],
}

/// What may be said of a text in the query.
pub(super) const ABOUT: [&str; 8] =
    ["id", "title", "date", "publisher", "model", "min_confidence", "layers", "offsets"];
const ABOUT_A_PLACE: &[&str] =
    &["at", "id", "title", "date", "publisher", "model", "min_confidence", "offsets"];
const JSON: &str = "application/json";
const HTML: &str = "text/html";
const PLAIN: &str = "text/plain";
const OK: &str = "text/plain; charset=utf-8";

/// All paths for programs.
pub(super) const ROUTES: &[Route] = &[
    Route {
        method: "post",
        path: "/v1/analyze",
        does: "Find who said what in a text, or in each line of a stream",
        takes: &[PLAIN, HTML, JSON, lines::MEDIA],
        gives: &answer::MEDIA,
        is_record: true,
        parameters: &ABOUT,
    },
    Route {
        method: "post",
        path: "/v1/explain",
        does: "Explain why there is an attribution at an offset, or none",
        takes: &[PLAIN, HTML, JSON],
        parameters: ABOUT_A_PLACE,
        ..get_json("", "")
    },
    Route {
        method: "post",
        path: "/v1/report",
        does: "Count who said what in documents or records, one a line; as tables, or as a page",
        takes: &[lines::MEDIA],
        gives: &[JSON, HTML],
        parameters: &["top"],
        ..get_json("", "")
    },
    get_json("/v1/schema", "The JSON Schema of records"),
    get_json("/openapi.json", "This description"),
    Route { gives: &[PLAIN], ..get_json("/livez", "Whether the server runs") },
    Route { gives: &[PLAIN], ..get_json("/readyz", "Whether a text would be taken now") },
    Route { gives: &[metrics::MEDIA], ..get_json("/metrics", "Counts for Prometheus") },
];

const fn get_json(path: &'static str, does: &'static str) -> Route {
    Route {
        method: "get",
        path,
        does,
        takes: &[],
        gives: &[JSON],
        is_record: false,
        parameters: &[],
    }
}

impl App {
    /// Waits for a body that is one document.
    pub(super) async fn receive(&self, parts: &Parts, body: Body) -> Result<Sent, Problem> {
        let sent = Sent::receive(parts, body, self.most, self.engine.patience()).await?;
        sent.check_length(&self.engine)?;
        Ok(sent)
    }

    /// Analyses what was sent; `make` makes of it what is wanted.
    pub(super) async fn analyze<T: Send + 'static>(
        self: &Arc<Self>,
        place: Place,
        sent: Sent,
        chosen: Chosen,
        make: impl FnOnce(Header, &str, &Analysis, &Chosen) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let app = Arc::clone(self);
        let work = self.engine.run(place, move |analyst, stop| {
            let document = sent.read()?;
            let analyzer = chosen.analyzer.clone().until(Arc::clone(&stop));
            let header = analyst.read(&analyzer, &document);
            if stop.load(Ordering::Relaxed) {
                return Err(Problem::new(StatusCode::GATEWAY_TIMEOUT, "the request was cancelled"));
            }
            let (text, analysis) = (&document.text, &analyst.analysis);
            app.metrics.count(text, analysis.attributions.len());
            Ok(make(header, text, analysis, &chosen))
        });
        work.await
    }

    /// The same for a line of a stream, as soon as there is a place for it.
    pub(super) async fn analyze_line<T: Send + 'static>(
        self: &Arc<Self>,
        number: usize,
        line: &[u8],
        depth: Option<Depth>,
        make: impl FnOnce(Header, &str, &Analysis, &Chosen) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let sent = Sent::of_json(line)?.or_named(|| format!("line-{number}"));
        sent.check_length(&self.engine)?;
        let chosen = sent.options.choose(&self.engine, depth)?;
        let place = self.engine.wait().await?;
        self.analyze(place, sent, chosen, make).await
    }

    pub(super) fn router(self: Arc<Self>) -> Router {
        Router::new()
            .route("/", get(page::html))
            .route("/page.js", get(page::script))
            .route("/page.css", get(page::style))
            .route("/v1/analyze", post(analyze::analyze))
            .route("/v1/explain", post(analyze::explain))
            .route("/v1/report", post(report::report))
            .route("/v1/schema", get(async || respond(JSON, Record::schema().to_string())))
            .route("/openapi.json", get(async || respond(JSON, openapi::DOCUMENT.as_str())))
            .route("/livez", get(async || respond(OK, "ok\n")))
            .route("/readyz", get(ready))
            .route("/metrics", get(metrics::show))
            .method_not_allowed_fallback(async || {
                Problem::new(StatusCode::METHOD_NOT_ALLOWED, "POST texts, GET everything else")
            })
            .fallback(async || {
                Problem::new(
                    StatusCode::NOT_FOUND,
                    "there is no such path; /openapi.json lists all",
                )
            })
            .layer(from_fn_with_state(Arc::clone(&self), guard::check))
            .layer(self.cors())
            .layer(CatchPanicLayer::custom(panicked))
            .layer(axum::middleware::map_response(harden))
            .layer(from_fn_with_state(Arc::clone(&self), metrics::watch))
            .with_state(self)
    }

    fn cors(&self) -> CorsLayer {
        let origins = self.guard.origins.iter().filter_map(|origin| origin.parse().ok());
        CorsLayer::new()
            .allow_origin(AllowOrigin::list(origins.collect::<Vec<HeaderValue>>()))
            .allow_methods([Method::GET, Method::POST])
            .allow_headers([header::CONTENT_TYPE, header::AUTHORIZATION, header::ACCEPT])
    }
}

/// Whether a text would be taken: the models are read before the server listens.
async fn ready(State(app): State<Arc<App>>) -> Result<Response<Body>, Problem> {
    if app.engine.has_room() {
        return Ok(respond(OK, "ok\n"));
    }
    Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "the queue is full; try again"))
}

/// No answer is a document that a browser may interpret, keep, or show inside another page.
async fn harden(mut response: Response<Body>) -> Response<Body> {
    const ALWAYS: [(HeaderName, &str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"),
    ];
    for (name, value) in ALWAYS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let detail = "the server failed; please report this with the request";
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail).into_response()
}
