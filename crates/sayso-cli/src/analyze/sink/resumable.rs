//! A file that appears when it is complete; a run that is stopped can be continued.

use std::path::Path;

use anyhow::Result;
use sayso_corpus::{Event, Outcome, Replayed, Resume};

use super::Sink;
use crate::analyze::bytes::Bytes;
use crate::analyze::done::Done;

pub(super) struct Resumable {
    resume: Resume,
    name: String,
}

impl Resumable {
    pub(super) fn new(resume: Resume, path: &Path) -> Self {
        Self { resume, name: path.display().to_string() }
    }
}

impl Sink for Resumable {
    fn done(&self) -> u64 {
        self.resume.done()
    }

    fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>> {
        let Self { resume, .. } = self;
        match &outcome.event {
            Event::Done(done) => match &done.encoded.bytes {
                Bytes::Plain(line) => resume.line(outcome.fingerprint, line)?,
                packed @ Bytes::Packed(_) => {
                    resume.long_line(outcome.fingerprint, &mut packed.read()?)?;
                }
            },
            Event::Failed(failure) => resume.failed(outcome.fingerprint, &failure.to_string())?,
            Event::Replayed => {
                if let Replayed::Failed(reason) = resume.replayed(outcome.fingerprint)? {
                    return Ok(Some(reason));
                }
            }
        }
        Ok(None)
    }

    fn commit(self: Box<Self>) -> Result<()> {
        Ok(self.resume.commit()?)
    }

    fn abandon(self: Box<Self>) -> Option<String> {
        Some(advice(&self.name))
    }

    fn discard(self: Box<Self>) -> Result<()> {
        Ok(self.resume.discard()?)
    }
}

/// What can be done with a run that was stopped.
pub(super) fn advice(name: &str) -> String {
    format!(
        "stopped: what is done is kept beside {name}; repeat the command with --resume to go on"
    )
}
