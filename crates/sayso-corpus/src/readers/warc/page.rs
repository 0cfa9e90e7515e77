//! From a record to a document: the response of the server, its body, and the page in it.

use encoding_rs::Encoding;
use serde_json::Value;

use super::body::{self, Body};
use super::records::Record;
use crate::error::{Cause, ReadError, WarcFault};
use crate::file::content;
use crate::readers::head::Head;
use crate::readers::html::{self, Page};
use crate::readers::single_file::SingleFile;
use crate::{Document, Note, Origin, encoding};

/// What a record holds.
enum Kind {
    Html,
    Text,
}

/// The document of a record.
pub(super) fn document(
    record: Record,
    file: SingleFile,
    limit: usize,
) -> Result<Document, ReadError> {
    let Record { head, content, is_cut_short } = record;
    let origin = file.origin.clone();
    let (kind, body, charset) =
        fetched(&head, content, limit).map_err(|cause| error(origin, cause))?;
    let Body { bytes, cut, incomplete } = body;
    let mut document = match kind {
        Kind::Html => {
            let address = address(&head).map(str::to_owned);
            Page { bytes, cut, encoding: charset, address }.document(file, limit)?
        }
        Kind::Text => {
            let (text, notes) = encoding::decode(bytes, cut, charset);
            file.document(text, notes, cut, limit)
        }
    };
    if incomplete || is_cut_short || head.get("WARC-Truncated").is_some() {
        document.notes.push(Note::Incomplete);
    }
    let address = address(&head);
    let fields = [
        ("url", address),
        ("fetched", head.get("WARC-Date")),
        // Common Crawl's guess, which its WET files have.
        ("language", head.get("WARC-Identified-Content-Language")),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            document.meta.extra.insert(name.to_owned(), Value::String(value.to_owned()));
        }
    }
    Ok(document)
}

/// The error of a record. What is no page is not a failure.
pub(super) fn error(origin: Origin, cause: Cause) -> ReadError {
    let skip = matches!(cause, Cause::NoPage(_));
    let error = ReadError::new(origin, cause);
    if skip { error.skipped() } else { error }
}

/// The address, which old archives write in angle brackets.
fn address(head: &Head) -> Option<&str> {
    head.get("WARC-Target-URI").map(|address| address.trim_matches(['<', '>']))
}

/// What was fetched, or why it is no page.
fn fetched(
    head: &Head,
    content: Vec<u8>,
    limit: usize,
) -> Result<(Kind, Body, Option<&'static Encoding>), Cause> {
    let Some((response, start)) = body_of(head, &content)? else {
        let body = Body { cut: content.len() > limit, bytes: content, incomplete: false };
        return classify(head, body);
    };
    let is_text = response.media_type().0 == "text/plain";
    let limit = if is_text { limit } else { limit.min(html::LIMIT) };
    let cut_off = head.get("WARC-Truncated").is_some();
    let body = body::decode(&response, content, start, limit, cut_off)?;
    classify(&response, body)
}

/// The head of the response of a server and the place where its body starts, or why there is no page
/// in it; nothing for a record without a server.
pub(super) fn body_of(head: &Head, content: &[u8]) -> Result<Option<(Head, usize)>, Cause> {
    if head.get("WARC-Segment-Number").is_some() {
        return Err(Cause::Warc(WarcFault::Piece));
    }
    if address(head).is_some_and(is_for_robots) {
        return Err(Cause::NoPage("a file for programs".into()));
    }
    let (media_type, _) = head.media_type();
    let is_http =
        media_type == "application/http" || media_type.is_empty() && content.starts_with(b"HTTP/");
    if !is_http {
        return Ok(None);
    }
    let (response, start) = Head::parse(content).ok_or(Cause::Warc(WarcFault::NoHttp))?;
    let status = status(&response.first).ok_or(Cause::Warc(WarcFault::NoHttp))?;
    if !(200..300).contains(&status) {
        return Err(Cause::NoPage(format!("a response with the status {status}")));
    }
    // Told by the type where that is possible, before anything is unpacked.
    kind(&response, &[])?;
    Ok(Some((response, start)))
}

fn classify(head: &Head, body: Body) -> Result<(Kind, Body, Option<&'static Encoding>), Cause> {
    let start = &body.bytes[..body.bytes.len().min(content::HEAD)];
    let kind = kind(head, start)?;
    if let Some(cause) = content::not_text(start) {
        return Err(Cause::NoPage(cause.to_string()));
    }
    let (_, charset) = head.media_type();
    let encoding = charset.and_then(|charset| Encoding::for_label(charset.as_bytes()));
    Ok((kind, body, encoding))
}

/// Whether the media type is that of a page or a text. Servers that do not know send none, or that
/// of a download; pages are also sent as plain text.
fn kind(head: &Head, start: &[u8]) -> Result<Kind, Cause> {
    let (media_type, _) = head.media_type();
    let is_html = html::sniff(start);
    match media_type.as_str() {
        "text/html" | "application/xhtml+xml" => Ok(Kind::Html),
        "text/plain" if is_html => Ok(Kind::Html),
        "text/plain" => Ok(Kind::Text),
        "" | "unk" | "application/octet-stream" if is_html || start.is_empty() => Ok(Kind::Html),
        "" => Err(Cause::NoPage("a response of an unknown kind".into())),
        other => Err(Cause::NoPage(format!("a response of the kind {other}"))),
    }
}

/// `HTTP/1.1 200 OK`: version and reason vary, and may be missing.
fn status(line: &str) -> Option<u16> {
    let rest = line
        .strip_prefix("HTTP/")
        .or_else(|| line.strip_prefix("HTTP "))
        .or_else(|| line.strip_prefix("ICY "))?;
    rest.split_ascii_whitespace().find_map(|word| match word.len() {
        3 => word.parse().ok().filter(|status| (100..600).contains(status)),
        _ => None,
    })
}

fn is_for_robots(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    ["/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt", "/llms.txt"]
        .iter()
        .any(|end| path.ends_with(end))
}
