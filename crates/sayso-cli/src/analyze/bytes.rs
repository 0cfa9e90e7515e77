//! What is written of a document; if that is long, it waits packed.

use std::fmt;
use std::io::{self, Read, Write};

use zstd::stream::read::Decoder;
use zstd::stream::write::Encoder;

use super::sink::LEVEL;

/// Longer ones are packed: a record with all layers has thirty times the bytes of its text, and packed as many as that.
const LONG: usize = 8 << 20;
/// So many bytes are packed at a time.
const BLOCK: usize = 64 << 10;

/// The bytes of a document's output.
#[derive(Debug)]
pub(super) enum Bytes {
    Plain(Vec<u8>),
    /// One frame of Zstandard.
    Packed(Vec<u8>),
}

impl Bytes {
    /// The bytes as they are written.
    pub(super) fn read(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::Plain(bytes) => Box::new(bytes.as_slice()),
            Self::Packed(frame) => Box::new(Decoder::new(frame.as_slice())?),
        })
    }

    pub(super) fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Plain(bytes) => out.write_all(bytes),
            Self::Packed(_) => io::copy(&mut self.read()?, out).map(drop),
        }
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Self::Plain(Vec::new())
    }
}

/// Makes [`Bytes`] of what is written to it. Nothing can fail in memory.
#[derive(Default)]
pub(super) struct BytesWriter {
    held: Vec<u8>,
    packer: Option<Encoder<'static, Vec<u8>>>,
}

impl BytesWriter {
    pub(super) fn finish(mut self) -> Bytes {
        if self.packer.is_some() {
            self.pack().expect("memory");
        }
        match self.packer {
            Some(packer) => Bytes::Packed(packer.finish().expect("memory")),
            None => Bytes::Plain(self.held),
        }
    }

    fn pack(&mut self) -> io::Result<()> {
        match &mut self.packer {
            Some(packer) => {
                packer.write_all(&self.held)?;
                self.held.clear();
            }
            None => {
                let packer = self.packer.insert(Encoder::new(Vec::new(), LEVEL)?);
                packer.write_all(&self.held)?;
                self.held = Vec::with_capacity(BLOCK);
            }
        }
        Ok(())
    }
}

impl Write for BytesWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        let most = if self.packer.is_some() { BLOCK } else { LONG };
        if self.held.len() >= most {
            self.pack()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Write for BytesWriter {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.write_all(text.as_bytes()).map_err(|_| fmt::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_ones_are_packed_and_come_back() {
        for length in [0, 9, LONG - 1, LONG, LONG + BLOCK + 5] {
            let mut writer = BytesWriter::default();
            let line: Vec<u8> = (0..length).map(|at| (at / 7) as u8).collect();
            line.chunks(1000).for_each(|piece| writer.write_all(piece).expect("memory"));
            let bytes = writer.finish();
            assert_eq!(matches!(bytes, Bytes::Packed(_)), length >= LONG);
            let mut read = Vec::new();
            bytes.read().expect("a frame").read_to_end(&mut read).expect("a frame");
            assert!(read == line);
            read.clear();
            bytes.write_to(&mut read).expect("memory");
            assert!(read == line);
        }
    }
}
