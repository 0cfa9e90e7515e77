//! Gold of who said what: articles with their attributions, one JSON object a line.
//!
//! ```json
//! {"id": "a1", "text": "Moscow denied it.",
//!  "attributions": [{"source": [[0, 6]], "cue": [[7, 13]], "content": [[14, 16]], "parent": null}]}
//! ```
//!
//! Offsets count Unicode code points into the text, the end is exclusive. A role is a list because it
//! can be broken in pieces; it may be empty or absent. It may also be written as in our records, as an
//! object with the list under `spans`. What is said of an attribution stands beside the spans, or within
//! such objects: `kind` in that of the source, `quotation` in that of the content.

use std::io::BufRead;

use serde::Deserialize;

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

/// One attribution, gold or predicted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub struct Attribution {
    /// Who; empty where nobody is named.
    pub source: Vec<Span>,
    /// The words that mark it.
    pub cue: Vec<Span>,
    /// What is ascribed.
    pub content: Vec<Span>,
    /// The index of the attribution in whose content this one stands.
    pub parent: Option<u32>,
    /// What the source is: `person`, `document`, ...
    pub kind: Option<String>,
    /// What the cue commits the source to: `assert`, `deny`, ...
    pub stance: Option<String>,
    /// How much of the content stands in quotation marks: `direct`, `mixed` or `indirect`.
    pub quotation: Option<String>,
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

/// Refuses the first of `spans` that is not in a text of `length` characters.
pub(crate) fn in_text(id: &str, spans: &[Span], length: usize) -> Result<(), EvalError> {
    let outside = |span: &&Span| span.0 > span.1 || span.1 as usize > length;
    match spans.iter().find(outside) {
        Some(&(start, end)) => Err(EvalError::Span { id: id.to_owned(), start, end, length }),
        None => Ok(()),
    }
}

impl Attribution {
    /// The spans of a role by its name in annotation tools.
    pub(crate) fn role_mut(&mut self, name: &str) -> Option<&mut Vec<Span>> {
        match name {
            "Cue" => Some(&mut self.cue),
            "Source" => Some(&mut self.source),
            "Content" => Some(&mut self.content),
            _ => None,
        }
    }
}

/// Finds the parents of attributions of which only the spans are known: the shortest content that holds the cue, or, without
/// a cue, the content.
pub(crate) fn nest(attributions: &mut [Attribution]) {
    let length = |spans: &[Span]| spans.iter().map(|span| span.1 - span.0).sum::<u32>();
    let parents: Vec<Option<u32>> = attributions
        .iter()
        .map(|inner| {
            let spans = if inner.cue.is_empty() { &inner.content } else { &inner.cue };
            let holds = |outer: &Attribution| {
                let within =
                    |span: &Span| outer.content.iter().any(|o| o.0 <= span.0 && span.1 <= o.1);
                !spans.is_empty()
                    && spans.iter().all(within)
                    && length(&outer.content) > length(&inner.content)
            };
            let outer = (0..).zip(&*attributions).filter(|(_, outer)| holds(outer));
            outer.min_by_key(|(_, outer)| length(&outer.content)).map(|(index, _)| index)
        })
        .collect();
    for (attribution, parent) in attributions.iter_mut().zip(parents) {
        attribution.parent = parent;
    }
}

/// An attribution as it may be written.
#[derive(Deserialize)]
struct Written {
    source: Option<Role>,
    cue: Option<Role>,
    content: Option<Role>,
    parent: Option<u32>,
    kind: Option<String>,
    stance: Option<String>,
    quotation: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Role {
    List(Vec<Span>),
    Object { spans: Vec<Span>, kind: Option<String>, quotation: Option<String> },
}

impl Role {
    /// The spans, the kind and the quotation.
    fn parts(role: Option<Self>) -> (Vec<Span>, Option<String>, Option<String>) {
        match role {
            None => (Vec::new(), None, None),
            Some(Self::List(spans)) => (spans, None, None),
            Some(Self::Object { spans, kind, quotation }) => (spans, kind, quotation),
        }
    }
}

impl From<Written> for Attribution {
    fn from(written: Written) -> Self {
        let (source, kind, _) = Role::parts(written.source);
        let (cue, ..) = Role::parts(written.cue);
        let (content, _, quotation) = Role::parts(written.content);
        Self {
            source,
            cue,
            content,
            parent: written.parent,
            kind: written.kind.or(kind),
            stance: written.stance,
            quotation: written.quotation.or(quotation),
        }
    }
}

/// Whether `words` are those of the text at `spans`; other programs write ends of lines as blanks.
pub(crate) fn are_at(words: &str, spans: &[Span], letters: &[char]) -> bool {
    let text = spans.iter().flat_map(|&(start, end)| &letters[start as usize..end as usize]);
    let is_ink = |c: &char| !c.is_whitespace();
    words.chars().filter(is_ink).eq(text.copied().filter(is_ink))
}
