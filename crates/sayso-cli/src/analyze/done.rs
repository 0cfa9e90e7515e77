//! What comes of a document.

use sayso_record::Record;

use super::bytes::{Bytes, BytesWriter};
use super::sink::Packer;

/// A document as an output takes it. Which of these there is depends on the format.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    pub(super) bytes: Bytes,
    /// What a run that continues this one makes its output from, packed; nothing if `bytes` are that.
    pub(super) piece: Option<Vec<u8>>,
    /// Id and text, where they are written next to the bytes.
    pub(super) text: Option<(String, String)>,
    /// What goes into tables.
    #[cfg_attr(not(feature = "tables"), allow(dead_code, reason = "only tables need it"))]
    pub(super) record: Option<Box<Record>>,
}

/// What a worker hands over.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) encoded: Encoded,
    /// What is wrong with the date, if anything is.
    pub(super) no_day: Option<String>,
    pub(super) words: u64,
    pub(super) attributions: u64,
}

impl Done {
    /// Words and attributions.
    pub(super) fn counts(&self) -> (u64, u64) {
        (self.words, self.attributions)
    }
}

impl Encoded {
    /// Keeps `piece`, or else the bytes, for a run that continues this one.
    pub(super) fn keep(&mut self, piece: Option<Bytes>, packer: &mut Packer) {
        self.piece = match (piece, &self.bytes) {
            (Some(Bytes::Packed(packed)), _) => Some(packed),
            (Some(Bytes::Plain(plain)), _) => Some(packer.pack(&plain)),
            (None, Bytes::Plain(plain)) => Some(packer.pack(plain)),
            (None, Bytes::Packed(_)) => None,
        };
    }

    /// What is kept.
    pub(super) fn kept(&self) -> &[u8] {
        match (&self.piece, &self.bytes) {
            (Some(piece), _) => piece,
            (None, Bytes::Plain(bytes) | Bytes::Packed(bytes)) => bytes,
        }
    }
}

impl From<BytesWriter> for Encoded {
    fn from(writer: BytesWriter) -> Self {
        Self { bytes: writer.finish(), ..Self::default() }
    }
}

impl From<String> for Encoded {
    fn from(text: String) -> Self {
        Self { bytes: Bytes::Plain(text.into_bytes()), ..Self::default() }
    }
}
