//! What comes of a document.

use sayso_record::Record;

/// A document as an output takes it. Which of these there is depends on the format.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    pub(super) bytes: Vec<u8>,
    /// What a run that continues this one makes its output from, packed.
    pub(super) piece: Vec<u8>,
    /// Id and text, where they are written next to the bytes.
    pub(super) text: Option<(String, String)>,
    /// What goes into tables.
    pub(super) record: Option<Box<Record>>,
}

/// What a worker hands over.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) encoded: Encoded,
    /// What is wrong with the date, if anything is.
    pub(super) no_day: Option<String>,
    pub(super) words: u64,
    pub(super) attributions: u64,
}

impl Done {
    /// Words and attributions.
    pub(super) fn counts(&self) -> (u64, u64) {
        (self.words, self.attributions)
    }
}

impl From<Vec<u8>> for Encoded {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, ..Self::default() }
    }
}

impl From<String> for Encoded {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}
