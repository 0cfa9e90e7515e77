//! From named fields to a document, for JSON, CSV and Parquet alike: the role of each field, the id
//! of the record and the limit of its text. Nothing is parsed here.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::error::{Cause, ReadError};
use crate::{Document, Metadata, Note, Origin, Place, ReadOptions};
use crate::{encoding, limit};

/// What a field of a record is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    Id,
    Title,
    Date,
    Publisher,
    Address,
    Extra,
}

impl ReadOptions {
    /// If a name is given two roles, the text field wins.
    pub(crate) fn role(&self, field: &str) -> Role {
        let roles = [
            (&self.text_field, Role::Text),
            (&self.id_field, Role::Id),
            (&self.title_field, Role::Title),
            (&self.date_field, Role::Date),
            (&self.publisher_field, Role::Publisher),
            (&self.url_field, Role::Address),
        ];
        roles.iter().find(|(name, _)| *name == field).map_or(Role::Extra, |&(_, role)| role)
    }
}

/// Data that the records of one file share.
#[derive(Clone)]
pub(crate) struct RecordFile {
    pub(crate) options: Arc<ReadOptions>,
    /// The path for people.
    pub(crate) path: Arc<str>,
    /// The path in ids, with its extension: `2024/wire.jsonl`.
    pub(crate) name: Arc<str>,
    /// The encoding the file was recoded from, if any, and whether that was guessed.
    pub(crate) recoded: Option<(&'static str, bool)>,
}

impl RecordFile {
    pub(crate) fn origin(&self, place: Place) -> Origin {
        Origin::new(Arc::clone(&self.path), place)
    }
}

/// The fields of one record, collected in input order.
#[derive(Default)]
pub(crate) struct Record {
    pub(crate) text: Option<String>,
    /// Whether the text is known to be free of markup.
    pub(crate) is_plain: bool,
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) extra: Map<String, Value>,
    pub(crate) notes: Vec<Note>,
}

impl Record {
    /// Stores a value under its role. Not for the text, which must be a string.
    pub(crate) fn set(&mut self, role: Role, name: &str, value: Value) {
        let slot = match role {
            Role::Text | Role::Extra => {
                self.extra.insert(name.to_owned(), value);
                return;
            }
            Role::Address => {
                self.extra.insert("url".to_owned(), value);
                return;
            }
            Role::Id => &mut self.id,
            Role::Title => &mut self.title,
            Role::Date => &mut self.date,
            Role::Publisher => &mut self.publisher,
        };
        *slot = match value {
            Value::Null => None,
            Value::String(string) => Some(string),
            // An id or a year written as a number.
            scalar => Some(scalar.to_string()),
        };
    }

    /// The document, or the error that it has no text.
    pub(crate) fn finish(
        self,
        file: &RecordFile,
        place: Place,
        seen: impl FnOnce() -> Vec<String>,
    ) -> Result<Document, ReadError> {
        let origin = file.origin(place);
        let Some(mut text) = self.text else {
            let field = file.options.text_field.clone();
            return Err(ReadError::new(origin, Cause::NoText { field, seen: seen() }));
        };
        let mut notes = self.notes;
        if let Some((encoding, guessed)) = file.recoded {
            let replaced = encoding::count_replaced(&text);
            notes.insert(0, Note::Recoded { encoding, guessed, replaced });
        }
        if !self.is_plain
            && let Some(blanked) = file.options.text_format.blanked(&text)
        {
            text = blanked;
            notes.push(Note::Html);
        }
        let whole = text.len() as u64;
        if limit::cut(&mut text, file.options.limit, false) {
            notes.push(Note::Truncated { kept: text.len() as u64, of: Some(whole) });
        }
        notes.extend(Note::of_text(&text));
        let number = match place {
            Place::Line(number) | Place::Row(number) | Place::Record(number) => number,
            Place::Whole => 0,
        };
        let id = match self.id {
            Some(id) if !id.is_empty() => id,
            _ => format!("{}:{number}", file.name),
        };
        let meta = Metadata {
            path: Some(file.path.to_string()),
            title: self.title,
            date: self.date,
            publisher: self.publisher,
            extra: self.extra,
        };
        Ok(Document { id, text, meta, origin, notes, whole: false })
    }
}
