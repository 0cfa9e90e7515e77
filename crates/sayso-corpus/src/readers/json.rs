//! JSON that is not one object per line: one object, several after another, or an array of them.
//!
//! The end of a value is found by brackets and quotation marks alone, so one malformed value may
//! take its successors with it; JSON Lines is the safer format.

mod values;

use std::io::Read;

use super::object;
use super::open_file::{Explain, OpenFile};
use super::reader::{Documents, Reader};
use super::sniff::{starts_object, text_start};
use crate::error::{Cause, ReadError};
use crate::record::RecordFile;
use crate::{Format, Pending, Place};
use values::{Found, Values};

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "json",
        extensions: &["json"],
        description: "JSON, one object, several or an array of them",
    },
    binary: false,
    is_signature: false,
    sniff: |head| starts_object(text_start(head)),
    open,
};

fn open(file: OpenFile<'_>) -> Result<Documents, Cause> {
    let (stream, file) = file.records()?;
    let (reader, explain) = stream.into_parts();
    let values = Values::new(reader, file.options.record_limit());
    Ok(Box::new(JsonValues { values, explain, file, astray: false, ended: false }))
}

/// The objects of a JSON file, in order.
struct JsonValues {
    values: Values<Box<dyn Read + Send>>,
    explain: Explain,
    file: RecordFile,
    /// Whether the last value was not an object. Of a run of such values only the first is reported.
    astray: bool,
    ended: bool,
}

impl Iterator for JsonValues {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        if self.ended {
            return None;
        }
        let mut found = self.values.next();
        // Text misnamed as JSON is one error, not one for each word.
        let strays =
            |found: &_| matches!(found, Ok(Found::Value(bytes)) if !bytes.starts_with(b"{"));
        while self.astray && strays(&found) {
            found = self.values.next();
        }
        self.astray = strays(&found);
        let place = Place::Line(self.values.found_on());
        let cause = match found {
            Ok(Found::Value(bytes)) => return Some(object::pending(bytes, &self.file, place)),
            Ok(Found::TooLong) => Cause::RecordTooLong(self.file.options.record_limit()),
            Ok(Found::End) => return None,
            Ok(Found::CutShort) => {
                self.ended = true;
                Cause::JsonCutShort
            }
            Err(error) => {
                self.ended = true;
                self.explain.cause(error)
            }
        };
        Some(ReadError::new(self.file.origin(place), cause).into())
    }
}
