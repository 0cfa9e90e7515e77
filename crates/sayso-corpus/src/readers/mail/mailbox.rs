//! The messages of a mailbox, one after the other: each starts after a line `From sender date`.

use std::io::Read;

use super::message;
use crate::error::{Cause, ReadError};
use crate::readers::lines::{Line, Lines};
use crate::readers::open_file::Explain;
use crate::record::RecordFile;
use crate::{Pending, Place};

/// Whether a line, or a file, starts with the line before a message: it ends with a year, and fields
/// of mail follow it.
pub(super) fn starts_message(head: &[u8]) -> bool {
    let Some(rest) = head.strip_prefix(b"From ") else { return false };
    let Some(end) = memchr::memchr(b'\n', rest) else { return false };
    message::is_message(&rest[end + 1..]) && is_separator(&head[..end + 5])
}

/// `From joan@harbourecho.example Tue Mar  5 10:00:00 2024`, perhaps with a time zone.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let mut words = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).skip(1);
    words.any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit))
}

/// A mailbox, or a file with a single message.
pub(super) struct Mailbox {
    lines: Lines<Box<dyn Read + Send>>,
    explain: Explain,
    file: RecordFile,
    /// The id of the message, if it is the only one.
    single: Option<String>,
    count: u64,
    ended: bool,
}

impl Mailbox {
    pub(super) fn new(
        reader: Box<dyn Read + Send>,
        explain: Explain,
        file: RecordFile,
        single: Option<String>,
    ) -> Self {
        let lines = Lines::new(reader, file.options.record_limit());
        Self { lines, explain, file, single, count: 0, ended: false }
    }

    /// The bytes of the next message; nothing at the end.
    fn message(&mut self) -> Result<Option<Vec<u8>>, Cause> {
        let limit = self.file.options.record_limit();
        let (mut message, mut is_too_long, mut has_begun) = (Vec::new(), false, self.count > 0);
        let mut after_blank = self.count == 0;
        while !self.ended {
            let line = match self.lines.next() {
                Ok(Some(Line::Whole(line))) => line,
                Ok(Some(Line::TooLong)) => {
                    is_too_long = true;
                    continue;
                }
                Ok(None) => {
                    self.ended = true;
                    break;
                }
                Err(error) => {
                    self.ended = true;
                    return Err(self.explain.cause(error));
                }
            };
            if self.single.is_none() && after_blank && is_separator(&line) {
                if has_begun {
                    break;
                }
                has_begun = true;
                continue;
            }
            after_blank = line.trim_ascii().is_empty();
            if message.len() + line.len() > limit {
                is_too_long = true;
            }
            if !is_too_long {
                let marked = self.single.is_none() && is_marked(&line);
                message.extend_from_slice(&line[usize::from(marked)..]);
                message.push(b'\n');
            }
        }
        if is_too_long {
            return Err(Cause::RecordTooLong(limit));
        }
        let is_none = self.ended && message.trim_ascii().is_empty();
        Ok((!is_none).then_some(message))
    }
}

/// `>From`, `>>From`: the mark before a line of the text that would be taken for a separator.
fn is_marked(line: &[u8]) -> bool {
    let marks = line.iter().take_while(|&&byte| byte == b'>').count();
    marks > 0 && line[marks..].starts_with(b"From ")
}

impl Iterator for Mailbox {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        if self.ended {
            return None;
        }
        let message = self.message();
        self.count += 1;
        let place = if self.single.is_some() { Place::Whole } else { Place::Record(self.count) };
        let origin = self.file.origin(place);
        match message {
            Ok(None) => None,
            Ok(Some(bytes)) => {
                let size = bytes.len();
                let (file, single) = (self.file.clone(), self.single.clone());
                let parse = move || message::document(&bytes, &file, place, single);
                Some(Pending::new(origin, size, parse))
            }
            Err(cause) => Some(ReadError::new(origin, cause).into()),
        }
    }
}
