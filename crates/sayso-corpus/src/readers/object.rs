//! A JSON object as a document.
//!
//! The text goes from the input into one `String`, without a tree of values in between. Of the
//! other fields, scalars are kept; arrays and objects are not, since an output record would repeat
//! them (in an annotated corpus they are larger than the text).

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::{Cause, ReadError};
use crate::record::{Record, RecordFile, Role};
use crate::{Document, Pending, Place, ReadOptions};

/// A JSON object that was fetched and is to be parsed.
pub(super) fn pending(bytes: Vec<u8>, file: &RecordFile, place: Place) -> Pending {
    let (origin, size) = (file.origin(place), bytes.len());
    let file = file.clone();
    Pending::new(origin, size, move || parse(&bytes, &file, place))
}

fn parse(bytes: &[u8], file: &RecordFile, place: Place) -> Result<Document, ReadError> {
    let error = |cause| ReadError::new(file.origin(place), cause);
    let json = std::str::from_utf8(bytes)
        .map_err(|invalid| error(Cause::NotUtf8(invalid.valid_up_to() + 1)))?;
    if file.options.whole.is_some_and(|is_wanted| is_wanted(json)) {
        let path = file.path.to_string();
        let mut document = Document::new(path, json);
        (document.origin, document.whole) = (file.origin(place), true);
        return Ok(document);
    }
    let record = read_record(json, &file.options).map_err(error)?;
    record.finish(file, place, || match serde_json::from_str::<Map<String, Value>>(json) {
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
            match map.next_value::<Field>()? {
                Field::Scalar(Value::String(text)) if role == Role::Text => {
                    record.text = Some(text);
                }
                Field::Scalar(value) if role != Role::Text => record.set(role, &name, value),
                Field::Nested(_) if role != Role::Text => {}
                other => wrong = Some((name.into_owned(), other.kind())),
            }
        }
        // Reported only now: the rest of the object must be read anyway, and may be malformed.
        Ok(match wrong {
            Some((field, found)) => Err(Cause::TextNotString { field, found }),
            None => Ok(record),
        })
    }
}

/// The value of a field; of nested ones, only the kind.
enum Field {
    Scalar(Value),
    Nested(&'static str),
}

impl Field {
    fn kind(&self) -> &'static str {
        match self {
            Field::Nested(kind) => kind,
            Field::Scalar(Value::Null) => "null",
            Field::Scalar(Value::Bool(_)) => "a boolean",
            Field::Scalar(Value::Number(_)) => "a number",
            Field::Scalar(_) => "a string",
        }
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, string: &str) -> Result<Field, E> {
        Ok(Field::Scalar(Value::String(string.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Field, E> {
        Ok(Field::Scalar(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Field, E> {
        Ok(Field::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Field, E> {
        Ok(Field::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Field, E> {
        Ok(Field::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Field, E> {
        Ok(Field::Scalar(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Field, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Nested("an array"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Nested("an object"))
    }
}
