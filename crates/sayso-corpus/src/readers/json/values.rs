//! Splits a stream of JSON into the values at its top, or into the elements of the array there.
//!
//! It only finds where values end: each value is parsed later, by itself.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

const BUFFER: usize = 256 << 10;

/// The values of `R`, one at a time and each of bounded length.
pub(super) struct Values<R> {
    reader: BufReader<R>,
    limit: usize,
    scan: Scan,
    /// The line of the current byte, from 1.
    line: u64,
    /// The line on which the value found last starts.
    start: u64,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Value(Vec<u8>),
    TooLong,
    /// The stream ended inside a value.
    CutShort,
    End,
}

impl<R: Read> Values<R> {
    pub(super) fn new(reader: R, limit: usize) -> Self {
        let reader = BufReader::with_capacity(BUFFER, reader);
        Self { reader, limit, scan: Scan::default(), line: 1, start: 1 }
    }

    /// The line on which the value found last starts, from 1.
    pub(super) fn found_on(&self) -> u64 {
        self.start
    }

    pub(super) fn next(&mut self) -> io::Result<Found> {
        let mut value = Vec::new();
        let mut length = 0usize;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let mut ended = buffer.is_empty();
            if ended && (length == 0 || self.scan.state != State::Word) {
                return Ok(if length == 0 { Found::End } else { Found::CutShort });
            }
            let mut used = 0;
            for &byte in buffer {
                let part = self.scan.step(byte);
                if part == Part::After {
                    ended = true;
                    break;
                }
                if part != Part::None {
                    if length == 0 {
                        self.start = self.line;
                    }
                    length = length.saturating_add(1);
                    if length <= self.limit {
                        value.push(byte);
                    }
                }
                self.line += u64::from(byte == b'\n');
                used += 1;
                if part == Part::Last {
                    ended = true;
                    break;
                }
            }
            self.reader.consume(used);
            if ended {
                self.scan.state = State::Between;
                let too_long = length > self.limit;
                return Ok(if too_long { Found::TooLong } else { Found::Value(value) });
            }
        }
    }
}

/// The position of a byte relative to the current value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Between values.
    None,
    Inside,
    Last,
    /// The first byte after it.
    After,
}

#[derive(Default)]
struct Scan {
    state: State,
    /// Inside the array at the top.
    in_array: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Between,
    /// Inside brackets, this many deep.
    Brackets(usize),
    /// Inside a string at a depth of brackets, possibly after a backslash.
    String { depth: usize, escaped: bool },
    /// Inside a bare word: a number, `null`, or something that is not JSON.
    Word,
}

impl Scan {
    fn step(&mut self, byte: u8) -> Part {
        let (state, part) = match (self.state, byte) {
            (State::Between, b' ' | b'\t' | b'\r' | b'\n' | b',') => (State::Between, Part::None),
            (State::Between, b'[') if !self.in_array => {
                self.in_array = true;
                (State::Between, Part::None)
            }
            (State::Between, b']') => {
                self.in_array = false;
                (State::Between, Part::None)
            }
            (State::Between, b'{' | b'[') => (State::Brackets(1), Part::Inside),
            (State::Between, b'"') => (State::String { depth: 0, escaped: false }, Part::Inside),
            (State::Between, _) => (State::Word, Part::Inside),
            (State::Word, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' | b'}' | b'{' | b'[') => {
                (State::Between, Part::After)
            }
            (State::Word, _) => (State::Word, Part::Inside),
            (State::Brackets(1), b'}' | b']') => (State::Between, Part::Last),
            (State::Brackets(depth), b'}' | b']') => (State::Brackets(depth - 1), Part::Inside),
            (State::Brackets(depth), b'{' | b'[') => (State::Brackets(depth + 1), Part::Inside),
            (State::Brackets(depth), b'"') => {
                (State::String { depth, escaped: false }, Part::Inside)
            }
            (State::Brackets(depth), _) => (State::Brackets(depth), Part::Inside),
            (State::String { depth, escaped: false }, b'\\') => {
                (State::String { depth, escaped: true }, Part::Inside)
            }
            (State::String { depth: 0, escaped: false }, b'"') => (State::Between, Part::Last),
            (State::String { depth, escaped: false }, b'"') => {
                (State::Brackets(depth), Part::Inside)
            }
            (State::String { depth, .. }, _) => {
                (State::String { depth, escaped: false }, Part::Inside)
            }
        };
        self.state = state;
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads one byte at a time, so that every value runs over buffers.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    #[track_caller]
    fn check(json: &str, expected: &[(u64, &str)]) {
        fn values(reader: impl Read) -> Vec<(u64, String)> {
            let mut values = Values::new(reader, 20);
            let mut found = Vec::new();
            loop {
                let value = match values.next().unwrap() {
                    Found::Value(bytes) => String::from_utf8(bytes).unwrap(),
                    Found::TooLong => "too long".into(),
                    Found::CutShort => "cut short".into(),
                    Found::End => return found,
                };
                let stop = value == "cut short";
                found.push((values.found_on(), value));
                if stop {
                    return found;
                }
            }
        }
        let expected: Vec<(u64, String)> =
            expected.iter().map(|&(line, value)| (line, value.to_owned())).collect();
        assert_eq!(values(json.as_bytes()), expected);
        assert_eq!(values(Drip(json.as_bytes())), expected);
    }

    #[test]
    fn values_are_found_in_any_layout() {
        check("", &[]);
        check("[]", &[]);
        check("{\n\"a\": 1\n}", &[(1, "{\n\"a\": 1\n}")]);
        check("{}\n{\"b\":\"}\"} {}", &[(1, "{}"), (2, "{\"b\":\"}\"}"), (2, "{}")]);
        check("[\n{\"a\":[1]},\n{\"b\":2}\n]\n", &[(2, "{\"a\":[1]}"), (3, "{\"b\":2}")]);
        check("[1, \"a,b\", null]", &[(1, "1"), (1, "\"a,b\""), (1, "null")]);
        check(r#"{"a":"\"}\\"}{}"#, &[(1, r#"{"a":"\"}\\"}"#), (1, "{}")]);
        check("[[1],[2]]", &[(1, "[1]"), (1, "[2]")]);
        check("{\"a\":\"0123456789012345\"}{}", &[(1, "too long"), (1, "{}")]);
        check("{}\n{\"a\":", &[(1, "{}"), (2, "cut short")]);
        check("word", &[(1, "word")]);
    }
}
