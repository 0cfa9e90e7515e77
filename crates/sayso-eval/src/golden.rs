//! Golden rules of sentence splitting: short texts, each with the sentences it must be cut into.
//!
//! ```json
//! {"text": "It is at 5 p.m. Mr. Smith went.", "sentences": ["It is at 5 p.m.", "Mr. Smith went."]}
//! ```

use std::io::BufRead;

use serde::Deserialize;

use crate::{EvalError, lines};

/// One text and its sentences.
///
/// ```
/// let line = r#"{"text": "Moscow denied it. Kyiv did not.",
///     "sentences": ["Moscow denied it.", "Kyiv did not."]}"#;
/// let rules = sayso_eval::read_golden_rules(line.replace('\n', "").as_bytes())?;
/// assert!(rules[0].holds(["Moscow denied it.", " Kyiv did not."]));
/// assert!(!rules[0].holds(["Moscow denied it. Kyiv did not."]));
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldenRule {
    /// The text to split.
    pub text: String,
    /// Its sentences, in order.
    pub sentences: Vec<String>,
}

impl GoldenRule {
    /// Whether `found` are the rule's sentences, white space around each aside.
    pub fn holds<'t>(&self, found: impl IntoIterator<Item = &'t str>) -> bool {
        found.into_iter().map(str::trim).eq(self.sentences.iter().map(|s| s.trim()))
    }
}

/// Reads a whole file of rules.
///
/// # Errors
/// If a line is not such an object.
pub fn read_golden_rules(reader: impl BufRead) -> Result<Vec<GoldenRule>, EvalError> {
    lines::parse(reader, "a golden rule with text and sentences")
        .map(|parsed| parsed.map(|(_, rule)| rule))
        .collect()
}
