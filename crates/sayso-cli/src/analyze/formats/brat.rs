//! Standoff for brat: two files a document.

use std::path::{Path, PathBuf};

use anyhow::Result;
use sayso_record::write_brat;

use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, Format};
use crate::analyze::sink::{BratFolder, Sink, Target, brat_folder};

pub(super) const FORMAT: Format = Format {
    name: "brat",
    help: "Standoff for the annotation tool brat: ID.txt and ID.ann for each document, in the folder -o",
    encoder: |_| Box::new(Brat),
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

    fn check(&self, output: Option<&Path>, inputs: &[PathBuf]) -> Result<(), String> {
        match output {
            Some(output) => brat_folder::check(output, inputs),
            None => Err("--format brat writes two files a document; name a folder with -o".into()),
        }
    }

    fn open(&self, target: &Target<'_>) -> Result<Box<dyn Sink>> {
        Ok(Box::new(BratFolder::create(target.path()?)?))
    }
}
