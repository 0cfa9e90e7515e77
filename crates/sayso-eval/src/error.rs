//! What can be wrong with gold or predictions. The caller knows the file's name; this knows the place.

use std::io;

/// Gold or predictions that cannot be scored, with the line and the remedy.
///
/// ```
/// let error = sayso_eval::read_articles("{\"id\": 1}".as_bytes()).unwrap_err();
/// assert!(error.to_string().starts_with("line 1: not an article with attributions"));
/// ```
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// The reader failed, or gave bytes that are no UTF-8.
    #[error("line {line}: cannot be read ({source})")]
    Read {
        /// Counted from 1.
        line: usize,
        /// What the reader said.
        source: io::Error,
    },
    /// A line of JSON Lines that is not of the form that is wanted.
    #[error("line {line}: not {wanted} ({problem})")]
    Json {
        /// Counted from 1.
        line: usize,
        /// What the line should hold.
        wanted: &'static str,
        /// What the parser said, with the column.
        problem: String,
    },
    /// An id for the second time: the two could not be told apart.
    #[error("line {line}: id `{id}` occurs twice; give every document its own")]
    RepeatedId {
        /// Counted from 1.
        line: usize,
        /// The id.
        id: String,
    },
    /// Predictions whose offsets do not count code points.
    #[error("line {line}: offsets count {unit}; write the predictions with `--offsets char`")]
    Offsets {
        /// Counted from 1.
        line: usize,
        /// What they count instead.
        unit: String,
    },
    /// A span that is not in its text, so it belongs to another one.
    #[error(
        "document `{id}`: span [{start}, {end}] is not in the text of {length} characters; \
         gold and predictions must be of one text"
    )]
    Span {
        /// The document's id.
        id: String,
        /// The first character.
        start: u32,
        /// The character after the last.
        end: u32,
        /// Characters in the gold's text.
        length: usize,
    },
    /// Words that are said to be at a place of the text where others are.
    #[error("document `{id}`: `{words}` is not what the text has there; was it changed?")]
    Words {
        /// The document's id.
        id: String,
        /// The words.
        words: String,
    },
    /// Labels of a document that is not there.
    #[error(
        "document `{id}` has labels, but is not among the articles; give those that were labelled"
    )]
    Absent {
        /// The document's id.
        id: String,
    },
    /// A token whose head does not exist.
    #[error("document `{id}`: token {token} has the head {head}, which is not a token")]
    Head {
        /// The document's id.
        id: String,
        /// The token's index.
        token: usize,
        /// What it names as its head.
        head: u32,
    },
    /// A line that is not of the column format.
    #[error("line {line}: {problem}")]
    Columns {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
}
