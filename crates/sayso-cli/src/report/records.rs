//! Records that `sayso analyze` has stored, in whatever form they come back from.

#[cfg(feature = "tables")]
use std::path::Path;
use std::path::PathBuf;

use sayso_corpus::{Inputs, ReadOptions};
use sayso_record::Record;

use super::work::{is_record, read};
use crate::own;

/// Reads the records of JSON Lines, also compressed, of a folder of Parquet files or of an SQLite file, one at a time.
/// An item is an error, in one line with its place, if it is no record or a damaged one.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// let path = folder.path().join("said.jsonl");
/// std::fs::write(&path, "{\"id\": \"a\", \"text\": \"Moscow denied it.\"}\n")?;
/// let mut records = sayso_cli::StoredRecords::open(&path).unwrap();
/// let complaint = records.next().unwrap().unwrap_err();
/// assert!(complaint.ends_with("said.jsonl:1: is an article and no record; analyse it first"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct StoredRecords(Box<dyn Iterator<Item = Result<Record, String>> + Send>);

impl StoredRecords {
    /// Opens what is at a path.
    ///
    /// # Errors
    /// If there is nothing, or tables that are damaged or of another version: one line.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, String> {
        let path: PathBuf = path.into();
        #[cfg(feature = "tables")]
        if own::is_tables(&path) {
            return Self::tables(&path);
        }
        let options = ReadOptions {
            whole: Some(is_record),
            own: Some(own::is_other),
            ..ReadOptions::default()
        };
        let inputs = Inputs::new([path], options).map_err(|error| error.to_string())?;
        Ok(Self(Box::new(inputs.documents().map(|document| {
            let document = document.map_err(|error| error.to_string())?;
            let record = match document.whole {
                true => read(&document.text),
                false => Err("is an article and no record; analyse it first".to_owned()),
            };
            record.map_err(|complaint| format!("{}: {complaint}", document.origin))
        }))))
    }

    #[cfg(feature = "tables")]
    fn tables(path: &Path) -> Result<Self, String> {
        let records = sayso_tables::open(path).map_err(|error| error.to_string())?;
        Ok(Self(Box::new(records.map(move |record| record.map_err(|error| error.to_string())))))
    }
}

impl Iterator for StoredRecords {
    type Item = Result<Record, String>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
