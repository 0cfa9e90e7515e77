//! Tables as an output: what may be asked for, and where each document goes.

use std::path::{Path, PathBuf};

use anyhow::Result;
use sayso_corpus::{Event, Outcome};
use sayso_record::Layer;
use sayso_tables::{Output, TableFormat};

use super::args::Writing;
use super::folder;
use super::work::Done;

/// Tables in the making.
pub(super) struct Tables {
    output: Output,
    name: String,
}

impl Tables {
    pub(super) fn create(path: &Path, format: TableFormat) -> Result<Self> {
        let name = path.display().to_string();
        Ok(Self { output: Output::create(path, format)?, name })
    }

    /// Adds a document, or why there is none, so that tables tell what they lack.
    pub(super) fn add(&mut self, outcome: &Outcome<Done>) -> Result<()> {
        match &outcome.event {
            Event::Done(done) => {
                if let Some(record) = &done.record {
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
        Ok(())
    }

    pub(super) fn commit(self) -> Result<()> {
        Ok(self.output.commit()?)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// Whether tables can be written as the arguments ask.
pub(super) fn check(
    format: TableFormat,
    writing: &Writing,
    inputs: &[PathBuf],
) -> Result<(), String> {
    let Some(output) = &writing.output else {
        return Err(match format {
            TableFormat::Csv => "--format csv writes four files; name a folder or a .zip with -o",
            TableFormat::Parquet => "--format parquet writes four files; name a folder with -o",
            TableFormat::Sqlite => "--format sqlite writes a database; name a file with -o",
        }
        .into());
    };
    let unfit = [Layer::Tokens, Layer::Quotations, Layer::Boilerplate];
    if let Some(layer) = writing.layers.iter().find(|layer| unfit.contains(layer)) {
        let layer = layer.as_str();
        return Err(format!("tables have no place for the layer {layer}; use --format jsonl"));
    }
    let packed = output.extension().is_some_and(|e| e == "gz" || e == "zst");
    if packed {
        let display = output.display();
        return Err(format!(
            "{display}: tables are not compressed as a whole; leave the ending off"
        ));
    }
    format.check(output).map_err(|error| error.to_string())?;
    match format.is_folder(output) {
        true => folder::outside(output, inputs),
        false => Ok(()),
    }
}
