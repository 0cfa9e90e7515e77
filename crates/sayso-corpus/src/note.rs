//! Changes that a reader made to a document and that matter to figures computed from its text.
//!
//! Notes exist so that nothing happens silently: a report on a corpus should be able to say that
//! three documents were cut and one was taken for Windows-1252. A note is never an error.

use std::fmt;

/// One thing that happened between the bytes of a file and the text of a document.
///
/// ```
/// use sayso_corpus::Note;
///
/// let note = Note::Recoded { encoding: "windows-1252", guessed: true, replaced: 0 };
/// assert_eq!(note.kind(), "recoded");
/// assert_eq!(note.to_string(), "decoded from windows-1252 (guessed)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The bytes were not clean UTF-8, the text is.
    Recoded {
        /// The encoding's name in the WHATWG standard.
        encoding: &'static str,
        /// True if neither a byte-order mark nor the document itself named the encoding.
        guessed: bool,
        /// How many U+FFFD in the text replace bytes without meaning.
        replaced: u64,
    },
    /// A UTF-8 byte-order mark was dropped: the text starts three bytes into the file.
    ByteOrderMark,
    /// The text was cut at the size limit.
    Truncated {
        /// Bytes of text kept.
        kept: u64,
        /// Size of the whole in bytes as stored, where it is known.
        of: Option<u64>,
    },
    /// Only the beginning of a page was parsed, whatever the size limit.
    LongPage {
        /// Bytes of the page that were parsed.
        parsed: u64,
    },
    /// The text holds NUL characters. They are kept.
    Nul {
        /// How many.
        count: u64,
    },
    /// The document is empty or all white space.
    Empty,
    /// The field held HTML, of which all but the text was blanked out.
    Html,
    /// Metadata at the start of the file was taken out of the text, and is blanks there.
    FrontMatter,
    /// Metadata was read from the file of that name with the extension `json`.
    Beside,
    /// The page was not fetched to its end.
    Incomplete,
    /// The text is in another language than English, for which the analysis is made.
    Foreign,
    /// No article was found in the HTML page: the text is that of the whole page.
    NoArticle,
}

impl Note {
    /// The notes that depend on a text alone, wherever it comes from.
    ///
    /// ```
    /// use sayso_corpus::Note;
    ///
    /// assert_eq!(Note::of_text("Moscow denied it."), []);
    /// assert_eq!(Note::of_text(" "), [Note::Empty]);
    /// ```
    pub fn of_text(text: &str) -> Vec<Self> {
        let mut notes = Vec::new();
        let count = memchr::memchr_iter(0, text.as_bytes()).count() as u64;
        if count > 0 {
            notes.push(Note::Nul { count });
        }
        if text.trim_start().is_empty() {
            notes.push(Note::Empty);
        }
        notes
    }

    /// The kind in one word, for records and programs.
    pub const fn kind(&self) -> &'static str {
        match self {
            Note::Recoded { .. } => "recoded",
            Note::ByteOrderMark => "byte-order-mark",
            Note::Truncated { .. } | Note::LongPage { .. } => "truncated",
            Note::Nul { .. } => "nul",
            Note::Empty => "empty",
            Note::Html => "html",
            Note::FrontMatter => "front-matter",
            Note::Beside => "metadata-beside",
            Note::Incomplete => "incomplete",
            Note::Foreign => "foreign",
            Note::NoArticle => "no-article",
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Note::Recoded { encoding, guessed, replaced } => {
                write!(f, "decoded from {encoding}")?;
                if guessed {
                    f.write_str(" (guessed)")?;
                }
                if replaced > 0 {
                    write!(f, ", {replaced} unreadable characters replaced by U+FFFD")?;
                }
                Ok(())
            }
            Note::ByteOrderMark => f.write_str("byte-order mark dropped"),
            Note::Truncated { kept, of: Some(of) } => write!(
                f,
                "cut at the size limit: {kept} bytes of text kept, {of} bytes stored; raise \
                 --max-document-size to read on"
            ),
            Note::Truncated { kept, of: None } => write!(
                f,
                "cut at the size limit: {kept} bytes of text kept; raise --max-document-size to \
                 read on"
            ),
            Note::LongPage { parsed } => write!(
                f,
                "only the first {} MiB of the page were read, the most that is parsed of any page",
                parsed >> 20
            ),
            Note::Nul { count } => write!(f, "holds {count} NUL characters, kept as they are"),
            Note::Empty => f.write_str("empty document"),
            Note::Html => f.write_str(
                "HTML in the field; its markup is blanks in the text, offsets are the field's",
            ),
            Note::FrontMatter => f.write_str("front matter read as metadata, blanks in its place"),
            Note::Beside => f.write_str("metadata read from the JSON file beside the text"),
            Note::Incomplete => {
                f.write_str("the page was not fetched to its end, the text may break off")
            }
            Note::Foreign => f.write_str("not in English, analysed as if it were"),
            Note::NoArticle => f.write_str("no article found in the page, its whole text is taken"),
        }
    }
}
