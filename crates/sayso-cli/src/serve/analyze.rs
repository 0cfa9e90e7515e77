//! `POST /v1/analyze` and `POST /v1/explain`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, header};
use sayso::Article;

use super::answer::Form;
use super::app::App;
use super::article::media;
use super::lines;
use super::problem::Problem;
use crate::analysis::Depth;
use crate::analyze::work::header;
use crate::explain::Explained;

/// Analyses one text, or each line of a stream.
pub(super) async fn analyze(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let (parts, body) = request.into_parts();
    if media(&parts.headers).0 == lines::MEDIA {
        return lines::analyze(app, &parts, body);
    }
    let form = Form::wanted(&parts.headers)?;
    let sent = app.receive(&parts, body).await?;
    if sent.at.is_some() {
        return Err(Problem::field("at", "only /v1/explain takes an offset"));
    }
    let chosen = sent.options.choose(&app.engine, form.depth())?;
    let place = app.engine.enter()?;
    let written = app.analyze(place, sent, chosen, move |header, text, analysis, chosen| {
        form.write(header, text, analysis, chosen)
    });
    Ok(respond(form.content_type(), written.await?))
}

/// Explains what is at an offset of a text.
pub(super) async fn explain(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let (parts, body) = request.into_parts();
    let sent = app.receive(&parts, body).await?;
    let at = sent.at.ok_or_else(|| {
        Problem::field("at", "name the offset to explain, as in /v1/explain?at=30")
    })?;
    let chosen = sent.options.choose(&app.engine, Some(Depth::default()))?;
    let place = app.engine.enter()?;
    let written = app.engine.run(place, move |_, stop| {
        let document = sent.read()?;
        let date = header(&document).day();
        let article = Article { text: &document.text, date };
        let why = Explained::new(&chosen.analyzer.until(stop), article, at, chosen.offsets);
        let why = why.map_err(|problem| Problem::field("at", format!("the text {problem}")))?;
        Ok(why.to_json(&document.id).into_bytes())
    });
    Ok(respond("application/json", written.await?))
}

pub(super) fn respond(content_type: &'static str, content: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(content.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
