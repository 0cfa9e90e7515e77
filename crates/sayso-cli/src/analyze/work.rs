//! What one worker does with one document: analyse it, and make the bytes that will be written.

use sayso::{Analysis, Analyzer, Article, OffsetUnit, Scratch};
use sayso_corpus::{Document, Note};
use sayso_record::write_web_annotations;
use sayso_record::{
    Header, Layer, Layers, Meta, PrettyOptions, Record, write_brat, write_conllu, write_pretty,
};
use sayso_tables::TableFormat;

/// The form of the output.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Records { layers: Layers, offsets: OffsetUnit },
    Conllu { offsets: OffsetUnit },
    Brat,
    Tables { format: TableFormat, layers: Layers, offsets: OffsetUnit },
    Annotations,
    Pretty(PrettyOptions),
}

impl Shape {
    /// Whether it shows the syntax of every sentence.
    pub(super) fn needs_syntax(&self) -> bool {
        match self {
            Self::Records { layers, .. } => layers.has(Layer::Tokens),
            Self::Tables { .. } | Self::Annotations | Self::Brat | Self::Pretty(_) => false,
            Self::Conllu { .. } => true,
        }
    }
}

/// What comes of a document.
#[derive(Debug)]
pub(super) struct Done {
    /// Id and text, where they are written beside the bytes.
    pub(super) text: Option<(String, String)>,
    /// What goes into tables, where there are any, instead of bytes.
    pub(super) record: Option<Box<Record>>,
    pub(super) bytes: Vec<u8>,
    pub(super) words: u64,
    pub(super) attributions: u64,
}

impl Done {
    /// Words and attributions.
    pub(super) fn counts(&self) -> (u64, u64) {
        (self.words, self.attributions)
    }
}

/// An analyzer at one thread's use: what it found last, and its working memory.
pub(crate) struct Analyst<'a> {
    analyzer: &'a Analyzer,
    scratch: Scratch,
    pub(crate) analysis: Analysis,
}

impl<'a> Analyst<'a> {
    pub(crate) fn new(analyzer: &'a Analyzer) -> Self {
        Self { analyzer, scratch: Scratch::default(), analysis: Analysis::default() }
    }

    /// Analyses a document; gives what is known of it besides its text.
    pub(crate) fn read(&mut self, document: &Document) -> Header {
        let text = document.text.as_str();
        let date = document.meta.date.as_deref().and_then(sayso::Date::parse);
        self.analyzer.analyze_into(Article { text, date }, &mut self.scratch, &mut self.analysis);
        let mut header = header(document);
        header.fill_from(text, &self.analysis);
        header
    }
}

/// The state of one thread.
pub(super) struct Worker<'s> {
    analyst: Analyst<'s>,
    shape: &'s Shape,
}

impl<'s> Worker<'s> {
    pub(super) fn new(analyzer: &'s Analyzer, shape: &'s Shape) -> Self {
        Self { analyst: Analyst::new(analyzer), shape }
    }

    pub(super) fn work(&mut self, document: &Document) -> Done {
        let header = self.analyst.read(document);
        let (text, analysis) = (document.text.as_str(), &self.analyst.analysis);
        let mut record = None;
        let bytes = match *self.shape {
            Shape::Tables { layers, offsets, .. } => {
                record = Some(Record::new(header, text, analysis, layers, offsets));
                Vec::new()
            }
            Shape::Annotations => {
                let mut line = Vec::new();
                let (layers, offsets) = (Layers::default(), OffsetUnit::Byte);
                let record = Record::new(header, text, analysis, layers, offsets);
                write_web_annotations(&mut line, &record);
                line
            }
            Shape::Records { layers, offsets } => {
                let mut line = Vec::new();
                Record::new(header, text, analysis, layers, offsets).write_line(&mut line);
                line
            }
            Shape::Conllu { offsets } => {
                let mut sentences = String::new();
                write_conllu(&mut sentences, &header, text, analysis, offsets);
                sentences.into_bytes()
            }
            Shape::Brat => {
                let mut lines = String::new();
                write_brat(&mut lines, text, analysis);
                lines.into_bytes()
            }
            Shape::Pretty(options) => {
                let mut view = String::new();
                write_pretty(&mut view, &header, text, analysis, options);
                view.push('\n');
                view.into_bytes()
            }
        };
        let beside = matches!(self.shape, Shape::Brat);
        Done {
            text: beside.then(|| (document.id.clone(), document.text.clone())),
            record: record.map(Box::new),
            bytes,
            words: text.split_ascii_whitespace().count() as u64,
            attributions: analysis.attributions.len() as u64,
        }
    }
}

fn header(document: &Document) -> Header {
    let meta = document.meta.clone();
    Header {
        id: document.id.clone(),
        meta: Meta {
            path: meta.path,
            title: meta.title,
            date: meta.date,
            publisher: meta.publisher,
            extra: meta.extra,
        },
        notes: document.notes.iter().map(note).collect(),
    }
}

fn note(note: &Note) -> sayso_record::Note {
    sayso_record::Note { kind: note.kind().to_owned(), detail: note.to_string() }
}
