//! What one worker does with one document: analyse it, and make the bytes that will be written.

use sayso::{Analysis, Analyzer, Article, Scratch};
use sayso_corpus::{Document, Note};
use sayso_record::{Header, Meta};

use super::done::Done;
use super::encoder::{Analysed, Encoder};
use super::sink::Packer;

/// What was found last at one thread, and the working memory for the next document.
#[derive(Default)]
pub(crate) struct Analyst {
    scratch: Scratch,
    pub(crate) analysis: Analysis,
}

impl Analyst {
    /// Analyses a document; gives what is known of it besides its text.
    pub(crate) fn read(&mut self, analyzer: &Analyzer, document: &Document) -> Header {
        let text = document.text.as_str();
        let mut header = header(document);
        let date = header.day();
        analyzer.analyze_into(Article { text, date }, &mut self.scratch, &mut self.analysis);
        header.fill_from(text, &self.analysis);
        header
    }

    /// Gives back the memory of a long document, before another thread takes the next one.
    pub(crate) fn let_go(&mut self) {
        if self.analysis.parts() > 1 {
            self.analysis = Analysis::default();
        }
    }
}

/// The state of one thread.
pub(super) struct Worker<'s> {
    analyzer: &'s Analyzer,
    analyst: Analyst,
    encoder: &'s dyn Encoder,
    /// Where pieces are kept.
    packer: Option<Packer>,
}

impl<'s> Worker<'s> {
    pub(super) fn new(analyzer: &'s Analyzer, encoder: &'s dyn Encoder, spools: bool) -> Self {
        let packer = spools.then(Packer::new);
        Self { analyzer, analyst: Analyst::default(), encoder, packer }
    }

    pub(super) fn work(&mut self, document: &Document) -> Done {
        let header = self.analyst.read(self.analyzer, document);
        let (text, analysis) = (document.text.as_str(), &self.analyst.analysis);
        let mut notes = header.notes.iter();
        let no_day = notes.find(|note| note.kind == sayso_record::Note::NO_DAY);
        let no_day = no_day.map(|note| note.detail.clone());
        let mut encoded = self.encoder.encode(Analysed { header, text, analysis });
        if let Some(packer) = &mut self.packer {
            encoded.keep(self.encoder.piece(&encoded), packer);
        }
        let attributions = analysis.attributions.len() as u64;
        let done = Done {
            no_day,
            encoded,
            words: text.split_ascii_whitespace().count() as u64,
            attributions,
        };
        self.analyst.let_go();
        done
    }
}

/// What is known of a document before it is analysed.
pub(crate) fn header(document: &Document) -> Header {
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
