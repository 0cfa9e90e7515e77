//! Tables, in a folder or file that appears when it is complete.

use std::io::Read;

use anyhow::{Context, Result};
use sayso_corpus::Outcome;
use sayso_tables::Output;

use super::spooled::Builder;
use crate::analyze::done::{Done, Encoded};

pub(in crate::analyze) struct TableFiles(pub(in crate::analyze) Output);

impl Builder for TableFiles {
    fn add(&mut self, document: &Encoded) -> Result<()> {
        if let Some(record) = &document.record {
            self.0.push(record)?;
        }
        Ok(())
    }

    fn add_again(&mut self, piece: &mut dyn Read) -> Result<()> {
        let mut line = Vec::new();
        piece.read_to_end(&mut line)?;
        let record = serde_json::from_slice(&line);
        let record = record.context("what is kept of the interrupted run cannot be read")?;
        Ok(self.0.push(&record)?)
    }

    /// Tables tell what they lack.
    fn fail(&mut self, outcome: &Outcome<Done>, reason: &str) {
        let place = outcome.origin.to_string();
        let id = if outcome.id.is_empty() { &place } else { &outcome.id };
        self.0.push_failure(id, Some(&outcome.origin.path), reason);
    }

    fn commit(self: Box<Self>) -> Result<()> {
        Ok(self.0.commit()?)
    }
}
