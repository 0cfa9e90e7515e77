//! Tables, in a folder or file that appears when it is complete.

use std::path::Path;

use anyhow::Result;
use sayso_corpus::{Event, Outcome};
use sayso_tables::{Output, TableFormat};

use super::Sink;
use crate::analyze::done::Done;

pub(in crate::analyze) struct TableFiles {
    output: Output,
    name: String,
}

impl TableFiles {
    pub(in crate::analyze) fn create(path: &Path, format: TableFormat) -> Result<Self> {
        let name = path.display().to_string();
        Ok(Self { output: Output::create(path, format)?, name })
    }
}

impl Sink for TableFiles {
    /// Adds a document, or why there is none, so that tables tell what they lack.
    fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>> {
        match &outcome.event {
            Event::Done(done) => {
                if let Some(record) = &done.encoded.record {
                    self.output.push(record)?;
                }
            }
            Event::Failed(failure) if !failure.is_skip() => {
                let place = outcome.origin.to_string();
                let id = if outcome.id.is_empty() { &place } else { &outcome.id };
                self.output.push_failure(id, Some(&outcome.origin.path), &failure.to_string());
            }
            Event::Failed(_) | Event::Replayed => {}
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
