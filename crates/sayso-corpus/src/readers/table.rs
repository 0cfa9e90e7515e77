//! Tables of delimited values: a header line names the columns, each row is a document.
//!
//! The usual CSV libraries find *some* reading of any input; here a misplaced quotation mark must be
//! reported, because the text is read for its quotations. So rows are split by our own strict
//! [`split`]. Sound rows are read as those libraries read them, which a test checks.

mod split;

use std::io::{ErrorKind, Read};

use serde_json::Value;

use super::open_file::{Explain, Utf8Stream};
use crate::error::{Cause, ReadError};
use crate::record::{Record, RecordFile, Role};
use crate::{Document, Note, Pending, Place, encoding};
use split::{Row, Split};

/// Minimum number of bytes to read at a time.
const BUFFER: usize = 256 << 10;

/// The rows of a table, in order.
pub(super) struct Table {
    feed: Feed,
    file: RecordFile,
    delimiter: u8,
    columns: Vec<(Role, String)>,
    row: Row,
    ended: bool,
}

impl Table {
    /// Reads the header. Of several delimiters, the first that makes a text column appear is taken.
    pub(super) fn open(
        stream: Utf8Stream,
        file: RecordFile,
        delimiters: &[u8],
    ) -> Result<Self, Cause> {
        let mut feed = Feed::new(stream, file.options.record_limit());
        let mut row = Row::default();
        let mut complaint = None;
        for &delimiter in delimiters {
            let cause = match feed.row(delimiter, &mut row)? {
                Next::Row => {
                    let names = header(feed.bytes(), &row);
                    if names.contains(&file.options.text_field) {
                        feed.advance(row.length);
                        let role = |name: String| (file.options.role(&name), name);
                        let columns = names.into_iter().map(role).collect();
                        return Ok(Self { feed, file, delimiter, columns, row, ended: false });
                    }
                    Cause::NoText { field: file.options.text_field.clone(), seen: names }
                }
                Next::Faulty => Cause::StrayQuote(1),
                Next::TooLong => Cause::RecordTooLong(file.options.record_limit()),
                Next::Open => Cause::OpenQuote,
                Next::End => Cause::NoHeader,
            };
            complaint.get_or_insert(cause);
        }
        Err(complaint.unwrap_or(Cause::NoHeader))
    }

    fn next_row(&mut self) -> Option<Result<Document, ReadError>> {
        if self.ended {
            return None;
        }
        let next = self.feed.row(self.delimiter, &mut self.row);
        let place = Place::Line(self.feed.line);
        let result = match next {
            Ok(Next::End) => return None,
            Ok(Next::Row) => {
                let found = self.row.fields.len();
                let result = if found == self.columns.len() {
                    Ok(self.document(place))
                } else {
                    Err(Cause::Columns { expected: self.columns.len(), found })
                };
                self.feed.advance(self.row.length);
                result
            }
            Ok(Next::Faulty) => Err(Cause::StrayQuote(self.skip_faulty())),
            Ok(Next::Open) => {
                // The rest of the file may be sound, so try the next line.
                self.feed.skip_line();
                Err(Cause::OpenQuote)
            }
            Ok(Next::TooLong) => {
                self.feed.skip_line();
                Err(Cause::RecordTooLong(self.file.options.record_limit()))
            }
            Err(cause) => {
                self.ended = true;
                Err(cause)
            }
        };
        Some(result.map_err(|cause| ReadError::new(self.file.origin(place), cause)))
    }

    /// Skips a row with a misplaced quotation mark and returns how many lines it took.
    ///
    /// An unclosed quotation mark takes in the following rows up to the next one. If the line after
    /// the faulty one is a sound row by itself, that is what happened, and reading resumes there;
    /// otherwise the lines are paragraphs of the faulty row's own text.
    fn skip_faulty(&mut self) -> u64 {
        let (start, length) = (self.feed.line, self.row.length);
        let first = split::line_length(&self.feed.bytes()[..length]);
        let rest = &self.feed.bytes()[first..];
        let mut next = Row::default();
        let sound = first < length
            && self.columns.len() > 1
            && split::split(rest, self.delimiter, true, &mut next) == Split::Row
            && next.length == split::line_length(rest)
            && next.fields.len() == self.columns.len();
        self.feed.advance(if sound { first } else { length });
        self.feed.line - start
    }

    fn document(&self, place: Place) -> Document {
        let bytes = self.feed.bytes();
        let mut record = Record::default();
        for (field, (role, name)) in self.row.fields.iter().zip(&self.columns) {
            let value = decode(field.value(bytes).into_owned(), &mut record.notes);
            if *role == Role::Text {
                record.text = Some(value);
            } else {
                record.set(*role, name, Value::String(value));
            }
        }
        record.finish(&self.file, place, Vec::new).expect("the header has a text column")
    }
}

impl Iterator for Table {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        self.next_row().map(|row| match row {
            Ok(document) => document.into(),
            Err(error) => error.into(),
        })
    }
}

fn header(bytes: &[u8], row: &Row) -> Vec<String> {
    row.fields
        .iter()
        .map(|field| decode(field.value(bytes).into_owned(), &mut Vec::new()).trim().to_owned())
        .collect()
}

/// Spreadsheets write Windows-1252; each field is decoded by itself, and a row has each note once.
fn decode(field: Vec<u8>, notes: &mut Vec<Note>) -> String {
    let (value, more) = encoding::decode_utf8(field, false, None);
    for note in more {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    value
}

/// The bytes of a table from the current row on, read as needed.
struct Feed {
    reader: Box<dyn Read + Send>,
    explain: Explain,
    limit: usize,
    buffer: Vec<u8>,
    /// Where the current row starts in the buffer.
    start: usize,
    /// The line on which it starts, from 1.
    line: u64,
    ended: bool,
    failed: Option<Cause>,
}

enum Next {
    Row,
    Faulty,
    /// A quoted field runs to the end of the file.
    Open,
    TooLong,
    End,
}

impl Feed {
    fn new(stream: Utf8Stream, limit: usize) -> Self {
        let (reader, explain) = stream.into_parts();
        Self {
            reader,
            explain,
            limit,
            buffer: Vec::new(),
            start: 0,
            line: 1,
            ended: false,
            failed: None,
        }
    }

    fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Splits the current row without moving past it. Blank lines before it are skipped.
    fn row(&mut self, delimiter: u8, row: &mut Row) -> Result<Next, Cause> {
        loop {
            let blank = self.bytes().iter().take_while(|byte| b"\r\n".contains(byte)).count();
            self.advance(blank);
            let at_end = self.ended && self.failed.is_none();
            match split::split(self.bytes(), delimiter, at_end, row) {
                Split::Row | Split::Faulty if row.length > self.limit => return Ok(Next::TooLong),
                Split::Row => return Ok(Next::Row),
                Split::Faulty => return Ok(Next::Faulty),
                Split::Open => return Ok(Next::Open),
                Split::End => return Ok(Next::End),
                Split::NeedMore if self.bytes().len() > self.limit => return Ok(Next::TooLong),
                Split::NeedMore => match self.failed.take() {
                    Some(cause) => return Err(cause),
                    None => self.fill(),
                },
            }
        }
    }

    /// Reads more, doubling the buffer, so that each byte is split twice at most on average; but not
    /// far beyond the limit.
    fn fill(&mut self) {
        self.buffer.drain(..self.start);
        self.start = 0;
        let held = self.buffer.len();
        let wanted = held.max(BUFFER).min(self.limit.saturating_sub(held).saturating_add(BUFFER));
        match self.reader.by_ref().take(wanted as u64).read_to_end(&mut self.buffer) {
            Ok(count) => self.ended = count == 0,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                self.ended = true;
                self.failed = Some(self.explain.cause(error));
            }
        }
    }

    fn advance(&mut self, bytes: usize) {
        self.line += split::count_lines(&self.bytes()[..bytes]);
        self.start += bytes;
    }

    /// Skips the rest of the line, however long it is.
    fn skip_line(&mut self) {
        loop {
            let length = split::line_length(self.bytes());
            let whole = self.bytes()[..length].ends_with(b"\n");
            self.advance(length);
            if whole || self.ended {
                return;
            }
            self.fill();
        }
    }
}
