//! Records in JSON Lines.

use sayso::OffsetUnit;
use sayso_record::{Layers, Record};

use crate::analysis::Depth;
use crate::analyze::bytes::BytesWriter;
use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, Format};
use crate::own;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    help: "One JSON record a line, for programs",
    encoder: |options| Box::new(Jsonl { layers: options.layers, offsets: options.offsets }),
};

#[derive(Debug)]
struct Jsonl {
    layers: Layers,
    offsets: OffsetUnit,
}

impl Encoder for Jsonl {
    fn encode(&self, document: Analysed<'_>) -> Encoded {
        let Analysed { header, text, analysis } = document;
        let mut line = BytesWriter::default();
        Record::write_new(header, text, analysis, self.layers, self.offsets, &mut line)
            .expect("memory");
        line.into()
    }

    fn depth(&self) -> Depth {
        Depth::of(self.layers)
    }

    fn is_earlier(&self, head: &[u8]) -> Option<bool> {
        Some(own::is_records(head))
    }
}
