//! A file that appears when it is complete.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_corpus::{Event, Outcome, Output};

use super::Sink;
use crate::analyze::done::Done;

pub(super) struct File {
    output: Output,
    name: String,
}

impl File {
    pub(super) fn create(path: &Path) -> Result<Self> {
        Ok(Self { output: Output::create(path)?, name: path.display().to_string() })
    }
}

impl Sink for File {
    fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>> {
        if let Event::Done(done) = &outcome.event {
            self.output
                .write_all(&done.encoded.bytes)
                .with_context(|| format!("{}: cannot be written", self.name))?;
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
