//! Opens a file or standard input as a stream of decompressed bytes, with a progress count and a
//! guard against decompression bombs.
//!
//! Only a few kilobytes are read ahead, so a bomb or an endless pipe takes no memory. A reader that
//! needs only the start of a file simply stops.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::content::{Codec, HEAD};
use super::gzip::Members;
use super::source::{Location, Source};
use super::waiting::{Waiting, first_record};
use crate::Cancel;
use crate::error::Cause;

/// Above this many unpacked bytes, the ratio of unpacked to stored bytes is checked.
const BOMB_FLOOR: u64 = 1 << 30;
/// News text shrinks 3 to 10 times, a corpus of near-copies perhaps 200 times.
const BOMB_RATIO: u64 = 500;

/// How much has been read so far, for a progress bar. Clones show the same count.
///
/// ```
/// use sayso_corpus::{Inputs, ReadOptions};
///
/// let inputs = Inputs::new(["articles"], ReadOptions::default())?;
/// let meter = inputs.meter();
/// assert_eq!(meter.bytes(), 0);
/// # Ok::<(), sayso_corpus::ReadError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes fetched from disk or standard input, as stored: compressed ones count compressed.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// The first bytes of a file, unpacked; none if it cannot be read.
///
/// ```
/// assert!(sayso_corpus::head("Cargo.toml").starts_with(b"[package]"));
/// assert!(sayso_corpus::head("no/such/file").is_empty());
/// ```
pub fn head(path: impl AsRef<Path>) -> Vec<u8> {
    let path = path.as_ref();
    let source = Source::named(path.to_owned(), String::new(), String::new());
    let stream = Stream::open(&source, &Meter::default(), &Cancel::default());
    stream.map_or_else(|_| Vec::new(), |stream| stream.head)
}

/// An open input.
pub(crate) struct Stream {
    reader: Box<dyn Read + Send>,
    /// The first bytes, unpacked. They are still to be read.
    pub(crate) head: Vec<u8>,
    /// Bytes on disk, for a regular file that is not compressed.
    pub(crate) size: Option<u64>,
    pub(crate) codec: Option<Codec>,
}

impl Stream {
    pub(crate) fn open(source: &Source, meter: &Meter, cancel: &Cancel) -> Result<Self, Cause> {
        let (raw, size) = open(source, cancel).map_err(Cause::Io)?;
        let stored = Arc::new(AtomicU64::new(0));
        let raw = Counted { inner: raw, stored: Arc::clone(&stored), meter: meter.clone() };
        // Whoever writes a pipe line by line wants the first one answered before the next.
        let enough: fn(&[u8]) -> _ = if size.is_none() { first_record } else { |_| None };
        let raw = Peeked::new(raw, enough).map_err(Cause::Io)?;
        let Some(codec) = Codec::of(&raw.head) else {
            let head = raw.examined().to_vec();
            return Ok(Self { reader: Box::new(raw), head, size, codec: None });
        };
        let packed = BufReader::with_capacity(64 << 10, raw);
        let unpacked: Box<dyn Read + Send> = match codec {
            Codec::Gzip => Box::new(Members::new(packed)),
            Codec::Zstd => Box::new(zstd::Decoder::with_buffer(packed).map_err(Cause::Io)?),
        };
        let guarded = Guarded { inner: unpacked, stored, unpacked: 0, floor: BOMB_FLOOR };
        let reader = Peeked::new(guarded, |_| None).map_err(|error| explain(error, Some(codec)))?;
        let head = reader.examined().to_vec();
        Ok(Self { reader: Box::new(reader), head, size: None, codec: Some(codec) })
    }

    /// Reads at most `limit` bytes; the flag says whether there are more.
    pub(crate) fn read_up_to(&mut self, limit: usize) -> Result<(Vec<u8>, bool), Cause> {
        let expected = self.size.map_or(0, |size| size.min(limit as u64) as usize);
        let mut bytes = Vec::with_capacity(expected + 1);
        let mut bounded = self.reader.by_ref().take((limit as u64).saturating_add(1));
        bounded.read_to_end(&mut bytes).map_err(|error| explain(error, self.codec))?;
        let more = bytes.len() > limit;
        bytes.truncate(limit);
        Ok((bytes, more))
    }
}

/// The bytes of a source as stored, and how many there are, if that is known.
fn open(source: &Source, cancel: &Cancel) -> io::Result<(Box<dyn Read + Send>, Option<u64>)> {
    let path = match &source.location {
        Location::Stdin => return Ok((Box::new(Waiting::new(|| Ok(io::stdin()), cancel)?), None)),
        Location::File(path) => path,
    };
    if fs::metadata(path)?.is_file() {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        return Ok((Box::new(file), Some(length)));
    }
    let path = path.clone();
    Ok((Box::new(Waiting::new(move || File::open(path), cancel)?), None))
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

/// The cause to report for an error that a stream with `codec` gave.
pub(crate) fn explain(error: io::Error, codec: Option<Codec>) -> Cause {
    match codec {
        _ if error.get_ref().is_some_and(|inner| inner.is::<BombSuspected>()) => {
            Cause::Bomb(BOMB_RATIO)
        }
        // An error of the disk carries the system's number, one of the decoder does not.
        Some(codec) if error.raw_os_error().is_none() => {
            Cause::Damaged { codec: codec.name(), source: error }
        }
        _ => Cause::Io(error),
    }
}

/// A reader whose first bytes have been examined and are returned again. An error that occurred
/// there is returned after them: the start of a damaged file is still good.
struct Peeked<R> {
    head: Vec<u8>,
    /// How much of it counts: not how much happened to be there.
    examined: usize,
    given: usize,
    error: Option<io::Error>,
    inner: R,
}

impl<R: Read> Peeked<R> {
    /// Reads until `enough` says how many bytes tell what this is.
    fn new(mut inner: R, enough: fn(&[u8]) -> Option<usize>) -> io::Result<Self> {
        let mut head = vec![0; HEAD];
        let (mut length, mut examined) = (0, None);
        let error = loop {
            match inner.read(&mut head[length..]) {
                Ok(0) => break None,
                Ok(count) => {
                    length += count;
                    examined = enough(&head[..length]);
                    if examined.is_some() || length == HEAD {
                        break None;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Some(error),
            }
        };
        head.truncate(length);
        match error {
            Some(error) if head.is_empty() => Err(error),
            error => {
                let examined = examined.unwrap_or(length);
                Ok(Self { head, examined, given: 0, error, inner })
            }
        }
    }

    fn examined(&self) -> &[u8] {
        &self.head[..self.examined]
    }
}

impl<R: Read> Read for Peeked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = &self.head[self.given..];
        if !rest.is_empty() {
            let count = rest.len().min(buffer.len());
            buffer[..count].copy_from_slice(&rest[..count]);
            self.given += count;
            return Ok(count);
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.inner.read(buffer),
        }
    }
}

/// Counts stored bytes as they are fetched.
struct Counted<R> {
    inner: R,
    stored: Arc<AtomicU64>,
    meter: Meter,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.stored.fetch_add(count as u64, Ordering::Relaxed);
        self.meter.add(count as u64);
        Ok(count)
    }
}

/// Stops a stream that is out of proportion to its stored size.
struct Guarded<R> {
    inner: R,
    stored: Arc<AtomicU64>,
    unpacked: u64,
    floor: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("decompression bomb suspected")]
struct BombSuspected;

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.unpacked += count as u64;
        let stored = self.stored.load(Ordering::Relaxed);
        if self.unpacked > self.floor && self.unpacked / BOMB_RATIO > stored {
            return Err(io::Error::other(BombSuspected));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_may_grow_up_to_the_ratio() {
        #[track_caller]
        fn check(stored: u64, unpacked: u64, sound: bool) {
            let inner = io::repeat(b'a').take(unpacked);
            let stored = Arc::new(AtomicU64::new(stored));
            let mut guarded = Guarded { inner, stored, unpacked: 0, floor: 10_000 };
            match io::copy(&mut guarded, &mut io::sink()) {
                Ok(count) => assert!(sound && count == unpacked),
                Err(error) => {
                    assert!(!sound && matches!(explain(error, None), Cause::Bomb(BOMB_RATIO)));
                }
            }
        }
        check(1, 10_000, true);
        check(1, 20_000, false);
        check(1_000, 400_000, true);
        check(1_000, 900_000, false);
    }
}
