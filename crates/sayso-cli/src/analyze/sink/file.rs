//! A file that appears when it is complete, or a device.

use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result};
use sayso_corpus::{Event, Outcome, Output};

use super::Sink;
use super::spooled::Builder;
use crate::analyze::bytes::Bytes;
use crate::analyze::done::{Done, Encoded};

pub(super) struct File {
    output: Output,
    name: String,
}

impl File {
    pub(super) fn create(path: &Path) -> Result<Self> {
        Ok(Self { output: Output::create(path)?, name: path.display().to_string() })
    }

    fn write(&mut self, bytes: &Bytes) -> Result<()> {
        let written = bytes.write_to(&mut self.output);
        written.with_context(|| format!("{}: cannot be written", self.name))
    }
}

impl Sink for File {
    fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>> {
        if let Event::Done(done) = &outcome.event {
            self.write(&done.encoded.bytes)?;
        }
        Ok(None)
    }

    fn commit(self: Box<Self>) -> Result<()> {
        Ok(self.output.commit()?)
    }

    fn abandon(self: Box<Self>) -> Option<String> {
        Some(format!("stopped: {} was not written", self.name))
    }
}

impl Builder for File {
    fn add(&mut self, document: &Encoded) -> Result<()> {
        self.write(&document.bytes)
    }

    fn add_again(&mut self, piece: &mut dyn Read) -> Result<()> {
        let copied = io::copy(piece, &mut self.output);
        copied.map(drop).with_context(|| format!("{}: cannot be written", self.name))
    }

    fn commit(self: Box<Self>) -> Result<()> {
        Ok(self.output.commit()?)
    }
}
