//! The text that a client sends: as plain text, as an HTML page, or in JSON with what is known of it.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use encoding_rs::Encoding;
use futures_util::StreamExt;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use sayso::Date;
use sayso_corpus::Document;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;
use tokio::time::timeout;

use super::app::ABOUT;
use super::engine::Engine;
use super::options::RequestOptions;
use super::problem::Problem;

/// A document that is named by nobody.
const UNNAMED: &str = "text";

/// A text with what is known of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleRequest {
    /// The text, plain.
    text: String,
    /// Its name; it is in the record.
    #[serde(default)]
    id: Option<String>,
    /// The headline.
    #[serde(default)]
    title: Option<String>,
    /// The day of publication, as 2024-11-23: "Thursday" is counted from it.
    #[serde(default)]
    date: Option<String>,
    /// The outlet.
    #[serde(default)]
    publisher: Option<String>,
    /// How it is analysed.
    #[serde(default)]
    options: RequestOptions,
}

/// What a client sent, not yet read.
#[derive(Debug, Default)]
pub(super) struct Sent {
    kind: Kind,
    content: Vec<u8>,
    charset: Option<String>,
    id: Option<String>,
    title: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
    pub(super) options: RequestOptions,
    /// The offset to explain.
    pub(super) at: Option<u32>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Kind {
    #[default]
    Text,
    Html,
}

/// The media type of a body, in lower case, and its charset.
pub(super) fn media(headers: &HeaderMap) -> (String, Option<String>) {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let mut parts = value.unwrap_or_default().split(';');
    let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches('"').to_owned())
    });
    (essence, charset)
}

impl Sent {
    /// Waits for the whole of a body and finds out what it is.
    pub(super) async fn receive(
        parts: &Parts,
        mut body: Body,
        most: usize,
        patience: Duration,
    ) -> Result<Self, Problem> {
        let received = Self::understand(parts, &mut body, most, patience).await;
        if received.is_err() {
            pass_over(body).await;
        }
        received
    }

    async fn understand(
        parts: &Parts,
        body: &mut Body,
        most: usize,
        patience: Duration,
    ) -> Result<Self, Problem> {
        let (essence, charset) = media(&parts.headers);
        if parts.headers.contains_key(header::CONTENT_ENCODING) {
            let detail = "send the body as it is, without a content encoding";
            return Err(unsupported(detail).of("content-encoding"));
        }
        if let Some(name) = &charset
            && Encoding::for_label(name.as_bytes()).is_none()
        {
            let detail = format!("`{name}` is no encoding that is known; send utf-8");
            return Err(unsupported(detail).of("charset"));
        }
        let kind = match essence.as_str() {
            "text/plain" => Some(Kind::Text),
            "text/html" | "application/xhtml+xml" => Some(Kind::Html),
            "application/json" => None,
            _ => {
                let said =
                    if essence.is_empty() { "no type".to_owned() } else { format!("`{essence}`") };
                let detail = format!(
                    "the body has {said}; set Content-Type to text/plain, text/html, application/json or application/x-ndjson"
                );
                return Err(unsupported(detail).of("content-type"));
            }
        };
        let content = whole(parts, body, most, patience).await?.to_vec();
        let mut sent = match kind {
            Some(kind) => Self { kind, content, charset, ..Self::default() },
            None => Self::of_json(&content)?,
        };
        sent.take_query(parts.uri.query().unwrap_or_default())?;
        sent.check_date()?;
        Ok(sent)
    }

    /// A line or body of JSON.
    pub(super) fn of_json(json: &[u8]) -> Result<Self, Problem> {
        if json.starts_with(b"\xff\xfe") || json.starts_with(b"\xfe\xff") {
            return Err(unsupported("JSON is UTF-8; recode it").of("charset"));
        }
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        // A list would do for the fields in their order.
        let is_object = json.trim_ascii_start().starts_with(b"{");
        if !is_object && serde_json::from_slice::<IgnoredAny>(json).is_ok() {
            let detail = "JSON, but not an object; send {\"text\": ...}";
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail));
        }
        let mut reader = serde_json::Deserializer::from_slice(json);
        let read = serde_path_to_error::deserialize(&mut reader);
        let article: ArticleRequest = read.map_err(|error| {
            let path = error.path().to_string();
            let cause = error.into_inner();
            let (status, what) = match cause.is_data() {
                true => (StatusCode::UNPROCESSABLE_ENTITY, "does not fit"),
                false => (StatusCode::BAD_REQUEST, "is damaged"),
            };
            let problem = Problem::new(status, format!("the JSON {what}: {cause}"));
            if cause.is_data() && path != "." { problem.of(path) } else { problem }
        })?;
        reader.end().map_err(|cause| {
            Problem::new(StatusCode::BAD_REQUEST, format!("more than one JSON object: {cause}"))
        })?;
        let ArticleRequest { text, id, title, date, publisher, options } = article;
        let content = text.into_bytes();
        let sent = Self { content, id, title, date, publisher, options, ..Self::default() };
        sent.check_date()?;
        Ok(sent)
    }

    fn check_date(&self) -> Result<(), Problem> {
        match self.date.as_deref() {
            Some(date) if Date::parse(date).is_none() => {
                let (begins, complaint) =
                    (date.chars().take(40).collect::<String>(), Date::complaint(date));
                let detail = format!("`{begins}` {complaint}; write it as 2024-11-23");
                Err(Problem::field("date", detail))
            }
            _ => Ok(()),
        }
    }

    /// The same, called `name` if it has no name of its own.
    pub(super) fn or_named(mut self, name: impl FnOnce() -> String) -> Self {
        self.id = self.id.or_else(|| Some(name()));
        self
    }

    /// Refuses what would take too long.
    pub(super) fn check_length(&self, engine: &Engine) -> Result<(), Problem> {
        engine.check_length(engine.is_accurate(self.options.model), self.content.len())
    }

    fn take_query(&mut self, query: &str) -> Result<(), Problem> {
        let mut seen = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if seen.contains(&name) {
                return Err(Problem::field(&name, "given twice; give it once"));
            }
            seen.push(name.clone());
            let text = || Some(value.clone().into_owned());
            match &*name {
                "id" => self.id = text(),
                "title" => self.title = text(),
                "date" => self.date = text(),
                "publisher" => self.publisher = text(),
                "at" => {
                    let wrong =
                        |_| Problem::field("at", "write an offset into the text, a number from 0");
                    self.at = Some(value.parse().map_err(wrong)?);
                }
                name => {
                    let options = std::mem::take(&mut self.options).with_query(name, &value)?;
                    self.options = options.ok_or_else(|| {
                        let known = ABOUT.join(", ");
                        Problem::field(name, format!("there is no such parameter; use {known}, or at to explain an offset"))
                    })?;
                }
            }
        }
        Ok(())
    }

    /// The document. Pages are parsed here.
    pub(super) fn read(self) -> Result<Document, Problem> {
        let id = self.id.as_deref().unwrap_or(UNNAMED);
        let charset = self.charset.as_deref();
        let mut document = match self.kind {
            Kind::Text => Document::from_text(id, self.content, charset),
            Kind::Html => Document::from_html(id, self.content, charset).map_err(|error| {
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string())
            })?,
        };
        let meta = &mut document.meta;
        meta.title = self.title.or(meta.title.take());
        meta.date = self.date.or(meta.date.take());
        meta.publisher = self.publisher.or(meta.publisher.take());
        Ok(document)
    }
}

fn unsupported(detail: impl Into<String>) -> Problem {
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail)
}

/// Reads what is still being sent, for a while: a client that is writing would not see its answer.
async fn pass_over(body: Body) {
    const MOST: usize = 64 << 20;
    let _ = timeout(Duration::from_secs(2), async {
        let (mut chunks, mut seen) = (body.into_data_stream(), 0);
        while let Some(Ok(chunk)) = chunks.next().await {
            seen += chunk.len();
            if seen > MOST {
                break;
            }
        }
    })
    .await;
}

/// The whole body, up to `most` bytes, within `patience`.
async fn whole(
    parts: &Parts,
    body: &mut Body,
    most: usize,
    patience: Duration,
) -> Result<Bytes, Problem> {
    let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if length.and_then(|length| length.parse().ok()).is_some_and(|length: u64| length > most as u64)
    {
        return Err(Problem::too_long(most));
    }
    match timeout(patience, Limited::new(body, most).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Problem::too_long(most)),
        Ok(Err(_)) => {
            Err(Problem::new(StatusCode::BAD_REQUEST, "the body broke off; send it again"))
        }
        Err(_) => {
            let detail = format!("the body did not arrive within {} seconds", patience.as_secs());
            Err(Problem::new(StatusCode::REQUEST_TIMEOUT, detail))
        }
    }
}
