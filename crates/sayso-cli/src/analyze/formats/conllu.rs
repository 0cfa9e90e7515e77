//! Sentences as CoNLL-U.

use sayso::OffsetUnit;
use sayso_record::write_conllu;

use crate::analysis::Depth;
use crate::analyze::bytes::BytesWriter;
use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, Format};
use crate::own;

pub(super) const FORMAT: Format = Format {
    name: "conllu",
    help: "Sentences as CoNLL-U: lemmas, parts of speech and trees, for tools that read treebanks",
    encoder: |options| Box::new(Conllu { offsets: options.offsets }),
};

#[derive(Debug)]
struct Conllu {
    offsets: OffsetUnit,
}

impl Encoder for Conllu {
    fn encode(&self, document: Analysed<'_>) -> Encoded {
        let mut sentences = BytesWriter::default();
        let Analysed { header, text, analysis } = document;
        write_conllu(&mut sentences, &header, text, analysis, self.offsets);
        sentences.into()
    }

    fn is_earlier(&self, head: &[u8]) -> Option<bool> {
        Some(own::is_conllu(head))
    }

    fn depth(&self) -> Depth {
        Depth::SYNTAX
    }
}
