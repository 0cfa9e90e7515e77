//! What the formats share that keep a corpus as tables.

use std::path::{Path, PathBuf};

use anyhow::Result;
use sayso::OffsetUnit;
use sayso_record::{Layer, Layers, Record};
use sayso_tables::TableFormat;

use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, EncoderOptions};
use crate::analyze::sink::{Sink, TableFiles, Target, outside};

/// Layers for which tables have no place.
const UNFIT: [Layer; 3] = [Layer::Tokens, Layer::Quotations, Layer::Boilerplate];

#[derive(Debug)]
pub(super) struct TableEncoder {
    format: TableFormat,
    /// What is said when no output is named.
    without_output: &'static str,
    layers: Layers,
    offsets: OffsetUnit,
}

impl TableEncoder {
    pub(super) fn new(
        format: TableFormat,
        without_output: &'static str,
        options: &EncoderOptions,
    ) -> Self {
        let &EncoderOptions { layers, offsets, .. } = options;
        Self { format, without_output, layers, offsets }
    }
}

impl Encoder for TableEncoder {
    fn encode(&self, document: Analysed<'_>) -> Encoded {
        let Analysed { header, text, analysis } = document;
        let record = Record::new(header, text, analysis, self.layers, self.offsets);
        Encoded { record: Some(Box::new(record)), ..Encoded::default() }
    }

    fn check(&self, output: Option<&Path>, inputs: &[PathBuf]) -> Result<(), String> {
        let output = output.ok_or(self.without_output)?;
        if let Some(layer) = UNFIT.into_iter().find(|&layer| self.layers.has(layer)) {
            let layer = layer.as_str();
            return Err(format!("tables have no place for the layer {layer}; use --format jsonl"));
        }
        if output.extension().is_some_and(|e| e == "gz" || e == "zst") {
            let display = output.display();
            return Err(format!(
                "{display}: tables are not compressed as a whole; leave the ending off"
            ));
        }
        self.format.check(output).map_err(|error| error.to_string())?;
        match self.format.is_folder(output) {
            true => outside(output, inputs),
            false => Ok(()),
        }
    }

    fn open(&self, target: &Target<'_>) -> Result<Box<dyn Sink>> {
        Ok(Box::new(TableFiles::create(target.path()?, self.format)?))
    }
}
