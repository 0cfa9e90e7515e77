//! What is known of a document besides its text: its name, its origin, what happened while it was read.
//!
//! It is plain data, filled in by whoever reads documents; this crate does not know how they are read.

use sayso::{Analysis, Analyzer, Boilerplate, Date, Segmentation, TextRange};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::title;

/// The head of a record.
///
/// ```
/// use sayso_record::{Header, Meta};
///
/// let meta = Meta { publisher: Some("The Wire".into()), ..Meta::default() };
/// let header = Header { id: "wire-1".into(), meta, notes: Vec::new() };
/// assert_eq!(header.meta.title, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The name of the document.
    pub id: String,
    /// What its file says about it.
    pub meta: Meta,
    /// What the reader did to it or found odd; usually nothing.
    pub notes: Vec<Note>,
}

impl Header {
    /// The day of publication. A date that is none, such as 2024-13-45, or may be several, is worth a note: the text is
    /// analysed without it.
    ///
    /// ```
    /// use sayso_record::{Header, Meta, Note};
    ///
    /// let meta = Meta { date: Some("2024-13-45".into()), ..Meta::default() };
    /// let mut header = Header { meta, ..Header::default() };
    /// assert_eq!(header.day(), None);
    /// assert_eq!(header.notes[0].kind, Note::NO_DAY);
    /// ```
    pub fn day(&mut self) -> Option<Date> {
        let written = self.meta.date.as_deref().filter(|date| !date.trim().is_empty())?;
        let day = Date::parse(written);
        if day.is_none() {
            let begins: String = written.chars().take(40).collect();
            let complaint = Date::complaint(written);
            let detail = format!("the date `{begins}` {complaint}; analysed without a date");
            self.notes.push(Note { kind: Note::NO_DAY.to_owned(), detail });
        }
        day
    }

    /// Fills in what the file leaves out and the text says, with a note for each: the title, if the text begins with one,
    /// and what a byline or dateline tells, which is outlet, date and, as `byline` among the other
    /// fields, author. Says too what the analysis had to cut.
    ///
    /// ```
    /// use sayso::Analyzer;
    /// use sayso_record::Header;
    ///
    /// let text = "KYIV, Nov. 23 (Reuters) - Ukraine said it struck.";
    /// let mut header = Header::default();
    /// header.fill_from(text, &Analyzer::new().analyze(text));
    /// assert_eq!(header.meta.publisher.as_deref(), Some("Reuters"));
    /// assert_eq!(header.meta.date.as_deref(), Some("Nov. 23"));
    /// assert_eq!(header.notes[0].kind, "publisher-from-text");
    /// ```
    pub fn fill_from(&mut self, text: &str, analysis: &Analysis) {
        let first = |part: fn(&Boilerplate) -> Option<TextRange>| {
            let range = analysis.boilerplate.iter().find_map(part);
            range.map(|range| one_line(&text[range]))
        };
        let Self { meta, notes, .. } = self;
        let cut = analysis.segmentation.cut_sentences();
        if cut > 0 {
            let longest = Segmentation::LONGEST_SENTENCE;
            let detail = match cut {
                1 => format!("a sentence without an end within {longest} tokens was cut"),
                _ => format!("{cut} sentences without an end within {longest} tokens were cut"),
            };
            notes.push(Note { kind: Note::CUT_SENTENCES.to_owned(), detail });
        }
        if analysis.parts() > 1 {
            let detail = format!(
                "analysed in {} parts, being longer than {} bytes; across parts only equal names are joined",
                analysis.parts(),
                Analyzer::WHOLE
            );
            notes.push(Note { kind: Note::IN_PARTS.to_owned(), detail });
        }
        let mut note = |what: &str, value: &str| {
            notes.push(Note {
                kind: format!("{what}-from-text"),
                detail: format!("the {what} `{value}` is taken from the text"),
            });
        };
        if let (None, Some(title)) = (&meta.title, title::find(text, analysis)) {
            let title = one_line(&text[title]);
            note("title", &title);
            meta.title = Some(title);
        }
        if let (None, Some(outlet)) = (&meta.publisher, first(|b| b.outlet)) {
            note("publisher", &outlet);
            meta.publisher = Some(outlet);
        }
        if let (None, Some(date)) = (&meta.date, first(|b| b.date)) {
            note("date", &date);
            // "Nov. 23" is no day of any year.
            meta.date = Some(Date::parse(&date).map_or(date, |day| day.to_string()));
        }
        if !meta.extra.contains_key("byline")
            && let Some(author) = first(|b| b.author)
        {
            note("byline", &author);
            meta.extra.insert("byline".to_owned(), Value::String(author));
        }
    }
}

/// What the file of a document says about it. Values are kept as they are written: a date is not parsed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Meta {
    /// The path of the file.
    pub path: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The date of publication.
    pub date: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// All other fields, kept apart so that a column called `path` cannot replace the path.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
}

/// One thing that a reader of the record should know about how the text was obtained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// A word for programs: `truncated`, `recoded`.
    pub kind: String,
    /// A sentence for people.
    pub detail: String,
}

impl Note {
    /// The kind of the note on a date that cannot be read as a day.
    pub const NO_DAY: &str = "no-day";
    /// The kind of the note on a document that was analysed in parts.
    pub const IN_PARTS: &str = "in-parts";
    /// The kind of the note on sentences that were too long.
    pub const CUT_SENTENCES: &str = "cut-sentences";
}

/// With single blanks: a name may go on in the next line of wrapped text.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
