//! `POST /v1/report`: documents or records in JSON Lines, the tables of all of them back.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use futures_util::StreamExt;
use sayso::OffsetUnit;
use sayso_record::{Layer, Layers, Record};
use sayso_report::{
    Aggregate, DocumentCounter, DocumentStatistics, Page, PageOptions, ReportOptions, write_json,
};

use super::analyze::respond;
use super::answer::best;
use super::app::App;
use super::article::media;
use super::lines::{Lines, MEDIA};
use super::problem::Problem;
use crate::analysis::Depth;
use crate::report::work::{is_record, read};

/// What a report is written as.
const FORMS: [(bool, &str); 2] = [(false, "application/json"), (true, "text/html")];

/// Counts all documents of the body.
pub(super) async fn report(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let (parts, body) = request.into_parts();
    let (essence, _) = media(&parts.headers);
    if essence != MEDIA {
        let detail = format!("send documents or records as {MEDIA}, one a line");
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail).of("content-type"));
    }
    let as_page = best(&parts.headers, FORMS)?;
    let options = options(parts.uri.query().unwrap_or_default(), as_page)?;
    let ahead = app.engine.threads() + 2;
    let lines = Lines::new(body, app.most, app.engine.patience()).numbered();
    let counted = lines.map(|(number, line)| {
        let app = Arc::clone(&app);
        async move {
            let counted = count(&app, number, line, options).await;
            counted.map_err(|problem| problem.at_line(number))
        }
    });
    let mut counted = std::pin::pin!(counted.buffered(ahead));
    let mut aggregate = Aggregate::new(options);
    let mut page = match as_page {
        true => Some(Page::begin(Vec::new(), PageOptions::default()).map_err(|_| full())?),
        false => None,
    };
    while let Some(next) = counted.next().await {
        let (statistics, record) = next?;
        if let Some(page) = &mut page {
            page.add(&record, &statistics).map_err(|_| full())?;
        }
        aggregate.take(statistics);
    }
    let report = aggregate.finish();
    if let Some(page) = page {
        let page = page.finish(&report, &aggregate.identities()).map_err(|_| full())?;
        return Ok(respond("text/html; charset=utf-8", page));
    }
    let mut tables = String::new();
    write_json(&mut tables, &report);
    Ok(respond("application/json", tables))
}

async fn count(
    app: &Arc<App>,
    number: usize,
    line: Result<Vec<u8>, Problem>,
    options: ReportOptions,
) -> Result<(DocumentStatistics, Record), Problem> {
    let line = line?;
    let text = std::str::from_utf8(&line)
        .map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "not UTF-8; recode the line"))?;
    let record = if is_record(text) {
        read(text).map_err(|complaint| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, complaint))?
    } else {
        let depth = Depth { transfers: true, ..Depth::default() };
        app.analyze_line(number, &line, Some(depth), |header, text, analysis, _| {
            let layers = Layers::default().with(Layer::Transfers);
            Record::new(header, text, analysis, layers, OffsetUnit::Byte)
        })
        .await?
    };
    let statistics = DocumentCounter::new(options).count(&record).map_err(|complaint| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, complaint.to_string())
    })?;
    Ok((statistics, record))
}

fn options(query: &str, as_page: bool) -> Result<ReportOptions, Problem> {
    let mut options = ReportOptions::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "top" => {
                let wrong =
                    |_| Problem::field("top", "write how many rows a table has at most; 0 is all");
                options.top = value.parse().map_err(wrong)?;
            }
            name => {
                return Err(Problem::field(name, "there is no such parameter; use top"));
            }
        }
    }
    if as_page {
        options.top = 0;
    }
    Ok(options)
}

fn full() -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the page cannot be written")
}
