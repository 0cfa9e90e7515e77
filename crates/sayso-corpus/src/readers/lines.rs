//! Reads lines up to a maximum length.
//!
//! A longer line is skipped without being stored, so an endless line takes no memory.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// Large enough that a system call costs little compared with the copy.
const BUFFER: usize = 256 << 10;

/// The lines of `R`, each without its line feed.
pub(super) struct Lines<R> {
    reader: BufReader<R>,
    limit: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Whole(Vec<u8>),
    TooLong,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(reader: R, limit: usize) -> Self {
        Self { reader: BufReader::with_capacity(BUFFER, reader), limit }
    }

    /// The next line; `None` at the end of the stream. After an error, the current line is lost.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut length = 0usize;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() && length == 0 {
                return Ok(None);
            }
            let end = memchr::memchr(b'\n', buffer);
            let piece = &buffer[..end.unwrap_or(buffer.len())];
            let at_end = end.is_some() || buffer.is_empty();
            length = length.saturating_add(piece.len());
            if length > self.limit {
                line = Vec::new();
            } else {
                line.extend_from_slice(piece);
            }
            let used = piece.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if at_end {
                let too_long = length > self.limit;
                return Ok(Some(if too_long { Line::TooLong } else { Line::Whole(line) }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_line_feeds_and_at_the_end() {
        #[track_caller]
        fn check(text: &str, expected: &[&str]) {
            let mut lines = Lines::new(text.as_bytes(), 5);
            let mut found = Vec::new();
            while let Some(line) = lines.next().unwrap() {
                found.push(match line {
                    Line::Whole(line) => String::from_utf8(line).unwrap(),
                    Line::TooLong => "...".to_owned(),
                });
            }
            assert_eq!(found, expected);
        }
        check("", &[]);
        check("\n", &[""]);
        check("a\n\nb", &["a", "", "b"]);
        check("a\r\n12345\n", &["a\r", "12345"]);
        check("123456\nb\n1234567", &["...", "b", "..."]);
    }
}
