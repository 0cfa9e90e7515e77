//! UIMA CAS XMI for INCEpTION: a file a document, and the types of all.

use std::path::Path;

use anyhow::Result;
use sayso_record::{write_xmi, xmi_type_system};

use crate::analyze::bytes::Bytes;
use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, Format};
use crate::analyze::sink::{FolderLayout, Sink, Target, document_folder};

pub(super) const FORMAT: Format = Format {
    name: "xmi",
    help: "UIMA CAS XMI for the annotation tool INCEpTION: ID.xmi for each document, in the folder -o, with its TypeSystem.xml",
    encoder: |_| Box::new(Xmi),
};

const LAYOUT: FolderLayout = FolderLayout {
    format: "xmi",
    configuration: ("TypeSystem.xml", || xmi_type_system().to_owned()),
    text: None,
    annotations: "xmi",
};

#[derive(Debug)]
struct Xmi;

impl Encoder for Xmi {
    fn encode(&self, document: Analysed<'_>) -> Encoded {
        let Analysed { header, text, analysis } = document;
        let mut cas = String::new();
        write_xmi(&mut cas, &header, text, analysis);
        // The folder asks for the id alone.
        Encoded { text: Some((header.id, String::new())), ..cas.into() }
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
