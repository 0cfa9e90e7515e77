//! What users see of an input format: its name, its extensions and a line about it.

use std::fmt;

/// An input format; [`formats`](crate::formats) lists them. Files of each may be compressed with
/// gzip or Zstandard.
///
/// ```
/// use sayso_corpus::{ReadOptions, formats};
///
/// let jsonl = formats().find(|format| format.name == "jsonl").unwrap();
/// assert!(jsonl.extensions.contains(&"ndjson"));
/// let options = ReadOptions { format: Some(jsonl), ..ReadOptions::default() };
/// assert_eq!(options.format.unwrap().to_string(), "jsonl");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Format {
    /// The name used on command lines and in messages.
    pub name: &'static str,
    /// The extensions of its files, in lower case and without the dot. Formats may share one; then
    /// the contents decide.
    pub extensions: &'static [&'static str],
    /// What a file holds, as one line for help texts.
    pub description: &'static str,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
