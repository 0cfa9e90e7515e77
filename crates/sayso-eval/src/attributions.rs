//! How right "who said what" is.
//!
//! Spans are compared as sets of characters, each piece trimmed of white space, quotation marks and edge
//! punctuation. Over the whole file:
//!
//! - a role is *exact* where a predicted span set equals a gold one; a span set that several attributions
//!   share counts once in its document;
//! - its *overlap* gives credit for the share of characters in common: for recall the best share of each
//!   gold span set that one predicted set holds, for precision the other way round;
//! - an *attribution* is found where content and source both have a Jaccard index of at least one half (or
//!   both have no source), matched one to one, best first;
//! - it is found *strictly* where content and source are both exact.
//!
//! A document without prediction counts as nothing found. Inner attributions (`parent` set) are left out
//! of the predictions where the gold marks none in the whole file: such gold, PolNeAR for one, annotates
//! outermost attributions only, and finding more than it asks for is not wrong.

use std::collections::{BTreeSet, HashMap};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::articles::{Attribution, Span};
use crate::cover::Cover;
use crate::score::{Credit, Tally};
use crate::{Article, EvalError, Prediction, Score};

/// Scores of a whole file.
///
/// ```
/// use sayso_eval::{read_articles, read_predictions, score_attributions};
///
/// let gold = r#"{"id": "a1", "text": "Moscow denied arms supplies.",
///   "attributions": [{"source": [[0, 6]], "cue": [[7, 13]], "content": [[14, 27]]}]}"#;
/// let found = r#"{"id": "a1",
///   "attributions": [{"source": [[0, 6]], "cue": [[7, 13]], "content": [[19, 28]]}]}"#;
/// let gold = read_articles(gold.replace('\n', "").as_bytes())?;
/// let found = read_predictions(found.replace('\n', "").as_bytes())?;
/// let scores = score_attributions(&gold, &found)?;
/// assert_eq!(scores.attribution.f1, 1.0); // "supplies" is more than half of "arms supplies"
/// assert_eq!(scores.strict.f1, 0.0);
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AttributionScores {
    /// Who.
    pub source: RoleScores,
    /// How it is marked.
    pub cue: RoleScores,
    /// What.
    pub content: RoleScores,
    /// Source and content, at least half right.
    pub attribution: Score,
    /// Source and content, both exact.
    pub strict: Score,
}

/// Scores of one role.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RoleScores {
    /// Equal span sets.
    pub exact: Score,
    /// Shares of characters in common.
    pub overlap: Score,
}

impl AttributionScores {
    /// Every figure under its name, in the order in which they are printed.
    pub fn rows(&self) -> [(&'static str, Score); 8] {
        [
            ("source exact", self.source.exact),
            ("source overlap", self.source.overlap),
            ("cue exact", self.cue.exact),
            ("cue overlap", self.cue.overlap),
            ("content exact", self.content.exact),
            ("content overlap", self.content.overlap),
            ("attribution", self.attribution),
            ("attribution strict", self.strict),
        ]
    }
}

/// As an object of rows, by name.
impl Serialize for AttributionScores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.rows();
        let mut map = serializer.serialize_map(Some(rows.len()))?;
        for (name, score) in rows {
            map.serialize_entry(name, &score)?;
        }
        map.end()
    }
}

/// Scores predictions, by id, against gold.
///
/// # Errors
/// If a span runs out of its text: then the predictions were made on another text.
pub fn score_attributions(
    gold: &[Article],
    predictions: &HashMap<String, Prediction>,
) -> Result<AttributionScores, EvalError> {
    let chains = gold.iter().flat_map(|a| &a.attributions).any(|a| a.parent.is_some());
    let mut tallies = Tallies::default();
    for article in gold {
        let text: Vec<char> = article.text.chars().collect();
        let covers = |attribution: &Attribution| Covers::new(&article.id, &text, attribution);
        let found = predictions.get(&article.id).map_or(&[][..], |p| &p.attributions);
        let found: Result<Vec<Covers>, EvalError> =
            found.iter().filter(|a| chains || a.parent.is_none()).map(covers).collect();
        let gold: Result<Vec<Covers>, EvalError> =
            article.attributions.iter().map(covers).collect();
        tallies.add(&gold?, &found?);
    }
    Ok(tallies.scores())
}

/// The roles of one attribution.
pub(crate) struct Covers {
    source: Cover,
    cue: Cover,
    content: Cover,
}

impl Covers {
    /// What `attribution` covers of the text of the document `id`.
    pub(crate) fn new(
        id: &str,
        text: &[char],
        attribution: &Attribution,
    ) -> Result<Self, EvalError> {
        let cover = |spans: &[Span]| {
            Cover::new(text, spans).map_err(|(start, end)| EvalError::Span {
                id: id.to_owned(),
                start,
                end,
                length: text.len(),
            })
        };
        Ok(Self {
            source: cover(&attribution.source)?,
            cue: cover(&attribution.cue)?,
            content: cover(&attribution.content)?,
        })
    }
}

#[derive(Default)]
struct Tallies {
    source: RoleTallies,
    cue: RoleTallies,
    content: RoleTallies,
    attribution: Tally,
    strict: Tally,
}

#[derive(Default)]
struct RoleTallies {
    exact: Tally,
    overlap: Tally,
}

impl Tallies {
    /// Adds one document.
    fn add(&mut self, gold: &[Covers], found: &[Covers]) {
        self.source.add(gold, found, |a| &a.source);
        self.cue.add(gold, found, |a| &a.cue);
        self.content.add(gold, found, |a| &a.content);
        self.attribution.add(matches(gold, found, HALF).len(), found.len(), gold.len());
        self.strict.add(matches(gold, found, 1.0).len(), found.len(), gold.len());
    }

    fn scores(&self) -> AttributionScores {
        let role = |tallies: &RoleTallies| RoleScores {
            exact: tallies.exact.score(),
            overlap: tallies.overlap.score(),
        };
        AttributionScores {
            source: role(&self.source),
            cue: role(&self.cue),
            content: role(&self.content),
            attribution: self.attribution.score(),
            strict: self.strict.score(),
        }
    }
}

impl RoleTallies {
    fn add(&mut self, gold: &[Covers], found: &[Covers], role: impl Fn(&Covers) -> &Cover) {
        let distinct = |side: &[Covers]| -> BTreeSet<Cover> {
            side.iter().map(&role).filter(|cover| !cover.is_empty()).cloned().collect()
        };
        let (gold, found) = (distinct(gold), distinct(found));
        self.exact.add(gold.intersection(&found).count(), found.len(), gold.len());
        let credit = |side: &BTreeSet<Cover>, other: &BTreeSet<Cover>| -> f64 {
            side.iter().map(|a| other.iter().map(|b| a.share_in(b)).fold(0.0, f64::max)).sum()
        };
        let credit = Credit { predicted: credit(&found, &gold), gold: credit(&gold, &found) };
        self.overlap.add_partial(credit, found.len(), gold.len());
    }
}

/// The Jaccard index from which on two contents, or two sources, are taken for the same.
pub(crate) const HALF: f64 = 0.5;

/// Those that match one to one, best first, where content and source both reach `floor`: indices into
/// `gold` and into `found`.
pub(crate) fn matches(gold: &[Covers], found: &[Covers], floor: f64) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (g, gold) in gold.iter().enumerate() {
        for (f, found) in found.iter().enumerate() {
            let content = gold.content.jaccard(&found.content);
            let source = gold.source.jaccard(&found.source);
            if content >= floor && source >= floor {
                pairs.push((content + source, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut used_gold, mut used_found) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut matches = Vec::new();
    for (_, g, f) in pairs {
        if !used_gold[g] && !used_found[f] {
            used_gold[g] = true;
            used_found[f] = true;
            matches.push((g, f));
        }
    }
    matches
}
