//! A list in JSON: what other outputs have on a line each, between brackets.

use std::fs;
use std::io::{self, Read, Write};

use anyhow::{Context, Result};
use sayso_corpus::{Earlier, Event, Outcome, Output, WriteError};

use super::spooled::Builder;
use super::{Sink, Spooled, Target};
use crate::analyze::done::{Done, Encoded};

/// A file that appears when it is complete, standard output or a device.
pub(in crate::analyze) struct JsonList {
    output: Output,
    name: String,
    /// Whether an element is written.
    begun: bool,
}

impl JsonList {
    /// Opens the output for a list of what is encoded of each document.
    pub(in crate::analyze) fn open(target: &Target<'_>) -> Result<Box<dyn Sink>> {
        let Some(path) = target.output else {
            return Ok(Box::new(Self::new(Output::stdout(), "standard output".into())));
        };
        let name = path.display().to_string();
        if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            // A pipe or device cannot give back what it took.
            if target.earlier == Earlier::Continue {
                return Err(WriteError::NotResumable { path: name }.into());
            }
            return Ok(Box::new(Self::new(Output::create(path)?, name)));
        }
        Spooled::open(target, |path, _| Ok(Box::new(Self::new(Output::create(path)?, name))))
    }

    fn new(output: Output, name: String) -> Self {
        Self { output, name, begun: false }
    }

    fn write(&mut self, element: &mut dyn Read) -> Result<()> {
        let before: &[u8] = if self.begun { b",\n" } else { b"[\n" };
        self.begun = true;
        let written = self.output.write_all(before);
        let written = written.and_then(|()| io::copy(element, &mut self.output));
        written.map(drop).with_context(|| format!("{}: cannot be written", self.name))
    }

    fn end(mut self) -> Result<()> {
        let after: &[u8] = if self.begun { b"\n]\n" } else { b"[]\n" };
        let written = self.output.write_all(after);
        written.with_context(|| format!("{}: cannot be written", self.name))?;
        Ok(self.output.commit()?)
    }
}

impl Sink for JsonList {
    fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>> {
        if let Event::Done(done) = &outcome.event {
            self.add(&done.encoded)?;
        }
        Ok(None)
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.end()
    }

    fn abandon(self: Box<Self>) -> Option<String> {
        Some(format!("stopped: {} was not completed", self.name))
    }
}

impl Builder for JsonList {
    fn add(&mut self, document: &Encoded) -> Result<()> {
        let mut element = document.bytes.read()?;
        self.write(&mut element)
    }

    fn add_again(&mut self, piece: &mut dyn Read) -> Result<()> {
        self.write(piece)
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.end()
    }
}
