//! JSON Lines: one object per line. A bad line is an error for this line only.

use std::io::Read;

use serde::de::IgnoredAny;

use super::lines::{Line, Lines};
use super::object;
use super::open_file::{Explain, OpenFile};
use super::reader::{Documents, Reader};
use super::sniff::{starts_object, text_start};
use crate::error::{Cause, ReadError};
use crate::file::content::HEAD;
use crate::record::RecordFile;
use crate::{Format, Pending, Place};

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "jsonl",
        extensions: &["jsonl", "ndjson", "jsonlines", "json"],
        description: "JSON Lines, one object per line",
    },
    binary: false,
    is_signature: false,
    sniff,
    open,
};

/// A `.json` file is often JSON Lines by another name: it is if its first line is one whole value
/// and not the only one. Read line by line, a bad record does not spoil the rest.
fn sniff(head: &[u8]) -> bool {
    let text = text_start(head);
    // An article may be longer than `head`. Indented JSON breaks the line long before that, so an
    // object that does not is a line.
    let (line, complete) = match memchr::memchr(b'\n', text) {
        Some(end) => (&text[..end], true),
        None => (text, false),
    };
    starts_object(line)
        && if complete {
            serde_json::from_slice::<IgnoredAny>(line).is_ok()
        } else {
            head.len() >= HEAD
        }
}

fn open(file: OpenFile<'_>) -> Result<Documents, Cause> {
    let (stream, file) = file.records()?;
    let (reader, explain) = stream.into_parts();
    let lines = Lines::new(reader, file.options.record_limit());
    Ok(Box::new(JsonLines { lines, explain, file, line: 0, broken: false }))
}

/// The records of a JSON Lines file, in order.
struct JsonLines {
    lines: Lines<Box<dyn Read + Send>>,
    explain: Explain,
    file: RecordFile,
    /// The number of the line read last.
    line: u64,
    broken: bool,
}

impl Iterator for JsonLines {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        while !self.broken {
            self.line += 1;
            let place = Place::Line(self.line);
            let error = |cause| Some(ReadError::new(self.file.origin(place), cause).into());
            match self.lines.next() {
                Ok(None) => return None,
                Ok(Some(Line::Whole(line))) if line.trim_ascii().is_empty() => {}
                Ok(Some(Line::Whole(line))) => {
                    return Some(object::pending(line, &self.file, place));
                }
                Ok(Some(Line::TooLong)) => {
                    return error(Cause::RecordTooLong(self.file.options.record_limit()));
                }
                Err(failure) => {
                    self.broken = true;
                    return error(self.explain.cause(failure));
                }
            }
        }
        None
    }
}
