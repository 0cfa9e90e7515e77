//! Standoff for brat: two files a document.

use std::path::Path;

use anyhow::Result;
use sayso_record::{brat_configuration, write_brat};

use crate::analyze::bytes::Bytes;
use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, Format};
use crate::analyze::sink::{FolderLayout, Sink, Target, document_folder};

pub(super) const FORMAT: Format = Format {
    name: "brat",
    help: "Standoff for the annotation tool brat: ID.txt and ID.ann for each document, in the folder -o",
    encoder: |_| Box::new(Brat),
};

const LAYOUT: FolderLayout = FolderLayout {
    format: "brat",
    configuration: ("annotation.conf", brat_configuration),
    text: Some("txt"),
    annotations: "ann",
};

#[derive(Debug)]
struct Brat;

impl Encoder for Brat {
    fn encode(&self, document: Analysed<'_>) -> Encoded {
        let Analysed { header, text, analysis } = document;
        let mut lines = String::new();
        write_brat(&mut lines, text, analysis);
        Encoded { text: Some((header.id, text.to_owned())), ..lines.into() }
    }

    /// The files are there already; only their names must be known.
    fn piece(&self, encoded: &Encoded) -> Option<Bytes> {
        let id = encoded.text.as_ref().map_or("", |(id, _)| id);
        Some(Bytes::Plain(id.into()))
    }

    fn check(&self, output: Option<&Path>, replaces: bool) -> Result<(), String> {
        document_folder::check(LAYOUT, output, replaces)
    }

    fn open(&self, target: &Target<'_>) -> Result<Box<dyn Sink>> {
        document_folder::open(LAYOUT, target)
    }
}
