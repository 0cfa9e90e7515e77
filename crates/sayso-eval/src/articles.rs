//! Gold of who said what: articles with their attributions, one JSON object a line.
//!
//! ```json
//! {"id": "a1", "text": "Moscow denied it.",
//!  "attributions": [{"source": [[0, 6]], "cue": [[7, 13]], "content": [[14, 16]], "parent": null}]}
//! ```
//!
//! Offsets count Unicode code points into the text, the end is exclusive. A role is a list because it
//! can be broken in pieces; it may be empty or absent. It may also be written as in our records, as an
//! object with the list under `spans`.

use std::io::BufRead;

use serde::{Deserialize, Deserializer};

use crate::{EvalError, lines};

/// Code points from the first up to but not including the second.
pub type Span = (u32, u32);

/// An article with the attributions that people found in it.
///
/// ```
/// let line = r#"{"id": "a1", "text": "Moscow denied it.",
///     "attributions": [{"source": [[0, 6]], "cue": [[7, 13]], "content": [[14, 16]]}]}"#;
/// let gold = sayso_eval::read_articles(line.replace('\n', "").as_bytes())?;
/// assert_eq!(gold[0].attributions[0].source, [(0, 6)]);
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Debug, Deserialize)]
pub struct Article {
    /// The name that joins gold and prediction.
    pub id: String,
    /// The text that the spans count into.
    pub text: String,
    /// Who said what.
    pub attributions: Vec<Attribution>,
}

/// The spans of one attribution, gold or predicted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Attribution {
    /// Who; empty where nobody is named.
    #[serde(default, deserialize_with = "spans")]
    pub source: Vec<Span>,
    /// The words that mark it.
    #[serde(default, deserialize_with = "spans")]
    pub cue: Vec<Span>,
    /// What is ascribed.
    #[serde(default, deserialize_with = "spans")]
    pub content: Vec<Span>,
    /// The index of the attribution in whose content this one stands.
    pub parent: Option<u32>,
}

/// Reads a whole file of articles.
///
/// # Errors
/// If a line is not such an object, or an id occurs twice.
pub fn read_articles(reader: impl BufRead) -> Result<Vec<Article>, EvalError> {
    let articles =
        lines::parse_documents(reader, "an article with attributions", |a: &Article| &a.id)?;
    Ok(articles.into_iter().map(|(_, article)| article).collect())
}

fn spans<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Span>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Role {
        List(Vec<Span>),
        Object { spans: Vec<Span> },
    }
    Ok(match Option::deserialize(deserializer)? {
        None => Vec::new(),
        Some(Role::List(spans) | Role::Object { spans }) => spans,
    })
}
