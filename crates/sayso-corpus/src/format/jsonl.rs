//! JSON Lines: one object per line. A bad line is an error for this line only.

use super::Utf8Stream;
use super::json::pending;
use super::lines::{Line, Lines};
use crate::error::{Cause, ReadError};
use crate::input::content::Codec;
use crate::input::open::explain;
use crate::record::RecordFile;
use crate::{Pending, Place};

/// The records of a JSON Lines file, in order.
pub(super) struct JsonLines {
    lines: Lines<Box<dyn std::io::Read + Send>>,
    codec: Option<Codec>,
    file: RecordFile,
    /// The number of the line read last.
    line: u64,
    broken: bool,
}

impl JsonLines {
    pub(super) fn new(stream: Utf8Stream, file: RecordFile) -> Self {
        let lines = Lines::new(stream.reader, file.options.record_limit());
        Self { lines, codec: stream.codec, file, line: 0, broken: false }
    }
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
                    return Some(pending(line, &self.file, place));
                }
                Ok(Some(Line::TooLong)) => {
                    return error(Cause::RecordTooLong(self.file.options.record_limit()));
                }
                Err(failure) => {
                    self.broken = true;
                    return error(explain(failure, self.codec));
                }
            }
        }
        None
    }
}
