//! A message as a document.

use mail_parser::{Message, MessageParser, PartType};
use serde_json::Value;

use crate::error::{Cause, ReadError};
use crate::record::{Record, RecordFile};
use crate::{Document, Place, markup};

/// Fields of which nearly every message has several, and no article.
const FIELDS: &[&str] = &[
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "delivered-to",
    "content-type",
    "from",
    "to",
    "date",
    "subject",
    "reply-to",
    "x-mailer",
    "sender",
    "content-transfer-encoding",
];

/// How many times a message may have been passed on.
const DEEPEST: u32 = 8;

/// Whether bytes start with the fields of a message: at least three known ones, one of them a field that
/// only programs write.
pub(super) fn is_message(head: &[u8]) -> bool {
    let (mut known, mut technical) = (0, false);
    for line in head.split(|&byte| byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else {
            // The head may be longer than what is shown of it.
            break;
        };
        let name = line[..colon].to_ascii_lowercase();
        if name.is_empty() || name.iter().any(|byte| !byte.is_ascii_graphic()) {
            return false;
        }
        if let Some(at) = FIELDS.iter().position(|field| field.as_bytes() == name) {
            known += 1;
            technical |= at < 5;
        }
    }
    known >= 3 && technical
}

/// The text of a message; if it has none, that of the messages which it passes on.
fn text_of(message: &Message<'_>, deepest: u32) -> String {
    let parts = message.text_body.iter().filter_map(|&part| message.parts.get(part as usize));
    let texts = parts.filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.replace("\r\n", "\n").trim().to_owned()),
        PartType::Html(html) => Some(markup::one_blank_line(&markup::strip(html))),
        _ => None,
    });
    let text = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    if !text.is_empty() || deepest == 0 {
        return text;
    }
    let passed_on = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Message(message) => Some(text_of(message, deepest - 1)),
        _ => None,
    });
    passed_on.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

pub(super) fn document(
    bytes: &[u8],
    file: &RecordFile,
    place: Place,
    single: Option<String>,
) -> Result<Document, ReadError> {
    let message = MessageParser::default().parse(bytes);
    let message = message.filter(|message| !message.headers().is_empty());
    let Some(message) = message else {
        return Err(ReadError::new(file.origin(place), Cause::NoMessage));
    };
    let text = text_of(&message, DEEPEST);
    let sender = message.from().and_then(|from| from.first());
    let sender = sender.and_then(|sender| sender.name().or(sender.address()));
    let mut record = Record {
        text: Some(text),
        is_plain: true,
        id: single,
        title: message.subject().map(str::to_owned),
        date: message.date().map(|date| date.to_rfc3339()),
        ..Record::default()
    };
    for (name, value) in [("from", sender), ("message_id", message.message_id())] {
        if let Some(value) = value {
            record.extra.insert(name.to_owned(), Value::String(value.to_owned()));
        }
    }
    record.finish(file, place, Vec::new)
}
