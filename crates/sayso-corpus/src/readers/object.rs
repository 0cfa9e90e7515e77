//! A JSON object as a document.
//!
//! All fields but the text are kept as they are. One byte that is not UTF-8, or one half of a surrogate pair, is no
//! reason to lose an article: the text is mended, and a note says so.

mod surrogates;

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::{Cause, ReadError};
use crate::record::{Record, RecordFile, Role};
use crate::{Document, Note, Pending, Place, ReadOptions, encoding};

/// A JSON object that was fetched and is to be parsed.
pub(super) fn pending(bytes: Vec<u8>, file: &RecordFile, place: Place) -> Pending {
    let (origin, size) = (file.origin(place), bytes.len());
    let file = file.clone();
    Pending::new(origin, size, move || parse(&bytes, &file, place))
}

fn parse(bytes: &[u8], file: &RecordFile, place: Place) -> Result<Document, ReadError> {
    let error = |cause| ReadError::new(file.origin(place), cause);
    let (json, mut notes) = match std::str::from_utf8(bytes) {
        Ok(json) => (Cow::Borrowed(json), Vec::new()),
        Err(_) => {
            let (json, notes) = encoding::decode_utf8(bytes.to_vec(), false, None);
            (Cow::Owned(json), notes)
        }
    };
    if file.options.whole.is_some_and(|is_wanted| is_wanted(&json)) {
        let path = file.path.to_string();
        let mut document = Document::new(path, json);
        (document.origin, document.whole) = (file.origin(place), true);
        return Ok(document);
    }
    let read = match read_record(&json, &file.options) {
        Err(Cause::Json(cause)) => match surrogates::mend(&json) {
            Some((mended, replaced)) => {
                notes.push(Note::Recoded { encoding: "JSON", guessed: false, replaced });
                read_record(&mended, &file.options)
            }
            None => Err(Cause::Json(cause)),
        },
        read => read,
    };
    let mut record = read.map_err(error)?;
    record.notes.splice(0..0, notes);
    record.finish(file, place, || match serde_json::from_str::<Map<String, Value>>(&json) {
        Ok(fields) => fields.into_iter().map(|(name, _)| name).collect(),
        Err(_) => Vec::new(),
    })
}

fn read_record(json: &str, options: &ReadOptions) -> Result<Record, Cause> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let result = deserializer.deserialize_map(RecordVisitor { options });
    let record = match result {
        Ok(record) => record?,
        Err(error) if error.is_data() && !json.trim_start().starts_with('{') => {
            return Err(Cause::NotAnObject(match json.trim_start().bytes().next() {
                Some(b'[') => "array",
                Some(b'"') => "string",
                Some(b't' | b'f') => "boolean",
                Some(b'n') => "null",
                _ => "number",
            }));
        }
        Err(error) => return Err(Cause::Json(error)),
    };
    deserializer.end().map_err(Cause::Json)?;
    Ok(record)
}

struct RecordVisitor<'a> {
    options: &'a ReadOptions,
}

/// A field name, borrowed from the input unless it holds escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = Result<Record, Cause>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record::default();
        let mut wrong = None;
        while let Some(Name(name)) = map.next_key()? {
            let role = self.options.role(&name);
            match (role, map.next_value()?) {
                (Role::Text, Value::String(text)) => record.text = Some(text),
                (Role::Text, other) => wrong = Some((name.into_owned(), kind(&other))),
                (_, value) => record.set(role, &name, value),
            }
        }
        // Reported only now: the rest of the object must be read anyway, and may be malformed.
        Ok(match wrong {
            Some((field, found)) => Err(Cause::TextNotString { field, found }),
            None => Ok(record),
        })
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
