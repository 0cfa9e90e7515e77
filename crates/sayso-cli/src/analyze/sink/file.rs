//! A file that appears when it is complete, or a device.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_corpus::{Event, Outcome, Output};

use super::Sink;
use super::spooled::Builder;
use crate::analyze::done::{Done, Encoded};

pub(super) struct File {
    output: Output,
    name: String,
}

impl File {
    pub(super) fn create(path: &Path) -> Result<Self> {
        Ok(Self { output: Output::create(path)?, name: path.display().to_string() })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.output.write_all(bytes);
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

    fn add_again(&mut self, piece: Vec<u8>) -> Result<()> {
        self.write(&piece)
    }

    fn commit(self: Box<Self>) -> Result<()> {
        Ok(self.output.commit()?)
    }
}
