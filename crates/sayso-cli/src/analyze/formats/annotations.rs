//! W3C Web Annotations.

use sayso::OffsetUnit;
use sayso_record::{Layers, Record, write_web_annotations};

use crate::analyze::bytes::BytesWriter;
use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, Format};
use crate::own;

pub(super) const FORMAT: Format = Format {
    name: "annotations",
    help: "W3C Web Annotations, a page of them a line for each document; offsets are code points",
    encoder: |_| Box::new(Annotations),
};

#[derive(Debug)]
struct Annotations;

impl Encoder for Annotations {
    fn encode(&self, document: Analysed<'_>) -> Encoded {
        let Analysed { header, text, analysis } = document;
        let (layers, offsets) = (Layers::default(), OffsetUnit::Byte);
        let record = Record::new(header, text, analysis, layers, offsets);
        let mut line = BytesWriter::default();
        write_web_annotations(&mut line, &record).expect("memory");
        line.into()
    }

    fn is_earlier(&self, head: &[u8]) -> Option<bool> {
        Some(own::is_annotations(head))
    }
}
