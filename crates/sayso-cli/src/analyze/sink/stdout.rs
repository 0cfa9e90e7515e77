//! Standard output: whoever reads it wants each document when it is done.

use std::io::Write;

use anyhow::{Context, Result};
use sayso_corpus::{Event, Outcome, Output};

use super::Sink;
use crate::analyze::done::Done;

pub(super) struct Stdout(Output);

impl Stdout {
    pub(super) fn open() -> Self {
        Self(Output::stdout())
    }
}

impl Sink for Stdout {
    fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>> {
        if let Event::Done(done) = &outcome.event {
            let bytes = &done.encoded.bytes;
            bytes
                .write_to(&mut self.0)
                .and_then(|()| self.0.flush())
                .context("standard output cannot be written")?;
        }
        Ok(None)
    }

    fn commit(self: Box<Self>) -> Result<()> {
        Ok(self.0.commit()?)
    }

    fn abandon(mut self: Box<Self>) -> Option<String> {
        let _ = self.0.flush();
        None
    }
}
