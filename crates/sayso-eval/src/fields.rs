//! How right the fields of an attribution are: the kind of its source, its stance, its quotation.
//!
//! Labels are written as attributions are, one a line, with the document's id instead of its text, so that
//! they can be kept where the text must not be:
//!
//! ```json
//! {"id": "a1", "source": [[0, 6]], "cue": [[7, 13]], "content": [[14, 16]],
//!  "kind": "government", "stance": "deny", "quotation": "indirect"}
//! ```
//!
//! They are compared with the fields of the predicted attribution that matches: content and source both
//! with a Jaccard index of at least one half, one to one, best first, as for attributions themselves. A
//! labelled attribution without a match says nothing of the fields, and is left out of them.

use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;

use serde::{Deserialize, Serialize};

use crate::articles::Attribution;
use crate::attributions::{Covers, HALF, matches};
use crate::{Article, EvalError, Prediction, lines};

/// An attribution whose fields somebody labelled.
///
/// ```
/// let line = r#"{"id": "a1", "source": [[0, 6]], "cue": [[7, 13]], "content": [[14, 27]],
///     "kind": "government", "stance": "deny", "quotation": "indirect"}"#;
/// let labels = sayso_eval::read_labels(line.replace('\n', "").as_bytes())?;
/// assert_eq!(labels[0].attribution.stance.as_deref(), Some("deny"));
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Labelled {
    /// The document's.
    pub id: String,
    /// The spans and the labels; a field without label is not scored.
    #[serde(flatten)]
    pub attribution: Attribution,
}

/// Reads a whole file of labels.
///
/// # Errors
/// If a line is not such an object.
pub fn read_labels(reader: impl BufRead) -> Result<Vec<Labelled>, EvalError> {
    lines::parse(reader, "a labelled attribution").map(|line| Ok(line?.1)).collect()
}

/// How many of so many are right.
///
/// ```
/// assert_eq!(sayso_eval::Share { right: 3, of: 4 }.value(), 0.75);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The right ones.
    pub right: usize,
    /// All.
    pub of: usize,
}

impl Share {
    /// From 0 to 1; of nothing, 0.
    pub fn value(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.right as f64 / self.of as f64 }
    }

    /// Counts `found`, unless nobody labelled what it should be.
    fn add(&mut self, label: Option<&str>, found: Option<&str>) {
        if label.is_some() {
            self.of += 1;
            self.right += usize::from(label == found);
        }
    }
}

/// Scores of a whole file of labels.
///
/// ```
/// use sayso_eval::{Share, read_articles, read_labels, read_predictions, score_fields};
///
/// let articles = r#"{"id": "a1", "text": "Moscow denied arms supplies.", "attributions": []}"#;
/// let labels = r#"{"id": "a1", "source": [[0, 6]], "cue": [[7, 13]], "content": [[14, 27]],
///   "kind": "government", "stance": "deny", "quotation": "indirect"}"#;
/// let found = r#"{"id": "a1", "attributions": [
///   {"source": {"spans": [[0, 6]], "kind": "organisation"}, "cue": {"spans": [[7, 13]]},
///    "content": {"spans": [[14, 27]], "quotation": "indirect"}, "stance": "deny"}]}"#;
/// let articles = read_articles(articles.as_bytes())?;
/// let labels = read_labels(labels.replace('\n', "").as_bytes())?;
/// let found = read_predictions(found.replace('\n', "").as_bytes())?;
/// let scores = score_fields(&labels, &articles, &found)?;
/// assert_eq!(scores.matched, 1);
/// assert_eq!(scores.stance, Share { right: 1, of: 1 });
/// assert_eq!(scores.kind, Share { right: 0, of: 1 }); // Moscow is taken for a body that is no government
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FieldScores {
    /// Attributions with labels.
    pub labelled: usize,
    /// Those among them that a prediction matches.
    pub matched: usize,
    /// What the source is.
    pub kind: Share,
    /// What the cue commits it to.
    pub stance: Share,
    /// How much of the content stands in quotation marks.
    pub quotation: Share,
}

impl FieldScores {
    /// Every field under its name, in the order in which they are printed.
    pub fn rows(&self) -> [(&'static str, Share); 3] {
        [("kind", self.kind), ("stance", self.stance), ("quotation", self.quotation)]
    }

    fn add(&mut self, label: &Attribution, found: &Attribution) {
        self.matched += 1;
        self.kind.add(label.kind.as_deref(), found.kind.as_deref());
        self.stance.add(label.stance.as_deref(), found.stance.as_deref());
        self.quotation.add(label.quotation.as_deref(), found.quotation.as_deref());
    }
}

/// Scores predictions, by id, against labels of attributions in `articles`. Inner attributions (`parent`
/// set) are left out of the predictions where no labelled one is inner. A field that a prediction lacks is
/// wrong.
///
/// # Errors
/// If an article is not there, or a span runs out of its text: then labels or predictions were made on
/// another text.
pub fn score_fields(
    labels: &[Labelled],
    articles: &[Article],
    predictions: &HashMap<String, Prediction>,
) -> Result<FieldScores, EvalError> {
    let chains = labels.iter().any(|label| label.attribution.parent.is_some());
    let texts: HashMap<&str, &str> =
        articles.iter().map(|a| (a.id.as_str(), a.text.as_str())).collect();
    let mut by_document: BTreeMap<&str, Vec<&Attribution>> = BTreeMap::new();
    for label in labels {
        by_document.entry(&label.id).or_default().push(&label.attribution);
    }
    let mut scores = FieldScores { labelled: labels.len(), ..FieldScores::default() };
    for (id, labelled) in by_document {
        let text = texts.get(id).ok_or_else(|| EvalError::Absent { id: id.to_owned() })?;
        let text: Vec<char> = text.chars().collect();
        let found = predictions.get(id).map_or(&[][..], |p| &p.attributions);
        let found: Vec<&Attribution> =
            found.iter().filter(|a| chains || a.parent.is_none()).collect();
        let covers = |attributions: &[&Attribution]| -> Result<Vec<Covers>, EvalError> {
            attributions.iter().map(|a| Covers::new(id, &text, a)).collect()
        };
        for (l, f) in matches(&covers(&labelled)?, &covers(&found)?, HALF) {
            scores.add(labelled[l], found[f]);
        }
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{read_articles, read_predictions};

    const ARTICLE: &str =
        r#"{"id": "a1", "text": "Moscow denied it. Kyiv asked why.", "attributions": []}"#;

    fn score(labels: &str, found: &str) -> Result<FieldScores, EvalError> {
        let articles = read_articles(ARTICLE.as_bytes()).expect("an article");
        let found = read_predictions(found.as_bytes()).expect("a record");
        score_fields(&read_labels(labels.as_bytes()).expect("labels"), &articles, &found)
    }

    #[test]
    fn only_matched_and_labelled_fields_count() {
        let labels = "{\"id\": \"a1\", \"source\": [[0, 6]], \"content\": [[14, 16]], \"stance\": \"deny\"}\n\
            {\"id\": \"a1\", \"source\": [[18, 22]], \"content\": [[29, 32]], \"stance\": \"question\"}";
        let found =
            r#"{"id": "a1", "attributions": [{"source": [[0, 6]], "content": [[14, 16]]}]}"#;
        let scores = score(labels, found).expect("the article's own labels");
        assert_eq!((scores.labelled, scores.matched), (2, 1));
        assert_eq!(scores.stance, Share { right: 0, of: 1 }); // the prediction has none
        assert_eq!(scores.kind, Share::default());
    }

    #[test]
    fn labels_of_another_document_are_refused() {
        let error = score(r#"{"id": "b", "content": [[0, 1]]}"#, "").expect_err("no such article");
        assert!(matches!(error, EvalError::Absent { id } if id == "b"));
    }

    #[test]
    fn the_labels_of_the_repository_are_complete() {
        let labels = read_labels(&include_bytes!("../data/polnear-dev-fields.jsonl")[..]);
        let labels = labels.expect("well-formed");
        assert_eq!(labels.len(), 150);
        for Labelled { attribution, .. } in labels {
            assert_eq!(attribution.source.is_empty(), attribution.kind.as_deref() == Some("none"));
            assert!(attribution.stance.is_some() && attribution.quotation.is_some());
        }
    }
}
