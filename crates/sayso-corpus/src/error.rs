//! What can go wrong while reading, always with file, place, cause and remedy on one line.
//!
//! The kinds of cause are private: callers print errors and count them, they do not branch on
//! them. The one distinction that matters outside is [`ReadError::is_skip`].

use std::error::Error;
use std::fmt;
use std::io;

use crate::Origin;

/// An input, or a record in one, that could not be read. Reading continues after it.
///
/// The line printed by `Display` already includes the underlying cause;
/// [`source`](std::error::Error::source) is for programs and need not be printed.
///
/// ```
/// use sayso_corpus::{Inputs, ReadOptions};
///
/// let mut inputs = Inputs::new(["no/such/file.txt"], ReadOptions::default())?;
/// let error = inputs.next().unwrap().read().unwrap_err();
/// assert_eq!(error.to_string(), "no/such/file.txt: no such file or folder; check the path");
/// # Ok::<(), sayso_corpus::ReadError>(())
/// ```
#[derive(Debug)]
pub struct ReadError {
    origin: Origin,
    cause: Box<Cause>,
    kind: Kind,
}

/// What an error means for a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Failure,
    Skip,
    Nothing,
}

impl ReadError {
    pub(crate) fn new(origin: Origin, cause: Cause) -> Self {
        Self { origin, cause: Box::new(cause), kind: Kind::Failure }
    }

    /// Marks the error as one that a folder walk may expect.
    pub(crate) fn skipped(self) -> Self {
        Self { kind: Kind::Skip, ..self }
    }

    /// Marks the error as one of the name that the user gave.
    pub(crate) fn named_nothing(self) -> Self {
        Self { kind: Kind::Nothing, ..self }
    }

    /// The file and place.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// True for a file in a folder, or a response in a web archive, that is not text by its nature (an
    /// image, a redirect). It should be counted, but is not a failure; a file named directly is one.
    pub fn is_skip(&self) -> bool {
        self.kind == Kind::Skip
    }

    /// True if a path or pattern that the user named leads to nothing that could be read: a mistake
    /// of the command line rather than of a file.
    ///
    /// ```
    /// use sayso_corpus::{Inputs, ReadOptions};
    ///
    /// let mut inputs = Inputs::new(["no/such/*.txt"], ReadOptions::default())?;
    /// assert!(inputs.next().unwrap().read().unwrap_err().is_nothing());
    /// # Ok::<(), sayso_corpus::ReadError>(())
    /// ```
    pub fn is_nothing(&self) -> bool {
        self.kind == Kind::Nothing
    }

    pub(crate) fn is_copy(&self) -> bool {
        matches!(*self.cause, Cause::Copy)
    }

    /// True if an earlier run has [written](crate::ReadOptions::own) the file. It is a
    /// [skip](Self::is_skip) to tell of, since the user may not expect it.
    pub fn is_own(&self) -> bool {
        matches!(*self.cause, Cause::Own)
    }

    /// A check value like [`Document::fingerprint`](crate::Document::fingerprint), of place and
    /// kind alone: the wording may depend on the system's language.
    pub(crate) fn fingerprint(&self) -> u64 {
        let cause = format!("{:?}", self.cause);
        let kind = cause.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        crate::document::fingerprint(self.origin.to_string().as_bytes(), kind.as_bytes())
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&format!("{}: {}", self.origin, self.cause)))
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.source()
    }
}

/// Replaces by spaces what steers a terminal or turns the direction of writing: paths and field
/// names come from outside.
pub(crate) fn one_line(message: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    message.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

/// Why something could not be read, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cause {
    #[error("{}", describe_io(.0))]
    Io(#[source] io::Error),
    #[error("the folder contains itself through a link; remove the link")]
    Loop,
    #[error(
        "no file matches this pattern; check it, or quote it so that the shell does not expand it"
    )]
    NoMatch,
    #[error(
        "no file to read in this folder; hidden and ignored files are left out unless asked for"
    )]
    NoFiles,
    #[error("bad pattern: {0}; write it like *.txt or 2024/**")]
    Glob(#[source] ignore::Error),
    #[error("{codec} data is damaged or cut short ({source}); fetch the file again")]
    Damaged { codec: &'static str, source: io::Error },
    #[error(
        "unpacks to over {0} times its size, refused as a decompression bomb; unpack it first if \
         you trust it"
    )]
    Bomb(u64),
    #[error("written by an earlier run, not an article; passed over")]
    Own,
    #[error("metadata of the text beside it, read with that")]
    Beside,
    #[error("a link, not followed; --follow reads what it leads to")]
    Link,
    #[error("encoded as UTF-32; convert it with iconv -f UTF-32 -t UTF-8")]
    Utf32,
    #[error("{what}, not text; {remedy}")]
    Binary { what: &'static str, remedy: &'static str },
    #[error("not in English, skipped; leave out --language to analyse it all the same")]
    Foreign,
    #[error("longer than {0} bytes, skipped; raise --max-document-size to read it")]
    RecordTooLong(usize),
    #[error("not valid JSON ({}, column {}); fix or delete it", strip_place(.0), .0.column())]
    Json(#[source] serde_json::Error),
    #[error("a JSON {0}, not an object; write one object per record")]
    NotAnObject(&'static str),
    #[error("the file ends inside a JSON value; fetch or write it again")]
    JsonCutShort,
    #[error("no field `{field}` for the text; {}", describe_fields(.seen))]
    NoText { field: String, seen: Vec<String> },
    #[error("field `{field}` is {found}, not a string; choose another with --text-field")]
    TextNotString { field: String, found: &'static str },
    #[error("the header line is missing; write the column names on the first line")]
    NoHeader,
    #[error("a quotation mark opens a field and is never closed; close or double it")]
    OpenQuote,
    #[error(
        "a quotation mark inside a quoted field is not doubled{}; double it", describe_lines(*.0)
    )]
    StrayQuote(u64),
    #[error("{found} columns where the header has {expected}; fix or delete the row")]
    Columns { expected: usize, found: usize },
    #[cfg(feature = "parquet")]
    #[error("not readable as Parquet ({0}); fetch or write the file again")]
    Parquet(#[source] parquet::errors::ParquetError),
    #[cfg(not(feature = "parquet"))]
    #[error("Parquet is not part of this build; build with the feature `parquet`")]
    NoParquet,
    #[error("{0}")]
    Warc(WarcFault),
    #[error(
        "XML of a kind that is not read (<{0}>), not text; convert it to text, HTML or JSON Lines"
    )]
    UnknownXml(String),
    #[error("does not start like XML; choose its format with --input-format")]
    NoXml,
    #[error("not well-formed XML ({0}), the rest is not read; mend the file")]
    Xml(String),
    #[error("the file ends inside an XML element; fetch it again")]
    XmlCutShort,
    #[error("no mail message; choose its format with --input-format")]
    NoMessage,
    #[error("{codec} data of the page is damaged ({source}); fetch the page again")]
    Body { codec: &'static str, source: io::Error },
    #[error("{0}; left out")]
    NoPage(String),
    #[error("has the text or the address of an earlier document; left out")]
    Copy,
    #[error("the reader failed on it ({0}); please report this with the file")]
    Panicked(String),
}

/// What can be wrong with a record of a web archive.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub(crate) enum WarcFault {
    #[error("no WARC record starts here, skipped to the next one; fetch the file again")]
    NoRecord,
    #[error("a WARC record does not say how long it is, skipped to the next one; fetch it again")]
    NoLength,
    #[error("a WARC record is not as long as it says, skipped to the next one; fetch it again")]
    WrongLength,
    #[error("the file ends inside a WARC record; fetch it again")]
    CutShort,
    #[error("a WARC record is one of several pieces of a page; join them first")]
    Piece,
    #[error("a WARC response holds no HTTP response; leave it out")]
    NoHttp,
}

fn describe_io(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the path".into(),
        io::ErrorKind::PermissionDenied => "permission denied; ask for read access".into(),
        _ => format!("cannot be read ({error}); try again or leave it out"),
    }
}

/// serde_json ends each message with a line and column, counted from the start of the record.
fn strip_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(end) => message[..end].to_owned(),
        None => message,
    }
}

fn describe_fields(seen: &[String]) -> String {
    if seen.is_empty() {
        return "the record has no fields".into();
    }
    const MOST: usize = 12;
    let more = if seen.len() > MOST { ", ..." } else { "" };
    let names = seen[..seen.len().min(MOST)].join(", ");
    format!("choose one of {names}{more} with --text-field")
}

/// A faulty row may have taken others with it.
fn describe_lines(lines: u64) -> String {
    if lines < 2 { String::new() } else { format!(" ({lines} lines skipped)") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    #[test]
    fn a_message_is_one_line_whatever_the_path() {
        let error = ReadError::new(
            Origin::new("two\nlines.csv", Place::Line(3)),
            Cause::NoText { field: "text".into(), seen: vec!["a\r\nb".into()] },
        );
        assert_eq!(
            error.to_string(),
            "two lines.csv:3: no field `text` for the text; choose one of a  b with --text-field"
        );
    }
}
