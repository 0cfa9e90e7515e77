//! The page: an article is pasted, and read with its sources marked.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use sayso_report::{DOM_SCRIPT, STYLE, TEXT_SCRIPT};

use super::analyze::respond;

/// Its own script and style, requests to its own server, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) async fn html() -> Response<Body> {
    let mut response = respond("text/html; charset=utf-8", include_str!("page/page.html"));
    let policy = HeaderValue::from_static(POLICY);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

pub(super) async fn script() -> Response<Body> {
    const SCRIPT: &str = include_str!("page/page.js");
    respond("text/javascript; charset=utf-8", format!("{DOM_SCRIPT}\n{TEXT_SCRIPT}\n{SCRIPT}"))
}

pub(super) async fn style() -> Response<Body> {
    const OWN: &str = include_str!("page/page.css");
    respond("text/css; charset=utf-8", format!("{STYLE}\n{OWN}"))
}
