//! How to read inputs: a plain struct, of which every combination of values is valid.

use std::path::{Path, PathBuf};

use crate::{Format, TextFormat};

type IsOwn = fn(Option<&Path>, &[u8]) -> bool;

/// Settings for [`Inputs`](crate::Inputs).
///
/// ```
/// use sayso_corpus::ReadOptions;
///
/// let options = ReadOptions { text_field: "body".into(), ..ReadOptions::default() };
/// assert_eq!(options.limit, 64 << 20);
/// ```
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The format of every input; `None` finds it file by file, by extension, then by contents.
    pub format: Option<Format>,
    /// The field or column that holds the text (`--text-field`). Default `text`.
    pub text_field: String,
    /// The field or column that holds the id (`--id-field`). Default `id`.
    pub id_field: String,
    /// The field or column for [`Metadata::title`](crate::Metadata). Default `title`.
    pub title_field: String,
    /// The field or column for [`Metadata::date`](crate::Metadata). Default `date`.
    pub date_field: String,
    /// The field or column for [`Metadata::publisher`](crate::Metadata). Default `publisher`.
    pub publisher_field: String,
    /// The field or column for the address, which becomes `url` in
    /// [`Metadata::extra`](crate::Metadata) (`--url-field`). Default `url`.
    pub url_field: String,
    /// How texts in fields and columns are written (`--text-format`). Default
    /// [`Auto`](TextFormat::Auto).
    pub text_format: TextFormat,
    /// Maximum size in bytes of a document, as stored and as text (`--max-document-size`). Default
    /// 64 MiB. A longer text is cut near a paragraph's end and has a [`Note::Truncated`](crate::Note); a
    /// record longer than [twice this](Self::record_limit) is an error and is not read.
    pub limit: usize,
    /// Whether documents that are not in English are skipped and counted (`--language en`). Default
    /// false: they are analysed like all others, and pages among them have a
    /// [`Note::Foreign`](crate::Note).
    pub english: bool,
    /// Whether a folder's hidden files are read (names with a leading dot). Default false.
    pub hidden: bool,
    /// Whether `.gitignore` and `.ignore` files in a folder are obeyed. Default true. Such files
    /// above the folder that is named do not count.
    pub ignore_files: bool,
    /// Patterns that files in folders must match, relative to the folder: `*.txt`, `2024/**`; a
    /// leading `!` excludes instead. Default none, which reads all.
    pub globs: Vec<String>,
    /// Whether links in a folder are followed. Default false. A path that is named may be a link.
    pub follow: bool,
    /// Files and folders that are no input even if they lie in a folder that is read: the output,
    /// with what lies beside it while it is written. Default none.
    pub outputs: Vec<PathBuf>,
    /// Decides by a file's path (none for standard input) and its first bytes, unpacked, whether an
    /// earlier run has written it. Such files are passed over. Default none.
    pub own: Option<IsOwn>,
    /// Decides whether a JSON object is delivered unparsed, in
    /// [`Document::text`](crate::Document::text), for callers that read records of their own.
    /// Default none, which parses all.
    pub whole: Option<fn(&str) -> bool>,
}

impl ReadOptions {
    /// Maximum size in bytes of a stored record (a JSON line, a CSV row) including quoting and the other
    /// fields: twice [`limit`](Self::limit) and at least 1 MiB.
    pub fn record_limit(&self) -> usize {
        self.limit.saturating_mul(2).max(1 << 20)
    }
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            format: None,
            text_field: "text".into(),
            id_field: "id".into(),
            title_field: "title".into(),
            date_field: "date".into(),
            publisher_field: "publisher".into(),
            url_field: "url".into(),
            text_format: TextFormat::Auto,
            limit: 64 << 20,
            english: false,
            hidden: false,
            ignore_files: true,
            globs: Vec::new(),
            follow: false,
            outputs: Vec::new(),
            own: None,
            whole: None,
        }
    }
}
