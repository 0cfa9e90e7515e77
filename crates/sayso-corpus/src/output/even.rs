//! Bytes in pieces of one length.

use std::io::{self, Write};

/// The length of a piece.
const PIECE: usize = 64 << 10;

/// Hands on what is written in pieces of one length, however it comes: what the gzip encoder makes of bytes depends on
/// how they are cut, and a run that was resumed must end in the same file.
pub(super) struct Even<W> {
    inner: W,
    piece: Vec<u8>,
}

impl<W: Write> Even<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, piece: Vec::with_capacity(PIECE) }
    }

    /// Hands on what is left.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.hand_on()?;
        Ok(self.inner)
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.inner.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }
}

impl<W: Write> Write for Even<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.piece.len() == PIECE {
            self.hand_on()?;
        }
        let taken = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on()?;
        self.inner.flush()
    }
}
