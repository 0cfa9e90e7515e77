//! A record written while it is made: the records of long documents are longer than their texts.

use std::io::{self, Write};

use sayso::{Analysis, OffsetMap, OffsetUnit};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::build::Build;
use super::{FORMAT, Record, names};
use crate::each::Each;
use crate::{Header, Layer, Layers};

impl Record {
    /// Writes the same line as [`new`](Self::new) and [`write_line`](Self::write_line) would, without holding the whole
    /// record.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_new(
        header: Header,
        text: &str,
        analysis: &Analysis,
        layers: Layers,
        offsets: OffsetUnit,
        mut out: impl Write,
    ) -> io::Result<()> {
        let build = Build { text, map: OffsetMap::new(text, offsets), analysis };
        let stream = Stream { header, layers, offsets, build };
        serde_json::to_writer(&mut out, &stream)?;
        out.write_all(b"\n")
    }
}

struct Stream<'a> {
    header: Header,
    layers: Layers,
    offsets: OffsetUnit,
    build: Build<'a>,
}

/// The fields of [`Record`], in their order.
impl Serialize for Stream<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { header, layers, offsets, build } = self;
        let mut record = serializer.serialize_struct("Record", 14)?;
        record.serialize_field("format", &FORMAT)?;
        record.serialize_field("id", &header.id)?;
        record.serialize_field("meta", &header.meta)?;
        if !header.notes.is_empty() {
            record.serialize_field("notes", &header.notes)?;
        }
        record.serialize_field("offsets", &Unit(*offsets))?;
        if layers.has(Layer::Text) {
            record.serialize_field("text", build.text)?;
        }
        if layers.has(Layer::Sentences) {
            record.serialize_field("sentences", &Each(|| build.sentences()))?;
        }
        if layers.has(Layer::Words) {
            record.serialize_field("words", &Each(|| build.words()))?;
        }
        if layers.has(Layer::Tokens) {
            record.serialize_field("tokens", &Each(|| build.tokens()))?;
        }
        if layers.has(Layer::Quotations) {
            record.serialize_field("quotations", &Each(|| build.quotations()))?;
        }
        if layers.has(Layer::Entities) {
            record.serialize_field("entities", &Each(|| build.entities()))?;
        }
        if layers.has(Layer::Boilerplate) {
            record.serialize_field("boilerplate", &build.boilerplate())?;
        }
        if layers.has(Layer::Attributions) {
            record.serialize_field("attributions", &Each(|| build.attributions()))?;
        }
        if layers.has(Layer::Transfers) {
            record.serialize_field("transfers", &Each(|| build.transfers()))?;
        }
        record.end()
    }
}

struct Unit(OffsetUnit);

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        names::offset_unit::serialize(&self.0, serializer)
    }
}

#[cfg(test)]
mod tests {
    use sayso::Analyzer;

    use super::*;

    #[test]
    fn a_line_is_that_of_the_whole_record() {
        let text = "KYIV, Nov. 23 (Reuters) — “We will answer,” said Andrey Kovalenko, 45. He paid $5. \
             Iran sold 40 drones to Russia in May.";
        let analysis = Analyzer::builder().full_syntax(true).transfers(true).build().analyze(text);
        for layers in [Layers::default(), Layer::ALL.into_iter().collect()] {
            let mut header = Header { id: "wire-1".into(), ..Header::default() };
            header.fill_from(text, &analysis);
            let (mut whole, mut streamed) = (Vec::new(), Vec::new());
            let record = Record::new(header.clone(), text, &analysis, layers, OffsetUnit::Char);
            record.write_line(&mut whole);
            Record::write_new(header, text, &analysis, layers, OffsetUnit::Char, &mut streamed)
                .expect("memory");
            assert_eq!(String::from_utf8(streamed), String::from_utf8(whole));
        }
    }
}
