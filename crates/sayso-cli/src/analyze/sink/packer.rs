//! Pieces of an output, small while they wait.

use anyhow::{Context, Result};
use zstd::bulk::Compressor;

/// Fast rather than thorough: the pieces are gone when the output is complete.
const LEVEL: i32 = 1;

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

pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    zstd::decode_all(packed).context("what is kept of the interrupted run cannot be unpacked")
}
