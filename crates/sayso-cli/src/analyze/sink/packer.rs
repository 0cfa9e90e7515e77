//! Pieces of an output, small while they wait.

use std::io::Read;

use anyhow::{Context, Result};
use zstd::bulk::Compressor;
use zstd::stream::read::Decoder;

/// Fast rather than thorough: the pieces are gone when the output is complete.
pub(in crate::analyze) const LEVEL: i32 = 1;

/// Packs the pieces of one thread.
pub(in crate::analyze) struct Packer(Compressor<'static>);

impl Packer {
    pub(in crate::analyze) fn new() -> Self {
        Self(Compressor::new(LEVEL).expect("memory"))
    }

    pub(in crate::analyze) fn pack(&mut self, piece: &[u8]) -> Vec<u8> {
        self.0.compress(piece).expect("memory")
    }
}

pub(super) fn unpack(packed: &[u8]) -> Result<impl Read> {
    Decoder::new(packed).context("what is kept of the interrupted run cannot be unpacked")
}
