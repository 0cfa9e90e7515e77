//! The members of a gzip file, read as one stream.
//!
//! Web archives have one member for each record. So that a damaged record does not cost all that
//! follow, the next member is looked for after an error, if the caller reads on. A member has passed
//! its checksum when a byte of the next one, or the end, was read.

use std::io::{self, BufRead, ErrorKind, Read};
use std::mem;

use flate2::bufread::GzDecoder;

/// The fixed part of a member's header.
const HEADER: usize = 10;

/// So much of a member is kept: damage shows soon after where it begins.
const RECENT: usize = 256 << 10;

/// How it starts: the mark of gzip, and the only method there is.
const MAGIC: [u8; 3] = [0x1F, 0x8B, 8];

/// A reader of unpacked bytes. No read spans two members.
pub(super) struct Members<R> {
    decoder: GzDecoder<Rewound<R>>,
    state: State,
    /// Whether no byte of the current member has been read yet.
    fresh: bool,
}

/// The error of a member of which no byte was read: all that was read before is sound.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct UnreadMember(io::Error);

impl UnreadMember {
    pub(crate) fn is(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<Self>())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Inside,
    /// After an error: nobody knows where the next member starts.
    Lost,
    Ended,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(inner: R) -> Self {
        let input = Rewound { inner: Some(inner), ..Rewound::default() };
        Self { decoder: GzDecoder::new(input), state: State::Inside, fresh: true }
    }

    /// Goes to the next member, if there is one.
    fn advance(&mut self) -> io::Result<()> {
        let input = self.decoder.get_mut();
        let found = match self.state {
            State::Lost => {
                input.take_back();
                input.find_member()?
            }
            _ => {
                // Checked here, because the decoder would take bytes of the member after it.
                let start = input.peek()?;
                if !start.is_empty() && !start.starts_with(&MAGIC) {
                    self.state = State::Lost;
                    return Err(io::Error::new(
                        ErrorKind::InvalidData,
                        UnreadMember(io::Error::other("invalid gzip header")),
                    ));
                }
                !start.is_empty()
            }
        };
        if found {
            input.recent.clear();
            let input = mem::take(input);
            self.decoder.reset(input);
            self.fresh = true;
        }
        self.state = if found { State::Inside } else { State::Ended };
        Ok(())
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() && self.state != State::Ended {
            if self.state == State::Lost {
                self.advance()?;
                continue;
            }
            match self.decoder.read(buffer) {
                Ok(0) => self.advance()?,
                Ok(count) => {
                    self.fresh = false;
                    return Ok(count);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => return Err(error),
                Err(error) => {
                    self.state = State::Lost;
                    let fresh = self.fresh && error.raw_os_error().is_none();
                    return Err(if fresh {
                        io::Error::new(error.kind(), UnreadMember(error))
                    } else {
                        error
                    });
                }
            }
        }
        Ok(0)
    }
}

/// A reader that can take back a few bytes.
struct Rewound<R> {
    ahead: Vec<u8>,
    given: usize,
    /// What was given last of the current member: if it was cut short, the next one is in there.
    recent: Vec<u8>,
    /// Nothing only while the reader is moved.
    inner: Option<R>,
}

impl<R> Default for Rewound<R> {
    fn default() -> Self {
        Self { ahead: Vec::new(), given: 0, recent: Vec::new(), inner: None }
    }
}

impl<R: BufRead> Rewound<R> {
    /// Takes back all but the first byte, so that the member itself is not found again.
    fn take_back(&mut self) {
        let mut ahead = mem::take(&mut self.recent);
        ahead.drain(..1.min(ahead.len()));
        ahead.extend_from_slice(&self.ahead[self.given.min(self.ahead.len())..]);
        (self.ahead, self.given) = (ahead, 0);
    }

    /// Skips to what looks like the start of a member. In compressed data that comes about by chance
    /// once in more than a hundred gigabytes.
    fn find_member(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let Some(at) = memchr::memchr(0x1F, buffer) else {
                let all = buffer.len();
                self.consume(all);
                continue;
            };
            self.consume(at);
            if is_header(self.peek()?) {
                return Ok(true);
            }
            self.consume(1);
        }
    }

    /// As many bytes as a header has, or fewer at the end, which are still to be read.
    fn peek(&mut self) -> io::Result<&[u8]> {
        let mut start = Vec::with_capacity(HEADER);
        self.by_ref().take(HEADER as u64).read_to_end(&mut start)?;
        start.extend_from_slice(&self.ahead[self.given.min(self.ahead.len())..]);
        (self.ahead, self.given) = (start, 0);
        Ok(&self.ahead)
    }
}

/// Mark and method, no reserved flag, and a known compression level and system.
fn is_header(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1F, 0x8B, 8, flags, _, _, _, _, 0 | 2 | 4, system]
        if flags & 0xE0 == 0 && (*system <= 13 || *system == 255))
}

impl<R: BufRead> BufRead for Rewound<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given < self.ahead.len() {
            return Ok(&self.ahead[self.given..]);
        }
        match &mut self.inner {
            Some(inner) => inner.fill_buf(),
            None => Ok(&[]),
        }
    }

    fn consume(&mut self, count: usize) {
        let Self { ahead, given, recent, inner } = self;
        if *given < ahead.len() {
            recent.extend_from_slice(&ahead[*given..*given + count]);
            *given += count;
        } else if let Some(inner) = inner {
            // What is consumed is there already: nothing is read.
            recent.extend_from_slice(inner.fill_buf().map_or(&[][..], |buffer| &buffer[..count]));
            inner.consume(count);
        }
        if recent.len() > 2 * RECENT {
            recent.drain(..recent.len() - RECENT);
        }
    }
}

impl<R: BufRead> Read for Rewound<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// What is read, with `!` for each error.
    fn read(bytes: &[u8]) -> String {
        let mut members = Members::new(bytes);
        let (mut found, mut buffer) = (String::new(), [0; 64]);
        loop {
            match members.read(&mut buffer) {
                Ok(0) => return found,
                Ok(count) => found.push_str(std::str::from_utf8(&buffer[..count]).unwrap()),
                Err(_) => found.push('!'),
            }
        }
    }

    #[test]
    fn members_follow_one_another_and_damage_ends_one_alone() {
        let [one, two, three] = ["One.", "Two, \u{1F}\u{8}\u{1F}.", "Three."].map(gzip);
        assert_eq!(read(&[&one[..], &two, &three].concat()), "One.Two, \u{1F}\u{8}\u{1F}.Three.");
        let mut broken = two.clone();
        let checksum = broken.len() - 8;
        broken[checksum] ^= 1;
        let found = read(&[&one[..], &broken, &three].concat());
        assert_eq!(found, "One.Two, \u{1F}\u{8}\u{1F}.!Three.");
        let cut = &two[..two.len() - 3];
        let found = read(&[&one[..], cut, &three].concat());
        assert_eq!(found, "One.Two, \u{1F}\u{8}\u{1F}.!Three.");
        let found = read(&[&one[..], &two[..HEADER + 4], &three].concat());
        assert!(found.starts_with("One.") && found.ends_with("!Three."), "{found}");
        let mut broken = two.clone();
        broken[10] = 0xFF;
        assert_eq!(read(&[&one[..], &broken, &three].concat()), "One.!Three.");
        assert_eq!(read(&[&one[..], b"\x1F\x1F\x8Bnoise\x1F", &three].concat()), "One.!Three.");
        assert_eq!(
            read(&[&one[..], &two[..two.len() - 3]].concat()),
            "One.Two, \u{1F}\u{8}\u{1F}.!"
        );
        assert_eq!(read(&[&one[..], &one[..5]].concat()), "One.!");
        assert_eq!(read(b"\x1F\x8B\x08"), "!");
    }
}
