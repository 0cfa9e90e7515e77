//! Tasks for Label Studio: one list for all documents.

use anyhow::Result;
use sayso_record::write_label_studio;

use crate::analyze::bytes::BytesWriter;
use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, Format};
use crate::analyze::sink::{JsonList, Sink, Target};
use crate::own;

pub(super) const FORMAT: Format = Format {
    name: "label-studio",
    help: "Tasks for the annotation tool Label Studio, a JSON list; offsets are code points",
    encoder: |_| Box::new(LabelStudio),
};

#[derive(Debug)]
struct LabelStudio;

impl Encoder for LabelStudio {
    fn encode(&self, document: Analysed<'_>) -> Encoded {
        let Analysed { header, text, analysis } = document;
        let mut task = BytesWriter::default();
        write_label_studio(&mut task, &header, text, analysis).expect("memory");
        task.into()
    }

    fn is_earlier(&self, head: &[u8]) -> Option<bool> {
        Some(own::is_tasks(head))
    }

    fn open(&self, target: &Target<'_>) -> Result<Box<dyn Sink>> {
        JsonList::open(target)
    }
}
