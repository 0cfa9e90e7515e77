//! Metadata of a text in a file beside it: `a.json` is about `a.txt` if it is an object without a text of its own.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde_json::{Map, Value};

use crate::ReadOptions;
use crate::file::source::{Location, Source};
use crate::record::{Record, Role};

/// Longer files are no metadata of one text.
const LONGEST: u64 = 256 << 10;

/// The fields of the file beside a text; nothing if there is none.
pub(super) fn read(source: &Source, options: &ReadOptions) -> Option<Record> {
    let Location::File(path) = &source.location else { return None };
    let mut record = Record::default();
    for (name, value) in fields(&path.with_extension("json"), options)? {
        if !matches!(value, Value::Array(_) | Value::Object(_)) {
            record.set(options.role(&name), &name, value);
        }
    }
    Some(record)
}

/// Whether a file is metadata of the text beside it, and no document.
pub(super) fn is_metadata(source: &Source, options: &ReadOptions) -> bool {
    let Location::File(path) = &source.location else { return false };
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    let text = |extension: &&str| path.with_extension(extension).is_file();
    is_json && ["txt", "text", "md"].iter().any(text) && fields(path, options).is_some()
}

fn fields(path: &Path, options: &ReadOptions) -> Option<Map<String, Value>> {
    let short = fs::metadata(path).ok().filter(|file| file.is_file() && file.len() <= LONGEST)?;
    let mut bytes = Vec::with_capacity(short.len() as usize);
    File::open(path).ok()?.take(LONGEST).read_to_end(&mut bytes).ok()?;
    let fields: Map<String, Value> = serde_json::from_slice(&bytes).ok()?;
    let is_text = |name: &String| options.role(name) == Role::Text;
    (!fields.is_empty() && !fields.keys().any(is_text)).then_some(fields)
}
