//! Documents from bytes that are already in memory, for callers that read no files.

use encoding_rs::Encoding;

use crate::error::ReadError;
use crate::readers::page;
use crate::{Document, Note, encoding};

impl Document {
    /// The document of a plain text. `charset` is the name of its encoding, if it came with one; otherwise it is told
    /// from the bytes.
    ///
    /// ```
    /// use sayso_corpus::Document;
    ///
    /// let document = Document::from_text("wire-1", b"Il a ni\xe9.".to_vec(), Some("iso-8859-1"));
    /// assert_eq!(document.text, "Il a ni\u{e9}.");
    /// ```
    pub fn from_text(id: &str, text: Vec<u8>, charset: Option<&str>) -> Self {
        let (text, mut notes) = encoding::decode(text, false, named(charset));
        notes.extend(Note::of_text(&text));
        Self { notes, ..Self::new(id, text) }
    }

    /// The article of an HTML page.
    ///
    /// ```
    /// use sayso_corpus::Document;
    ///
    /// let page = b"<html><title>Arms</title><p>Pyongyang denied arms supplies.</p></html>".to_vec();
    /// let document = Document::from_html("wire-1", page, None)?;
    /// assert_eq!(document.text, "Pyongyang denied arms supplies.");
    /// assert_eq!(document.meta.title.as_deref(), Some("Arms"));
    /// # Ok::<(), sayso_corpus::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// If the parser fails on the page.
    pub fn from_html(id: &str, page: Vec<u8>, charset: Option<&str>) -> Result<Self, ReadError> {
        page::pending(id, page, named(charset)).read()
    }
}

fn named(charset: Option<&str>) -> Option<&'static Encoding> {
    charset.and_then(|name| Encoding::for_label(name.as_bytes()))
}
