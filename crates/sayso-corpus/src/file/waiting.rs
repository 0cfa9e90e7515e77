//! Input that may keep a reader waiting: a pipe or a terminal.
//!
//! A read that blocks cannot be ended from outside on every system, so it is done on a thread of its own, which
//! the program leaves behind when it ends.

use std::io::{self, Cursor, ErrorKind, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use serde::de::IgnoredAny;

use crate::Cancel;

/// How long it may take until a switch is noticed.
const PATIENCE: Duration = Duration::from_millis(100);
const CHUNK: usize = 64 << 10;

type Chunk = io::Result<Vec<u8>>;

/// A reader that ends when it is cancelled.
pub(super) struct Waiting {
    chunks: Receiver<Chunk>,
    chunk: Cursor<Vec<u8>>,
    cancel: Cancel,
}

impl Waiting {
    /// Opens and reads what `open` gives: to open a named pipe may block too.
    pub(super) fn new<R: Read>(
        open: impl FnOnce() -> io::Result<R> + Send + 'static,
        cancel: &Cancel,
    ) -> io::Result<Self> {
        let (sender, chunks) = sync_channel(1);
        thread::Builder::new().name("input".to_owned()).spawn(move || match open() {
            Ok(reader) => fetch(reader, &sender),
            Err(error) => drop(sender.send(Err(error))),
        })?;
        Ok(Self { chunks, chunk: Cursor::default(), cancel: cancel.clone() })
    }
}

fn fetch(mut reader: impl Read, chunks: &SyncSender<Chunk>) {
    let mut buffer = vec![0; CHUNK];
    loop {
        let chunk = match reader.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => Ok(buffer[..count].to_vec()),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let failed = chunk.is_err();
        // Nobody reads on: then nothing more is fetched.
        if chunks.send(chunk).is_err() || failed {
            return;
        }
    }
}

impl Read for Waiting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.chunk.read(buffer)? {
                0 if buffer.is_empty() || self.cancel.is_cancelled() => return Ok(0),
                0 => {}
                count => return Ok(count),
            }
            match self.chunks.recv_timeout(PATIENCE) {
                Ok(chunk) => self.chunk = Cursor::new(chunk?),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
        }
    }
}

/// The length of the first line, if it is a whole JSON object: that can be nothing but JSON Lines.
pub(super) fn first_record(head: &[u8]) -> Option<usize> {
    let end = memchr::memchr(b'\n', head)?;
    let line = &head[..end];
    let object = line.trim_ascii().starts_with(b"{");
    (object && serde_json::from_slice::<IgnoredAny>(line).is_ok()).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_waits_for_ever_is_cancelled() {
        let (reader, _writer) = io::pipe().unwrap();
        let cancel = Cancel::default();
        let mut waiting = Waiting::new(move || Ok(reader), &cancel).unwrap();
        cancel.cancel();
        assert_eq!(waiting.read(&mut [0; 4]).unwrap(), 0);
    }

    #[test]
    fn everything_arrives() {
        let text = "word ".repeat(100_000);
        let bytes = text.clone().into_bytes();
        let mut waiting = Waiting::new(|| Ok(Cursor::new(bytes)), &Cancel::default()).unwrap();
        let mut found = String::new();
        waiting.read_to_string(&mut found).unwrap();
        assert!(found == text);
    }

    #[test]
    fn one_line_tells_json_lines() {
        assert_eq!(first_record(b"{\"text\": \"a\"}\n{\"te"), Some(14));
        for head in [&b"{\"text\": \"a\"}"[..], b"{\n\"text\": 1}", b"[1]\n", b"a\nb", b""] {
            assert_eq!(first_record(head), None);
        }
    }
}
