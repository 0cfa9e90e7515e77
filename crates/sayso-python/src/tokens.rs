//! The table of tokens, which files do not have: a row for each word and punctuation mark.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder, UInt32Builder};
use arrow_array::{ArrayRef, RecordBatch};
use sayso_record::{Record, RecordText, SpanRecord};

/// Its name.
pub(crate) const NAME: &str = "tokens";

/// A batch is full with so many rows.
const BATCH_ROWS: usize = 1 << 16;

/// Takes records and gives batches of rows.
#[derive(Default)]
pub(crate) struct TokenTable {
    rows: usize,
    document: Int64Builder,
    document_id: StringBuilder,
    token: UInt32Builder,
    sentence: UInt32Builder,
    start: UInt32Builder,
    end: UInt32Builder,
    text: StringBuilder,
    lemma: StringBuilder,
    upos: StringBuilder,
    xpos: StringBuilder,
    feats: StringBuilder,
    head: UInt32Builder,
    deprel: StringBuilder,
}

impl TokenTable {
    /// Adds the tokens of the document with this number.
    pub(crate) fn push(&mut self, document: i64, record: &Record) {
        let tokens = record.tokens.as_deref().unwrap_or_default();
        let words = record.text.as_deref().map(|text| RecordText::new(text, record.offsets));
        let mut sentences = record.sentences.iter().flatten().zip(0..).peekable();
        for (number, token) in (0..).zip(tokens) {
            self.document.append_value(document);
            self.document_id.append_value(&record.id);
            self.token.append_value(number);
            while sentences.next_if(|(sentence, _)| sentence.1 <= token.start).is_some() {}
            let sentence = sentences.peek().filter(|(sentence, _)| sentence.0 <= token.start);
            self.sentence.append_option(sentence.map(|&(_, number)| number));
            self.start.append_value(token.start);
            self.end.append_value(token.end);
            let span = SpanRecord(token.start, token.end);
            self.text.append_option(words.as_ref().and_then(|words| words.get(span)));
            let grammar = token.grammar.as_ref();
            self.lemma.append_option(grammar.map(|grammar| &grammar.lemma));
            self.upos.append_option(grammar.map(|grammar| grammar.upos.as_str()));
            self.xpos.append_option(grammar.map(|grammar| grammar.xpos.as_str()));
            let feats = grammar.map(|grammar| &grammar.feats).filter(|feats| !feats.is_empty());
            self.feats.append_option(feats);
            self.head.append_option(grammar.map(|grammar| grammar.head));
            self.deprel.append_option(grammar.map(|grammar| grammar.deprel.as_str()));
        }
        self.rows += tokens.len();
    }

    /// Whether it is time to take a batch.
    pub(crate) fn is_full(&self) -> bool {
        self.rows >= BATCH_ROWS
    }

    /// All rows so far; the next one begins a new batch.
    pub(crate) fn finish(&mut self) -> RecordBatch {
        self.rows = 0;
        let columns: [(&str, ArrayRef, bool); 13] = [
            ("document", Arc::new(self.document.finish()), false),
            ("document_id", Arc::new(self.document_id.finish()), false),
            ("token", Arc::new(self.token.finish()), false),
            ("sentence", Arc::new(self.sentence.finish()), true),
            ("start", Arc::new(self.start.finish()), false),
            ("end", Arc::new(self.end.finish()), false),
            ("text", Arc::new(self.text.finish()), true),
            ("lemma", Arc::new(self.lemma.finish()), true),
            ("upos", Arc::new(self.upos.finish()), true),
            ("xpos", Arc::new(self.xpos.finish()), true),
            ("feats", Arc::new(self.feats.finish()), true),
            ("head", Arc::new(self.head.finish()), true),
            ("deprel", Arc::new(self.deprel.finish()), true),
        ];
        RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length")
    }
}
