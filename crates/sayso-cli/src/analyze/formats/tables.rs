//! What the formats share that keep a corpus as tables.

use std::path::Path;

use anyhow::Result;
use sayso::OffsetUnit;
use sayso_corpus::Earlier;
use sayso_record::{Layer, Layers, Record};
use sayso_tables::{Output, TableFormat};

use crate::analysis::Depth;
use crate::analyze::bytes::{Bytes, BytesWriter};
use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, EncoderOptions};
use crate::analyze::sink::{Sink, Spooled, TableFiles, Target};

/// Layers for which tables have no place.
const UNFIT: [Layer; 4] = [Layer::Words, Layer::Tokens, Layer::Quotations, Layer::Boilerplate];

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

    fn depth(&self) -> Depth {
        Depth::of(self.layers)
    }

    fn piece(&self, encoded: &Encoded) -> Option<Bytes> {
        let mut line = BytesWriter::default();
        serde_json::to_writer(&mut line, &encoded.record).expect("memory");
        Some(line.finish())
    }

    fn is_earlier(&self, head: &[u8]) -> Option<bool> {
        match self.format {
            // The name of a program in the header of its database.
            TableFormat::Sqlite => Some(head.get(68..72) == Some(b"sayS")),
            TableFormat::Csv => {
                Some(head.get(30..).is_some_and(|name| name.starts_with(b"documents.csv")))
            }
            TableFormat::Parquet => None,
        }
    }

    fn check(&self, output: Option<&Path>, replaces: bool) -> Result<(), String> {
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
        let checked = match replaces {
            true => self.format.check_replaceable(output),
            false => self.format.check(output),
        };
        checked.map_err(|error| error.to_string())
    }

    fn open(&self, target: &Target<'_>) -> Result<Box<dyn Sink>> {
        Spooled::open(target, |path, _| {
            let output = match target.earlier {
                Earlier::Keep => Output::create(path, self.format)?,
                Earlier::Continue | Earlier::Discard => Output::replace(path, self.format)?,
            };
            Ok(Box::new(TableFiles(output)))
        })
    }
}
