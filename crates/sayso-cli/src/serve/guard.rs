//! Who may ask: nobody through a page of another site, and nobody without the token if there is one.
//!
//! A browser sends with a page's requests the `Origin` of that page, and the `Host` that it was told to ask. A site
//! whose name was made to point at this machine (DNS rebinding) is known by its `Host`.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use axum::middleware::Next;
use axum::response::IntoResponse;
use subtle::ConstantTimeEq;

use super::app::App;
use super::problem::Problem;

/// Paths that tell nothing and need no token: probes, and the page, which asks for the token itself.
const OPEN: [&str; 5] = ["/livez", "/readyz", "/", "/page.js", "/page.css"];

/// Who may ask.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// Names under which the server is known, besides localhost and addresses.
    pub(super) hosts: Vec<String>,
    /// Other sites whose pages may ask.
    pub(super) origins: Vec<String>,
    pub(super) token: Option<Vec<u8>>,
}

/// Refuses who may not ask.
pub(super) async fn check(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let (headers, path) = (request.headers(), request.uri().path());
    match app.guard.allows(headers, request.method(), path) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

impl Guard {
    fn allows(&self, headers: &HeaderMap, method: &Method, path: &str) -> Result<(), Problem> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        // Whoever stands between might read another one than we do.
        if headers.get_all(header::HOST).iter().nth(1).is_some() {
            let detail = "two Host headers; send one";
            return Err(Problem::new(StatusCode::BAD_REQUEST, detail).of("host"));
        }
        let host = text(header::HOST).unwrap_or_default();
        if !self.knows(host) {
            let detail = "the Host header names another server; use the address, or start the server with --allow-host";
            return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, detail).of("host"));
        }
        if headers.contains_key(header::ORIGIN) {
            let origin = text(header::ORIGIN).unwrap_or_default();
            let own = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            if own != Some(host) && !self.origins.iter().any(|allowed| allowed == origin) {
                let detail = "pages of other sites are refused; start the server with --cors and this origin to allow it";
                return Err(Problem::new(StatusCode::FORBIDDEN, detail).of("origin"));
            }
        }
        // A browser asks in advance without credentials.
        let asks_first = method == Method::OPTIONS;
        if let Some(token) = &self.token
            && !asks_first
            && !OPEN.contains(&path)
        {
            let sent = text(header::AUTHORIZATION).and_then(|value| value.split_once(' '));
            let sent = sent.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
            let sent = sent.map(|(_, token)| token);
            let sent = sent.unwrap_or_default().trim().as_bytes();
            if !bool::from(sent.ct_eq(token)) {
                let detail =
                    "send the token of this server in the header Authorization: Bearer TOKEN";
                return Err(Problem::new(StatusCode::UNAUTHORIZED, detail).of("authorization"));
            }
        }
        Ok(())
    }

    /// Whether a `Host` means this server. Addresses do: a name is what rebinding needs.
    fn knows(&self, host: &str) -> bool {
        let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((address, _)) => address,
            None => host.rsplit_once(':').map_or(host, |(name, _)| name),
        };
        name.eq_ignore_ascii_case("localhost")
            || name.parse::<IpAddr>().is_ok()
            || self.hosts.iter().any(|known| known.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|&(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[track_caller]
    fn check(guard: &Guard, path: &str, pairs: &[(&'static str, &str)], refused: Option<u16>) {
        let problem = guard.allows(&headers(pairs), &Method::POST, path).err();
        let status = problem.map(|problem| problem.into_response().status().as_u16());
        assert_eq!(status, refused, "{pairs:?}");
    }

    #[test]
    fn names_of_others_are_refused() {
        let guard = Guard { hosts: vec!["nlp.example".into()], ..Guard::default() };
        for host in ["localhost", "127.0.0.1:7171", "[::1]:7171", "10.0.0.7:80", "NLP.example:7171"]
        {
            check(&guard, "/v1/analyze", &[("host", host)], None);
        }
        let twice = [("host", "localhost"), ("host", "evil.example")];
        check(&guard, "/v1/analyze", &twice, Some(400));
        for host in ["", "evil.example", "localhost.evil.example:7171", "[evil]:1"] {
            check(&guard, "/v1/analyze", &[("host", host)], Some(421));
        }
    }

    #[test]
    fn pages_of_others_are_refused() {
        let guard = Guard { origins: vec!["https://desk.example".into()], ..Guard::default() };
        let host = ("host", "127.0.0.1:7171");
        for origin in ["http://127.0.0.1:7171", "https://desk.example"] {
            check(&guard, "/v1/analyze", &[host, ("origin", origin)], None);
        }
        for origin in ["null", "http://127.0.0.1:8080", "https://evil.example", ""] {
            check(&guard, "/v1/analyze", &[host, ("origin", origin)], Some(403));
        }
    }

    #[test]
    fn the_token_is_asked_for() {
        let guard = Guard { token: Some(b"secret".to_vec()), ..Guard::default() };
        let host = ("host", "localhost");
        check(&guard, "/v1/analyze", &[host], Some(401));
        check(&guard, "/v1/analyze", &[host, ("authorization", "Bearer secre")], Some(401));
        check(&guard, "/v1/analyze", &[host, ("authorization", "Bearer secret")], None);
        check(&guard, "/livez", &[host], None);
        check(&guard, "/metrics", &[host], Some(401));
    }
}
